"""What the handelingen on an agenda share: a step with its criteria and its trace."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from novex import audit
from novex.criteria import eis
from novex.models import Gebruiker
from novex.zichtbaarheid import Zichtbaarheid

from ..models import Overleg


def eis_stap(overleg: Overleg, naam: str) -> None:
    """The step exists out of the present state; else say what the state is (VRA-3)."""
    if overleg.stap(naam) is None:
        raise ValidationError(
            f"Dit kan niet: de agenda is {overleg.get_agenda_status_display().lower()}. "
            "Ververs de pagina.",
            code="stap_onmogelijk",
        )


def voer_stap_uit(overleg: Overleg, naam: str, door: Gebruiker, reden: str = "") -> Overleg:
    """Judge the criteria, change the state, and leave a trace with who and why."""
    if stap := overleg.stap(naam):
        eis(overleg, stap.custom["criteria"], door)
    van = overleg.agenda_status
    getattr(overleg, naam)()
    overleg.save(update_fields=["agenda_status"])
    audit.leg_vast(
        "stand van een agenda",
        door=door,
        onderwerp=f"{overleg.naam} ({overleg.pk})",
        gegevens={"van": van, "naar": overleg.agenda_status},
        reden=reden,
    )
    return overleg


def eis_reden(reden: str) -> None:
    if not reden.strip():
        raise ValidationError(
            {
                "reden": ValidationError(
                    "De reden is nog leeg. Schrijf waarom u dit doet.", code="reden_ontbreekt"
                )
            }
        )


def publiek_van(overleg: Overleg) -> str:
    """A table of the Rijk stays inside the Rijk, also in a feit (ZIC-2)."""
    if overleg.is_rijkstafel:
        return Zichtbaarheid.RIJK
    return Zichtbaarheid.RIJK_EN_REGIO
