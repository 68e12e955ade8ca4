"""One way to declare an overgang, and one way to show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django_fsm import Transition, transition

from novex.criteria import Blokkade, Criterium, blokkades, voldoet_aan
from novex.rechten import heeft_recht

if TYPE_CHECKING:
    from novex.models import Gebruiker


@dataclass(frozen=True)
class Stap:
    """An overgang as one user sees it, with what still blocks it."""

    naam: str
    opschrift: str
    naar: str
    blokkades: tuple[Blokkade, ...]


def overgang(
    *,
    veld: str,
    van: Sequence[str],
    naar: str,
    recht: str,
    opschrift: str,
    criteria: tuple[Criterium, ...] = (),
    knop: bool = True,
) -> Callable[[Callable[..., Any]], Any]:
    """Declare an overgang.

    Its criteria stand there once: they give the reasons and are the FSM's backstop. ``knop``
    is False where only an act at a table fires it (VRA-5, VRA-6).
    """
    return transition(
        field=veld,
        source=list(van),
        target=naar,
        permission=recht,
        conditions=[voldoet_aan(criteria)],
        custom={"criteria": criteria, "opschrift": opschrift, "knop": knop},
    )


def overgangen_nu(instance: Any, veld: str) -> Iterator[Transition]:
    """Every overgang out of the present state, whatever still blocks it."""
    alle = getattr(instance, f"get_all_{veld}_transitions")()
    return (o for o in alle if o.source == getattr(instance, veld))


def mogelijke_overgang(instance: Any, veld: str, naam: str) -> Transition | None:
    """The overgang of this name out of the present state, if there is one."""
    return next((o for o in overgangen_nu(instance, veld) if o.name == naam), None)


def stappen(instance: Any, veld: str, user: Gebruiker) -> list[Stap]:
    """The overgangen this user may make by hand, each with what still blocks it (VRA-3)."""
    return [
        Stap(
            naam=o.name,
            opschrift=o.custom["opschrift"],
            naar=str(o.target),
            blokkades=blokkades(instance, o.custom["criteria"], user),
        )
        for o in overgangen_nu(instance, veld)
        if o.custom["knop"] and heeft_recht(user, str(o.permission), instance)
    ]
