"""Criteria for a vraagstuk, per overgang. Each one cites the rule that it comes from.

What later tables know is read from feiten only (VRA-19). A sentence about the preparation
inside the Rijk has the audience ``rijk``; a provincie reads one fixed sentence instead (VRA-3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from novex.criteria import Criterium, Tekort
from novex.models import Provincie
from novex.zichtbaarheid import Zichtbaarheid

if TYPE_CHECKING:
    from .models import Vraagstuk

WIJZIGEN = "dossiers:vraagstuk-wijzigen"
BEELD = "dossiers:vraagstuk-beeld"
PLANNING = "dossiers:vraagstuk-planning"
AANPAK = "dossiers:vraagstuk-aanpak"
RICHTINGEN = "dossiers:vraagstuk-richtingen"
TEKSTEN = "dossiers:vraagstuk-teksten"
TRIAGE = "dossiers:triage"
DETAIL = "dossiers:vraagstuk-detail"
AGENDERING = "governance:agendering"
AFSPRAKEN = "arrangementen:afspraken-van-vraagstuk"

PRINCIPES = 3  # the NOVI principles of a Weging (VRA-12)


def _kenmerken(vraagstuk: Vraagstuk, soort: str) -> dict[str, str]:
    """Kenmerk to waarde of the feiten that count in this doorloop (VRA-8, VRA-19)."""
    feiten = vraagstuk.feiten.van(soort).filter(doorloop=vraagstuk.doorloop)
    return dict(feiten.values_list("kenmerk", "waarde"))


def _ooit(vraagstuk: Vraagstuk, soort: str) -> dict[str, str]:
    """Kenmerk to label of every live feit, of any doorloop."""
    return dict(vraagstuk.feiten.van(soort).values_list("kenmerk", "label"))


def _provincies(vraagstuk: Vraagstuk) -> list[Provincie]:
    return list(vraagstuk.provincies.order_by("naam"))


# Opening (VRA-0)


def heeft_provincie(vraagstuk: Vraagstuk) -> None:
    """It concerns at least one provincie, and one of them leads (VRA-0, VRA-1)."""
    ids = vraagstuk.betrokken_provincie_ids()
    if not ids:
        raise Tekort(
            "Er is geen provincie gekozen. Kies minstens één provincie.",
            "provincie_ontbreekt",
            herstel=f"{WIJZIGEN}#id_provincies-groep",
        )
    if vraagstuk.lead_provincie_id not in ids:
        raise Tekort(
            "Er is geen provincie die trekt. Kies welke van de betrokken provincies trekt.",
            "lead_provincie_ontbreekt",
            herstel=f"{WIJZIGEN}#id_lead_provincie",
        )


def heeft_lichte_triage(vraagstuk: Vraagstuk) -> None:
    """One line names the frame of Nota Ruimte or POVI (VRA-0, H 3.1)."""
    if not vraagstuk.lichte_triage.strip():
        raise Tekort(
            "De lichte triage is leeg. Noem in één regel het kader van Nota Ruimte of POVI.",
            "lichte_triage_ontbreekt",
            herstel=f"{WIJZIGEN}#id_lichte_triage",
        )


def melder_is_bekend(vraagstuk: Vraagstuk) -> None:
    """The melder is an organisatie with a function (SIG-6)."""
    if not vraagstuk.melder_organisatie_id or not vraagstuk.melder_functie.strip():
        raise Tekort(
            "De melder is niet bekend. Vul de organisatie en de functie van de melder in.",
            "melder_ontbreekt",
            herstel=f"{WIJZIGEN}#id_melder_organisatie",
        )


def gelijksoortige_gezien(vraagstuk: Vraagstuk) -> None:
    """Whoever opens it looked at similar ones first (VRA-0, SIG-5)."""
    if not vraagstuk.gelijksoortig_gezien:
        raise Tekort(
            "De gelijksoortige vraagstukken zijn nog niet bekeken. Bekijk ze en vink dat aan.",
            "gelijksoortig_niet_gezien",
            herstel=f"{WIJZIGEN}#id_gelijksoortig_gezien",
        )


# Beeldvorming -> oordeelsvorming (VRA-4)


def heeft_positieve_triage(vraagstuk: Vraagstuk) -> None:
    """The triage of this doorloop is decided, with a yes (VRA-4, VRA-8)."""
    besluit = vraagstuk.geldend_triagebesluit()
    if besluit is None or not besluit.is_positief:
        raise Tekort(
            "Er is geen positief triagebesluit in deze doorloop. Vraag de regietafel om een "
            "besluit, of bevestig het eerdere besluit.",
            "triagebesluit_ontbreekt",
            herstel=TRIAGE,
        )


def heropent_geen_besluit(vraagstuk: Vraagstuk) -> None:
    """A vraagstuk that reopens a decision taken never goes on (TRI-5, H 3.1)."""
    advies = vraagstuk.triageadviezen.filter(doorloop=vraagstuk.doorloop).first()
    besluit = vraagstuk.geldend_triagebesluit()
    laatste = besluit if besluit and (not advies or besluit.advies_id >= advies.pk) else advies
    if laatste and laatste.knockout == "heronderhandelt":
        raise Tekort(
            "Dit opent een genomen besluit opnieuw. Het kan niet door naar oordeelsvorming; "
            "beleg het elders of beëindig het.",
            "heronderhandelt",
            herstel=TRIAGE,
        )


def heeft_gedeeld_beeld(vraagstuk: Vraagstuk) -> None:
    """Dilemma's, and spanningen or kansen: a kans is as valid as a spanning (VRA-0, VRA-4)."""
    if not vraagstuk.dilemmas.strip():
        raise Tekort(
            "De dilemma's zijn leeg. Beschrijf bij het beeld waartussen gekozen moet worden.",
            "dilemmas_ontbreken",
            herstel=f"{BEELD}#id_dilemmas",
        )
    if not (vraagstuk.spanningen.strip() or vraagstuk.kansen.strip()):
        raise Tekort(
            "Er staan geen spanningen en geen kansen. Beschrijf bij het beeld minstens één van "
            "de twee.",
            "spanningen_ontbreken",
            herstel=f"{BEELD}#id_spanningen",
        )


