"""Advising and deciding on a triage: two records by two people (TRI-4 .. TRI-6, ROL-2)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from novex.forms import Nieuwer
from novex.models import Criteriaset, Criterium, Gebruiker
from novex.rechten import eis_recht

from ..models import Fase, Feit, Vraagstuk
from ..models.triage import (
    Accountteamzienswijze,
    Antwoord,
    Knockout,
    Oordeel,
    Triageadvies,
    Triagebesluit,
)
from ..triagecheck import bevinding, eis_geen_tegenspraak
from .aanzet import VELDEN, trekker, zet_aan_zet

# Where a refusal by a constraint belongs on the form.
VELD_BIJ_CODE = {
    "knockout_besluit_ontbreekt": "knockout_besluit",
    "knockout_datum_ontbreekt": "knockout_datum",
    "heronderhandelt": "knockout",
    "afwijking_motivatie_ontbreekt": "afwijking_motivatie",
}
# The besluit that follows an advice; any other departs from it (TRI-6).
VOLGT = {
    Triageadvies.Uitkomst.NAAR_OORDEELSVORMING: Triagebesluit.Uitkomst.POSITIEF,
    Triageadvies.Uitkomst.ELDERS: Triagebesluit.Uitkomst.ELDERS,
    Triageadvies.Uitkomst.NIET: Triagebesluit.Uitkomst.NEGATIEF,
}

# What is to be done once the regietafel decided, by whether it was positive (VRA-1).
NA_BESLUIT = {
    True: "De triage is positief. Maak het beeld compleet; de regietafel zet het vraagstuk door.",
    False: "De triage is negatief. De regietafel belegt het elders of beëindigt het.",
}
ZIENSWIJZE_ONTBREEKT = (
    "De zienswijze van het accountteam ontbreekt. Vraag een accounthouder of een departement om "
    "die vast te leggen bij de triage."
)


@dataclass(frozen=True)
class Oordeelinvoer:
    """What one person answers on one criterium."""

    criterium: Criterium
    antwoord: str
    motivatie: str
    nee_motivatie: str = ""


@dataclass
class Weigeringen:
    """Collects refusals per field, so that all show at once (VRA-3)."""

    per_veld: dict[str, list[ValidationError]] = field(default_factory=dict)

    def erbij(self, veld: str, weigering: ValidationError) -> None:
        for fout in weigering.error_list:
            doel = VELD_BIJ_CODE.get(fout.code or "", veld)
            self.per_veld.setdefault(doel, []).append(fout)

    def toets_constraints(self, regel: Any, veld: str = NON_FIELD_ERRORS) -> None:
        try:
            regel.validate_constraints()
        except ValidationError as weigering:
            self.erbij(veld, ValidationError(list(_plat(weigering))))

    def weiger(self) -> None:
        if self.per_veld:
            raise ValidationError(self.per_veld)


def _plat(weigering: ValidationError) -> list[ValidationError]:
    return [fout for fouten in weigering.error_dict.values() for fout in fouten]


def veldnaam(deel: str, criterium: Criterium) -> str:
    """The name of a form field of one criterium, such as ``antwoord_12``."""
    return f"{deel}_{criterium.pk}"


def geldende_set(op: datetime.date) -> Criteriaset:
    """The criteria to judge a triage with on this day (REF-6)."""
    return Criteriaset.objects.van_kracht(Criteriaset.Moment.TRIAGE, op)


@transaction.atomic
def geef_advies(
    *,
    pk: int,
    door: Gebruiker,
    op: datetime.date,
    uitkomst: str,
    motivatie: str,
    oordelen: Sequence[Oordeelinvoer],
    knockout: str,
    knockout_besluit: str,
    knockout_datum: datetime.date | None = None,
    gelezen_pk: int | None = None,
) -> Triageadvies:
    """Advise whether this vraagstuk belongs in NOVEX; the machine result freezes with it.

    ``gelezen_pk`` is the newest advice of this doorloop that the adviser knew; another one is
    read first (TRI-6).
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    _eis_beeldvorming(vraagstuk)
    eis_recht(door, "dossiers.triage_adviseren", vraagstuk)
    _eis_gelezen(Triageadvies.objects.van_doorloop(vraagstuk).first(), gelezen_pk)
    advies = Triageadvies(
        vraagstuk=vraagstuk,
        doorloop=vraagstuk.doorloop,
        set=geldende_set(op),
        uitkomst=uitkomst,
        motivatie=motivatie,
        knockout=knockout,
        knockout_besluit=knockout_besluit,
        knockout_datum=knockout_datum,
        door=door,
    )
    weigeringen = Weigeringen()
    weigeringen.toets_constraints(advies)
    _eis_passende_datum(advies, op, weigeringen)
    if advies.is_positief:
        _eis_voldoende_informatie(oordelen, weigeringen)
    regels = _bevries(vraagstuk, advies.set, oordelen, weigeringen)
    weigeringen.weiger()
    advies.save()
    _bewaar(regels, advies=advies)
    return advies


