from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.querysets import EscalatieQuerySet, VerschilQuerySet
from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar

from .agenda import Agendapunt


class Inzichtverschil(Bewerkbaar):
    """Where one party stands after a DO without consensus (BES-3).

    Written for both sides; nothing is copied from a mandaat. The party itself writes it and
    releases it; until then it stays on its own side. ``wijzigreden``: why it changed last after
    the other side could read it (ALG-2); the earlier text and reasons are in its history.
    """

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="verschillen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    standpunt = models.TextField(max_length=4000)
    belang = models.TextField(max_length=4000)
    reden = models.TextField(max_length=4000)
    beslisruimte = models.TextField(max_length=2000)
    bevoegdheid = models.TextField(max_length=2000)
    wijzigreden = models.TextField("reden van de wijziging", blank=True, max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    vrijgegeven_op = models.DateTimeField(null=True, editable=False)
    vrijgegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = VerschilQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "verschil van inzicht"
        verbose_name_plural = "verschillen van inzicht"
        ordering = ["agendapunt", "organisatie"]
        constraints = [
            models.UniqueConstraint(
                fields=["agendapunt", "organisatie"],
                name="inzichtverschil_partij_eenmaal",
                violation_error_message=(
                    "Van deze partij staat er al een standpunt. Wijzig dat standpunt."
                ),
                violation_error_code="partij_bestaat",
            )
        ]

    def __str__(self) -> str:
        return f"Standpunt van {self.organisatie}"

    @property
    def is_vrijgegeven(self) -> bool:
        return self.vrijgegeven_op is not None


class Ladder(models.TextChoices):
    """Along which tables a conflict goes up (BES-3, B tabel 2)."""

    INTERBESTUURLIJK = "interbestuurlijk", "Tussen Rijk en provincie: DO, dan GP-DG, dan BOL"
    RIJK = "rijk", "Binnen het Rijk: regietafel, dan DO of DGO FLO, dan BWO FLO of ministerraad"
    AD_HOC_EEN = "ad_hoc_een", "Ad hoc, over één opgave: de verantwoordelijke bewindspersoon"
    AD_HOC_MEER = "ad_hoc_meer", "Ad hoc, over twee of meer opgaven: de minister van VRO"


class Decentraal(models.TextChoices):
    """Can it be solved without the Rijk? Else the Rijk leads (BES-3, N spelregels)."""

    KAN = "kan", "Ja"
    KAN_NIET = "kan_niet", "Nee, er is geen decentrale oplossing"
    PARTIJ = "partij", "Nee, de provincie is zelf partij in het conflict"


AD_HOC = (Ladder.AD_HOC_EEN, Ladder.AD_HOC_MEER)
AD_HOC_ZONDER_REDEN = "Ad hoc gaat buiten de vaste tafels om. Schrijf waarom dat nodig is."


class Escalatie(Bewerkbaar):
    """Along which ladder, who leads, who decides and how it is fed back when a DO has no
    consensus (BES-3)."""

    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="escalatie")
    ladder = models.CharField(max_length=20, choices=Ladder, default=Ladder.INTERBESTUURLIJK)
    ladder_reden = models.TextField(max_length=2000, blank=True)
    decentraal = models.CharField(max_length=10, choices=Decentraal)
    trekker = models.CharField(max_length=200)
    beslisser = models.CharField(max_length=200)
    terugkoppeling = models.TextField(max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = EscalatieQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "escalatie"
        verbose_name_plural = "escalaties"
        constraints = [
            models.CheckConstraint(
                condition=~Q(trekker="") & ~Q(beslisser="") & ~Q(terugkoppeling=""),
                name="escalatie_is_volledig",
                violation_error_message=(
                    "Noem wie trekt, wie besluit en hoe het wordt teruggekoppeld."
                ),
                violation_error_code="escalatie_onvolledig",
            ),
            models.CheckConstraint(
                condition=~Q(ladder__in=AD_HOC) | ~Q(ladder_reden=""),
                name="escalatie_ad_hoc_met_reden",
                violation_error_message=AD_HOC_ZONDER_REDEN,
                violation_error_code="ad_hoc_zonder_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"Escalatie van {self.agendapunt}"

    def clean(self) -> None:
        """The constraint above says it too, but not at its field."""
        if self.ladder in AD_HOC and not self.ladder_reden:
            raise ValidationError(
                {"ladder_reden": ValidationError(AD_HOC_ZONDER_REDEN, "ad_hoc_zonder_reden")}
            )

    @property
    def voortouw(self) -> str:
        """Who takes the lead by the rule; empty where the parties settle it themselves (BES-3)."""
        if self.ladder == Ladder.AD_HOC_MEER:
            return "De minister van VRO"
        if self.ladder == Ladder.AD_HOC_EEN:
            return "De verantwoordelijke bewindspersoon"
        if self.ladder == Ladder.RIJK or self.decentraal != Decentraal.KAN:
            return "Het Rijk"
        return ""
