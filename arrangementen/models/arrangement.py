from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField
from simple_history.models import HistoricalRecords

from dossiers.models import Vraagstuk
from dossiers.models.triage import Antwoord, Machine
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Ronde, Uitkomst
from novex.fsm import overgang
from novex.logboek import LogboekQuerySet, Logregel
from novex.models import Criterium, Gebruiker, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant

from .. import regels_arrangement as regels
from .afspraak import Afspraak

VASTSTELLEN = "arrangementen.arrangement_vaststellen"


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    def for_user(self, user: Gebruiker) -> ArrangementQuerySet:
        """The Rijk sees all; a provincie its own, and what is published (ZIC-3, ARR-7)."""
        if not user.is_active or not user.ziet_dossiers:
            return self.none()
        if user.kant == Kant.RIJK:
            return self
        gepubliceerd = Q(status="gepubliceerd")
        return self.filter(gepubliceerd | Q(provincie=user.eigen_provincie_id))

    def vergrendeld(self, pk: int) -> Arrangement:
        return self.select_for_update(of=("self",)).get(pk=pk)

    def voor_lijst(self) -> ArrangementQuerySet:
        return self.select_related("provincie__landsdeel", "ronde").annotate(
            aantal_afspraken=models.Count("opgenomen_afspraken")
        )

    def gepubliceerde(self) -> ArrangementQuerySet:
        return self.filter(status="gepubliceerd")


class Arrangement(ConcurrentTransitionMixin, Bewerkbaar):
    """The Ruimtelijk Arrangement of one provincie in one BOL year (ARR-1)."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        AFGESTEMD = "afgestemd", "Afgestemd"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        GEPUBLICEERD = "gepubliceerd", "Gepubliceerd"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="arrangementen")
    jaar = models.PositiveSmallIntegerField("BOL-jaar")
    ronde = models.ForeignKey(
        Ronde, models.PROTECT, null=True, blank=True, related_name="arrangementen"
    )
    status = FSMField(choices=Status.choices, default=Status.CONCEPT, protected=True)
    uitkomst = models.ForeignKey(
        Uitkomst, models.PROTECT, null=True, editable=False, related_name="arrangementen"
    )
    ondertekend_op = models.DateField("ondertekend op", null=True, blank=True)
    voortgang_tekst = models.TextField(
        "voortgang van eerdere afspraken", max_length=4000, blank=True
    )
    gebieden_tekst = models.TextField("relatie met NOVEX-gebieden", max_length=2000, blank=True)
    wijzigingen_tekst = models.TextField(
        "wijzigingen sinds vorig jaar", max_length=2000, blank=True
    )
    bron_url = models.URLField("bron", max_length=500, blank=True)
    intrek_reden = models.TextField("reden van intrekken", blank=True, editable=False)
    vastgesteld_op = models.DateField(null=True, editable=False)
    gepubliceerd_op = models.DateTimeField(null=True, editable=False)

    # The checksum of the content as it would be printed now; a service or view fills it in for
    # the criteria, since putting the content together stands above the models (rapport).
    inhoud_sha256: str = ""

    objects = ArrangementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "arrangement"
        verbose_name_plural = "arrangementen"
        ordering = ["-jaar", "provincie__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "jaar"],
                condition=~Q(status="ingetrokken"),
                name="arrangement_een_editie_per_jaar",
                violation_error_message=(
                    "Deze provincie heeft al een arrangement voor dit jaar. Open dat arrangement."
                ),
                violation_error_code="editie_bestaat",
            ),
            models.CheckConstraint(
                condition=~Q(status="ingetrokken") | ~Q(intrek_reden=""),
                name="arrangement_ingetrokken_met_reden",
                violation_error_message="De reden is leeg. Schrijf waarom u het intrekt.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"Ruimtelijk Arrangement {self.provincie} {self.jaar}"

    def get_absolute_url(self) -> str:
        return reverse("arrangementen:arrangement-detail", args=[self.pk])

    def betrokken_provincie_ids(self) -> set[int]:
        return {self.provincie_id}

    @property
    def is_bewerkbaar(self) -> bool:
        return self.status == self.Status.CONCEPT

    @property
    def is_bevroren(self) -> bool:
        return self.status in {self.Status.VASTGESTELD, self.Status.GEPUBLICEERD}

    @property
    def is_eerste_editie(self) -> bool:
        """Only a first edition was signed (ARR-1, H 3.4)."""
        return not Arrangement.objects.filter(
            provincie=self.provincie_id, jaar__lt=self.jaar
        ).exists()

    def bol_besluiten(self) -> models.QuerySet[Uitkomst]:
        """The besluiten of the BOL of its landsdeel that may establish it (ARR-1, OVL-1).

        A punt about a vraagstuk does not establish an arrangement; a punt of its own does.
        """
        return (
            Uitkomst.objects.actueel()
            .filter(
                gremium=Gremium.BOL,
                soort=Uitkomstsoort.BESLUIT,
                agendapunt__vraagstuk=None,
                agendapunt__provincies=self.provincie_id,
                agendapunt__overleg__ronde=self.ronde_id,
            )
            .filter(Q(provincie=None) | Q(provincie=self.provincie_id))
            .select_related("agendapunt__overleg")
        )

    @overgang(
        veld="status",
        van=["concept"],
        naar="afgestemd",
        recht="arrangementen.arrangement_wijzigen",
        opschrift="Arrangement is afgestemd",
        criteria=regels.AFSTEMMEN,
        knop=False,
    )
    def stem_af(self) -> None:
        """Rijk and provincie both agreed on this content (ARR-1)."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="concept",
        recht="arrangementen.arrangement_wijzigen",
        opschrift="Terug naar concept",
    )
    def heropen(self) -> None:
        """Work on the content again; both sides agree anew."""

    @overgang(
        veld="status",
        van=["afgestemd"],
        naar="vastgesteld",
        recht=VASTSTELLEN,
        opschrift="Vaststelling vastleggen",
        criteria=regels.VASTSTELLEN,
    )
    def stel_vast(self) -> None:
        """The BOL decided; data, PDF and checksum are frozen (ARR-1, ARR-4)."""

    @overgang(
        veld="status",
        van=["vastgesteld"],
        naar="gepubliceerd",
        recht="arrangementen.arrangement_publiceren",
        opschrift="Arrangement publiceren",
        criteria=regels.PUBLICEREN,
    )
    def publiceer(self) -> None:
        """Openbaar, after the Kamerbrief (ARR-7, BOL-2)."""

    @overgang(
        veld="status",
        van=["concept", "afgestemd", "vastgesteld"],
        naar="ingetrokken",
        recht="arrangementen.arrangement_intrekken",
        opschrift="Arrangement intrekken",
    )
    def trek_in(self) -> None:
        """It does not go on; the reason is kept (ARR-1, ALG-2)."""