@transaction.atomic
def geef_zienswijze(
    *, pk: int, advies_pk: int, door: Gebruiker, tekst: str
) -> Accountteamzienswijze:
    """Record what the accountteam thinks of the advice that was read (TRI-6)."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    _eis_beeldvorming(vraagstuk)
    eis_recht(door, "dossiers.accountteam_zienswijze", vraagstuk)
    advies = _wachtend_advies(vraagstuk, advies_pk)
    zienswijze = Accountteamzienswijze(advies=advies, tekst=tekst, door=door)
    zienswijze.validate_constraints()
    zienswijze.save()
    return zienswijze


@transaction.atomic
def besluit(
    *,
    pk: int,
    advies_pk: int,
    zienswijze_pk: int | None,
    door: Gebruiker,
    op: datetime.date,
    oordelen: Sequence[Oordeelinvoer],
    besproken_in: Feit | None = None,
    **gegevens: Any,
) -> Triagebesluit:
    """Decide on the advice and the view that were read; others wrote both (ROL-2, TRI-6, TRI-10).

    ``gegevens``: uitkomst, motivatie, afwijking_motivatie, and knockout, knockout_besluit and
    knockout_datum, asked again (TRI-5).
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    _eis_beeldvorming(vraagstuk)
    eis_recht(door, "dossiers.triage_besluiten", vraagstuk)
    advies = _wachtend_advies(vraagstuk, advies_pk)
    regel = Triagebesluit(
        advies=advies,
        adviseur=advies.door,
        zienswijze=_gelezen_zienswijze(advies, zienswijze_pk, door),
        besproken_in=besproken_in,
        door=door,
        **gegevens,
    )
    regel.wijkt_af = _wijkt_af(regel, oordelen)
    weigeringen = Weigeringen()
    _eis_niet_zelf_geadviseerd(vraagstuk, door, regel, weigeringen)
    _eis_passende_datum(regel, op, weigeringen)
    _eis_bespreking(vraagstuk, besproken_in, weigeringen)
    if regel.is_positief:
        _eis_voldoende_informatie(oordelen, weigeringen)
        _eis_motivatie_bij_nee(oordelen, weigeringen)
    regels = _bevries(vraagstuk, advies.set, oordelen, weigeringen)
    weigeringen.weiger()
    regel.save()
    _bewaar(regels, besluit=regel)
    zet_aan_zet(vraagstuk, trekker(vraagstuk), NA_BESLUIT[regel.is_positief], op)
    vraagstuk._history_user = door
    vraagstuk.save(update_fields=VELDEN)
    return regel


def _eis_gelezen(laatste: Triageadvies | None, gelezen_pk: int | None) -> None:
    if laatste and laatste.pk != gelezen_pk:
        raise Nieuwer(
            f"Intussen gaf {laatste.door} een advies: {laatste.get_uitkomst_display().lower()}. "
            f"{laatste.motivatie} Stuur het uwe opnieuw in als u dat wilt vervangen.",
            code="advies_vervangen",
        )


