from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.querysets import VerschilQuerySet
from novex.models import Organisatie
from novex.models.bewerkbaar import Bewerkbaar

from .agenda import Agendapunt


class Inzichtverschil(Bewerkbaar):
    """Where one party stands after a DO without consensus (BES-3).

    Written for both sides; nothing is copied from a mandaat.
    """

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="verschillen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    standpunt = models.TextField(max_length=4000)
    belang = models.TextField(max_length=4000)
    reden = models.TextField(max_length=4000)
    beslisruimte = models.TextField(max_length=2000)
    bevoegdheid = models.TextField(max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = VerschilQuerySet.as_manager()

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


class Escalatie(Bewerkbaar):
    """Who leads, who decides and how it is fed back when a DO has no consensus (BES-3)."""

    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="escalatie")
    trekker = models.CharField(max_length=200)
    beslisser = models.CharField(max_length=200)
    terugkoppeling = models.TextField(max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = VerschilQuerySet.as_manager()

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
            )
        ]

    def __str__(self) -> str:
        return f"Escalatie van {self.agendapunt}"