class KindQuerySet(models.QuerySet):
    def for_user(self, user: Gebruiker):
        """Who sees the arrangement sees what stands in it (ZIC-1)."""
        return self.filter(
            Exists(Arrangement.objects.for_user(user).filter(pk=OuterRef("arrangement")))
        )


class KindlogboekQuerySet(LogboekQuerySet, KindQuerySet):
    """Log rows of an arrangement."""


class GeenEditie(models.Model):
    """Why a provincie has no arrangement in a year (ARR-1)."""

    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    reden = models.TextField(max_length=500)

    class Meta:
        verbose_name = "jaar zonder arrangement"
        verbose_name_plural = "jaren zonder arrangement"
        constraints = [
            models.UniqueConstraint(fields=["provincie", "jaar"], name="geeneditie_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.provincie} {self.jaar}: {self.reden}"


class OpnameQuerySet(KindQuerySet):
    def actuele(self) -> OpnameQuerySet:
        return self.filter(ingetrokken_op=None)


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
                violation_error_message="Dit vraagstuk staat al in het arrangement.",
                violation_error_code="staat_er_al_in",
            ),
            models.CheckConstraint(
                condition=Q(soort="vraagstuk") | ~Q(knelpunt=""),
                name="opname_knelpunt_heeft_tekst",
                violation_error_message=(
                    "De tekst van het knelpunt is leeg. Schrijf welk knelpunt blijft bestaan."
                ),
                violation_error_code="knelpunt_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return str(self.vraagstuk)


class Opnameoordeel(Logregel):
    """The judgement on one criterium of ``opname RA``; all five must be ja (TRI-10)."""

    opname = models.ForeignKey(Opname, models.PROTECT, related_name="oordelen")
    criterium = models.ForeignKey(Criterium, models.PROTECT, related_name="+")
    machine = models.CharField(max_length=20, choices=Machine, blank=True)
    machine_zin = models.TextField()
    antwoord = models.CharField(max_length=30, choices=Antwoord)
    motivatie = models.TextField()

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
                violation_error_message="De motivatie is leeg. Schrijf waarom.",
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
                violation_error_message="Deze afspraak staat al in het arrangement.",
                violation_error_code="staat_er_al_in",
            )
        ]

    def __str__(self) -> str:
        return str(self.afspraak)


class Arrangementakkoord(Logregel):
    """A side agrees with exactly this content; a change of content ends it (ARR-1)."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="akkoorden")
    kant = models.CharField(max_length=10, choices=[(Kant.RIJK, "Rijk"), (Kant.REGIO, "Regio")])
    inhoud_sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()

    class Meta:
        verbose_name = "akkoord op een arrangement"
        verbose_name_plural = "akkoorden op een arrangement"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kant_display()} akkoord"


class Arrangementstap(Logregel):
    """Each move of an arrangement: from, to, who, why (ALG-2)."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="stappen")
    van = models.CharField(max_length=20)
    naar = models.CharField(max_length=20)
    motivatie = models.TextField(blank=True)
    toets = models.JSONField(default=list)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = KindlogboekQuerySet.as_manager()

    class Meta:
        verbose_name = "stap van een arrangement"
        verbose_name_plural = "stappen van een arrangement"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"


class Vaststelling(Logregel):
    """The frozen data of an established edition: what every later rendering reads (ARR-4)."""

    arrangement = models.OneToOneField(Arrangement, models.PROTECT, related_name="vaststelling")
    gegevens = models.JSONField()
    sha256 = models.CharField("controlegetal van de gegevens", max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = KindlogboekQuerySet.as_manager()

    class Meta:
        verbose_name = "vaststelling"
        verbose_name_plural = "vaststellingen"

    def __str__(self) -> str:
        return f"{self.arrangement}, vastgesteld"


class Editiebestand(Logregel):
    """The checksum of the PDF as it was first made; each later rendering must equal it."""

    vaststelling = models.OneToOneField(Vaststelling, models.PROTECT, related_name="bestand")
    sha256 = models.CharField("controlegetal van de PDF", max_length=64)
    op = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bestand van een editie"
        verbose_name_plural = "bestanden van edities"

    def __str__(self) -> str:
        return self.sha256