def _eis_beeldvorming(vraagstuk: Vraagstuk) -> None:
    if vraagstuk.fase != Fase.BEELDVORMING:
        raise ValidationError(
            "Triage hoort bij beeldvorming. Dit vraagstuk is in een andere fase; "
            "open de pagina opnieuw.",
            code="fase_klopt_niet",
        )


def _wachtend_advies(vraagstuk: Vraagstuk, advies_pk: int) -> Triageadvies:
    advies = Triageadvies.objects.van_doorloop(vraagstuk).wacht_op_besluit().first()
    if advies is None:
        raise ValidationError(
            "Er wacht geen advies op een besluit. Vraag de accounthouder om advies.",
            code="advies_ontbreekt",
        )
    if advies.pk != advies_pk:
        raise Nieuwer(
            "Er is een nieuwer advies dan u las. Lees dat eerst en stuur dit dan opnieuw in.",
            code="advies_vervangen",
        )
    return advies


def _eis_niet_zelf_geadviseerd(
    vraagstuk: Vraagstuk, door: Gebruiker, regel: Triagebesluit, weigeringen: Weigeringen
) -> None:
    """Not on this advice, and not on one that this advice replaced (ROL-2)."""
    weigeringen.toets_constraints(regel)
    eerder = Triageadvies.objects.van_doorloop(vraagstuk).filter(door=door)
    if regel.adviseur_id != door.pk and eerder.exists():
        weigeringen.erbij(
            NON_FIELD_ERRORS,
            ValidationError(
                "U gaf eerder zelf een advies bij deze triage. Vraag een ander regietafellid "
                "om te besluiten.",
                code="adviseur_besluit_niet",
            ),
        )


def _gelezen_zienswijze(
    advies: Triageadvies, zienswijze_pk: int | None, door: Gebruiker
) -> Accountteamzienswijze:
    """The newest view of the accountteam on this advice, by somebody else (TRI-6)."""
    zienswijze = advies.zienswijzen.van_anderen(door).first()
    if zienswijze is None:
        raise ValidationError(ZIENSWIJZE_ONTBREEKT, code="zienswijze_ontbreekt")
    if zienswijze.pk != zienswijze_pk:
        raise Nieuwer(
            "Er is een nieuwere zienswijze dan u las. Lees die eerst en stuur dit dan opnieuw in.",
            code="zienswijze_vervangen",
        )
    return zienswijze


def _wijkt_af(regel: Triagebesluit, oordelen: Sequence[Oordeelinvoer]) -> bool:
    """Another outcome than advised, or another answer on a criterium or the knock-out (TRI-6)."""
    advies = regel.advies
    geadviseerd = {oordeel.criterium_id: oordeel.antwoord for oordeel in advies.oordelen.all()}
    return (
        regel.uitkomst != VOLGT[Triageadvies.Uitkomst(advies.uitkomst)]
        or regel.knockout != advies.knockout
        or any(geadviseerd.get(o.criterium.pk, o.antwoord) != o.antwoord for o in oordelen)
    )


def _eis_bespreking(
    vraagstuk: Vraagstuk, bespreking: Feit | None, weigeringen: Weigeringen
) -> None:
    """Only what a DO told of this vraagstuk, in this doorloop, and still holds (VRA-19)."""
    geldend = vraagstuk.feiten.van(Feit.Soort.DO_BESPREKING).filter(doorloop=vraagstuk.doorloop)
    if bespreking is not None and not geldend.filter(pk=bespreking.pk).exists():
        weigeringen.erbij(
            "besproken_in",
            ValidationError(
                "Deze bespreking geldt niet meer, of hoort bij een ander vraagstuk. Open de "
                "pagina opnieuw en kies opnieuw.",
                code="bespreking_geldt_niet",
            ),
        )


