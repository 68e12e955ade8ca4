from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.bevroren import zegel
from novex.logboek import Logregel
from novex.models import Gebruiker, Landsdeel, Provincie
from novex.models.bewerkbaar import Bewerkbaar


class Niveau(models.TextChoices):
    """The three levels of the list, in its fixed order (BOL-1)."""

    LANDELIJK = "landelijk", "Landelijk"
    LANDSDEEL = "landsdeel", "Landsdeel"
    PROVINCIE = "provincie", "Provincie"


def _leest_concept(user: Gebruiker) -> bool:
    """The concept is in preparation: who only reads gets the frozen list, after the Kamerbrief."""
    return user.is_active and user.ziet_dossiers and not user.leest_alleen


class LijstonderwerpQuerySet(models.QuerySet["Lijstonderwerp"]):
    def for_user(self, user: Gebruiker) -> LijstonderwerpQuerySet:
        """Where it has a line for this user (ZIC-3)."""
        if user.is_rijk:
            return self if _leest_concept(user) else self.none()
        regels = Lijstregel.objects.for_user(user).filter(onderwerp=OuterRef("pk"))
        return self.filter(Exists(regels))


class Lijstonderwerp(Bewerkbaar):
    """An item of the BOL-afsprakenlijst: a subject with numbered lines (BOL-1)."""

    ronde = models.ForeignKey("governance.Ronde", models.PROTECT, related_name="lijstonderwerpen")
    niveau = models.CharField(max_length=10, choices=Niveau)
    landsdeel = models.ForeignKey(
        Landsdeel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    provincie = models.ForeignKey(
        Provincie, models.PROTECT, null=True, blank=True, related_name="+"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    titel = models.CharField(max_length=200)

    history = HistoricalRecords()
    objects = LijstonderwerpQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp van de afsprakenlijst"
        verbose_name_plural = "onderwerpen van de afsprakenlijst"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(niveau=Niveau.LANDELIJK, landsdeel=None, provincie=None)
                | Q(niveau=Niveau.LANDSDEEL, landsdeel__isnull=False, provincie=None)
                | Q(niveau=Niveau.PROVINCIE, landsdeel=None, provincie__isnull=False),
                name="lijstonderwerp_niveau_past",
                violation_error_message=(
                    "Kies een landsdeel bij niveau landsdeel en een provincie bij niveau "
                    "provincie. Laat beide leeg bij landelijk."
                ),
                violation_error_code="niveau_past_niet",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def bij_landsdeel(self) -> Landsdeel | None:
        """The landsdeel under which it is printed; None for landelijk (BOL-1)."""
        return self.provincie.landsdeel if self.provincie else self.landsdeel

    def deelgenoten(self) -> LijstonderwerpQuerySet:
        """The items with lines in the same part of the same list, in their order."""
        met_regels = Lijstregel.objects.op_lijst().filter(onderwerp=OuterRef("pk"))
        return Lijstonderwerp.objects.filter(
            Exists(met_regels.order_by()),
            ronde=self.ronde_id,
            niveau=self.niveau,
            landsdeel=self.landsdeel_id,
            provincie=self.provincie_id,
        ).order_by("volgorde", "pk")

    @property
    def waar(self) -> str:
        return str(self.provincie or self.landsdeel or Niveau.LANDELIJK.label)

    def betrokken_provincie_ids(self) -> set[int]:
        return {self.provincie_id} if self.provincie_id else set()


class LijstregelQuerySet(models.QuerySet["Lijstregel"]):
    def for_user(self, user: Gebruiker) -> LijstregelQuerySet:
        """A provincie sees the pushed lines that name it; of those by hand what is landelijk, of
        its landsdeel, and its own (ZIC-3).

        A pushed text is a concept of the provincies that it names, wherever on the list it stands.
        """
        if not _leest_concept(user):
            return self.none()
        if user.is_rijk:
            return self
        eigen = Provincie.objects.filter(organisatie=user.organisatie_id)
        genoemd = self.model.provincies.through.objects.filter(
            lijstregel=OuterRef("pk"), provincie=user.eigen_provincie_id
        )
        van_hier = (
            Q(onderwerp__niveau=Niveau.LANDELIJK)
            | Q(
                onderwerp__niveau=Niveau.LANDSDEEL,
                onderwerp__landsdeel__in=eigen.values("landsdeel"),
            )
            | Q(onderwerp__niveau=Niveau.PROVINCIE, onderwerp__provincie__in=eigen)
        )
        return self.filter(Q(Exists(genoemd)) | Q(van_hier, bron_sleutel=""))

    def plekken_van(self, bron_sleutel: Any) -> models.QuerySet[Any]:
        """Where this was pushed, a ``plek`` per line: it may stand on more lists (BOL-1)."""
        plek = JSONObject(
            ronde_id="onderwerp__ronde",
            ronde="onderwerp__ronde__label",
            onderwerp="onderwerp__titel",
            tekst="tekst",
        )
        regels = self.filter(bron_sleutel=bron_sleutel, afgevoerd_op=None).order_by("pk")
        return regels.annotate(plek=plek).values("plek")

    def met_bezwaarmakers(self) -> LijstregelQuerySet:
        """As ``bezwaar_van`` which BOLs have an open bezwaar against it (BOL-1)."""
        bezwaar: Any = self.model._meta.get_field("bezwaren").related_model
        open_ = bezwaar.objects.open().filter(regel=OuterRef("pk"))
        return self.annotate(bezwaar_van=ArraySubquery(open_.values("overleg__naam")))

    def op_lijst(self) -> LijstregelQuerySet:
        """Without the lines that were taken off, in their order."""
        return self.filter(afgevoerd_op=None).order_by("volgorde", "pk")

    def afgevoerd(self) -> LijstregelQuerySet:
        """What was taken off, with who did it and why; newest first (ALG-2)."""
        return (
            self.exclude(afgevoerd_op=None)
            .select_related("onderwerp", "gewijzigd_door")
            .order_by("-afgevoerd_op", "-pk")
        )

    def vergrendeld(self, pk: int) -> Lijstregel:
        return self.select_related("onderwerp").select_for_update(of=("self",)).get(pk=pk)


class Lijstregel(Bewerkbaar):
    """A line: the governance record of what the BOL says (BOL-1).

    The concept text is pushed in by arrangementen (``bron_sleutel``); once a list is frozen,
    the frozen line is the source.
    """

    class Soort(models.TextChoices):
        AFSPRAAK = "afspraak", "Afspraak"
        KADERBEPALING = "kaderbepaling", "Kaderbepaling"
        CONSTATERING = "constatering", "Constatering of mededeling"
        GEEN_KEUZE = "geen_keuze", "Geen keuze gemaakt"

    onderwerp = models.ForeignKey(Lijstonderwerp, models.PROTECT, related_name="regels")
    volgorde = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=20, choices=Soort)
    # Empty in concept is allowed, for an afspraak that is not written yet; it blocks freezing.
    tekst = models.TextField(max_length=4000, blank=True)
    bron_sleutel = models.CharField(max_length=80, blank=True, editable=False)
    # A pushed text that was changed here since.
    met_de_hand = models.BooleanField(default=False, editable=False)
    # Whom a pushed line concerns, as it was pushed; a line by hand names nobody (ZIC-3).
    provincies = models.ManyToManyField(Provincie, related_name="+", blank=True, editable=False)
    afgevoerd_op = models.DateTimeField(null=True, editable=False)
    afgevoerd_reden = models.TextField(blank=True, editable=False)

    history = HistoricalRecords()
    objects = LijstregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van de afsprakenlijst"
        verbose_name_plural = "regels van de afsprakenlijst"
        ordering = ["onderwerp", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp", "bron_sleutel"],
                condition=~Q(bron_sleutel=""),
                name="lijstregel_bron_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return self.tekst[:80]


class Afsprakenlijst(Logregel):
    """One frozen version of the list of a ronde: the source from then on (BOL-1)."""

    ronde = models.ForeignKey("governance.Ronde", models.PROTECT, related_name="afsprakenlijsten")
    versie = models.PositiveSmallIntegerField()
    gegevens = models.JSONField()
    sha256 = models.CharField(max_length=64)
    doel = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name = "bevroren afsprakenlijst"
        verbose_name_plural = "bevroren afsprakenlijsten"
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "versie"], name="afsprakenlijst_versie_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ronde}, versie {self.versie}"

    @property
    def klopt(self) -> bool:
        """Do the frozen data still have the checksum of when they were frozen?"""
        return zegel(self.gegevens) == self.sha256

    def get_absolute_url(self) -> str:
        return reverse("governance:lijst", args=[self.ronde_id])
