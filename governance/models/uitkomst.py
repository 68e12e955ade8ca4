from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.gremia import (
    BESTEMMINGEN,
    PER_PROVINCIE,
    Gremium,
    Puntsoort,
    Uitkomstsoort,
    Vervolg,
    uitkomst_mag,
)
from governance.querysets import UitkomstQuerySet
from novex.logboek import Logregel
from novex.models import Gebruiker, JuridischInstrument, Provincie

from .agenda import Agendapunt

U = Uitkomstsoort
# What a snelle tafel advises has a vervolg (SNE-2); what the regietafel passes on a bestemming.
SNEL_ADVIES = Q(gremium=Gremium.SNELLE_TAFEL, soort=U.ADVIES)
VAN_DE_REGIETAFEL = Q(gremium=Gremium.REGIETAFEL, soort=U.DOORGELEID)


class Uitkomst(Logregel):
    """What a table concluded on a punt, per provincie where the punt names several (BES-1).

    Rows are only added: a herziening is a new row with a reason that replaces the one before.
    ``gremium`` and ``puntsoort`` repeat the punt's, so that the database can hold OVL-1.
    """

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="uitkomsten")
    provincie = models.ForeignKey(Provincie, models.PROTECT, null=True, related_name="+")
    volgnr = models.PositiveSmallIntegerField(default=1)
    gremium = models.CharField(max_length=20, choices=Gremium)
    puntsoort = models.CharField(max_length=20, choices=Puntsoort)
    soort = models.CharField(max_length=20, choices=Uitkomstsoort)
    doorloop = models.PositiveSmallIntegerField(null=True)
    tekst = models.TextField(blank=True)
    motivatie = models.TextField(blank=True)
    tot_wanneer = models.DateField(null=True)
    knelpunt = models.TextField(blank=True)
    vervolg = models.CharField(max_length=20, choices=Vervolg, blank=True)
    bestemming = models.CharField(
        max_length=20, choices=[(g.value, g.label) for g in BESTEMMINGEN], blank=True
    )
    instrumenten = models.ManyToManyField(JuridischInstrument, related_name="+", blank=True)
    reden = models.TextField("reden van de herziening", blank=True)
    vervangt = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="vervangen_door"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = UitkomstQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ["agendapunt", "provincie", "volgnr"]
        constraints = [
            models.CheckConstraint(
                condition=uitkomst_mag(),
                name="uitkomst_mag_bij_gremium",
                violation_error_message=(
                    "Dit overleg mag bij dit punt deze uitkomst niet geven. "
                    "Kies een andere uitkomst."
                ),
                violation_error_code="uitkomst_mag_niet",
            ),
            models.CheckConstraint(
                condition=~Q(gremium__in=sorted(PER_PROVINCIE)) | Q(provincie__isnull=False),
                name="uitkomst_do_en_gpdg_per_provincie",
                violation_error_message=(
                    "Dit punt noemt geen provincie, en het DO en de GP-DG spreken per provincie. "
                    "Behandel dit in een overleg waar het punt een provincie noemt."
                ),
                violation_error_code="provincie_ontbreekt",
            ),
            models.UniqueConstraint(
                fields=["agendapunt", "provincie", "volgnr"],
                nulls_distinct=False,
                name="uitkomst_volgnr_eenmaal",
                violation_error_message=(
                    "Iemand anders legde net een uitkomst vast. Open de pagina opnieuw."
                ),
                violation_error_code="uitkomst_bestaat",
            ),
            models.CheckConstraint(
                condition=Q(volgnr=1, vervangt=None)
                | (Q(volgnr__gt=1, vervangt__isnull=False) & ~Q(reden="")),
                name="uitkomst_herziening_heeft_reden",
                violation_error_message=(
                    "Bij een herziening hoort een reden. Schrijf waarom de uitkomst verandert."
                ),
                violation_error_code="reden_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(
                    soort__in=[U.ADVIES, U.GEEN_CONSENSUS, U.BESLUIT, U.DOORGELEID], tekst=""
                ),
                name="uitkomst_heeft_tekst",
                violation_error_message=(
                    "De tekst van de uitkomst is nog leeg. Schrijf wat het overleg concludeerde."
                ),
                violation_error_code="tekst_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=[U.AANGEHOUDEN, U.TERUGGEGEVEN, U.GEEN_KEUZE], motivatie=""),
                name="uitkomst_heeft_motivatie",
                violation_error_message="De reden is nog leeg. Schrijf waarom.",
                violation_error_code="motivatie_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=[U.AANGEHOUDEN, U.GEEN_KEUZE], tot_wanneer=None),
                name="uitkomst_heeft_terugkeer",
                violation_error_message=("Er staat niet wanneer dit terugkomt. Vul een datum in."),
                violation_error_code="tot_wanneer_ontbreekt",
            ),
            models.CheckConstraint(
                condition=~Q(soort=U.GEEN_KEUZE, knelpunt=""),
                name="uitkomst_geen_keuze_heeft_knelpunt",
                violation_error_message=(
                    "De tekst van het knelpunt is nog leeg. Schrijf welk knelpunt blijft bestaan."
                ),
                violation_error_code="knelpunt_ontbreekt",
            ),
            models.CheckConstraint(
                condition=(SNEL_ADVIES & ~Q(vervolg="")) | (~SNEL_ADVIES & Q(vervolg="")),
                name="uitkomst_vervolg_bij_snelle_tafel",
                violation_error_message=(
                    "Een vervolg hoort bij een advies van de snelle tafel, en nergens anders. "
                    "Kies daar een vervolg."
                ),
                violation_error_code="vervolg_past_niet",
            ),
            models.CheckConstraint(
                condition=(VAN_DE_REGIETAFEL & ~Q(bestemming="") & ~Q(motivatie=""))
                | (~VAN_DE_REGIETAFEL & Q(bestemming="")),
                name="uitkomst_bestemming_bij_regietafel",
                violation_error_message=(
                    "De regietafel geleidt door naar een tafel, met reden; een ander overleg "
                    "kiest geen tafel. Kies bij de regietafel een tafel en schrijf waarom."
                ),
                violation_error_code="bestemming_past_niet",
            ),
        ]

    def __str__(self) -> str:
        wie = f" ({self.provincie})" if self.provincie_id else ""
        return f"{self.get_soort_display()}{wie}"

    @property
    def is_herziening(self) -> bool:
        return self.volgnr > 1

    # What the 409 page asks of a row that someone else changed (BES-2).
    @property
    def gewijzigd_door(self) -> Gebruiker:
        return self.door

    @property
    def gewijzigd_op(self) -> datetime.datetime:
        return self.op
