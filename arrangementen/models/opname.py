from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from simple_history.models import HistoricalRecords

from dossiers.models import Vraagstuk
from dossiers.models.triage import Antwoord, Machine
from novex.logboek import LogboekQuerySet, Logregel
from novex.models import Criterium, Gebruiker

from .afspraak import Afspraak
from .arrangement import Arrangement


class KindQuerySet(models.QuerySet):
    def for_user(self, user: Gebruiker):
        """Who works on the arrangement, or reads it on one of the two sides (ZIC-1, ZIC-3).

        Another provincie reads a published edition as it was frozen, not how it came about.
        """
        van_deze_kant = Arrangement.objects.in_eigen_kring(user)
        return self.filter(Exists(van_deze_kant.filter(pk=OuterRef("arrangement"))))


class KindlogboekQuerySet(LogboekQuerySet, KindQuerySet):  # type: ignore[override]
    """Log rows of an arrangement."""


class OpnameQuerySet(KindQuerySet):
    def actuele(self) -> OpnameQuerySet:
        return self.filter(ingetrokken_op=None)

    def met_oordelen(self) -> OpnameQuerySet:
        """With each oordeel and how many its set asks (TRI-10)."""
        oordelen = Opnameoordeel.objects.select_related("criterium").annotate(
            **{"gevraagd": Count("criterium__set__criteria")}
        )
        return self.select_related("vraagstuk", "door__organisatie").prefetch_related(
            Prefetch("oordelen", oordelen)
        )


class Opname(models.Model):
    """A vraagstuk or knelpunt that comes in, with its justification (ARR-2, TRI-2, TRI-10)."""

    class Soort(models.TextChoices):
        VRAAGSTUK = "vraagstuk", "Prioritair vraagstuk"
        KNELPUNT = "knelpunt", "Knelpuntmarkering"

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="opnames")
    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="opnames")
    soort = models.CharField(max_length=10, choices=Soort)
    knelpunt = models.TextField("tekst van de knelpuntmarkering", max_length=2000, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=1)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)
    ingetrokken_reden = models.TextField(blank=True, editable=False)

    objects = OpnameQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "opname"
        verbose_name_plural = "opnames"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "vraagstuk"],
                condition=Q(ingetrokken_op=None),
                name="opname_vraagstuk_eenmaal",
                violation_error_message=(
                    "Dit vraagstuk staat al in het arrangement. Kies een ander vraagstuk."
                ),
                violation_error_code="staat_er_al_in",
            ),
            models.CheckConstraint(
                condition=Q(soort="vraagstuk") | Q(knelpunt__regex=r"\S"),
                name="opname_knelpunt_heeft_tekst",
                violation_error_message=(
                    "De tekst van het knelpunt is leeg. Schrijf welk knelpunt blijft bestaan."
                ),
                violation_error_code="knelpunt_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None) | Q(ingetrokken_reden__regex=r"\S"),
                name="opname_ingetrokken_met_reden",
                violation_error_message=(
                    "De reden is leeg. Schrijf waarom dit niet meer in het arrangement staat."
                ),
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return str(self.vraagstuk)

    @property
    def is_vraagstuk(self) -> bool:
        return self.soort == self.Soort.VRAAGSTUK


class Opnameoordeel(Logregel):
    """The judgement on one criterium of ``opname RA``; all five must be ja (TRI-10)."""

    opname = models.ForeignKey(Opname, models.PROTECT, related_name="oordelen")
    criterium = models.ForeignKey(Criterium, models.PROTECT, related_name="+")
    machine = models.CharField(max_length=20, choices=Machine, blank=True)
    machine_zin = models.TextField()
    antwoord = models.CharField(max_length=30, choices=Antwoord)
    motivatie = models.TextField()

    gevraagd: int  # how many criteria its set has; filled in by met_oordelen

    class Meta:
        verbose_name = "oordeel over opname"
        verbose_name_plural = "oordelen over opname"
        ordering = ["criterium__volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["opname", "criterium"], name="opnameoordeel_criterium_eenmaal"
            ),
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="opnameoordeel_heeft_motivatie",
                violation_error_message=(
                    "De motivatie is leeg. Schrijf waarom het vraagstuk hieraan voldoet."
                ),
                violation_error_code="motivatie_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="ja"),
                name="opnameoordeel_is_ja",
                violation_error_message=(
                    "Alleen een vraagstuk met vijf keer ja komt in het arrangement. "
                    "Laat het anders in de gedeelde lijst staan."
                ),
                violation_error_code="criterium_niet_ja",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterium}: {self.get_antwoord_display()}"


class Opgenomenafspraak(models.Model):
    """An afspraak that stands in an arrangement, in this order."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="opgenomen_afspraken")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="opnames")
    volgorde = models.PositiveSmallIntegerField()

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = "opgenomen afspraak"
        verbose_name_plural = "opgenomen afspraken"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "afspraak"],
                name="opgenomenafspraak_eenmaal",
                violation_error_message=(
                    "Deze afspraak staat al in het arrangement. Kies een andere afspraak."
                ),
                violation_error_code="staat_er_al_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.afspraak)
