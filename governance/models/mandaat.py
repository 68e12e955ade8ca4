from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dossiers.models import Vraagstuk
from governance.querysets import MandaatQuerySet
from novex.logboek import Logregel
from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar


class Mandaat(Bewerkbaar):
    """The room that one department has to agree on one vraagstuk (BES-5).

    Seen by VRO, the regietafel and that department only.
    """

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="mandaten")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="mandaten")
    ruimte = models.TextField(max_length=4000)
    doorloop = models.PositiveSmallIntegerField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = MandaatQuerySet.as_manager()

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ["vraagstuk", "organisatie", "doorloop"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "organisatie", "doorloop"],
                name="mandaat_eenmaal_per_doorloop",
                violation_error_message=(
                    "Uw organisatie gaf al een mandaat. Wijzig het mandaat dat er al is."
                ),
                violation_error_code="mandaat_bestaat",
            )
        ]

    def __str__(self) -> str:
        return f"Mandaat van {self.organisatie}"


class Mandaatwijziging(Logregel):
    """Why a mandaat was changed, and what it was before (ALG-2, BES-5).

    Read by whoever reads the mandaat, under it.
    """

    mandaat = models.ForeignKey(Mandaat, models.PROTECT, related_name="wijzigingen")
    reden = models.TextField("reden van de wijziging", max_length=1000)
    oud = models.TextField("ruimte voor de wijziging", max_length=4000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "wijziging van een mandaat"
        verbose_name_plural = "wijzigingen van mandaten"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="mandaatwijziging_heeft_reden",
                violation_error_message=("De reden is leeg. Schrijf waarom u het mandaat wijzigt."),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mandaat}, gewijzigd"
