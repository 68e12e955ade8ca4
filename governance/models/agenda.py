from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from dossiers.models import Faseovergang, Vraagstuk
from governance.gremia import Gremium, Puntsoort, soort_mag
from governance.querysets import (
    AfwijkingQuerySet,
    AgendapuntQuerySet,
    AgendareactieQuerySet,
    AgendaversieQuerySet,
    AnnotatieQuerySet,
)
from novex.logboek import Logregel
from novex.models import Organisatie, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Zichtbaarheid

from .overleg import Overleg

# How long a punt may take, in minutes.
KORTSTE_PUNT, LANGSTE_PUNT = 1, 480
ZONDER_GEVRAAGD_BESLUIT = (
    "Bij een besluit hoort een gevraagd besluit. Schrijf een zin die met een werkwoord begint."
)


class Agendapunt(Bewerkbaar):
    """A punt on an agenda; only the provincies that it names see it (OVL-2, AGE-2).

    ``gremium`` repeats the overleg's, so that the database can hold OVL-1; a foreign key on
    both columns keeps them equal (0002).
    """

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="agendapunten")
    gremium = models.CharField(max_length=20, choices=Gremium, editable=False)
    nummer = models.PositiveSmallIntegerField(null=True, editable=False)
    volgorde = models.PositiveSmallIntegerField(default=0, editable=False)
    vraagstuk = models.ForeignKey(
        Vraagstuk, models.PROTECT, null=True, blank=True, related_name="agendapunten"
    )
    onderwerp = models.CharField(max_length=200)
    soort = models.CharField(max_length=20, choices=Puntsoort)
    gevraagd_besluit = models.TextField("gevraagd besluit", blank=True, max_length=600)
    sectoraal_van = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sectoraal besluit van",
        limit_choices_to={"soort": Organisatie.Soort.DEPARTEMENT, "is_vro": False},
    )
    indiener = models.ForeignKey(Organisatie, models.PROTECT, related_name="agendapunten")
    toelichting = models.TextField(blank=True, max_length=4000)
    duur_minuten = models.PositiveSmallIntegerField(
        "duur in minuten",
        default=15,
        validators=[MinValueValidator(KORTSTE_PUNT), MaxValueValidator(LANGSTE_PUNT)],
    )
    provincies = models.ManyToManyField(Provincie, related_name="agendapunten", blank=True)
    afgevoerd_op = models.DateTimeField(null=True, editable=False)
    afgevoerd_reden = models.TextField(blank=True, editable=False)

    # Of a punt without consensus: in which doorloop (``zonder_consensus`` says it), and the exit
    # that ended its escalatie (VRA-7; the service ``verschillen`` says it).
    doorloop_escalatie: int
    einde: Faseovergang | None = None

    objects = AgendapuntQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[provincies])

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["overleg", "volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=soort_mag(),
                name="agendapunt_soort_mag_bij_gremium",
                violation_error_message=(
                    "Dit overleg mag een punt van deze soort niet behandelen. "
                    "Kies een andere soort, of een ander overleg."
                ),
                violation_error_code="soort_mag_niet",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=[Puntsoort.TER_BESLUITVORMING, Puntsoort.HAMERSTUK])
                | ~Q(gevraagd_besluit=""),
                name="agendapunt_besluit_is_gevraagd",
                violation_error_message=ZONDER_GEVRAAGD_BESLUIT,
                violation_error_code="gevraagd_besluit_ontbreekt",
            ),
            models.UniqueConstraint(
                fields=["overleg", "vraagstuk"],
                condition=Q(afgevoerd_op=None),
                name="agendapunt_vraagstuk_eenmaal_per_overleg",
                violation_error_message=(
                    "Dit vraagstuk staat al op deze agenda. Wijzig het punt dat er al is."
                ),
                violation_error_code="staat_al_op_agenda",
            ),
            models.UniqueConstraint(
                fields=["overleg", "nummer"],
                name="agendapunt_nummer_eenmaal",
                violation_error_message="Dit nummer is al gebruikt. Open de pagina opnieuw.",
                violation_error_code="nummer_bestaat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.onderwerp}" if self.nummer else self.onderwerp

    def get_absolute_url(self) -> str:
        return reverse("governance:agenda", args=[self.overleg_id]) + f"#punt-{self.pk}"

    def clean(self) -> None:
        """The gremium is the overleg's (OVL-1). The constraint on the gevraagd besluit says it too,
        but not at its field, and not on a form without the soort (AGE-2)."""
        super().clean()
        if self.vraagt_besluit and not self.gevraagd_besluit:
            fout = ValidationError(ZONDER_GEVRAAGD_BESLUIT, "gevraagd_besluit_ontbreekt")
            raise ValidationError({"gevraagd_besluit": fout})
        if self.overleg_id and self.gremium and self.gremium != self.overleg.gremium:
            raise ValidationError(
                "Dit punt hoort bij een ander soort overleg. Maak een nieuw punt.",
                code="gremium_past_niet",
            )

    def betrokken_provincie_ids(self) -> set[int]:
        """The provincies that it names; a punt without any is of the whole table."""
        eigen = {provincie.pk for provincie in self.provincies.all()}
        return eigen or self.overleg.betrokken_provincie_ids()

    @property
    def vraagt_besluit(self) -> bool:
        return self.soort in {Puntsoort.TER_BESLUITVORMING, Puntsoort.HAMERSTUK}

    @property
    def voortouw(self) -> str:
        """Who leads on the gevraagd besluit, in words; empty when none is asked (ROL-3, H 3.6)."""
        if not self.gevraagd_besluit:
            return ""
        if self.sectoraal_van:
            return f"{self.sectoraal_van} neemt het sectorale besluit; VRO bewaakt het kader."
        return "VRO: wegen, prioriteren, uitruilen en richting kiezen."

    @property
    def vraagt_mandaat(self) -> bool:
        """Needs the mandates of every department involved (BES-5)."""
        return self.vraagt_besluit or self.soort == Puntsoort.TER_ADVISERING


class Annotatie(models.Model):
    """What the Rijk notes for itself beside a punt; never on the agenda (AGE-2, ZIC-2)."""

    NIVEAUS = [
        (Zichtbaarheid.EIGEN_ORGANISATIE.value, Zichtbaarheid.EIGEN_ORGANISATIE.label),
        (Zichtbaarheid.RIJK.value, Zichtbaarheid.RIJK.label),
    ]

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="annotaties")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    zichtbaarheid = models.CharField(max_length=20, choices=NIVEAUS)
    tekst = models.TextField(max_length=4000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AnnotatieQuerySet.as_manager()

    class Meta:
        verbose_name = "annotatie"
        verbose_name_plural = "annotaties"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(zichtbaarheid__in=["eigen_organisatie", "rijk"]),
                name="annotatie_blijft_binnen_het_rijk",
                violation_error_message=(
                    "Een annotatie blijft binnen het Rijk. Kies Eigen organisatie of Rijk."
                ),
                violation_error_code="annotatie_niveau",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisatie}: {self.agendapunt}"


