from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import SimpleLazyObject
from simple_history.models import HistoricalRecords

from novex.zichtbaarheid import Kant

TOOI = "https://identifier.overheid.nl/tooi/id"


class ReferentieQuerySet(models.QuerySet):
    def geldig(self, op: datetime.date):
        """What is valid on this day; an open end is still valid (REF-2)."""
        return self.filter(
            Q(geldig_van=None) | Q(geldig_van__lte=op),
            Q(geldig_tot=None) | Q(geldig_tot__gte=op),
        )

    def te_kiezen(self, op: datetime.date, huidig: Any = ()):
        """What a form offers: valid on this day, or one of the present keys (REF-2)."""
        geldig = Q(geldig_tot=None) | Q(geldig_tot__gte=op)
        return self.filter(
            Q(pk__in=huidig) | (geldig & (Q(geldig_van=None) | Q(geldig_van__lte=op)))
        )


class Referentie(models.Model):
    """A row of a table that beheerders keep, with a stable code and validity (chapter 2).

    The history of each says who changed it, when, from what to what and why (ZIC-5).
    """

    code = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(max_length=200)
    geldig_van = models.DateField("geldig van", null=True, blank=True)
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    objects = ReferentieQuerySet.as_manager()
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["naam", "pk"]

    def __str__(self) -> str:
        return self.naam

    def is_geldig(self, op: datetime.date) -> bool:
        return (not self.geldig_van or self.geldig_van <= op) and (
            not self.geldig_tot or op <= self.geldig_tot
        )

    def is_voorbij(self, op: datetime.date) -> bool:
        return self.geldig_tot is not None and self.geldig_tot < op


def geldigheid_klopt(model: str) -> models.CheckConstraint:
    """The end is never before the start."""
    return models.CheckConstraint(
        condition=Q(geldig_van=None) | Q(geldig_tot=None) | Q(geldig_tot__gte=F("geldig_van")),
        name=f"{model}_geldigheid_klopt",
        violation_error_message=(
            "De einddatum ligt voor de begindatum. Pas een van beide datums aan."
        ),
        violation_error_code="geldigheid_klopt_niet",
    )


def _laatste_codes(voorbij: Iterable[Any]) -> dict[str, str]:
    """The code of each that ended to that of its last successor, from these rows alone."""
    opvolgers = {rij.pk: rij.opvolger for rij in voorbij}
    codes = {}
    for rij in voorbij:
        nu, gezien = rij.opvolger, {rij.pk}
        while nu.pk in opvolgers and nu.pk not in gezien:
            gezien.add(nu.pk)
            nu = opvolgers[nu.pk]
        codes[rij.code] = nu.code
    return codes


class OrganisatieQuerySet(ReferentieQuerySet):
    def met_sprekers(self) -> OrganisatieQuerySet:
        """With who succeeded it and what it belongs to, as ``spreker_op`` reads them."""
        return self.select_related("opvolger", "valt_onder__opvolger")

    def opvolging_op(self, op: datetime.date) -> Mapping[str, str]:
        """The code of each that ended to the code of who acts for it now (REF-2).

        Read when it is asked for the first time: many never need it.
        """
        voorbij = self.filter(geldig_tot__lt=op, opvolger__isnull=False).select_related("opvolger")
        opvolging: Any = SimpleLazyObject(lambda: _laatste_codes(voorbij))
        return opvolging

    def ids_opgegaan_in(self, pk: int, op: datetime.date) -> set[int]:
        """This one, and each that ended before this day and that it succeeded (REF-2)."""
        gevonden, nieuw = {pk}, {pk}
        while nieuw:
            eerder = self.filter(opvolger__in=nieuw, geldig_tot__lt=op)
            nieuw = set(eerder.values_list("pk", flat=True)) - gevonden
            gevonden |= nieuw
        return gevonden


class Organisatie(Referentie):
    """A public body that takes part; a renamed body is a new row (REF-2)."""

    class Soort(models.TextChoices):
        DEPARTEMENT = "departement", "Departement"
        UITVOERING = "uitvoering", "Uitvoeringsorganisatie"
        PROVINCIE = "provincie", "Provincie"
        KOEPEL = "koepel", "Koepel"
        OVERIG = "overig", "Overig"

    afkorting = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=20, choices=Soort)
    kant = models.CharField(max_length=10, choices=Kant)
    tooi_code = models.CharField("TOOI-code", max_length=20, blank=True)
    opvolger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )
    valt_onder = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="onderdelen"
    )
    is_vro = models.BooleanField("is VRO (voert de cyclus uit)", default=False)

    objects: ClassVar[Any] = OrganisatieQuerySet.as_manager()

    class Meta(Referentie.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [geldigheid_klopt("organisatie")]

    def __str__(self) -> str:
        return self.afkorting or self.naam

    @property
    def is_dienst(self) -> bool:
        """An agency: the body that it belongs to speaks for it (BES-5)."""
        return self.soort == self.Soort.UITVOERING

    def opvolger_op(self, op: datetime.date) -> Organisatie:
        """Who acts for it on this day: itself, or the last successor of what ended (REF-2).

        A text of before keeps the name that was valid then.
        """
        return self.lijn_op(op)[-1]

    def lijn_op(self, op: datetime.date) -> list[Organisatie]:
        """Itself, and each that succeeded it, up to who acts for it on this day (REF-2)."""
        nu, lijn = self, {self.pk: self}
        while nu.is_voorbij(op) and nu.opvolger and nu.opvolger.pk not in lijn:
            nu = nu.opvolger
            lijn[nu.pk] = nu
        return list(lijn.values())

    def spreker_op(self, op: datetime.date) -> Organisatie | None:
        """Who speaks for it on this day: for an agency the body that it belongs to (BES-5)."""
        nu = self.opvolger_op(op)
        spreker = nu.valt_onder if nu.is_dienst else nu
        return spreker.opvolger_op(op) if spreker else None

    def mandaatgever_op(self, op: datetime.date) -> Organisatie | None:
        """The department that gives a mandaat for it; not VRO, nor outside the Rijk (BES-5)."""
        spreekt = self.spreker_op(op)
        if spreekt is None or spreekt.is_vro or spreekt.kant != Kant.RIJK:
            return None
        return spreekt if spreekt.soort == self.Soort.DEPARTEMENT else None

    @property
    def tooi_uri(self) -> str:
        """The TOOI identifier of this body, or an empty string."""
        if not self.tooi_code:
            return ""
        soort = "provincie" if self.soort == self.Soort.PROVINCIE else "ministerie"
        return f"{TOOI}/{soort}/{self.tooi_code}"
