from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar

from ..querysets import KindQuerySet
from .afspraak import Afspraak


class Geldregel(Bewerkbaar):
    """Money that is a condition of an afspraak, in euros; the RA has none of its own (AFS-7).

    It counts once the responsible party confirmed exactly these amounts.
    """

    class Afronding(models.TextChoices):
        EXACT = "exact", "Exact bedrag"
        AFGEROND = "afgerond", "Afgerond bedrag"

    class Btw(models.TextChoices):
        INCLUSIEF = "inclusief", "Inclusief btw"
        EXCLUSIEF = "exclusief", "Exclusief btw"
        NIET_VAN_TOEPASSING = "nvt", "Btw niet van toepassing"

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="geldregels")
    omschrijving = models.CharField(max_length=200, blank=True)
    bedrag = models.DecimalField("bedrag in euro", max_digits=16, decimal_places=2)
    afronding = models.CharField(max_length=10, choices=Afronding, blank=True)
    aandeel_rijk = models.DecimalField(
        "waarvan Rijk", max_digits=16, decimal_places=2, null=True, blank=True
    )
    aandeel_regio = models.DecimalField(
        "waarvan regio", max_digits=16, decimal_places=2, null=True, blank=True
    )
    prijspeil = models.CharField(max_length=30, blank=True)
    btw = models.CharField(max_length=20, choices=Btw, blank=True)
    verantwoordelijke = models.ForeignKey(
        Organisatie,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="geldregels",
        verbose_name="verantwoordelijke partij",
    )
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, editable=False)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = KindQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "geldregel"
        verbose_name_plural = "geldregels"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gt=0)
                & (Q(aandeel_rijk=None) | Q(aandeel_rijk__gte=0))
                & (Q(aandeel_regio=None) | Q(aandeel_regio__gte=0)),
                name="geldregel_bedrag_positief",
                violation_error_message="Een bedrag is hoger dan nul. Pas het bedrag aan.",
                violation_error_code="bedrag_niet_positief",
            ),
            models.CheckConstraint(
                condition=Q(aandeel_rijk=None)
                | Q(aandeel_regio=None)
                | Q(bedrag=F("aandeel_rijk") + F("aandeel_regio")),
                name="geldregel_aandelen_tellen_op",
                violation_error_message=(
                    "De aandelen van Rijk en regio zijn samen niet het bedrag. Pas ze aan."
                ),
                violation_error_code="aandelen_tellen_niet_op",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op=None, bevestigd_door=None)
                | Q(
                    bevestigd_op__isnull=False,
                    bevestigd_door__isnull=False,
                    verantwoordelijke__isnull=False,
                ),
                name="geldregel_bevestigd_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bedrag} euro {self.omschrijving}".strip()

    @property
    def is_bevestigd(self) -> bool:
        return self.bevestigd_op is not None

    def betrokken_provincie_ids(self) -> set[int]:
        return self.afspraak.betrokken_provincie_ids()
