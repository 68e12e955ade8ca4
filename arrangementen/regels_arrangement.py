"""What an arrangement needs before it moves on (ARR-1, ARR-2, BOL-2).

These read rows of the arrangement itself; the acts that make those rows stand in
``services.arrangement``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from dossiers.models import Fase
from novex.criteria import Tekort, tekorten
from novex.zichtbaarheid import Kant

from . import bol, regels

if TYPE_CHECKING:
    from .models import Arrangement, Opname

DETAIL = "arrangementen:arrangement-detail"
# Only what passed its triage and is not handled elsewhere comes in (ARR-2, SNE-3).
OPNEEMBAAR = frozenset(
    {Fase.OORDEELSVORMING, Fase.BESLUITVORMING, Fase.OPVOLGING, Fase.TERUGGELEGD, Fase.GEEN_KEUZE}
)


def heeft_een_ronde(arrangement: Arrangement) -> None:
    """It is known which BOL establishes it (ARR-1)."""
    if arrangement.ronde_id is None:
        raise Tekort(
            "Er is nog geen BOL-ronde gekozen. Kies de ronde bij Wijzigen.",
            "ronde_ontbreekt",
            herstel="arrangementen:arrangement-wijzigen#id_ronde",
        )


def heeft_inhoud(arrangement: Arrangement) -> None:
    """An arrangement without vraagstuk or knelpunt says nothing (ARR-3)."""
    if not arrangement.opnames_nu:
        raise Tekort(
            "Er staat nog geen vraagstuk of knelpunt in het arrangement. Neem er een op.",
            "opname_ontbreekt",
            herstel="arrangementen:opname-nieuw",
        )


def elk_vraagstuk_heeft_een_afspraak(arrangement: Arrangement) -> None:
    """A prioritair vraagstuk comes with what was agreed on it (ARR-3)."""
    met = {afspraak.vraagstuk_id for afspraak in arrangement.afspraken}
    zonder = [o for o in arrangement.opnames_nu if o.is_vraagstuk and o.vraagstuk_id not in met]
    if zonder:
        raise ValidationError(
            [
                Tekort(
                    f"Bij {opname.vraagstuk} staat nog geen afspraak. Neem een afspraak op.",
                    "afspraak_ontbreekt",
                    herstel="arrangementen:afspraak-opnemen",
                )
                for opname in zonder
            ]
        )


def elke_opname_is_verantwoord(arrangement: Arrangement) -> None:
    """Every criterium of the set was judged ja, the vraagstuk is still in NOVEX, and it is a
    knelpunt only where no choice was made (ARR-2, TRI-10, VRA-6)."""
    gevonden = [
        Tekort(zin, code, herstel=f"{DETAIL}#opname-{opname.pk}")
        for opname in arrangement.opnames_nu
        for code, zin in _schort_aan(opname)
    ]
    if gevonden:
        raise ValidationError(gevonden)


def _schort_aan(opname: Opname) -> Iterator[tuple[str, str]]:
    oordelen, fase = opname.oordelen.all(), opname.vraagstuk.fase
    if not oordelen or len(oordelen) < oordelen[0].gevraagd:
        yield (
            "oordeel_ontbreekt",
            f"Bij {opname} is niet elk criterium beoordeeld. Trek de opname in en neem het "
            "opnieuw op.",
        )
    if fase not in OPNEEMBAAR:
        yield (
            "vraagstuk_niet_opneembaar",
            f"{opname} is niet meer in behandeling "
            f"({opname.vraagstuk.get_fase_display().lower()}). Trek de opname in.",
        )
    elif opname.is_vraagstuk and fase == Fase.GEEN_KEUZE:
        yield (
            "zonder_keuze",
            f"Over {opname} is geen keuze gemaakt. Trek de opname in en neem het op als knelpunt.",
        )
    elif not opname.is_vraagstuk and fase in regels.NA_BESLUIT:
        yield (
            "met_keuze",
            f"Over {opname} is een keuze gemaakt. Trek het knelpunt in en neem het op als "
            "vraagstuk met een afspraak.",
        )


def elke_afspraak_is_afgestemd(arrangement: Arrangement) -> None:
    """Only what all parties agreed on goes to the BOL, below what was taken in (AFS-5, ARR-2)."""
    gevonden = []
    genoemd = {None} | {o.vraagstuk_id for o in arrangement.opnames_nu if o.is_vraagstuk}
    for afspraak in arrangement.afspraken:
        herstel = f"{DETAIL}#afspraak-{afspraak.pk}"
        if afspraak.status == "concept":
            zin = f"{afspraak} is nog niet afgestemd. Open de afspraak en stem die af."
            gevonden.append(Tekort(zin, "afspraak_niet_afgestemd", herstel=herstel))
        if afspraak.status == "vervallen":
            zin = f"{afspraak} is vervallen. Haal de afspraak uit het arrangement."
            gevonden.append(Tekort(zin, "afspraak_vervallen", herstel=herstel))
        if afspraak.vraagstuk_id not in genoemd:
            zin = (
                f"Het vraagstuk van {afspraak} staat niet in het arrangement. "
                "Neem het vraagstuk op, of haal de afspraak eruit."
            )
            gevonden.append(Tekort(zin, "vraagstuk_niet_opgenomen", herstel=herstel))
    if gevonden:
        raise ValidationError(gevonden)


def beide_kanten_akkoord(arrangement: Arrangement) -> None:
    """Rijk and provincie agreed on exactly this content (ARR-1).

    Also at the establishment: an afspraak may be reopened after both agreed.
    """
    if ontbreekt := _zonder_akkoord(arrangement):
        zin = "{} is nog niet akkoord met deze inhoud. Vraag om akkoord."
        if not arrangement.is_bewerkbaar:
            zin = (
                "{} was akkoord met een andere inhoud. Zet het arrangement terug naar concept en "
                "vraag opnieuw om akkoord."
            )
        raise ValidationError(
            [
                Tekort(
                    zin.format(naam),
                    "akkoord_ontbreekt",
                    herstel=f"{DETAIL}#akkoord",
                )
                for naam in ontbreekt
            ]
        )


def _zonder_akkoord(arrangement: Arrangement) -> list[str]:
    geldig = {akkoord.kant for akkoord in arrangement.geldige_akkoorden()}
    namen = {Kant.RIJK: "Het Rijk", Kant.REGIO: "De provincie"}
    return [naam for kant, naam in namen.items() if kant not in geldig]


def heeft_besluit_van_het_bol(arrangement: Arrangement) -> None:
    """The BOL of its landsdeel decided, in this ronde, on this very content (ARR-1, OVL-1)."""
    if not arrangement.besluiten:
        raise Tekort(
            "Er is nog geen besluit van het BOL over dit arrangement. "
            "Leg eerst de uitkomst van het BOL vast.",
            "bol_besluit_ontbreekt",
            herstel=f"{DETAIL}#besluit",
        )
    if not arrangement.besluiten_hierover and not _zonder_akkoord(arrangement):
        raise Tekort(
            "Het BOL besloot voordat Rijk en provincie het eens waren over deze inhoud. Leg met "
            "een herziening van de uitkomst vast dat het besluit ook hierover gaat.",
            "besluit_over_andere_inhoud",
            herstel=f"{DETAIL}#besluit",
        )


def elke_afspraak_kan_vast(arrangement: Arrangement) -> None:
    """What stands in it is established, or has all that it needs to be (AFS-5, BOL-1)."""
    gevonden = []
    for afspraak in arrangement.afspraken:
        herstel = f"{DETAIL}#afspraak-{afspraak.pk}"
        if afspraak.status == "afgestemd":
            gevonden += [
                Tekort(
                    f"{afspraak.nummer}: {tekort.messages[0]}",
                    tekort.code or "afspraak_niet_vastgesteld",
                    herstel=herstel,
                    publiek=tekort.publiek,
                )
                for tekort in tekorten(afspraak, regels.VASTSTELLEN)
            ]
        elif afspraak.status != "vastgesteld":
            gevonden.append(
                Tekort(
                    f"{afspraak} is {afspraak.get_status_display().lower()}. Zet het arrangement "
                    "terug naar concept en stem de afspraak af of haal die eruit.",
                    "afspraak_niet_vastgesteld",
                    herstel=herstel,
                )
            )
    if gevonden:
        raise ValidationError(gevonden)


def besluit_geldt_nog(arrangement: Arrangement) -> None:
    """A herziening of the outcome that established it left it a besluit (ARR-1, BES-8)."""
    besluiten = arrangement.bol_besluiten().filter(agendapunt__uitkomsten=arrangement.uitkomst)
    if not besluiten.exists():
        raise Tekort(
            "De uitkomst waarmee dit arrangement is vastgesteld, is herzien en is geen besluit "
            "meer. Trek het arrangement in, of leg met een herziening het besluit opnieuw vast.",
            "besluit_herzien",
            herstel=f"{DETAIL}#besluit",
        )


def kamerbrief_is_verstuurd(arrangement: Arrangement) -> None:
    """Nothing of a BOL ronde is openbaar before its Kamerbrief (BOL-2)."""
    if arrangement.ronde is None or not arrangement.ronde.is_openbaar:
        raise Tekort(
            "De Kamerbrief van deze BOL-ronde is nog niet vastgelegd. "
            "Tot dan geldt het embargo. Leg de brief vast bij de afsprakenlijst.",
            "embargo",
            herstel=f"{DETAIL}#besluit",
        )


def geen_afspraak_van_een_andere_ronde_wacht(arrangement: Arrangement) -> None:
    """What another BOL ronde decided waits for the Kamerbrief of that one (BOL-2)."""
    if andere := bol.onder_embargo(arrangement.besloten_afspraken, arrangement.ronde_id):
        raise ValidationError(
            [
                Tekort(
                    f"Een afspraak is besloten in {ronde}, en de Kamerbrief daarvan is nog niet "
                    "vastgelegd. Tot dan geldt het embargo.",
                    "embargo_van_andere_ronde",
                    herstel="governance:lijst",
                    herstel_pk=ronde.pk,
                )
                for ronde in andere
            ]
        )


def elke_afspraak_staat_op_de_lijst(arrangement: Arrangement) -> None:
    """What is published stands so in the list that the Kamerbrief carries (BOL-1, BOL-2)."""
    if afwijkend := bol.niet_op_de_lijst(arrangement.besloten_afspraken):
        raise ValidationError(
            [
                Tekort(
                    f"{afspraak.nummer} staat niet of anders in de laatste bevroren "
                    "afsprakenlijst. Zet de regel terug en bevries de lijst opnieuw. Is de "
                    "Kamerbrief al verstuurd, trek dan dit arrangement in.",
                    "niet_op_de_lijst",
                    herstel=f"{DETAIL}#afspraak-{afspraak.pk}",
                )
                for afspraak in afwijkend
            ]
        )


AFSTEMMEN = (
    heeft_een_ronde,
    heeft_inhoud,
    elke_opname_is_verantwoord,
    elk_vraagstuk_heeft_een_afspraak,
    elke_afspraak_is_afgestemd,
    beide_kanten_akkoord,
)
VASTSTELLEN = (
    elke_opname_is_verantwoord,
    beide_kanten_akkoord,
    heeft_besluit_van_het_bol,
    elke_afspraak_kan_vast,
)
PUBLICEREN = (
    besluit_geldt_nog,
    kamerbrief_is_verstuurd,
    geen_afspraak_van_een_andere_ronde_wacht,
    elke_afspraak_staat_op_de_lijst,
)