class Afwijking(Logregel):
    """The reason to send a punt although something is missing (BES-5, BES-10)."""

    class Regel(models.TextChoices):
        ZONDER_MANDAAT = "zonder_mandaat", "Verzenden zonder alle mandaten"
        ZONDER_GPDG_ADVIES = "zonder_gpdg_advies", "Besluiten zonder advies van de GP-DG"

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="afwijkingen")
    regel = models.CharField(max_length=30, choices=Regel)
    reden = models.TextField(max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AfwijkingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "afwijking"
        verbose_name_plural = "afwijkingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reden=""),
                name="afwijking_heeft_reden",
                violation_error_message="Er staat geen reden bij. Schrijf waarom dit nodig is.",
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_regel_display()}: {self.agendapunt}"


class Agendareactie(Logregel):
    """What a provincie says of the agenda it saw; it counts for that text only (AGE-5)."""

    class Soort(models.TextChoices):
        AKKOORD = "akkoord", "Akkoord"
        BEZWAAR = "bezwaar", "Bezwaar"

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="reacties")
    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=10, choices=Soort)
    reden = models.TextField(blank=True, max_length=2000)
    sha256 = models.CharField(max_length=64)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AgendareactieQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "reactie op de agenda"
        verbose_name_plural = "reacties op de agenda"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="akkoord") | ~Q(reden=""),
                name="agendareactie_bezwaar_heeft_reden",
                violation_error_message=(
                    "Bij een bezwaar hoort een reden. Schrijf wat er anders moet."
                ),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provincie}: {self.get_soort_display()}"


class Agendaversie(Logregel):
    """An agenda as it was sent: text, order, numbers and papers, with a checksum (AGE-3).

    ``gegevens`` holds no annotatie, mandaat or afwijking; ``for_user`` on the punten and the
    stukken decides what of it a provincie reads (governance.bevroren).
    """

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="versies")
    versie = models.PositiveSmallIntegerField()
    gegevens = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reden = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = AgendaversieQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "verzonden agenda"
        verbose_name_plural = "verzonden agenda's"
        ordering = ["overleg", "-versie"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "versie"], name="agendaversie_eenmaal"),
            models.CheckConstraint(
                condition=Q(versie=1) | ~Q(reden=""),
                name="agendaversie_erratum_heeft_reden",
                violation_error_message="Bij een erratum hoort een reden. Schrijf waarom.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overleg}, versie {self.versie}"
