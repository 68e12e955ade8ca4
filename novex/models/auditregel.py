from __future__ import annotations

from django.conf import settings
from django.db import models

from novex.logboek import Logregel


class Auditregel(Logregel):
    """Who did what, when and why; each row seals the one before it (ZIC-5).

    Read it with ``novex.audit.controleer``; write it with ``novex.audit.leg_vast`` only.
    """

    op = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handeling = models.CharField(max_length=60)
    onderwerp = models.CharField(max_length=200, blank=True)
    gegevens = models.JSONField(default=dict)
    reden = models.TextField(blank=True)
    vorige = models.CharField(max_length=64)
    zegel = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "auditregel"
        verbose_name_plural = "auditregels"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.op:%d-%m-%Y %H:%M} {self.handeling} {self.onderwerp}"
