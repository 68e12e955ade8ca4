from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
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
from novex.rechten import Rol

from ..querysets import ZOEKVELDEN, VraagstukQuerySet
from .fase import EINDFASEN, DoorlooptFasen, Fase
from .triage import Triageadvies, Triagebesluit

if TYPE_CHECKING:
    from .aanpak import Oplossingsrichting
    from .feit import Feit


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
    herkomst = models.CharField(max_length=30, choices=Herkomst, blank=True)
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
        # The two ways in which ``zoek`` looks: words, and a part of a name.
        indexes = [
            GinIndex(SearchVector(*ZOEKVELDEN, config="dutch"), name="vraagstuk_woorden"),
            GinIndex(
                *(OpClass(Upper(veld), "gin_trgm_ops") for veld in ("titel", "nummer", "gebied")),
                name="vraagstuk_deel_van_naam",
            ),
            models.Index(fields=["-gewijzigd_op", "-id"], name="vraagstuk_gewijzigd"),
            # All that counts and choices ask, so that they never read the texts.
            models.Index(
                fields=["fase", "organisatie", "aan_zet_organisatie", "id"], name="vraagstuk_stand"
            ),
            # Who waits longest, of all and of one organisatie: the first page reads a few.
            models.Index(fields=["aan_zet_sinds", "id"], name="vraagstuk_wacht"),
            models.Index(
                fields=["aan_zet_organisatie", "aan_zet_sinds", "id"], name="vraagstuk_aan_zet"
            ),
        ]
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
                )
                # What was read in says so only when its source did; opening asks for it.
                | Q(herkomst="", fase="concept") & ~Q(bron_sleutel=""),
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

    # What criteria and pages read of its parts: what ``voor_dossier`` fetched ahead when it is
    # there, else the database, so that a service judges what is true now.

    def is_voorgeladen(self, deel: str) -> bool:
        return deel in getattr(self, "_prefetched_objects_cache", {})

    def geldende_feiten(self, soort: str) -> list[Feit]:
        """The live feiten of this kind, of any doorloop (VRA-19)."""
        return [f for f in self.feiten.all() if f.soort == soort and f.ingetrokken_op is None]

    def stand_bij(self, handeling: str) -> str:
        """What a consent to this act is about: to terugleggen, the afspraken and where each lands
        (VRA-9); else nothing that changes."""
        if handeling != "leg_terug":
            return ""
        feiten = [*self.geldende_feiten("afspraak"), *self.geldende_feiten("landing")]
        delen = sorted(f"{f.soort} {f.kenmerk} {f.label}" for f in feiten)
        return hashlib.sha256("\n".join(delen).encode()).hexdigest()

    def triages(self) -> list[Triageadvies]:
        """Every advice with its besluit, newest first (TRI-6)."""
        adviezen = self.triageadviezen.all()
        if not self.is_voorgeladen("triageadviezen"):
            adviezen = adviezen.select_related("besluit")
        return list(adviezen)

    def gewogen_richtingen(self) -> list[Oplossingsrichting]:
        """The richtingen on the table, each knowing on how many principles it was weighed
        (VRA-12)."""
        richtingen = self.richtingen.all()
        if not self.is_voorgeladen("richtingen"):
            richtingen = richtingen.met_aantal_wegingen()
        return [richting for richting in richtingen if not richting.is_afgevallen]

    def open_bezwaren(self) -> list[str]:
        """Labels of the texts whose change met a bezwaar without an answer (VRA-16)."""
        if (voorgeladen := getattr(self, "namen_bezwaren", None)) is not None:
            return voorgeladen
        return list(self.tekstwijzigingen.met_open_bezwaar().values_list("label", flat=True))

    def betrokken_landsdelen(self) -> list[Landsdeel]:
        """The landsdelen whose BOL it concerns, by name (VRA-15)."""
        provincies = self.provincies.all()
        if not self.is_voorgeladen("provincies"):
            provincies = provincies.select_related("landsdeel")
        return sorted({p.landsdeel for p in provincies}, key=lambda landsdeel: landsdeel.naam)

    def betrokken_departementen(self) -> list[Organisatie]:
        """The departments that give a mandaat, by name; what ended through its successor (BES-5,
        REF-2)."""
        vandaag = timezone.localdate()
        organisaties = self.organisaties.all()
        if not self.is_voorgeladen("organisaties"):
            organisaties = organisaties.met_sprekers()
        departementen = {g for o in organisaties if (g := o.mandaatgever_op(vandaag))}
        return sorted(departementen, key=lambda departement: departement.naam)

    def departementen_zonder(
        self, gegeven: Collection[str], opvolging: Mapping[str, str]
    ) -> list[Organisatie]:
        """The departments involved that are not among these codes: who gave its mandaat, or its
        akkoord (BES-5, BES-7).

        What a department gave before it ended holds for the successor that takes its place; one
        that took part beside it gives its own (REF-2). ``opvolging`` is that of
        ``Organisatie.objects.opvolging_op``, one for many vraagstukken.
        """
        betrokken = self.betrokken_departementen()
        ontbreekt = [departement for departement in betrokken if departement.code not in gegeven]
        van_anderen = set(gegeven) - {departement.code for departement in betrokken}
        if not ontbreekt or not van_anderen:
            return ontbreekt
        genoemd = self._genoemde_codes()
        namens = {
            opvolger
            for code in van_anderen
            if (opvolger := opvolging.get(code)) and not {code, opvolger} <= genoemd
        }
        return [departement for departement in ontbreekt if departement.code not in namens]

    def _genoemde_codes(self) -> set[str]:
        """Of who is listed, and what an agency belongs to; not of who succeeded it (REF-2)."""
        organisaties = self.organisaties.all()
        if not self.is_voorgeladen("organisaties"):
            organisaties = organisaties.met_sprekers()
        van_dienst = {d.valt_onder.code for d in organisaties if d.is_dienst and d.valt_onder}
        return {organisatie.code for organisatie in organisaties} | van_dienst

    def geldend_triagebesluit(self) -> Triagebesluit | None:
        """The newest triagebesluit that counts: of this doorloop, or re-confirmed in it.

        A feit names the besluit that was re-confirmed (VRA-4, VRA-8).
        """
        bevestigd = {
            int(feit.kenmerk)
            for feit in self.geldende_feiten("triage_bevestigd")
            if feit.doorloop == self.doorloop
        }
        besluiten = [
            besluit
            for advies in self.triages()
            if (besluit := getattr(advies, "besluit", None))
            and (advies.doorloop == self.doorloop or besluit.pk in bevestigd)
        ]
        return max(besluiten, key=lambda besluit: besluit.pk, default=None)

    @property
    def is_open(self) -> bool:
        return self.fase != Fase.CONCEPT and self.fase not in EINDFASEN

    def is_aan_zet(self, user: Gebruiker) -> bool:
        """Must this person act? At VRO that is the lead accounthouder, if there is one (VRA-3)."""
        if not user.treedt_op_voor(self.aan_zet_organisatie_id):
            return False
        if self.lead_accounthouder_id is None:
            # Not all of VRO: somebody has to be left who is not aan zet.
            return not user.is_vro or Rol.ACCOUNTHOUDER in user.rollen
        return self.lead_accounthouder_id == user.pk

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
