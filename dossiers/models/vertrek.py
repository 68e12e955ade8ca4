from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.logboek import Logregel
from novex.models import Organisatie, Provincie

from ..querysets import VertrekQuerySet
from .vraagstuk import Vraagstuk


class Vertrek(Logregel):
    """A provincie that was taken off a vraagstuk, told to who does not see it any more (ALG-2,
    ZIC-3). ``aanduiding`` is how the vraagstuk was called then."""

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="vertrekken")
    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="+")
    aanduiding = models.CharField(max_length=300)
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = VertrekQuerySet.as_manager()

    class Meta:
        verbose_name = "vertrek"
        verbose_name_plural = "vertrekken"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="vertrek_met_reden",
                violation_error_message=(
                    "Wie u weghaalt, ziet het vraagstuk daarna niet meer. Schrijf waarom."
                ),
                violation_error_code="reden_ontbreekt",
            )
        ]

    def __str__(self) -> str:
        return self.aanduiding
