from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant

from ..querysets import KindQuerySet
from .afspraak import Afspraak


class Actie(Bewerkbaar):
    """What one trekker does: a result and a day; at least one on each side (AFS-3)."""

    KANTEN = [(Kant.RIJK.value, Kant.RIJK.label), (Kant.REGIO.value, Kant.REGIO.label)]

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="acties")
    kant = models.CharField(max_length=10, choices=KANTEN)
    trekker_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, related_name="acties", verbose_name="trekker"
    )
    trekker_functie = models.CharField("functie van de trekker", max_length=120)
    resultaat = models.TextField("wat er dan klaar is", max_length=500)
    termijn = models.DateField("uiterlijk klaar op")

    objects = KindQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["termijn", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kant__in=["rijk", "regio"]),
                name="actie_kant_bestaat",
                violation_error_message="Kies de kant: Rijk of regio.",
                violation_error_code="kant_past_niet",
            ),
            models.CheckConstraint(
                condition=~Q(trekker_functie="") & ~Q(resultaat=""),
                name="actie_is_compleet",
                violation_error_message=(
                    "Een actie heeft een functie en een resultaat. Vul beide in."
                ),
                violation_error_code="actie_onvolledig",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trekker_organisatie}: {self.resultaat}"

    @property
    def trekker(self) -> str:
        """Organisation and function, never a person."""
        return f"{self.trekker_organisatie}, {self.trekker_functie}"

    def afgesproken_tekst(self) -> list[str]:
        return [
            self.kant,
            str(self.trekker_organisatie_id),
            self.trekker_functie,
            self.resultaat,
            self.termijn.isoformat(),
        ]

    def betrokken_provincie_ids(self) -> set[int]:
        return self.afspraak.betrokken_provincie_ids()
