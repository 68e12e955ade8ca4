from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.models import Organisatie
from novex.zichtbaarheid import Zichtbaarheid

from ..querysets import NotitieQuerySet
from .vraagstuk import Vraagstuk


class Notitie(models.Model):
    """What an organisatie remarks on a vraagstuk; who may read it is a choice (ZIC-1)."""

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="notities")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    zichtbaarheid = models.CharField("wie mag dit lezen?", max_length=20, choices=Zichtbaarheid)
    tekst = models.TextField(max_length=4000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = NotitieQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tekst__regex=r"\S"),
                name="notitie_heeft_tekst",
                violation_error_message="De notitie is leeg. Schrijf wat u wilt vastleggen.",
                violation_error_code="tekst_ontbreekt",
            ),
            # ZIC-1: a subset of the audience of its vraagstuk, which is never public.
            models.CheckConstraint(
                condition=Q(
                    zichtbaarheid__in=["eigen_organisatie", "rijk", "regio", "rijk_en_regio"]
                ),
                name="notitie_niet_ruimer_dan_vraagstuk",
                violation_error_message=("Kies wie dit mag lezen. Een notitie is nooit openbaar."),
                violation_error_code="zichtbaarheid_past_niet",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst[:60]
