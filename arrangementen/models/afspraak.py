from __future__ import annotations

from functools import cached_property

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField
from simple_history.models import HistoricalRecords

from dossiers.models import Vraagstuk
from governance.models import Uitkomst
from novex.fsm import overgang
from novex.models import Landsdeel, Organisatie, Provincie
from novex.models.bewerkbaar import Bewerkbaar

from .. import bol, regels
from ..querysets import ZOEKVELDEN, AfspraakQuerySet
from ..termijn import Termijn, Termijnsoort
from .afgesproken import AfgesprokenMixin
from .betrokken import BetrokkenMixin

WIJZIGEN, AFSTEMMEN = "arrangementen.afspraak_wijzigen", "arrangementen.afspraak_afstemmen"
VASTSTELLEN = "arrangementen.afspraak_vaststellen"


class Afspraak(ConcurrentTransitionMixin, AfgesprokenMixin, BetrokkenMixin, Bewerkbaar):
    """What Rijk and regio agree: SMART, mutual, with a place to land (AFS-1 to AFS-6).

    The numbers are never reused and a row is never removed. Once established the row is
    frozen, in the database too; a later change is next year's version (AFS-9).
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        AFGESTEMD = "afgestemd", "Afgestemd"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVALLEN = "vervallen", "Vervallen"

    class Type(models.TextChoices):
        VERKENNEN = "A", "A Verkennen"
        RICHTING = "B", "B Richting"
        AFWEGING = "C", "C Afweging"
        REALISATIE = "D", "D Realisatie"

    class Herkomst(models.TextChoices):
        RA_NIEUW = "ra_nieuw", "Ruimtelijk Arrangement (nieuw)"
        RA_2025 = "ra_2025", "Ruimtelijk Arrangement 2025"
        HISTORISCH = "historisch", "Historisch"

    class Regelsoort(models.TextChoices):
        AFSPRAAK = "afspraak", "Afspraak"
        KADERBEPALING = "kaderbepaling", "Kaderbepaling"
        CONSTATERING = "constatering", "Constatering"

    class Scope(models.TextChoices):
        LANDELIJK = "landelijk", "Landelijk"
        LANDSDEEL = "landsdeel", "Landsdeel"
        PROVINCIE = "provincie", "Provincie(s)"
        GEBIED = "gebied", "Gebied"

    status = FSMField(choices=Status.choices, default=Status.CONCEPT, protected=True)
    nummer = models.CharField(max_length=20, unique=True, editable=False)
    jaar = models.PositiveSmallIntegerField("BOL-jaar", null=True, blank=True)
    titel = models.CharField(max_length=200)
    tekst = models.TextField("afspraak", max_length=2000)
    type = models.CharField("type", max_length=1, choices=Type, blank=True)
    herkomst_soort = models.CharField(
        "herkomst", max_length=20, choices=Herkomst, default=Herkomst.RA_NIEUW
    )
    regelsoort = models.CharField(
        "soort regel", max_length=20, choices=Regelsoort, default=Regelsoort.AFSPRAAK
    )
    vraagstuk = models.ForeignKey(
        Vraagstuk, models.PROTECT, null=True, blank=True, related_name="afspraken"
    )
    uitkomst = models.ForeignKey(
        Uitkomst,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="afspraken",
        verbose_name="besluit waar de afspraak uit komt",
    )
    organisatie = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="gemaakte_afspraken",
        verbose_name="opgesteld door",
    )
    scope = models.CharField("reikwijdte", max_length=20, choices=Scope)
    landsdeel = models.ForeignKey(
        Landsdeel, models.PROTECT, null=True, blank=True, related_name="afspraken"
    )
    provincies = models.ManyToManyField(Provincie, related_name="afspraken", blank=True)
    gebied = models.CharField(max_length=200, blank=True)
    thema = models.CharField(max_length=100, blank=True)

    # The fixed build-up (AFS-1, good practice Zuid-Holland).
    probleemanalyse = models.TextField(max_length=2000, blank=True)
    gezamenlijk_doel = models.TextField(max_length=1000, blank=True)
    stand_rijk = models.TextField("stand van zaken Rijk", max_length=1500, blank=True)
    stand_regio = models.TextField("stand van zaken regio", max_length=1500, blank=True)
    partijen = models.ManyToManyField(
        Organisatie, related_name="afspraken", blank=True, verbose_name="betrokken partijen"
    )
    partijen_tekst = models.CharField("andere partijen", max_length=500, blank=True)

    # SMART (AFS-2).
    resultaat = models.TextField("specifiek: het resultaat", max_length=1000, blank=True)
    indicator = models.CharField("meetbaar: de indicator", max_length=200, blank=True)
    eenheid = models.CharField(max_length=60, blank=True)
    nulwaarde = models.DecimalField(max_digits=18, decimal_places=3, null=True, blank=True)
    streefwaarde = models.DecimalField(max_digits=18, decimal_places=3, null=True, blank=True)
    product = models.CharField("product dat het bewijs is", max_length=200, blank=True)
    uitvoerbaarheid_capaciteit = models.TextField(
        "realistisch: capaciteit", max_length=1000, blank=True
    )
    uitvoerbaarheid_geld = models.TextField("realistisch: geld", max_length=1000, blank=True)
    uitvoerbaarheid_recht = models.TextField("realistisch: recht", max_length=1000, blank=True)
    termijn_soort = models.CharField(
        "soort termijn", max_length=20, choices=Termijnsoort, default=Termijnsoort.GEEN
    )
    termijn_tekst = models.CharField("termijn", max_length=200, blank=True)
    termijn_van = models.DateField("termijn vanaf", null=True, blank=True)
    termijn_tot = models.DateField("termijn tot en met", null=True, blank=True)
    beoordeel_op = models.DateField("te beoordelen op", null=True, blank=True, editable=False)
    herzien_op = models.DateField("opnieuw te bekijken op", null=True, blank=True, editable=False)

    eenzijdig_reden = models.TextField(
        "reden dat maar een kant iets doet", max_length=1000, blank=True
    )
    # Two questions before an afspraak leaves concept (AFS-10); None is not answered yet.
    elders_afgesproken = models.BooleanField(null=True, blank=True)
    elders_waar = models.CharField("aan welke tafel", max_length=200, blank=True)
    procesafspraak = models.BooleanField(null=True, blank=True)
    afs10_reden = models.TextField("reden om de afspraak te houden", max_length=1000, blank=True)

    # Where an earlier afspraak comes from, as its source writes it.
    bron_url = models.URLField("bron", max_length=500, blank=True)
    forum = models.CharField("forum en datum", max_length=200, blank=True)
    duiding = models.CharField(max_length=60, blank=True)
    weergave = models.CharField(max_length=60, blank=True)
    bron_sleutel = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )

    gemaakt_op = models.DateTimeField(auto_now_add=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, editable=False)
    openbaar_op = models.DateTimeField("openbaar sinds", null=True, editable=False)
    vervallen_op = models.DateField("vervallen op", null=True, editable=False)
    vervallen_reden = models.TextField("reden van vervallen", blank=True, editable=False)

    objects = AfspraakQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[partijen, provincies])

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = [F("jaar").desc(nulls_last=True), "nummer"]
        indexes = [
            models.Index(fields=["status", "jaar"]),
            models.Index(F("jaar").desc(nulls_last=True), "nummer", name="afspraak_volgorde"),
            GinIndex(
                *(OpClass(Upper(veld), "gin_trgm_ops") for veld in ZOEKVELDEN),
                name="afspraak_deel_van_tekst",
            ),
            # What the monitor follows, counted without reading the rows.
            models.Index(
                fields=["id"],
                include=["beoordeel_op"],
                condition=Q(regelsoort="afspraak", status="vastgesteld")
                & ~Q(herkomst_soort="historisch"),
                name="afspraak_in_monitor",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["concept", "afgestemd", "vastgesteld", "vervallen"]),
                name="afspraak_status_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(vraagstuk__isnull=False)
                | Q(herkomst_soort__in=["ra_2025", "historisch"]),
                name="afspraak_hoort_bij_vraagstuk",
                violation_error_message=(
                    "Een nieuwe afspraak hoort bij een vraagstuk. Kies eerst het vraagstuk."
                ),
                violation_error_code="vraagstuk_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(type="") | Q(herkomst_soort__in=["ra_2025", "historisch"]),
                name="afspraak_heeft_type",
                violation_error_message="Het type is nog leeg. Kies A, B, C of D.",
                violation_error_code="type_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(status="vastgesteld")
                | Q(uitkomst__isnull=False, vastgesteld_op__isnull=False)
                | (
                    Q(herkomst_soort__in=["ra_2025", "historisch"])
                    & (~Q(forum="") | ~Q(bron_url=""))
                ),
                name="afspraak_vastgesteld_uit_besluit",
                violation_error_message=(
                    "Er is geen besluit waar deze afspraak uit komt. Kies het besluit."
                ),
                violation_error_code="besluit_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(status="vervallen")
                | (~Q(vervallen_reden="") & Q(vervallen_op__isnull=False)),
                name="afspraak_vervallen_met_reden",
                violation_error_message=("De reden ontbreekt. Schrijf waarom de afspraak vervalt."),
                violation_error_code="reden_ontbreekt",
            ),
            models.CheckConstraint(
                condition=(Q(scope="landsdeel") & Q(landsdeel__isnull=False))
                | (~Q(scope="landsdeel") & Q(landsdeel=None)),
                name="afspraak_landsdeel_bij_reikwijdte",
                violation_error_message=(
                    "Kies een landsdeel bij de reikwijdte landsdeel, en anders geen."
                ),
                violation_error_code="landsdeel_past_niet",
            ),
            models.CheckConstraint(
                condition=~Q(scope="gebied") | ~Q(gebied=""),
                name="afspraak_gebied_genoemd",
                violation_error_message="Het gebied is nog leeg. Schrijf welk gebied het is.",
                violation_error_code="gebied_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(termijn_van=None)
                | Q(termijn_tot=None)
                | Q(termijn_tot__gte=F("termijn_van")),
                name="afspraak_termijn_klopt",
                violation_error_message=(
                    "De termijn eindigt voordat hij begint. Pas een van beide datums aan."
                ),
                violation_error_code="termijn_klopt_niet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    def get_absolute_url(self) -> str:
        return reverse("arrangementen:afspraak-detail", args=[self.pk])

    # Overgangen; services.status makes them, locks and logs.

    @overgang(
        veld="status",
        van=["concept"],
        naar="afgestemd",
        recht=AFSTEMMEN,
        opschrift="Afspraak afstemmen",
        criteria=regels.AFSTEMMEN,
    )
    def afstemmen(self) -> None:
        """All parties agree on this text (AFS-5)."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="concept",
        recht=AFSTEMMEN,
        opschrift="Terug naar concept",
    )
    def heropen(self) -> None:
        """Work on the text again; what was agreed stays readable."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="vastgesteld",
        recht=VASTSTELLEN,
        opschrift="Vaststelling vastleggen",
        criteria=regels.VASTSTELLEN,
    )
    def vaststellen(self) -> None:
        """A table decided; the row is frozen from here (AFS-5, AFS-9)."""

    @overgang(
        veld="status",
        van=["concept", "afgestemd"],
        naar="vervallen",
        recht=AFSTEMMEN,
        opschrift="Afspraak laten vervallen",
    )
    def trek_in(self) -> None:
        """It will not become an afspraak; why is kept (ALG-2)."""

    @overgang(
        veld="status",
        van=["vastgesteld"],
        naar="vervallen",
        recht=VASTSTELLEN,
        opschrift="Afspraak laten vervallen",
    )
    def beeindig(self) -> None:
        """An established afspraak ends without landing; why is kept (VRA-9, ALG-2)."""

    @overgang(
        veld="status",
        van=["concept"],
        naar="vastgesteld",
        recht="arrangementen.importeren",
        opschrift="Opnemen uit een bron",
        criteria=(regels.is_van_eerder,),
        knop=False,
    )
    def neem_op(self) -> None:
        """An afspraak of an earlier edition was established long ago (AFS-1)."""

    # Derived values.

    @property
    def is_bewerkbaar(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def is_nieuw(self) -> bool:
        return self.herkomst_soort == self.Herkomst.RA_NIEUW

    @property
    def vraagt_landing(self) -> bool:
        """Type B to D must land in the regular system (AFS-5, AFS-6)."""
        return self.type in {self.Type.RICHTING, self.Type.AFWEGING, self.Type.REALISATIE}

    @property
    def termijn(self) -> Termijn:
        return Termijn(
            self.termijn_soort,
            self.termijn_tekst,
            self.termijn_van,
            self.termijn_tot,
            self.beoordeel_op,
            self.herzien_op,
        )

    def zet_termijn(self, termijn: Termijn) -> None:
        self.termijn_soort = termijn.soort
        self.termijn_tekst = termijn.tekst
        self.termijn_van, self.termijn_tot = termijn.van, termijn.tot
        self.beoordeel_op, self.herzien_op = termijn.beoordeel_op, termijn.herzien_op

    @property
    def voortouw(self) -> str:
        """Who takes the lead on this afspraak (ROL-3, H 3.6)."""
        if self.type == self.Type.REALISATIE:
            return "Het departement dat besluit; VRO bewaakt het kader."
        if not self.type:
            return ""
        return "VRO: wegen, prioriteren, uitruilen en richting kiezen."

    # As they were when this row was read; ``van_editie`` fetches them for all at once.

    @cached_property
    def akkoordsleutels(self) -> list[str]:
        """Which party agreed on which text: its key and the checksum (AFS-2)."""
        return [f"{a.organisatie_id} {a.tekst_sha256}" for a in self.akkoorden.all()]

    @cached_property
    def vervangt_ids(self) -> list[int]:
        """The afspraken that this one replaces (AFS-9)."""
        return list(self.relaties.filter(soort="vervangt").values_list("andere", flat=True))

    @cached_property
    def besluiten(self) -> list[bol.Besluit]:
        """The besluiten on its vraagstuk, or else on the editions it stands in; newest first, BOL
        before DO."""
        op_editie = bol.op_editie(self.opnames.all())
        return bol.per_afspraak([self], bol.uitkomsten([self], op_editie))[self.pk]

    def gekozen_besluit(self) -> bol.Besluit | None:
        """The besluit it comes from: the one that was chosen, or the newest there is."""
        if self.uitkomst is not None:
            gekozen = (b for b in self.besluiten if b.uitkomst == self.uitkomst)
            return next(gekozen, None) or bol.Besluit(
                self.uitkomst, self.nummer, bol.Bevroren([self.uitkomst])
            )
        return next(iter(self.besluiten), None)

    def landsdelen_zonder_besluit(self) -> list[Landsdeel]:
        return bol.landsdelen_zonder_besluit(self, self.besluiten)
