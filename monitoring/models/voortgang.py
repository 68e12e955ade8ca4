from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import ConcurrentTransitionMixin, FSMField

from arrangementen.models import Afspraak
from novex.fsm import overgang
from novex.logboek import Logregel
from novex.models import Gebruiker, Organisatie
from novex.models.bewerkbaar import Bewerkbaar
from novex.zichtbaarheid import Kant

from .. import regels
from ..querysets import (
    TE_MELDEN,
    LichtcorrectieQuerySet,
    VoortgangQuerySet,
    VoortgangsmeldingQuerySet,
)
from ..signalen import Licht, Stadium
from .ronde import Monitorronde

MELDEN, VRAGEN = "monitoring.voortgang_melden", "monitoring.vraag_stellen"


class Voortgang(ConcurrentTransitionMixin, Bewerkbaar):
    """What one party of a side is asked in a round about an afspraak, and what it writes (MON-1).

    ``stadium`` and ``toelichting`` are the working copy of ``organisatie``; each time it is
    sent in, a ``Voortgangsmelding`` keeps what was said.
    """

    class Status(models.TextChoices):
        CONCEPT = "concept", "Nog niet ingediend"
        INGEDIEND = "ingediend", "Ingediend"
        TERUGGESTUURD = "teruggestuurd", "Teruggestuurd met een vraag"
        OPGENOMEN = "opgenomen", "Opgenomen in de monitor"

    status = FSMField(choices=Status.choices, default=Status.CONCEPT, protected=True)
    ronde = models.ForeignKey(Monitorronde, models.PROTECT, related_name="voortgangen")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="voortgangen")
    kant = models.CharField(max_length=10, choices=Kant)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="voortgangen")
    stadium = models.CharField(max_length=20, choices=Stadium, blank=True)
    toelichting = models.TextField(max_length=1500, blank=True)
    vraag = models.TextField(max_length=1000, blank=True)

    objects = VoortgangQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgangen"
        ordering = ["afspraak", "kant", "pk"]
        indexes = [
            models.Index(
                fields=["ronde", "afspraak"],
                condition=Q(status__in=["concept", "teruggestuurd"]),
                name="voortgang_te_melden",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ronde", "afspraak", "kant", "organisatie"],
                name="voortgang_eenmaal_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(kant__in=["rijk", "regio"]), name="voortgang_kant_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(status="concept") | ~Q(stadium="") | Q(status="teruggestuurd"),
                name="voortgang_ingediend_met_stadium",
                violation_error_message=(
                    "Er is nog geen stadium gekozen. Kies hoe ver de afspraak is."
                ),
                violation_error_code="stadium_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} over {self.afspraak}"

    def get_absolute_url(self) -> str:
        return reverse("monitoring:voortgang-melden", args=[self.pk])

    @overgang(
        veld="status",
        van=["concept", "teruggestuurd"],
        naar="ingediend",
        recht=MELDEN,
        opschrift="Voortgang indienen",
        criteria=regels.INDIENEN,
    )
    def dien_in(self) -> None:
        """The own side says how far it is."""

    @overgang(
        veld="status",
        van=["ingediend"],
        naar="teruggestuurd",
        recht=VRAGEN,
        opschrift="Vraag stellen",
        criteria=regels.OPEN,
    )
    def stuur_terug(self) -> None:
        """VRO asks a question; what was sent in stays readable."""

    @overgang(
        veld="status",
        van=["ingediend", "teruggestuurd"],
        naar="opgenomen",
        recht="monitoring.ronde_beheren",
        opschrift="Opnemen in de monitor",
        knop=False,
    )
    def neem_op(self) -> None:
        """The round closes with the report as it stands."""

    def betrokken_provincie_ids(self) -> set[int]:
        return self.afspraak.betrokken_provincie_ids()

    def is_van(self, user: Gebruiker) -> bool:
        """Only the organisation that is asked, or its successor, reports; VRO never edits it
        (MON-1, REF-2)."""
        return user.treedt_op_voor(self.organisatie_id)

    def is_bewerkbaar(self, op: datetime.date) -> bool:
        """From the first day until the round is closed; after the last day it is late (MON-1)."""
        ronde = self.ronde
        return ronde.is_open and ronde.is_begonnen(op) and self.status in TE_MELDEN


class Voortgangsmelding(Logregel):
    """One step of a report as it was: sent in, returned with a question, taken up (MON-1)."""

    class Soort(models.TextChoices):
        INGEDIEND = "ingediend", "Ingediend"
        TERUGGESTUURD = "teruggestuurd", "Teruggestuurd met een vraag"
        OPGENOMEN = "opgenomen", "Opgenomen in de monitor"

    voortgang = models.ForeignKey(Voortgang, models.PROTECT, related_name="meldingen")
    soort = models.CharField(max_length=20, choices=Soort)
    stadium = models.CharField(max_length=20, choices=Stadium, blank=True)
    toelichting = models.TextField(blank=True)
    vraag = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = VoortgangsmeldingQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "voortgangsmelding"
        verbose_name_plural = "voortgangsmeldingen"
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="teruggestuurd", vraag__regex=r"\S")
                | ~Q(soort="teruggestuurd") & Q(vraag=""),
                name="voortgangsmelding_vraag_bij_terugsturen",
                violation_error_message="Er staat geen vraag. Schrijf wat u wilt weten.",
                violation_error_code="vraag_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} op {self.op:%d-%m-%Y}"


class Lichtcorrectie(Logregel):
    """A light that somebody sets against the computed one, with the reason (MON-2)."""

    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="lichtcorrecties")
    ronde = models.ForeignKey(Monitorronde, models.PROTECT, related_name="lichtcorrecties")
    licht = models.CharField(max_length=20, choices=Licht)
    reden = models.TextField(max_length=1000)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    objects = LichtcorrectieQuerySet.as_manager()  # type: ignore[misc] # narrows Logregel

    class Meta:
        verbose_name = "lichtcorrectie"
        verbose_name_plural = "lichtcorrecties"
        ordering = ["-op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reden__regex=r"\S"),
                name="lichtcorrectie_heeft_reden",
                violation_error_message="Er staat geen reden. Schrijf waarom het licht anders is.",
                violation_error_code="reden_ontbreekt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.afspraak}: {self.get_licht_display()}"
