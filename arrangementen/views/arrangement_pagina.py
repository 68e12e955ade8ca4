"""What the page of one arrangement shows to one user, and which acts it offers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from governance.models import Overleg, Uitkomst
from novex.criteria import Blokkade, blokkades
from novex.fsm import stappen
from novex.models import Gebruiker
from novex.weergave.onderdelen import Fasestap, Gebeurtenis
from novex.zichtbaarheid import Kant

from ..models import Afspraak, Arrangement, Arrangementakkoord, Vaststelling
from ..rapport import inhoud_som
from ..samenstelling import stel_samen
from ..services.arrangement import AKKOORDRECHT, VOOR_AKKOORD
from ..services.inhoud import WIJZIGEN
from .arrangement_lijst import BADGES

S = Arrangement.Status
VOLGORDE = (S.CONCEPT, S.AFGESTEMD, S.VASTGESTELD, S.GEPUBLICEERD)
UITLEG = {
    S.CONCEPT: "Rijk en provincie vullen het arrangement en geven daarna beide akkoord.",
    S.AFGESTEMD: "Beide kanten zijn akkoord. Het BOL besluit.",
    S.VASTGESTELD: "Het BOL heeft besloten. Tot de Kamerbrief geldt het embargo.",
    S.GEPUBLICEERD: "Iedereen die inlogt kan dit arrangement lezen.",
    S.INGETROKKEN: "Dit arrangement geldt niet of niet meer.",
}


@dataclass(frozen=True)
class Akkoordstand:
    """How one side stands: agreed on this content, on an earlier one, or not yet."""

    naam: str
    akkoord: Arrangementakkoord | None
    eerder: Arrangementakkoord | None
    mag_geven: bool


@dataclass(frozen=True)
class Afspraakgroep:
    """The afspraken of one vraagstuk in their order."""

    titel: str
    regels: list[Afspraak]


def pagina(arrangement: Arrangement, user: Gebruiker, op: datetime.date) -> dict[str, Any]:
    """The context of ``arrangement_detail.html``, for someone in its own circle."""
    vaststelling: Vaststelling | None = getattr(arrangement, "vaststelling", None)
    arrangement.inhoud_sha256 = (
        inhoud_som(vaststelling.gegevens)
        if vaststelling
        else stel_samen(arrangement, op=op).inhoud_sha256
    )
    besluiten = [] if arrangement.uitkomst_id else arrangement.besluiten
    return {
        "arrangement": arrangement,
        "soort": BADGES[S(arrangement.status)],
        "uitleg": UITLEG[S(arrangement.status)],
        "route": _route(arrangement),
        "stappen": stappen(arrangement, "status", user),
        "standen": akkoordstanden(arrangement, user),
        "voor_akkoord": voor_akkoord(arrangement, user),
        "besluiten": besluiten,
        "overleggen": _overleggen(arrangement, user, besluiten),
        "vaststelling": vaststelling,
        "opnames": arrangement.alle_opnames,
        "groepen": _groepen(arrangement),
        "aantal_afspraken": len(arrangement.afspraken),
        "maximum": settings.NOVEX_MAX_AFSPRAKEN,
        "mag_wijzigen": arrangement.is_bewerkbaar and user.has_perm(WIJZIGEN, arrangement),
        "gebeurtenissen": _gebeurtenissen(arrangement),
    }


def voor_akkoord(arrangement: Arrangement, user: Gebruiker) -> tuple[Blokkade, ...]:
    """What stands in the way of an akkoord, while it is asked (ARR-1)."""
    return blokkades(arrangement, VOOR_AKKOORD, user) if arrangement.is_bewerkbaar else ()


def akkoordstanden(arrangement: Arrangement, user: Gebruiker) -> list[Akkoordstand]:
    """Both sides, each with its akkoord on this content or on an earlier one (ARR-1)."""
    geldig = {a.kant: a for a in arrangement.geldige_akkoorden()}
    alle = arrangement.akkoorden.all()
    standen = []
    for kant, naam in (
        (Kant.RIJK, "Het Rijk"),
        (Kant.REGIO, f"De provincie {arrangement.provincie}"),
    ):
        eerder = next((a for a in alle if a.kant == kant), None)
        mag = (
            arrangement.is_bewerkbaar
            and kant == user.kant
            and kant not in geldig
            and user.has_perm(AKKOORDRECHT[kant], arrangement)
        )
        standen.append(Akkoordstand(naam, geldig.get(kant), eerder, mag))
    return standen


def _overleggen(
    arrangement: Arrangement, user: Gebruiker, besluiten: list[Uitkomst]
) -> list[Overleg]:
    """The meetings of the BOL where it is still to be decided, as far as this user sees them."""
    if arrangement.ronde_id is None or arrangement.uitkomst_id or besluiten:
        return []
    return list(
        Overleg.objects.for_user(user).filter(
            ronde=arrangement.ronde_id, landsdeel=arrangement.provincie.landsdeel_id
        )
    )


def _groepen(arrangement: Arrangement) -> list[Afspraakgroep]:
    """Per vraagstuk in the order of the edition; what has no vraagstuk here comes last (ARR-3)."""
    namen = {o.vraagstuk_id: str(o) for o in arrangement.opnames_nu if o.is_vraagstuk}
    per_groep: dict[str, list[Afspraak]] = {naam: [] for naam in namen.values()}
    for afspraak in arrangement.afspraken:
        naam = namen.get(afspraak.vraagstuk_id or 0, "Andere afspraken")
        per_groep.setdefault(naam, []).append(afspraak)
    return [Afspraakgroep(titel, regels) for titel, regels in per_groep.items() if regels]


def _route(arrangement: Arrangement) -> list[Fasestap]:
    if arrangement.status == S.INGETROKKEN:
        return []
    nu = VOLGORDE.index(S(arrangement.status))
    return [
        Fasestap(str(s.label), "klaar" if i < nu else "huidig" if i == nu else "straks")
        for i, s in enumerate(VOLGORDE)
    ]


def _gebeurtenissen(arrangement: Arrangement) -> list[Gebeurtenis]:
    """Every step and akkoord, newest first."""
    rijen = [
        *[
            (s.op, Gebeurtenis(titel=str(s), moment=s.op, door=str(s.door), tekst=s.motivatie))
            for s in arrangement.stappen.all()
        ],
        *[
            (a.op, Gebeurtenis(titel=str(a), moment=a.op, door=str(a.door)))
            for a in arrangement.akkoorden.all()
        ],
    ]
    rijen.sort(key=lambda rij: rij[0], reverse=True)
    return [gebeurtenis for _, gebeurtenis in rijen]