def heeft_partijen(vraagstuk: Vraagstuk) -> None:
    """The picture names who is concerned (VRA-4)."""
    if not vraagstuk.partijen.strip() and not vraagstuk.organisaties.exists():
        raise Tekort(
            "Er zijn geen betrokken partijen. Kies bij het beeld de organisaties die meedoen.",
            "partijen_ontbreken",
            herstel=f"{BEELD}#id_organisaties-groep",
        )


def heeft_prioriteit(vraagstuk: Vraagstuk) -> None:
    """It is ranked among the other vraagstukken (VRA-4)."""
    if not vraagstuk.prioriteit:
        raise Tekort(
            "Er is geen prioriteit. Kies een prioriteit.",
            "prioriteit_ontbreekt",
            herstel=f"{PLANNING}#id_prioriteit",
        )


def heeft_planning(vraagstuk: Vraagstuk) -> None:
    """It is known when it comes to the table (VRA-4)."""
    if not vraagstuk.planning.strip():
        raise Tekort(
            "Er is geen planning. Vul in wanneer dit aan tafel komt.",
            "planning_ontbreekt",
            herstel=f"{PLANNING}#id_planning",
        )


def geen_open_bezwaar(vraagstuk: Vraagstuk) -> None:
    """A bezwaar to a change of shared text is answered first (VRA-16)."""
    for wijziging in vraagstuk.tekstwijzigingen.all():
        if wijziging.reacties.open_bezwaren().exists():
            raise Tekort(
                f"Er is een bezwaar tegen de wijziging van {wijziging.label.lower()}. "
                "Beantwoord het bezwaar eerst.",
                "open_bezwaar",
                herstel=TEKSTEN,
            )


