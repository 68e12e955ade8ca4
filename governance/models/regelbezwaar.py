from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.beperkingen import SamenGetoetst
from novex.models import Gebruiker

from .lijst import Lijstregel


class RegelbezwaarQuerySet(models.QuerySet["Regelbezwaar"]):
    def for_user(self, user: Gebruiker) -> RegelbezwaarQuerySet:
        """Whoever reads the line reads what stands against it (ZIC-1, ZIC-3)."""
        return self.filter(regel__in=Lijstregel.objects.for_user(user))

    def open(self) -> RegelbezwaarQuerySet:
        """Not solved, of a BOL that took place; also of a line that was taken off: a frozen
        version may have it."""
        return self.filter(opgelost_op=None).exclude(overleg__agenda_status="afgelast")


class Regelbezwaar(SamenGetoetst):
    """A landsdeel objects in its BOL to a landelijke line: it does not hold before this is solved
    (BOL-1)."""

    regel = models.ForeignKey(Lijstregel, models.PROTECT, related_name="bezwaren")
    overleg = models.ForeignKey("governance.Overleg", models.PROTECT, related_name="+")
    tegen = models.TextField(max_length=4000, blank=True)  # the text of the line at that moment
    reden = models.TextField(max_length=2000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    oplossing = models.TextField(null=True, blank=True, max_length=2000)  # noqa: DJ001 - filled once, from NULL
    opgelost_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgelost_op = models.DateTimeField(null=True, blank=True)

    objects = RegelbezwaarQuerySet.as_manager()

    class Meta:
        verbose_name = "bezwaar tegen een landelijke regel"
        verbose_name_plural = "bezwaren tegen landelijke regels"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regel", "overleg"],
                condition=Q(opgelost_op=None),
                name="regelbezwaar_eenmaal_open",
                violation_error_message=(
                    "Dit bezwaar is al vastgelegd. Lees het bij de regel op de lijst."
                ),
                violation_error_code="bezwaar_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="regelbezwaar_heeft_reden",
                violation_error_message="De reden is leeg. Schrijf waarom er bezwaar is.",
                violation_error_code="reden_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(opgelost_op=None)
                | Q(opgelost_door__isnull=False, oplossing__regex=r"\S"),
                name="regelbezwaar_oplossing_compleet",
                violation_error_message=(
                    "De oplossing is leeg. Schrijf hoe het bezwaar is opgelost."
                ),
                violation_error_code="oplossing_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"Bezwaar van {self.overleg.naam}"

    @property
    def is_open(self) -> bool:
        return self.opgelost_op is None
