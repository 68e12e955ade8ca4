"""What is written once about an afspraak and never changed (ALG-2)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from novex.logboek import Logregel

from ..querysets import KindlogboekQuerySet
from .afspraak import Afspraak


class Statusovergang(Logregel):
    """One step of an afspraak: who, why, and a frozen copy of every check (VRA-2, AFS-5)."""

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="statusovergangen")
    naam = models.CharField(max_length=30)
    van = models.CharField(max_length=20, choices=Afspraak.Status)
    naar = models.CharField(max_length=20, choices=Afspraak.Status)
    motivatie = models.TextField()
    toets = models.JSONField(default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rollen = models.CharField(max_length=200)
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "statusovergang"
        verbose_name_plural = "statusovergangen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="statusovergang_motivatie_gegeven",
                violation_error_message=(
                    "De motivatie ontbreekt. Schrijf in een of twee zinnen waarom."
                ),
                violation_error_code="motivatie_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_van_display()} naar {self.get_naar_display()}"


class Woordkeuze(Logregel):
    """A vague word that stays on purpose: "toch zo laten", with the reason (AFS-5)."""

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="woordkeuzes")
    woord = models.CharField(max_length=60)
    reden = models.TextField(max_length=500)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "woordkeuze"
        verbose_name_plural = "woordkeuzes"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="woordkeuze_reden_gegeven",
                violation_error_message=(
                    "De reden ontbreekt. Schrijf waarom dit woord mag blijven staan."
                ),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.woord}: {self.reden}"


class Voortgangsstand(Logregel):
    """What both sides reported in a round that closed, and the light; told by monitoring (ARR-3).

    In words, as the edition prints them: "Bezig", "Niet gemeld".
    """

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="voortgangsstanden")
    ronde = models.CharField(max_length=200)
    stadium_rijk = models.CharField("volgens het Rijk", max_length=200)
    stadium_regio = models.CharField("volgens de regio", max_length=200)
    licht = models.CharField(max_length=60)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "stand in een monitorronde"
        verbose_name_plural = "standen in monitorronden"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return (
            f"{self.ronde}. Rijk: {self.stadium_rijk.lower()}, regio: "
            f"{self.stadium_regio.lower()}. Licht: {self.licht.lower()}"
        )


class Relatie(Logregel):
    """How one afspraak stands to another; a change after establishment is ``vervangt`` (AFS-8,
    AFS-9)."""

    class Soort(models.TextChoices):
        VERVANGT = "vervangt", "Vervangt"
        WIJZIGT = "wijzigt", "Wijzigt"
        AFGEDAAN_DOOR = "afgedaan_door", "Is afgedaan door"
        HANGT_AF_VAN = "hangt_af_van", "Hangt af van"

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="relaties")
    soort = models.CharField(max_length=20, choices=Soort)
    andere = models.ForeignKey(Afspraak, models.PROTECT, related_name="omgekeerde_relaties")
    reden = models.TextField(max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(afspraak=F("andere")),
                name="relatie_met_een_andere",
                violation_error_message=(
                    "Een afspraak staat niet in relatie tot zichzelf. Kies een andere afspraak."
                ),
                violation_error_code="zelfde_afspraak",
            ),
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="relatie_reden_gegeven",
                violation_error_message="De reden ontbreekt. Schrijf waarom in een of twee zinnen.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afspraak} {self.get_soort_display().lower()} {self.andere}"