# Oordeelsvorming -> besluitvorming (VRA-5, VRA-15)

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
    if leeg:
        raise Tekort(
            f"De aanpak is niet compleet. Vul nog in: {', '.join(leeg)}.",
            "aanpak_ontbreekt",
            herstel=AANPAK,
        )
    if aanpak.bestuurlijke_keuze_nodig is None:
        raise Tekort(
            "Het is niet duidelijk of een bestuurlijke keuze nodig is. Kies bij de aanpak ja of "
            "nee.",
            "bestuurlijke_keuze_onbekend",
            herstel=f"{AANPAK}#id_bestuurlijke_keuze_nodig",
        )


def heeft_gewogen_richtingen(vraagstuk: Vraagstuk) -> None:
    """Two richtingen or more, each weighed on the three principles, or a reason (VRA-12)."""
    aanpak = getattr(vraagstuk, "aanpak", None)
    if aanpak and aanpak.uitzondering_reden.strip():
        return
    richtingen = list(vraagstuk.richtingen.prefetch_related("wegingen"))
    if len(richtingen) < 2:
        raise Tekort(
            f"Er zijn minstens twee oplossingsrichtingen nodig; nu {len(richtingen)}. Voeg er een "
            "toe, of geef een reden voor de uitzondering.",
            "te_weinig_richtingen",
            herstel=RICHTINGEN,
        )
    niet_gewogen = [r.titel for r in richtingen if len(r.wegingen.all()) < PRINCIPES]
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
    gegeven = _kenmerken(vraagstuk, "mandaat")
    if ontbreekt := [
        str(departement)
        for departement in vraagstuk.betrokken_departementen().order_by("naam")
        if departement.code not in gegeven
    ]:
        raise Tekort(
            f"Het mandaat ontbreekt van: {', '.join(ontbreekt)}. Vraag deze departementen om hun "
            "mandaat.",
            "mandaat_ontbreekt",
            herstel="governance:mandaten",
            publiek=Zichtbaarheid.RIJK,
        )


def rijksinzet_is_afgestemd(vraagstuk: Vraagstuk) -> None:
    """The Rijk speaks with one voice, agreed by every department with a mandaat (BES-7)."""
    if not _kenmerken(vraagstuk, "rijksinzet"):
        raise Tekort(
            "De Rijksinzet is nog niet afgestemd. Vraag elk departement met een mandaat om "
            "akkoord.",
            "rijksinzet_ontbreekt",
            herstel="governance:rijksinzet",
            publiek=Zichtbaarheid.RIJK,
        )


def heeft_do_uitkomst(vraagstuk: Vraagstuk) -> None:
    """The DO of each provincie concerned, or a joint DO, gave its outcome (VRA-5, VRA-15)."""
    uitkomsten = _kenmerken(vraagstuk, "do_uitkomst")
    _eis_per_provincie(
        [p for p in _provincies(vraagstuk) if p.code not in uitkomsten],
        "Het DO van {provincie} heeft nog geen uitkomst. Leg de uitkomst vast in dat DO.",
        "do_uitkomst_ontbreekt",
    )


def verschillen_zijn_vastgelegd(vraagstuk: Vraagstuk) -> None:
    """Geen consensus goes on only with the verschillen van inzicht (BES-3, VRA-15)."""
    uitkomsten, vastgelegd = (_kenmerken(vraagstuk, s) for s in ("do_uitkomst", "verschillen"))
    _eis_per_provincie(
        [
            p
            for p in _provincies(vraagstuk)
            if uitkomsten.get(p.code) == "geen_consensus" and p.code not in vastgelegd
        ],
        "In het DO van {provincie} was geen consensus. Leg eerst de verschillen van inzicht vast.",
        "verschillen_ontbreken",
        herstel="governance:verschillen",
    )


