from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models

from .taak import Achtergrondtaak


class InleesbestandQuerySet(models.QuerySet["Inleesbestand"]):
    def for_user(self, user) -> InleesbestandQuerySet:
        """Only who uploaded a file sees what is in it."""
        return self.filter(door=user)

    def vergrendeld(self, pk: int) -> Inleesbestand:
        """Read one again and lock it, so that it is confirmed once."""
        return self.select_for_update(of=("self",)).get(pk=pk)

    def verlopen(self, voor: datetime.datetime) -> InleesbestandQuerySet:
        """Uploads from before this moment that nobody confirmed, or whose import failed."""
        wacht = models.Q(taak__status__in=("wacht", "bezig"))
        return self.filter(bevestigd_op=None, geupload_op__lt=voor).exclude(wacht)

    def met_taak(self) -> InleesbestandQuerySet:
        return self.select_related("taak")


class Inleesbestand(models.Model):
    """An uploaded table that waits for a confirmation; nothing of it is saved yet (TRI-7).

    ``rijen`` is a list of ``[line number, [cell, ...]]`` with the cells in the order of
    ``koppen``. On confirmation the rows go and the counts stay. ``taak`` imports a long one in
    the background.
    """

    RIJEN_METEEN = 100  # a few seconds of work; what is longer goes to the background

    soort = models.CharField(max_length=40)
    naam = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    koppen = models.JSONField(default=list)
    rijen = models.JSONField(default=list)
    meldingen = models.JSONField(default=list)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inleesbestanden"
    )
    geupload_op = models.DateTimeField(auto_now_add=True)
    taak = models.ForeignKey(
        Achtergrondtaak, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    nieuw = models.PositiveIntegerField(default=0)
    gewijzigd = models.PositiveIntegerField(default=0)
    gelijk = models.PositiveIntegerField(default=0)

    objects = InleesbestandQuerySet.as_manager()

    class Meta:
        verbose_name = "inleesbestand"
        verbose_name_plural = "inleesbestanden"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_lang(self) -> bool:
        return len(self.rijen) > self.RIJEN_METEEN

    @property
    def loopt(self) -> bool:
        """It is being imported in the background, or waits for that."""
        return not self.bevestigd_op and self.taak is not None and not self.taak.is_af
