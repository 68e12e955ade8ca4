"""Judging criteria: a criterium is a validator that names what is missing, for whom, and
where to mend it (VRA-3).

It gets one object and does nothing, or raises a ``Tekort``. So the reason of a refusal is the
same on the page, in a form, in a task and in a frozen check (VRA-2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from novex.zichtbaarheid import Zichtbaarheid, mag_zien

if TYPE_CHECKING:
    from novex.models import Gebruiker

Criterium = Callable[[Any], None]

# Outside its audience a tekort always reads like this, whatever it is (VRA-3, ZIC-2).
BUITEN_PUBLIEK = "De interdepartementale voorbereiding is nog niet klaar."
# A page that is of no row, such as a list.
ZONDER_RIJ = 0


class Tekort(ValidationError):
    """One thing that is missing: a Dutch sentence that says what to do.

    ``herstel`` names the URL where it is mended (it takes the object's pk, or ``herstel_pk`` where
    that is of another row, ``ZONDER_RIJ`` of none; then ``herstel_deel``, where the address goes
    on; a ``#anchor`` may follow); ``publiek`` is the audience of the sentence.
    """

    def __init__(
        self,
        zin: str,
        code: str,
        *,
        herstel: str = "",
        herstel_pk: int | None = None,
        herstel_deel: str = "",
        publiek: str = Zichtbaarheid.RIJK_EN_REGIO,
    ) -> None:
        super().__init__(zin, code=code)
        self.herstel, self.herstel_pk, self.herstel_deel = herstel, herstel_pk, herstel_deel
        self.publiek = publiek


@dataclass(frozen=True)
class Blokkade:
    """A tekort as one reader sees it."""

    zin: str
    code: str
    url: str = ""


def tekorten(instance: Any, criteria: Iterable[Criterium]) -> list[Tekort]:
    """Give all tekorten, not only the first (VRA-3).

    A criterium with several sentences raises ``ValidationError([Tekort, ...])``.
    """
    gevonden: list[Tekort] = []
    for criterium in criteria:
        try:
            criterium(instance)
        except ValidationError as weigering:
            gevonden.extend(weigering.error_list)  # type: ignore[arg-type]
    return gevonden


def blokkades(
    instance: Any, criteria: Iterable[Criterium], user: Gebruiker
) -> tuple[Blokkade, ...]:
    """The tekorten as this user may read them; what is not for them becomes one sentence."""
    zichtbaar: list[Blokkade] = []
    verborgen = False
    for tekort in tekorten(instance, criteria):
        if mag_zien(user, tekort.publiek):
            zichtbaar.append(
                Blokkade(tekort.messages[0], tekort.code or "", _url(tekort, instance))
            )
        else:
            verborgen = True
    if verborgen:
        zichtbaar.append(Blokkade(BUITEN_PUBLIEK, "interdepartementaal"))
    return tuple(zichtbaar)


def eis(instance: Any, criteria: Iterable[Criterium], user: Gebruiker) -> None:
    """Refuse with every reason at once, in the words that this user may read."""
    if gevonden := blokkades(instance, criteria, user):
        raise ValidationError([ValidationError(b.zin, code=b.code) for b in gevonden])


def toets(instance: Any, criteria: Iterable[Criterium]) -> list[dict[str, Any]]:
    """Every check result with its audience, ready to freeze in a log (VRA-2, VRA-3).

    A list of ``{"criterium": name, "voldoet": bool, "tekorten": [{"zin", "publiek"}]}``.
    """
    return [
        {
            "criterium": criterium.__name__,
            "voldoet": not gevonden,
            "tekorten": [{"zin": t.messages[0], "publiek": t.publiek} for t in gevonden],
        }
        for criterium in criteria
        for gevonden in [tekorten(instance, [criterium])]
    ]


def toets_voor(bevroren: list[dict[str, Any]], user: Gebruiker) -> list[dict[str, Any]]:
    """A frozen toets as this user may read it (VRA-3, ZIC-2)."""
    return [
        {
            **regel,
            "tekorten": [
                t["zin"] if mag_zien(user, t["publiek"]) else BUITEN_PUBLIEK
                for t in regel["tekorten"]
            ],
        }
        for regel in bevroren
    ]


def voldoet_aan(criteria: Iterable[Criterium]) -> Callable[[Any], bool]:
    """Turn criteria into one FSM condition: the backstop under ``eis``."""
    criteria = tuple(criteria)
    return lambda instance: not tekorten(instance, criteria)


def _url(tekort: Tekort, instance: Any) -> str:
    if not tekort.herstel:
        return ""
    naam, _, anker = tekort.herstel.partition("#")
    pk = instance.pk if tekort.herstel_pk is None else tekort.herstel_pk
    args = [deel for deel in (pk, tekort.herstel_deel) if deel]  # ZONDER_RIJ is no part
    return reverse(naam, args=args) + (f"#{anker}" if anker else "")
