"""Opening a vraagstuk (VRA-0) and leaving beeldvorming (VRA-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from novex.criteria import Tekort

if TYPE_CHECKING:
    from ..models import Vraagstuk

WIJZIGEN = "dossiers:vraagstuk-wijzigen"
BEELD = "dossiers:vraagstuk-beeld"
PLANNING = "dossiers:vraagstuk-planning"
TEKSTEN = "dossiers:vraagstuk-teksten"
TRIAGE = "dossiers:triage"


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


def heeft_herkomst(vraagstuk: Vraagstuk) -> None:
    """Where it comes from; what was read in may not say so yet (VRA-0)."""
    if not vraagstuk.herkomst:
        raise Tekort(
            "De herkomst ontbreekt. Kies waar dit vraagstuk vandaan komt.",
            "herkomst_ontbreekt",
            herstel=f"{WIJZIGEN}#id_herkomst",
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
    """A vraagstuk that reopens a decision taken never goes on, and neither does one of which that
    was never asked in this doorloop, or that went before one that has come (TRI-5, H 3.1).
    """
    adviezen = [a for a in vraagstuk.triages() if a.doorloop == vraagstuk.doorloop]
    advies = adviezen[0] if adviezen else None
    besluit = vraagstuk.geldend_triagebesluit()
    laatste = besluit if besluit and (not advies or besluit.advies_id >= advies.pk) else advies
    if laatste is None:
        raise Tekort(
            "Er is niet gevraagd of dit een genomen besluit opnieuw opent. Vraag de accounthouder "
            "om een triageadvies.",
            "knockout_ontbreekt",
            herstel=TRIAGE,
        )
    if laatste.knockout == "heronderhandelt":
        raise Tekort(
            "Dit opent een genomen besluit opnieuw. Het kan niet door naar oordeelsvorming; "
            "beleg het elders of beëindig het.",
            "heronderhandelt",
            herstel=TRIAGE,
        )
    if laatste.kwam_nog(timezone.localdate()):
        raise Tekort(
            f"Dit gaat vooraf aan een besluit van {laatste.knockout_datum:%d-%m-%Y}, en dat is "
            "voorbij. Vraag de accounthouder om een nieuw triageadvies.",
            "besluit_is_voorbij",
            herstel=TRIAGE,
        )


def heeft_gedeeld_beeld(vraagstuk: Vraagstuk) -> None:
    """Dilemma's, and spanningen or kansen: a kans is as valid as a spanning (VRA-0, VRA-4)."""
    gevonden: list[ValidationError] = []
    if not vraagstuk.dilemmas.strip():
        gevonden.append(
            Tekort(
                "De dilemma's zijn leeg. Beschrijf bij het beeld waartussen gekozen moet worden.",
                "dilemmas_ontbreken",
                herstel=f"{BEELD}#id_dilemmas",
            )
        )
    if not (vraagstuk.spanningen.strip() or vraagstuk.kansen.strip()):
        gevonden.append(
            Tekort(
                "Er staan geen spanningen en geen kansen. Beschrijf bij het beeld minstens één "
                "van de twee.",
                "spanningen_ontbreken",
                herstel=f"{BEELD}#id_spanningen",
            )
        )
    if gevonden:
        raise ValidationError(gevonden)


def heeft_partijen(vraagstuk: Vraagstuk) -> None:
    """The picture names who is concerned (VRA-4)."""
    if not vraagstuk.partijen.strip() and not vraagstuk.organisaties.all():
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
            herstel=f"{PLANNING}#id_prioriteit-groep",
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
    if labels := sorted(set(vraagstuk.open_bezwaren())):
        raise Tekort(
            f"Er is een open bezwaar tegen een wijziging van: {', '.join(labels)}. Beantwoord het "
            "bezwaar eerst.",
            "open_bezwaar",
            herstel=TEKSTEN,
        )
