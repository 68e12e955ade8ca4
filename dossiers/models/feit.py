from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from novex.zichtbaarheid import Zichtbaarheid

from ..querysets import FeitQuerySet
from .vraagstuk import Vraagstuk


class Feit(models.Model):
    """What a later table told about a vraagstuk; guards read this and nothing else (VRA-19).

    Only ``dossiers.services.feiten`` writes it. The database refuses a change, except the one
    withdrawal.
    """

    class Soort(models.TextChoices):
        DO_UITKOMST = "do_uitkomst", "Uitkomst van het DO"
        DO_BESPREKING = "do_bespreking", "Besproken in een DO tijdens beeldvorming"
        VERSCHILLEN = "verschillen", "Verschillen van inzicht vastgelegd"
        MANDAAT = "mandaat", "Mandaat"
        RIJKSINZET = "rijksinzet", "Rijksinzet afgestemd"
        BESPROKEN_AAN_TAFEL = "besproken_aan_tafel", "Besproken aan tafel"
        SNELLE_TAFELADVIES = "snelle_tafeladvies", "Advies van de snelle tafel"
        DOORGELEID_NAAR = "doorgeleid_naar", "Rechtstreeks doorgeleid door de regietafel"
        GPDG_ADVIES = "gpdg_advies", "Advies van het GP-DG"
        BOL_BESLUIT = "bol_besluit", "Besluit van het BOL"
        GEEN_KEUZE = "geen_keuze", "Geen keuze in het BOL"
        AFSPRAAK = "afspraak", "Afspraak"
        LANDING = "landing", "Landing van een afspraak"
        OP_VERZONDEN_AGENDA = "op_verzonden_agenda", "Op een verzonden agenda"
        RONDE_GERAPPORTEERD = "ronde_gerapporteerd", "Monitorronde gerapporteerd"
        TRIAGE_BEVESTIGD = "triage_bevestigd", "Triage van een eerdere doorloop bevestigd"

    vraagstuk = models.ForeignKey(Vraagstuk, models.PROTECT, related_name="feiten")
    soort = models.CharField(max_length=30, choices=Soort)
    doorloop = models.PositiveSmallIntegerField()
    kenmerk = models.CharField(max_length=60)
    waarde = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    publiek = models.CharField(max_length=20, choices=Zichtbaarheid)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vanaf = models.DateTimeField(auto_now_add=True)
    herbevestigt = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="herbevestigingen"
    )
    reden = models.TextField("reden van de bevestiging", blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingetrokken_reden = models.TextField(null=True, blank=True)  # noqa: DJ001 - filled once, from NULL

    objects = FeitQuerySet.as_manager()

    class Meta:
        verbose_name = "feit"
        verbose_name_plural = "feiten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vraagstuk", "soort", "kenmerk", "doorloop"],
                condition=Q(ingetrokken_op=None),
                name="feit_geldt_eenmaal",
                violation_error_message="Dit feit is al gemeld. Trek het eerst in.",
                violation_error_code="feit_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(herbevestigt=None) | Q(reden__regex=r"\S"),
                name="feit_herbevestiging_heeft_reden",
                violation_error_message=("De reden is leeg. Schrijf waarom dit feit nog geldt."),
                violation_error_code="reden_ontbreekt",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op=None)
                | Q(ingetrokken_door__isnull=False, ingetrokken_reden__regex=r"\S"),
                name="feit_intrekking_heeft_reden",
                violation_error_message=(
                    "De reden is leeg. Schrijf waarom dit feit niet meer geldt."
                ),
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def bij_naam(self) -> str:
        """What it says; of a joint vraagstuk with the provincie, as a joint table tells the same
        of each (VRA-8, VRA-15)."""
        provincies = self.vraagstuk.provincies.all()
        namen = {p.code: p.naam for p in provincies} if len(provincies) > 1 else {}
        naam = namen.get(self.kenmerk.rpartition("-")[2])
        return f"{naam}: {self.label}" if naam else self.label

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        raise TypeError("A feit is never removed; withdraw it.")
