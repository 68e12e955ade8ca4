"""Leaving oordeelsvorming: VRA-5, VRA-11, VRA-12, VRA-15."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from novex.criteria import Tekort
from novex.models import Organisatie
from novex.zichtbaarheid import Zichtbaarheid

from .feiten import eis_per_provincie, kenmerken, provincies, rechtstreeks_naar

if TYPE_CHECKING:
    from ..models import Vraagstuk

AANPAK = "dossiers:vraagstuk-aanpak"
RICHTINGEN = "dossiers:vraagstuk-richtingen"

PRINCIPES = 3  # the NOVI principles of a Weging (VRA-12)

AANPAKVELDEN = {
    "aanpak": "de aanpak",
    "tempo": "het tempo",
    "fasering": "de fasering",
    "rolverdeling": "de rolverdeling",
    "benodigde_besluitvorming": "de benodigde besluitvorming",
    "monitoring_wijze": "de manier van volgen",
}


def heeft_aanpak(vraagstuk: Vraagstuk) -> None:
    """The format aanpak is complete, with an answer on the bestuurlijke keuze (VRA-11)."""
    aanpak = getattr(vraagstuk, "aanpak", None)
    leeg = [n for veld, n in AANPAKVELDEN.items() if not (getattr(aanpak, veld, "") or "").strip()]
    gevonden: list[ValidationError] = []
    if leeg:
        gevonden.append(
            Tekort(
                f"De aanpak is niet compleet. Vul nog in: {', '.join(leeg)}.",
                "aanpak_ontbreekt",
                herstel=AANPAK,
            )
        )
    if aanpak is None or aanpak.bestuurlijke_keuze_nodig is None:
        gevonden.append(
            Tekort(
                "Het is niet duidelijk of een bestuurlijke keuze nodig is. Kies bij de aanpak ja "
                "of nee.",
                "bestuurlijke_keuze_onbekend",
                herstel=f"{AANPAK}#id_bestuurlijke_keuze_nodig-groep",
            )
        )
    if gevonden:
        raise ValidationError(gevonden)


def heeft_gewogen_richtingen(vraagstuk: Vraagstuk) -> None:
    """Two richtingen or more, each weighed on the three principles, or a reason (VRA-12)."""
    aanpak = getattr(vraagstuk, "aanpak", None)
    if aanpak and aanpak.uitzondering_reden.strip():
        return
    richtingen = vraagstuk.gewogen_richtingen()
    if len(richtingen) < 2:
        raise Tekort(
            f"Er zijn minstens twee oplossingsrichtingen nodig; nu {len(richtingen)}. Voeg er een "
            "toe, of geef een reden voor de uitzondering.",
            "te_weinig_richtingen",
            herstel=RICHTINGEN,
        )
    niet_gewogen = [r.titel for r in richtingen if r.aantal_wegingen < PRINCIPES]
    if niet_gewogen:
        raise Tekort(
            f"Nog niet gewogen op de drie principes: {', '.join(niet_gewogen)}. Geef per principe "
            "een score met motivatie.",
            "weging_ontbreekt",
            herstel=RICHTINGEN,
        )


def heeft_voorkeur(vraagstuk: Vraagstuk) -> None:
    """A preferred richting with a reason, unless there is a motivated exception (VRA-12)."""
    aanpak = getattr(vraagstuk, "aanpak", None)
    if aanpak and aanpak.uitzondering_reden.strip():
        return
    if not aanpak or not aanpak.voorkeursrichting_id or not aanpak.voorkeur_reden.strip():
        raise Tekort(
            "Er is geen voorkeursrichting met een reden. Kies een richting en schrijf waarom.",
            "voorkeur_ontbreekt",
            herstel=RICHTINGEN,
        )


def mandaten_zijn_binnen(vraagstuk: Vraagstuk) -> None:
    """Every department involved gave its mandaat; only the Rijk reads which (BES-5)."""
    gegeven = kenmerken(vraagstuk, "mandaat")
    opvolging = Organisatie.objects.opvolging_op(timezone.localdate())
    if ontbreekt := vraagstuk.departementen_zonder(gegeven, opvolging):
        raise Tekort(
            f"Het mandaat ontbreekt van: {', '.join(map(str, ontbreekt))}. "
            "Vraag deze departementen om hun mandaat.",
            "mandaat_ontbreekt",
            herstel="governance:mandaten",
            publiek=Zichtbaarheid.RIJK,
        )


def rijksinzet_is_afgestemd(vraagstuk: Vraagstuk) -> None:
    """The Rijk speaks with one voice, agreed by every department with a mandaat (BES-7)."""
    if not kenmerken(vraagstuk, "rijksinzet"):
        raise Tekort(
            "De Rijksinzet is nog niet afgestemd. Vraag elk departement met een mandaat om "
            "akkoord.",
            "rijksinzet_ontbreekt",
            herstel="governance:rijksinzet",
            publiek=Zichtbaarheid.RIJK,
        )


def heeft_do_uitkomst(vraagstuk: Vraagstuk) -> None:
    """The DO of each provincie concerned, or a joint DO, gave its outcome (VRA-5, VRA-15).

    Or the regietafel feeds the advice of a snelle tafel straight to GP-DG or BOL, for all.
    """
    if rechtstreeks_naar(vraagstuk):
        return
    uitkomsten = kenmerken(vraagstuk, "do_uitkomst")
    eis_per_provincie(
        [p for p in provincies(vraagstuk) if p.code not in uitkomsten],
        "Het DO van {provincie} heeft nog geen uitkomst. Leg de uitkomst vast in dat DO.",
        "do_uitkomst_ontbreekt",
    )


def verschillen_zijn_vastgelegd(vraagstuk: Vraagstuk) -> None:
    """Geen consensus goes on only with the verschillen van inzicht (BES-3, VRA-15)."""
    uitkomsten, vastgelegd = (kenmerken(vraagstuk, s) for s in ("do_uitkomst", "verschillen"))
    eis_per_provincie(
        [
            p
            for p in provincies(vraagstuk)
            if uitkomsten.get(p.code) == "geen_consensus" and p.code not in vastgelegd
        ],
        "In het DO van {provincie} was geen consensus. Leg eerst de verschillen van inzicht vast.",
        "verschillen_ontbreken",
        herstel="governance:verschillen",
    )


def do_besloot_overal(vraagstuk: Vraagstuk) -> None:
    """The DO of every provincie concerned took the besluit itself (VRA-15, BES-4)."""
    uitkomsten = kenmerken(vraagstuk, "do_uitkomst")
    eis_per_provincie(
        [p for p in provincies(vraagstuk) if uitkomsten.get(p.code) != "besluit"],
        "Het DO van {provincie} nam geen besluit. Leg daar het besluit vast, of breng dit "
        "vraagstuk naar het BOL.",
        "do_besluit_ontbreekt",
    )


def vraagt_geen_bestuurlijke_keuze(vraagstuk: Vraagstuk) -> None:
    """The DO decides only what needs no bestuurlijke keuze (OVL-1, VRA-6)."""
    aanpak = getattr(vraagstuk, "aanpak", None)
    if not aanpak or aanpak.bestuurlijke_keuze_nodig is not False:
        raise Tekort(
            "Het DO besluit alleen als er geen bestuurlijke keuze nodig is. Pas de aanpak aan, of "
            "breng dit naar het BOL.",
            "bestuurlijke_keuze_nodig",
            herstel=f"{AANPAK}#id_bestuurlijke_keuze_nodig-groep",
        )


def heeft_afspraak(vraagstuk: Vraagstuk) -> None:
    """At least one afspraak in this doorloop (VRA-6)."""
    if not kenmerken(vraagstuk, "afspraak"):
        raise Tekort(
            "Er is nog geen afspraak. Maak minstens één afspraak bij dit vraagstuk.",
            "afspraak_ontbreekt",
            herstel="arrangementen:afspraak-nieuw",
        )
