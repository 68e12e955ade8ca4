from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar

from ..querysets import BeleggingQuerySet
from .vraagstuk import Vraagstuk


class Belegging(Bewerkbaar):
    """Handing a vraagstuk over to another table, and what its receiver says (VRA-7)."""

    class OntvangerSoort(models.TextChoices):
        DEPARTEMENT = "departement", "Departement"
        NOVEX_GEBIED = "novex_gebied", "NOVEX-gebied"
        PROVINCIE = "provincie", "Provincie"
        PROGRAMMA = "programma", "Nationaal of provinciaal programma"
        REGULIER_OVERLEG = "regulier_overleg", "Regulier overleg"

    class Status(models.TextChoices):
        GEVRAAGD = "gevraagd", "Gevraagd"
        AANVAARD = "aanvaard", "Aanvaard"
        GEWEIGERD = "geweigerd", "Geweigerd"

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="beleggingen")
    doorloop = models.PositiveSmallIntegerField(editable=False)
    ontvanger_soort = models.CharField("soort ontvanger", max_length=20, choices=OntvangerSoort)
    ontvanger_organisatie = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        related_name="ontvangen_beleggingen",
        verbose_name="organisatie die antwoordt",
    )
    ontvanger_naam = models.CharField("naam van de tafel of het programma", max_length=200)
    waarom = models.TextField(max_length=2000)
    geraadpleegd = models.TextField("wie geraadpleegd is", max_length=1000)
    opvolging = models.TextField("hoe de opvolging geborgd is", max_length=1000)
    terug_op = models.DateField("datum van terugkeer")
    antwoord_voor = models.DateField("antwoord uiterlijk", editable=False)
    status = models.CharField(
        max_length=10, choices=Status, default=Status.GEVRAAGD, editable=False
    )
    antwoord_reden = models.TextField(blank=True, max_length=1000)
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    beantwoord_op = models.DateTimeField(null=True, blank=True, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    op = models.DateTimeField(auto_now_add=True)

    objects = BeleggingQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: Any  # who changed it, for the history

    class Meta:
        verbose_name = "belegging"
        verbose_name_plural = "beleggingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "doorloop"], name="belegging_eenmaal_per_doorloop"
            ),
            models.CheckConstraint(
                condition=~Q(status="geweigerd") | Q(antwoord_reden__regex=r"\S"),
                name="belegging_weigering_heeft_reden",
                violation_error_message="De reden is leeg. Schrijf waarom u weigert.",
                violation_error_code="reden_ontbreekt",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{veld}__regex": r"\S"}),
                    name=f"belegging_heeft_{veld}",
                    violation_error_message=zin,
                    violation_error_code=f"{veld}_ontbreekt",
                )
                for veld, zin in (
                    ("ontvanger_naam", "De ontvanger ontbreekt. Noem wie het vraagstuk overneemt."),
                    ("waarom", "De reden is leeg. Schrijf waarom dit elders hoort."),
                    ("geraadpleegd", "Het is niet duidelijk wie is gehoord. Schrijf wie u sprak."),
                    ("opvolging", "De opvolging is leeg. Schrijf hoe die geborgd is."),
                )
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vraagstuk} → {self.ontvanger_naam}"

    def betrokken_provincie_ids(self) -> set[int]:
        return self.vraagstuk.betrokken_provincie_ids()

    def is_te_laat(self, op: datetime.date) -> bool:
        """Neither acknowledged nor refused in time (VRA-7)."""
        return self.status == self.Status.GEVRAAGD and self.antwoord_voor < op
