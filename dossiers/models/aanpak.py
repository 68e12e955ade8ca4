from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from novex.models import JuridischInstrument
from novex.models.bewerkbaar import Bewerkbaar

from ..querysets import OnderdeelQuerySet, RichtingQuerySet, WegingQuerySet
from .vraagstuk import Vraagstuk


class Aanpak(Bewerkbaar):
    """The format aanpak vraagstuk: it prints on one A5 (VRA-11); and the preference (VRA-12)."""

    vraagstuk = models.OneToOneField(Vraagstuk, models.PROTECT, related_name="aanpak")
    aanpak = models.TextField(blank=True, max_length=600)
    tempo = models.CharField(max_length=150, blank=True)
    fasering = models.TextField(blank=True, max_length=400)
    rolverdeling = models.TextField(blank=True, max_length=400)
    benodigde_besluitvorming = models.TextField(
        "wat bestuurlijk vastgelegd moet worden", blank=True, max_length=400
    )
    bestuurlijke_keuze_nodig = models.BooleanField(
        "is een bestuurlijke keuze nodig?", null=True, blank=True
    )
    monitoring_wijze = models.CharField("hoe gevolgd wordt", max_length=250, blank=True)
    voorkeursrichting = models.ForeignKey(
        "dossiers.Oplossingsrichting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voorkeur_van",
    )
    voorkeur_reden = models.TextField("reden van de voorkeur", blank=True, max_length=1000)
    uitzondering_reden = models.TextField(
        "reden voor minder dan twee gewogen richtingen", blank=True, max_length=1000
    )

    objects = OnderdeelQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: Any  # who changed it, for the history

    class Meta:
        verbose_name = "aanpak"
        verbose_name_plural = "aanpakken"

    def __str__(self) -> str:
        return f"Aanpak van {self.vraagstuk}"


class Oplossingsrichting(Bewerkbaar):
    """One way to solve it, with what it takes (VRA-12)."""

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="richtingen")
    volgorde = models.PositiveSmallIntegerField(editable=False)
    titel = models.CharField(max_length=200)
    beschrijving = models.TextField(blank=True, max_length=3000)
    voor = models.TextField("voordelen", blank=True, max_length=2000)
    nadelen = models.TextField(blank=True, max_length=2000)
    implicaties_ruimtelijk = models.TextField(blank=True, max_length=2000)
    implicaties_bestuurlijk = models.TextField(blank=True, max_length=2000)
    implicaties_juridisch = models.TextField(blank=True, max_length=2000)
    instrumenten = models.ManyToManyField(
        JuridischInstrument,
        related_name="richtingen",
        blank=True,
        verbose_name="mogelijke inzet van juridische instrumenten",
    )
    uitvoerbaarheid = models.TextField(blank=True, max_length=2000)
    # Empty as long as it is on the table; it stays readable afterwards (ALG-2).
    afgevallen_reden = models.TextField("waarom deze richting afvalt", blank=True, max_length=1000)

    objects = RichtingQuerySet.as_manager()
    aantal_wegingen: int  # after ``met_aantal_wegingen``
    history = HistoricalRecords()
    _history_user: Any  # who changed it, for the history

    class Meta:
        verbose_name = "oplossingsrichting"
        verbose_name_plural = "oplossingsrichtingen"
        ordering = ["vraagstuk", "volgorde"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "volgorde"], name="richting_volgorde_eenmaal"
            ),
            models.CheckConstraint(
                condition=Q(titel__regex=r"\S"),
                name="richting_heeft_titel",
                violation_error_message="De titel is leeg. Geef de richting een titel.",
                violation_error_code="titel_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.titel}"

    @property
    def is_afgevallen(self) -> bool:
        return bool(self.afgevallen_reden)


class Weging(models.Model):
    """How one richting does on one principle of the NOVI, and why (VRA-12)."""

    class Principe(models.TextChoices):
        MEERVOUDIG = "meervoudig", "Meervoudig boven enkelvoudig"
        GEBIEDSKENMERKEN = "gebiedskenmerken", "Gebiedskenmerken centraal"
        AFWENTELEN = "afwentelen", "Afwentelen voorkomen"

    class Score(models.IntegerChoices):
        MIN_TWEE = -2, "- - (veel slechter)"
        MIN_EEN = -1, "- (slechter)"
        NUL = 0, "0 (gelijk)"
        PLUS_EEN = 1, "+ (beter)"
        PLUS_TWEE = 2, "+ + (veel beter)"

    richting = models.ForeignKey(Oplossingsrichting, models.PROTECT, related_name="wegingen")
    principe = models.CharField(max_length=20, choices=Principe)
    score = models.SmallIntegerField(choices=Score)
    motivatie = models.TextField(max_length=1000)

    objects = WegingQuerySet.as_manager()
    history = HistoricalRecords()
    _history_user: Any  # who changed it, for the history

    class Meta:
        verbose_name = "weging"
        verbose_name_plural = "wegingen"
        ordering = ["richting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["richting", "principe"],
                name="weging_principe_eenmaal",
                violation_error_message="Dit principe is al gewogen. Wijzig de weging die er is.",
                violation_error_code="weging_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=-2, score__lte=2),
                name="weging_score_past",
                violation_error_message="Deze score kan niet. Kies een score van -2 tot en met 2.",
                violation_error_code="score_past_niet",
            ),
            models.CheckConstraint(
                condition=Q(motivatie__regex=r"\S"),
                name="weging_heeft_motivatie",
                violation_error_message="De motivatie is leeg. Schrijf waarom u deze score geeft.",
                violation_error_code="motivatie_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.richting.titel}, {self.get_principe_display().lower()}"
