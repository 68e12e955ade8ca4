from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.logboek import Logregel
from novex.models import Organisatie
from novex.zichtbaarheid import Kant

from ..querysets import TekstreactieQuerySet, TekstwijzigingQuerySet
from .vraagstuk import Vraagstuk


class Tekstwijziging(Logregel):
    """One change of shared text; the other side reads it and answers (VRA-16).

    ``veld`` is the field, ``richting-12.voor`` for one of a richting; ``label`` names it for
    a reader.
    """

    class Soort(models.TextChoices):
        GEWOON = "gewoon", "Wijziging"
        ERRATUM = "erratum", "Erratum"
        NAGEZONDEN = "nagezonden", "Nagezonden"

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="tekstwijzigingen")
    veld = models.CharField(max_length=80)
    label = models.CharField(max_length=200)
    oud = models.TextField(blank=True)
    nieuw = models.TextField(blank=True)
    soort = models.CharField(max_length=12, choices=Soort, default=Soort.GEWOON)
    reden = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    kant = models.CharField(max_length=10, choices=Kant)
    op = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = TekstwijzigingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "tekstwijziging"
        verbose_name_plural = "tekstwijzigingen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="gewoon") | Q(reden__regex=r"\S"),
                name="tekstwijziging_achteraf_heeft_reden",
                violation_error_message=(
                    "De stukken liggen al voor een besluit. Schrijf waarom u de tekst nu nog "
                    "wijzigt."
                ),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.organisatie})"


class Tekstreactie(models.Model):
    """What the other side says of a change: gezien, or bezwaar until it is answered (VRA-16)."""

    class Soort(models.TextChoices):
        GEZIEN = "gezien", "Gezien"
        BEZWAAR = "bezwaar", "Bezwaar"

    wijziging = models.ForeignKey(Tekstwijziging, models.PROTECT, related_name="reacties")
    soort = models.CharField(max_length=10, choices=Soort)
    toelichting = models.TextField(blank=True, max_length=2000)
    kant = models.CharField(max_length=10, choices=Kant)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    antwoord = models.TextField(null=True, blank=True, max_length=2000)  # noqa: DJ001 - filled once, from NULL
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    objects = TekstreactieQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie op een tekstwijziging"
        verbose_name_plural = "reacties op tekstwijzigingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wijziging", "organisatie"],
                name="tekstreactie_eenmaal",
                violation_error_message=(
                    "Uw organisatie reageerde al op deze wijziging. U hoeft niets meer te doen."
                ),
                violation_error_code="reactie_bestaat",
            ),
            models.CheckConstraint(
                condition=~Q(soort="bezwaar") | Q(toelichting__regex=r"\S"),
                name="tekstreactie_bezwaar_heeft_toelichting",
                violation_error_message=("De toelichting is leeg. Schrijf waarom u bezwaar heeft."),
                violation_error_code="toelichting_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(beantwoord_op=None)
                | Q(beantwoord_door__isnull=False, antwoord__regex=r"\S"),
                name="tekstreactie_antwoord_compleet",
                violation_error_message="Het antwoord is leeg. Schrijf wat u met het bezwaar doet.",
                violation_error_code="antwoord_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.organisatie}"

    @property
    def is_open(self) -> bool:
        return self.soort == self.Soort.BEZWAAR and self.beantwoord_op is None
