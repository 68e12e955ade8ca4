from __future__ import annotations

import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from novex.verwijzingen import genoemd

from .organisatie import Referentie, ReferentieQuerySet, geldigheid_klopt

# A moment as it reads in a sentence.
WAARVOOR = {
    "triage": "de triage",
    "opname_ra": "opname in het arrangement",
    "snelle_tafel": "de snelle tafel",
}


class CriteriasetQuerySet(ReferentieQuerySet):
    def van_kracht(self, moment: str, op: datetime.date) -> Criteriaset:
        """The set to judge with on this day: the newest that is valid (REF-6).

        Raises ``ValidationError`` when a beheerder ended every set of this moment.
        """
        nieuwste = self.geldig(op).filter(moment=moment).order_by("-versie").first()
        if nieuwste is None:
            raise ValidationError(
                f"Er gelden nu geen criteria voor {WAARVOOR[moment]}. Vraag de beheerder om een "
                "criteriaset.",
                code="criteriaset_ontbreekt",
            )
        return nieuwste


class Criteriaset(Referentie):
    """The criteria of one moment; a judgement keeps the set it was made with (REF-6)."""

    class Moment(models.TextChoices):
        TRIAGE = "triage", "Triage"
        OPNAME_RA = "opname_ra", "Opname in het Ruimtelijk Arrangement"
        SNELLE_TAFEL = "snelle_tafel", "Snelle tafel"

    moment = models.CharField(max_length=20, choices=Moment)
    versie = models.PositiveSmallIntegerField()

    objects = CriteriasetQuerySet.as_manager()  # type: ignore[misc] # narrows the base

    class Meta(Referentie.Meta):
        verbose_name = "criteriaset"
        verbose_name_plural = "criteriasets"
        constraints = [
            geldigheid_klopt("criteriaset"),
            models.UniqueConstraint(
                fields=["moment", "versie"],
                name="criteriaset_versie_eenmaal",
                violation_error_message="Deze versie bestaat al. Kies een volgend nummer.",
                violation_error_code="versie_bestaat",
            ),
        ]

    @cached_property
    def in_gebruik(self) -> bool:
        """Was anything judged with this set? Then it stays as it was (REF-6)."""
        elders = {"buiten": self._meta.app_label}
        return genoemd(Criteriaset.objects.filter(pk=self.pk), **elders) or genoemd(
            Criterium.objects.filter(set=self.pk), **elders
        )


class Criterium(models.Model):
    """One question of a set; ``machinecheck`` names the check on data, if there is one."""

    class Machinecheck(models.TextChoices):
        TWEE_DOMEINEN = "twee_domeinen", "Twee of meer domeinen"
        GEBIED_OF_PROVINCIES = "gebied_of_meer_provincies", "Gebied of meer provincies"
        VERWIJZING = "verwijzing_nr_povi", "Verwijzing naar Nota Ruimte of POVI"

    set = models.ForeignKey(Criteriaset, models.PROTECT, related_name="criteria")
    code = models.SlugField(max_length=60, unique=True)
    volgorde = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=200)
    vraag = models.TextField()
    toelichting = models.TextField(blank=True)
    machinecheck = models.CharField(max_length=40, choices=Machinecheck, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "criterium"
        verbose_name_plural = "criteria"
        ordering = ["set", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["set", "volgorde"], name="criterium_volgorde_eenmaal")
        ]

    def __str__(self) -> str:
        return self.naam


class Referentielading(models.Model):
    """What was last loaded of one row, so that an edited row is never overwritten."""

    tabel = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    inhoud = models.JSONField()
    op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "geladen referentierij"
        verbose_name_plural = "geladen referentierijen"
        constraints = [
            models.UniqueConstraint(fields=["tabel", "code"], name="referentielading_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.tabel}: {self.code}"