def _eis_passende_datum(
    regel: Triageadvies | Triagebesluit, op: datetime.date, weigeringen: Weigeringen
) -> None:
    """A coming decision is not in the past; one that was taken is not in the future (TRI-5)."""
    datum, komt_nog = regel.knockout_datum, regel.knockout == Knockout.VOORAFGAAND
    if datum is None:
        return
    if komt_nog and datum < op:
        zin = (
            "Dit besluit zou nog komen, maar de datum is voorbij. Vul de komende datum in, of kies "
            "een ander antwoord."
        )
        weigeringen.erbij("knockout_datum", ValidationError(zin, code="besluit_is_voorbij"))
    if not komt_nog and datum > op:
        zin = (
            "Dit besluit is genomen, maar de datum ligt in de toekomst. Vul de dag van het besluit "
            "in, of kies een ander antwoord."
        )
        weigeringen.erbij("knockout_datum", ValidationError(zin, code="besluit_komt_nog"))


def _eis_voldoende_informatie(oordelen: Sequence[Oordeelinvoer], weigeringen: Weigeringen) -> None:
    """ "Onvoldoende informatie" blocks (TRI-10)."""
    for oordeel in oordelen:
        if oordeel.antwoord == Antwoord.ONVOLDOENDE_INFORMATIE:
            zin = (
                f"Bij '{oordeel.criterium.naam}' is er onvoldoende informatie. Zoek de "
                "informatie op, of kies een andere uitkomst."
            )
            weigeringen.erbij(
                veldnaam("antwoord", oordeel.criterium),
                ValidationError(zin, code="onvoldoende_informatie"),
            )


def _eis_motivatie_bij_nee(oordelen: Sequence[Oordeelinvoer], weigeringen: Weigeringen) -> None:
    """Going on with a "nee" needs a motivation naming that criterium (TRI-10)."""
    for oordeel in oordelen:
        if oordeel.antwoord == Antwoord.NEE and not oordeel.nee_motivatie.strip():
            zin = f"U gaat door met een nee op '{oordeel.criterium.naam}'. Schrijf apart waarom."
            weigeringen.erbij(
                veldnaam("nee_motivatie", oordeel.criterium),
                ValidationError(zin, code="nee_motivatie_ontbreekt"),
            )


def _bevries(
    vraagstuk: Vraagstuk,
    criteriaset: Criteriaset,
    oordelen: Sequence[Oordeelinvoer],
    weigeringen: Weigeringen,
) -> list[Oordeel]:
    """One row per criterium of the set, with the machine result of this moment (TRI-4)."""
    antwoorden: Mapping[int, Oordeelinvoer] = {o.criterium.pk: o for o in oordelen}
    regels = []
    for criterium in criteriaset.criteria.all():
        invoer = antwoorden.get(criterium.pk)
        if invoer is None:
            zin = f"Er is geen oordeel over '{criterium.naam}'. Kies een antwoord."
            weigeringen.erbij(
                veldnaam("antwoord", criterium), ValidationError(zin, code="oordeel_ontbreekt")
            )
            continue
        gevonden = bevinding(criterium, vraagstuk)
        try:
            eis_geen_tegenspraak(gevonden, invoer.antwoord)
        except ValidationError as weigering:
            weigeringen.erbij(veldnaam("antwoord", criterium), weigering)
        regels.append(
            Oordeel(
                criterium=criterium,
                machine=gevonden.uitkomst,
                machine_zin=gevonden.zin,
                antwoord=invoer.antwoord,
                motivatie=invoer.motivatie,
                nee_motivatie=invoer.nee_motivatie,
            )
        )
    return regels


def _bewaar(regels: Sequence[Oordeel], **bij: Triageadvies | Triagebesluit) -> None:
    for regel in regels:
        for naam, oordeel_bij in bij.items():
            setattr(regel, naam, oordeel_bij)
        regel.validate_constraints()
        regel.save()
