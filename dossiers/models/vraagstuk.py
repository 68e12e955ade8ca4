from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from novex.models import (
    Domein,
    Gebruiker,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
)
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant

from ..querysets import VraagstukQuerySet
from .fase import EINDFASEN, DoorlooptFasen, Fase
from .triage import Triagebesluit


class Vraagstuk(DoorlooptFasen, Bewerkbaar):
    """A clash of claims on space that Rijk and provincies weigh together (chapter 4)."""

    class Herkomst(models.TextChoices):
        """Where it comes from (VRA-0, H 3.1)."""

        SIGNAAL = "signaal", "Signaal"
        KENNISLACUNE = "kennislacune", "Kennislacune tussen POVI en Nota Ruimte"
        UITVOERINGSSTRATEGIE = "uitvoeringsstrategie", "Uitvoeringsstrategie Nota Ruimte"
        GPDG_WERKBEZOEK = "gpdg_werkbezoek", "GP-DG of werkbezoek"
        NOVEX_GEBIED = "novex_gebied", "NOVEX-gebied"
        PROGRAMMA = "programma", "Nationaal of provinciaal programma"
        AFSPRAAK = "eerdere_afspraak", "Eerdere afspraak"

    class Prioriteit(models.TextChoices):
        HOOG = "hoog", "Hoog"
        MIDDEN = "midden", "Midden"
        LAAG = "laag", "Laag"

    nummer = models.CharField(max_length=12, unique=True, null=True, blank=True, editable=False)
    titel = models.CharField(max_length=200)
    omschrijving = models.TextField(blank=True, max_length=4000)
    herkomst = models.CharField(max_length=30, choices=Herkomst)
    organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="ingebrachte_vraagstukken", editable=False
    )
    aangeboden_op = models.DateTimeField(null=True, blank=True, editable=False)
    melder_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="gemelde_vraagstukken"
    )
    melder_functie = models.CharField("functie van de melder", max_length=120, blank=True)
    lichte_triage = models.CharField(
        "lichte triage (kader van Nota Ruimte of POVI)", max_length=300, blank=True
    )
    gelijksoortig_gezien = models.BooleanField("gelijksoortige vraagstukken gezien", default=False)
    bron_url = models.URLField("bron", max_length=500, blank=True)
    bron_sleutel = models.CharField(max_length=64, blank=True, editable=False)

    lead_provincie = models.ForeignKey(
        Provincie, models.PROTECT, null=True, blank=True, related_name="geleide_vraagstukken"
    )
    provincies = models.ManyToManyField(Provincie, related_name="vraagstukken", blank=True)
    provincie_overstijgend = models.BooleanField("provincie-overstijgend", default=False)
    gebied = models.CharField(max_length=200, blank=True)
    novex_gebieden = models.ManyToManyField(
        NovexGebied, related_name="vraagstukken", blank=True, verbose_name="NOVEX-gebieden"
    )
    domeinen = models.ManyToManyField(Domein, related_name="vraagstukken", blank=True)
    keuzes = models.ManyToManyField(
        Keuze, related_name="vraagstukken", blank=True, verbose_name="keuzes van NR of POVI"
    )
    programmas = models.ManyToManyField(
        Programma, related_name="vraagstukken", blank=True, verbose_name="programma's"
    )

    dilemmas = models.TextField("dilemma's", blank=True, max_length=4000)
    spanningen = models.TextField(blank=True, max_length=4000)
    kansen = models.TextField(blank=True, max_length=4000)
    kennislacunes = models.TextField(blank=True, max_length=4000)
    partijen = models.TextField("andere partijen", blank=True, max_length=2000)
    organisaties = models.ManyToManyField(
        Organisatie,
        related_name="vraagstukken",
        blank=True,
        verbose_name="betrokken organisaties",
    )

    prioriteit = models.CharField(max_length=10, choices=Prioriteit, blank=True)
    planning = models.CharField(max_length=200, blank=True)
    lead_accounthouder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="geleide_vraagstukken",
    )
    aan_zet_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="vraagstukken_aan_zet"
    )
    aan_zet_reden = models.CharField(max_length=300, blank=True)
    aan_zet_sinds = models.DateField(null=True, blank=True)
    terug_op = models.DateField("komt terug op", null=True, blank=True, editable=False)
    doorloop = models.PositiveSmallIntegerField(default=1, editable=False)
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    _history_user: Any  # who changed it, and why, for the history
    _change_reason: Any
    objects = VraagstukQuerySet.as_manager()

    class Meta:
        verbose_name = "vraagstuk"
        verbose_name_plural = "vraagstukken"
        ordering = ["-nummer", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fase__in=Fase.values), name="vraagstuk_fase_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(titel__regex=r"\S"),
                name="vraagstuk_heeft_titel",
                violation_error_message="De titel is leeg. Geef het vraagstuk een titel.",
                violation_error_code="titel_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(
                    herkomst__in=[
                        "signaal",
                        "kennislacune",
                        "uitvoeringsstrategie",
                        "gpdg_werkbezoek",
                        "novex_gebied",
                        "programma",
                        "eerdere_afspraak",
                    ]
                ),
                name="vraagstuk_heeft_herkomst",
                violation_error_message=(
                    "De herkomst ontbreekt. Kies waar dit vraagstuk vandaan komt."
                ),
                violation_error_code="herkomst_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(nummer=None, fase="concept")
                | Q(nummer__isnull=False) & ~Q(fase="concept"),
                name="vraagstuk_nummer_bij_openen",
                violation_error_message=(
                    "Een geopend vraagstuk heeft een nummer. Open het vraagstuk eerst."
                ),
                violation_error_code="nummer_ontbreekt",
            ),
            models.UniqueConstraint(
                fields=["bron_sleutel"],
                condition=~Q(bron_sleutel=""),
                name="vraagstuk_bron_eenmaal",
                violation_error_message="Deze rij is al eens ingelezen. Wijzig het vraagstuk.",
                violation_error_code="bron_bestaat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}" if self.nummer else self.titel

    def get_absolute_url(self) -> str:
        return reverse("dossiers:vraagstuk-detail", args=[self.pk])

    def betrokken_provincie_ids(self) -> set[int]:
        """The provincies it concerns; rights and sight are limited by them (ROL-1, ZIC-3)."""
        return {provincie.pk for provincie in self.provincies.all()}

    def betrokken_landsdelen(self) -> models.QuerySet[Landsdeel]:
        """The landsdelen whose BOL it concerns (VRA-15)."""
        return Landsdeel.objects.filter(provincies__vraagstukken=self).distinct()

    def betrokken_departementen(self) -> models.QuerySet[Organisatie]:
        """The departments that give a mandaat: all of the Rijk but VRO (BES-5).

        An executive agency speaks through the department that it belongs to.
        """
        zelf = Q(vraagstukken=self)
        via_onderdeel = Q(onderdelen__in=self.organisaties.filter(soort="uitvoering"))
        return Organisatie.objects.filter(
            zelf | via_onderdeel, kant=Kant.RIJK, soort="departement", is_vro=False
        ).distinct()

    def geldend_triagebesluit(self) -> Triagebesluit | None:
        """The newest triagebesluit that counts: of this doorloop, or re-confirmed in it.

        A feit names the besluit that was re-confirmed (VRA-4, VRA-8).
        """
        bevestigd = self.feiten.van("triage_bevestigd").filter(doorloop=self.doorloop)
        return (
            Triagebesluit.objects.filter(advies__vraagstuk=self)
            .filter(
                Q(advies__doorloop=self.doorloop)
                | Q(pk__in=[int(feit.kenmerk) for feit in bevestigd])
            )
            .select_related("advies")
            .order_by("-pk")
            .first()
        )

    @property
    def is_open(self) -> bool:
        return self.fase != Fase.CONCEPT and self.fase not in EINDFASEN

    def is_aan_zet(self, user: Gebruiker) -> bool:
        """Must this person act? At VRO that is the lead accounthouder, if there is one (VRA-3)."""
        if self.aan_zet_organisatie_id != user.organisatie_id:
            return False
        return self.lead_accounthouder_id in (None, user.pk)

    @property
    def voortouw(self) -> str:
        """Who leads now, in words; each besluit and afspraak says its own after this (ROL-3)."""
        if self.fase in (Fase.CONCEPT, Fase.BEELDVORMING, Fase.OORDEELSVORMING):
            return "VRO heeft het voortouw in beeld- en oordeelsvorming."
        if self.fase in (Fase.BESLUITVORMING, Fase.OPVOLGING):
            return (
                "VRO heeft het voortouw bij wegen, prioriteren, uitruilen en richting kiezen. Bij "
                "een sectoraal besluit met rechtsgevolg is dat het departement; VRO bewaakt dan "
                "het kader."
            )
        return "Dit vraagstuk is niet meer open. Er is geen voortouw."


class Nummerreeks(models.Model):
    """The last number given in a year; a number is never given twice (VRA-1)."""

    jaar = models.PositiveSmallIntegerField(unique=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "nummerreeks"
        verbose_name_plural = "nummerreeksen"

    def __str__(self) -> str:
        return f"{self.jaar}-{self.laatste:03d}"
