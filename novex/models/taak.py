from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from .organisatie import Organisatie


class AchtergrondtaakQuerySet(models.QuerySet):
    def for_user(self, user) -> AchtergrondtaakQuerySet:
        """Only who asked for it sees it; the file holds what that person may see (ZIC-2).

        And only for the organisatie of then: who goes to another side leaves the files behind.
        """
        return self.filter(aangevraagd_door=user, organisatie=user.organisatie_id)


class Achtergrondtaak(models.Model):
    """Work that takes long: a PDF or list, made by Celery after the commit, or an import.

    ``soort`` names the maker (novex.achtergrond); ``sleutel`` makes the same request twice one
    task; the file is a name below MEDIA_ROOT, written whole or not at all. What makes no file has
    a ``pagina`` instead: the address of our own where its outcome stands.
    """

    class Status(models.TextChoices):
        WACHT = "wacht", "In de wachtrij"
        BEZIG = "bezig", "Bezig"
        KLAAR = "klaar", "Klaar"
        MISLUKT = "mislukt", "Mislukt"

    soort = models.CharField(max_length=60)
    opschrift = models.CharField(max_length=200)
    sleutel = models.CharField(max_length=200, unique=True)
    gegevens = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WACHT)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    melding = models.TextField(blank=True)
    bestand = models.CharField(max_length=200, blank=True)
    bestandsnaam = models.CharField(max_length=200, blank=True)
    mediatype = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pagina = models.CharField(max_length=200, blank=True)
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="achtergrondtaken"
    )
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    aangevraagd_op = models.DateTimeField(auto_now_add=True)
    klaar_op = models.DateTimeField(null=True, blank=True)

    objects = AchtergrondtaakQuerySet.as_manager()

    class Meta:
        verbose_name = "achtergrondtaak"
        verbose_name_plural = "achtergrondtaken"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.opschrift

    def get_absolute_url(self) -> str:
        return reverse("taak-detail", args=[self.pk])

    @property
    def is_af(self) -> bool:
        return self.status in {self.Status.KLAAR, self.Status.MISLUKT}
