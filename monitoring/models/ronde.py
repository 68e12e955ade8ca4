from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField

from novex.fsm import overgang

from ..querysets import MonitorrondeQuerySet


class Monitorronde(ConcurrentTransitionMixin, models.Model):
    """One round in which both sides report on every established afspraak (MON-1)."""

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        GESLOTEN = "gesloten", "Gesloten"

    status = FSMField(choices=Status.choices, default=Status.OPEN, protected=True)
    jaar = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=100)
    peildatum = models.DateField()
    open_van = models.DateField("open vanaf")
    open_tot = models.DateField("open tot en met")
    geopend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    geopend_op = models.DateTimeField(editable=False)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    gesloten_op = models.DateTimeField(null=True, editable=False)

    objects = MonitorrondeQuerySet.as_manager()

    class Meta:
        verbose_name = "monitorronde"
        verbose_name_plural = "monitorrondes"
        ordering = ["-peildatum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(open_tot__gte=F("open_van")),
                name="monitorronde_periode_klopt",
                violation_error_message=(
                    "De ronde eindigt voordat zij begint. Pas een van beide datums aan."
                ),
                violation_error_code="periode_klopt_niet",
            ),
            models.UniqueConstraint(
                fields=["jaar", "naam"],
                name="monitorronde_naam_eenmaal",
                violation_error_message="Deze naam is er dit jaar al. Kies een andere naam.",
                violation_error_code="naam_bestaat",
            ),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status="open"),
                name="monitorronde_een_open",
                violation_error_message="Er is al een ronde open. Sluit die eerst.",
                violation_error_code="ronde_al_open",
            ),
            models.CheckConstraint(
                condition=Q(status="open", gesloten_op=None)
                | Q(status="gesloten", gesloten_op__isnull=False, gesloten_door__isnull=False),
                name="monitorronde_gesloten_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.jaar}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:ronde", args=[self.pk])

    @overgang(
        veld="status",
        van=["open"],
        naar="gesloten",
        recht="monitoring.ronde_beheren",
        opschrift="Ronde sluiten",
    )
    def sluit(self) -> None:
        """Both reports stay as they stand (MON-1)."""

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def is_begonnen(self, op: datetime.date) -> bool:
        return op >= self.open_van

    def is_over_tijd(self, op: datetime.date) -> bool:
        """The last day has passed and nobody closed it: reporting is late, and still possible."""
        return self.is_open and op > self.open_tot