def do_besloot_overal(vraagstuk: Vraagstuk) -> None:
    """Every DO concerned took the besluit itself (VRA-15, BES-4)."""
    uitkomsten = _kenmerken(vraagstuk, "do_uitkomst")
    _eis_per_provincie(
        [p for p in _provincies(vraagstuk) if uitkomsten.get(p.code, "besluit") != "besluit"],
        "Het DO van {provincie} nam geen besluit. Breng dit vraagstuk naar het BOL.",
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
            herstel=f"{AANPAK}#id_bestuurlijke_keuze_nodig",
        )


def heeft_afspraak(vraagstuk: Vraagstuk) -> None:
    """At least one afspraak in this doorloop (VRA-6)."""
    if not _kenmerken(vraagstuk, "afspraak"):
        raise Tekort(
            "Er is nog geen afspraak. Maak minstens één afspraak bij dit vraagstuk.",
            "afspraak_ontbreekt",
            herstel="arrangementen:afspraak-nieuw",
        )


# Besluitvorming -> opvolging or geen keuze (VRA-6, BES-10)


def heeft_bol_besluit(vraagstuk: Vraagstuk) -> None:
    """Only a BOL makes a bestuurlijke keuze; without any there is nothing to follow (OVL-1)."""
    if not _kenmerken(vraagstuk, "bol_besluit"):
        raise Tekort(
            "Er is nog geen besluit van een BOL. Leg het besluit vast in het BOL.",
            "bol_besluit_ontbreekt",
            herstel=AGENDERING,
        )


def elk_bol_besloot(vraagstuk: Vraagstuk) -> None:
    """A besluit in every BOL concerned (VRA-6, VRA-15)."""
    besluiten = _kenmerken(vraagstuk, "bol_besluit")
    if not besluiten:
        return  # heeft_bol_besluit says so
    _eis_per_landsdeel(
        vraagstuk,
        besluiten,
        "Het BOL van landsdeel {landsdeel} heeft nog niet besloten. Leg het besluit daar vast.",
        "bol_besluit_ontbreekt_in_landsdeel",
    )


def gpdg_adviseerde(vraagstuk: Vraagstuk) -> None:
    """The GP-DG advised, or was skipped with a reason, for each provincie (BES-10)."""
    adviezen = _kenmerken(vraagstuk, "gpdg_advies")
    _eis_per_provincie(
        [p for p in _provincies(vraagstuk) if p.code not in adviezen],
        "Het advies van het GP-DG van {provincie} ontbreekt. Leg het advies vast, of de reden om "
        "het over te slaan.",
        "gpdg_advies_ontbreekt",
    )


def heeft_geen_keuze(vraagstuk: Vraagstuk) -> None:
    """A BOL recorded that it made no choice (VRA-6)."""
    if not _kenmerken(vraagstuk, "geen_keuze"):
        raise Tekort(
            "Geen BOL heeft vastgelegd dat er geen keuze is gemaakt. Leg die uitkomst eerst vast.",
            "geen_keuze_ontbreekt",
            herstel=AGENDERING,
        )


def elk_bol_sprak(vraagstuk: Vraagstuk) -> None:
    """Every BOL concerned decided, or made no choice; they may differ (VRA-15)."""
    geen_keuze = _kenmerken(vraagstuk, "geen_keuze")
    if not geen_keuze:
        return  # heeft_geen_keuze says so
    _eis_per_landsdeel(
        vraagstuk,
        geen_keuze | _kenmerken(vraagstuk, "bol_besluit"),
        "Het BOL van landsdeel {landsdeel} heeft nog geen uitkomst. Leg de uitkomst daar vast.",
        "bol_uitkomst_ontbreekt",
    )


# Ends and returns (VRA-7, VRA-8, VRA-9)


