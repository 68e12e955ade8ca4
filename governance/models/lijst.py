from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from novex.logboek import Logregel
from novex.models import Gebruiker, Landsdeel, Provincie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant


class Niveau(models.TextChoices):
    """The three levels of the list, in its fixed order (BOL-1)."""

    LANDELIJK = "landelijk", "Landelijk"
    LANDSDEEL = "landsdeel", "Landsdeel"
    PROVINCIE = "provincie", "Provincie"


class LijstonderwerpQuerySet(models.QuerySet["Lijstonderwerp"]):
    def for_user(self, user: Gebruiker) -> LijstonderwerpQuerySet:
        """A provincie sees what is landelijk, of its landsdeel, and its own (ZIC-3)."""
        if not user.ziet_dossiers:
            return self.none()
        if user.kant == Kant.RIJK:
            return self
        eigen = Provincie.objects.filter(pk=user.eigen_provincie_id)
        return self.filter(
            Q(niveau=Niveau.LANDELIJK)
            | Q(niveau=Niveau.LANDSDEEL, landsdeel__in=eigen.values("landsdeel"))
            | Q(niveau=Niveau.PROVINCIE, provincie__in=eigen)
        )

    def op_volgorde(self) -> LijstonderwerpQuerySet:
        return self.order_by("volgorde", "pk")


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

    def betrokken_provincie_ids(self) -> set[int]:
        return {self.provincie_id} if self.provincie_id else set()


class LijstregelQuerySet(models.QuerySet["Lijstregel"]):
    def for_user(self, user: Gebruiker) -> LijstregelQuerySet:
        return self.filter(onderwerp__in=Lijstonderwerp.objects.for_user(user))


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
    tekst = models.TextField(max_length=4000)
    bron_sleutel = models.CharField(max_length=80, null=True, blank=True, editable=False)

    objects = LijstregelQuerySet.as_manager()

    class Meta:
        verbose_name = "regel van de afsprakenlijst"
        verbose_name_plural = "regels van de afsprakenlijst"
        ordering = ["onderwerp", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["onderwerp", "bron_sleutel"], name="lijstregel_bron_eenmaal"
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

    def get_absolute_url(self) -> str:
        return reverse("governance:lijst", args=[self.ronde_id])
