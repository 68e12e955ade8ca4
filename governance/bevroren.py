"""An agenda as data: what is frozen when it is sent, and what a reaction counts for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from novex.zichtbaarheid import Zichtbaarheid

if TYPE_CHECKING:
    from .models import Agendapunt, Overleg, Stuk


def punt_gegevens(punt: Agendapunt) -> dict[str, Any]:
    """What is on the agenda of a punt: no annotatie, mandaat or afwijking (ZIC-2).

    ``stukken`` are those of every level; a reader gets the ones of its own (AGE-3).
    """
    return {
        "punt": punt.pk,
        "nummer": punt.nummer,
        "vraagstuk": punt.vraagstuk_id,
        "vraagstuknummer": punt.vraagstuk.nummer if punt.vraagstuk else "",
        "onderwerp": punt.onderwerp,
        "soort": punt.get_soort_display(),
        "gevraagd_besluit": punt.gevraagd_besluit,
        "voortouw": punt.voortouw,
        "indiener": punt.indiener.naam,
        "toelichting": punt.toelichting,
        "duur_minuten": punt.duur_minuten,
        "provincies": sorted(provincie.code for provincie in punt.provincies.all()),
        "afgevoerd": punt.afgevoerd_reden,
        "stukken": [stuk_gegevens(stuk) for stuk in punt.stukken.all() if not stuk.weggehaald_op],
    }


def stuk_gegevens(stuk: Stuk) -> dict[str, Any]:
    """A paper by what proves that it is the same one (AGE-3)."""
    return {
        "stuk": stuk.pk,
        "titel": stuk.titel,
        "soort": stuk.soort,
        "grootte": stuk.grootte,
        "sha256": stuk.sha256,
        "zichtbaarheid": stuk.zichtbaarheid,
    }


def agenda_gegevens(overleg: Overleg, punten: Iterable[Agendapunt]) -> dict[str, Any]:
    """The whole agenda in its order, ready for JSON (AGE-3)."""
    return {
        "overleg": overleg.naam,
        "gremium": overleg.get_gremium_display(),
        "datum": overleg.datum.isoformat(),
        "plaats": overleg.plaats,
        "provincies": sorted(provincie.code for provincie in overleg.provincies.all()),
        "punten": [punt_gegevens(punt) for punt in punten],
    }


def zegel(gegevens: Any) -> str:
    """The SHA-256 of these data in one spelling; order of keys and spaces do not count."""
    tekst = json.dumps(gegevens, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def vingerafdruk(overleg: Overleg, punten: Iterable[Agendapunt], provincie_id: int) -> str:
    """What one provincie reacts to: the punten that name it, in their order, with the papers
    that it reads (AGE-5, ZIC-2).

    Without the numbers: sending gives those, and a reaction stays one on the same agenda.
    """
    eigen = [
        _zonder_rijk({**punt_gegevens(punt), "nummer": None})
        for punt in punten
        if provincie_id in {provincie.pk for provincie in punt.provincies.all()}
    ]
    return zegel([overleg.datum.isoformat(), eigen])


def _zonder_rijk(punt: dict[str, Any]) -> dict[str, Any]:
    gedeeld = [s for s in punt["stukken"] if s["zichtbaarheid"] != Zichtbaarheid.RIJK]
    return {**punt, "stukken": gedeeld}