def staat_niet_op_agenda(vraagstuk: Vraagstuk) -> None:
    """No exit and no return while it stands on an agenda that was sent (VRA-7)."""
    if agendas := _ooit(vraagstuk, "op_verzonden_agenda"):
        raise Tekort(
            f"Dit vraagstuk staat op een verzonden agenda: {', '.join(agendas.values())}. Wacht "
            "tot dat overleg is afgesloten.",
            "op_verzonden_agenda",
            herstel=AGENDERING,
        )


def heeft_triagebesluit(vraagstuk: Vraagstuk) -> None:
    """In beeldvorming the regietafel hands over on a triage, whatever its answer (OVL-1)."""
    if vraagstuk.geldend_triagebesluit() is None:
        raise Tekort(
            "Er is geen triagebesluit in deze doorloop. Neem eerst een besluit over de triage.",
            "triage_ontbreekt",
            herstel=TRIAGE,
        )


def heeft_uitkomst(vraagstuk: Vraagstuk) -> None:
    """After triage it is handed over on an outcome at a table (VRA-7)."""
    soorten = ("do_uitkomst", "gpdg_advies", "bol_besluit", "geen_keuze")
    if not any(_kenmerken(vraagstuk, soort) for soort in soorten):
        raise Tekort(
            "Er is nog geen uitkomst aan tafel in deze doorloop. Bespreek eerst in het DO dat dit "
            "elders hoort.",
            "uitkomst_ontbreekt",
            herstel=AGENDERING,
        )


def elke_afspraak_is_geland(vraagstuk: Vraagstuk) -> None:
    """Every afspraak has a landing that its owner accepted, or ended with reason (VRA-9).

    Afspraken of an earlier doorloop stay afspraken: all that live are counted.
    """
    geland = _kenmerken(vraagstuk, "landing")
    open_ = [naam for k, naam in _ooit(vraagstuk, "afspraak").items() if k not in geland]
    if open_:
        raise Tekort(
            f"Nog niet overgedragen: {', '.join(open_)}. Laat de nieuwe eigenaar de landing "
            "aanvaarden, of beëindig de afspraak met reden.",
            "landing_ontbreekt",
            herstel=AFSPRAKEN,
        )


def ronde_is_gerapporteerd(vraagstuk: Vraagstuk) -> None:
    """The last monitor round has the reports of both sides."""
    if not _kenmerken(vraagstuk, "ronde_gerapporteerd"):
        raise Tekort(
            "De laatste monitorronde is nog niet gerapporteerd. Rond eerst de rapportage af.",
            "ronde_ontbreekt",
            herstel=AFSPRAKEN,
        )


def _instemmingen(vraagstuk: Vraagstuk, handeling: str):
    return vraagstuk.instemmingen.filter(
        handeling=handeling, fase=vraagstuk.fase, doorloop=vraagstuk.doorloop
    )


def _regietafel_stemt_in(vraagstuk: Vraagstuk, handeling: str) -> None:
    if not _instemmingen(vraagstuk, handeling).exists():
        raise Tekort(
            "De regietafel heeft nog niet ingestemd met deze stap. Vraag een regietafellid om in "
            "te stemmen.",
            "instemming_ontbreekt",
            herstel=DETAIL,
        )


def regietafel_stemt_in_met_beeldvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_beeldvorming")


def regietafel_stemt_in_met_oordeelsvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_oordeelsvorming")


