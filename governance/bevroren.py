"""An agenda as data: what is frozen when it is sent, and what a reaction counts for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Agendapunt, Overleg


def punt_gegevens(punt: Agendapunt) -> dict[str, Any]:
    """What everyone at the table reads of a punt; nothing that is Rijk-internal (ZIC-2)."""
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
    """What one provincie reacts to: the punten that name it, in their order (AGE-5).

    Without the numbers: sending gives those, and a reaction stays one on the same agenda.
    """
    eigen = [
        {**punt_gegevens(punt), "nummer": None}
        for punt in punten
        if provincie_id in {provincie.pk for provincie in punt.provincies.all()}
    ]
    return zegel([overleg.datum.isoformat(), eigen])
