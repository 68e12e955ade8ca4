from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from simple_history.models import HistoricalRecords

from novex.models.bewerkbaar import Bewerkbaar

from ..querysets import ZOEKVELDEN, BuitenvoortgangQuerySet


class Buitenvoortgang(Bewerkbaar):
    """A row of another programme's own monitor, kept as its source writes it.

    ``peildatum`` is a year, a month or a day, as the source gives it. An empty field was empty
    in the source.
    """

    bron_url = models.CharField("bron", max_length=500)
    bron_sleutel = models.CharField(max_length=64, unique=True, editable=False)
    peildatum = models.CharField(max_length=10)
    programma = models.CharField(max_length=200)
    item = models.CharField(max_length=300)
    status = models.CharField(max_length=200, blank=True)
    realisatie = models.CharField(max_length=200, blank=True)
    voortgang = models.CharField(max_length=200, blank=True)
    toelichting = models.TextField(max_length=4000, blank=True)
    weergave = models.CharField(max_length=60, blank=True)

    objects = BuitenvoortgangQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "voortgang van een ander programma"
        verbose_name_plural = "voortgang van andere programma's"
        ordering = ["programma", "item", "-peildatum", "pk"]
        indexes = [
            models.Index(
                fields=["programma", "item", "-peildatum", "id"], name="buitenvoortgang_volgorde"
            ),
            GinIndex(
                *(OpClass(Upper(veld), "gin_trgm_ops") for veld in ZOEKVELDEN),
                name="buitenvoortgang_deel_van_tekst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programma}: {self.item} ({self.peildatum})"