def regietafel_stemt_in_met_besluitvorming(vraagstuk: Vraagstuk) -> None:
    """A return is made by the accounthouder with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "keer_terug_naar_besluitvorming")


def regietafel_stemt_in_met_heropenen(vraagstuk: Vraagstuk) -> None:
    """After geen keuze the accounthouder reopens with the regietafel (VRA-8)."""
    _regietafel_stemt_in(vraagstuk, "heropen")


def provincies_zijn_akkoord(vraagstuk: Vraagstuk) -> None:
    """Each provincie concerned agrees with terugleggen (VRA-9, VRA-15)."""
    akkoord = set(_instemmingen(vraagstuk, "leg_terug").values_list("organisatie_id", flat=True))
    _eis_per_provincie(
        [p for p in _provincies(vraagstuk) if p.organisatie_id not in akkoord],
        "{provincie} is nog niet akkoord met terugleggen. Vraag deze provincie om akkoord.",
        "akkoord_ontbreekt",
        herstel=DETAIL,
    )


def _eis_per_provincie(
    missend: list[Provincie], zin: str, code: str, *, herstel: str = AGENDERING
) -> None:
    if missend:
        raise ValidationError(
            [Tekort(zin.format(provincie=p.naam), code, herstel=herstel) for p in missend]
        )


def _eis_per_landsdeel(
    vraagstuk: Vraagstuk, gesproken: dict[str, str], zin: str, code: str
) -> None:
    missend = vraagstuk.betrokken_landsdelen().exclude(code__in=gesproken).order_by("naam")
    if missend:
        raise ValidationError(
            [Tekort(zin.format(landsdeel=d.naam), code, herstel=AGENDERING) for d in missend]
        )


OPENEN = (heeft_provincie, heeft_lichte_triage, melder_is_bekend, gelijksoortige_gezien)

NAAR_OORDEELSVORMING = (
    heropent_geen_besluit,
    heeft_positieve_triage,
    heeft_gedeeld_beeld,
    heeft_partijen,
    heeft_prioriteit,
    heeft_planning,
    geen_open_bezwaar,
)

NAAR_BESLUITVORMING = (
    heeft_aanpak,
    heeft_gewogen_richtingen,
    heeft_voorkeur,
    geen_open_bezwaar,
    mandaten_zijn_binnen,
    rijksinzet_is_afgestemd,
    heeft_do_uitkomst,
    verschillen_zijn_vastgelegd,
)

BESLUIT_IN_DO = (
    *NAAR_BESLUITVORMING,
    vraagt_geen_bestuurlijke_keuze,
    do_besloot_overal,
    heeft_afspraak,
)

NAAR_OPVOLGING = (heeft_bol_besluit, elk_bol_besloot, gpdg_adviseerde, heeft_afspraak)

GEEN_KEUZE = (heeft_geen_keuze, elk_bol_sprak)

TERUGLEGGEN = (elke_afspraak_is_geland, ronde_is_gerapporteerd, provincies_zijn_akkoord)

ELDERS_BIJ_TRIAGE = (staat_niet_op_agenda, heeft_triagebesluit)
ELDERS_NA_UITKOMST = (staat_niet_op_agenda, heeft_uitkomst)
ELDERS_UIT_OPVOLGING = (staat_niet_op_agenda, elke_afspraak_is_geland)
BEEINDIGEN = (staat_niet_op_agenda,)

TERUG_NAAR_BEELDVORMING = (staat_niet_op_agenda, regietafel_stemt_in_met_beeldvorming)
TERUG_NAAR_OORDEELSVORMING = (staat_niet_op_agenda, regietafel_stemt_in_met_oordeelsvorming)
TERUG_NAAR_BESLUITVORMING = (staat_niet_op_agenda, regietafel_stemt_in_met_besluitvorming)
HEROPENEN_GEEN_KEUZE = (regietafel_stemt_in_met_heropenen,)

# What no doorbreek passes: TRI-5, OVL-1, "at least one afspraak" (VRA-3). The criteria of the
# arrangement (TRI-2) guard no overgang of a vraagstuk.
ONDOORBREEKBAAR: frozenset[Criterium] = frozenset(
    {
        heropent_geen_besluit,
        vraagt_geen_bestuurlijke_keuze,
        do_besloot_overal,
        heeft_bol_besluit,
        heeft_geen_keuze,
        heeft_afspraak,
    }
)
