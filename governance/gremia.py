"""What each table may put on its agenda and may conclude: the one table of OVL-1 (H 4.1, 4.3).

The constraints of the models, the choices in forms and the services all read ``MAG``; nothing
else in the code knows which table may decide.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q


class Gremium(models.TextChoices):
    ACCOUNTTEAM = "accountteam", "Accountteam"
    WERKGROEP = "werkgroep", "Werkgroep"
    SNELLE_TAFEL = "snelle_tafel", "Snelle tafel"
    REGIETAFEL = "regietafel", "Regietafel"
    DO = "do", "DO NOVEX"
    GP_DG = "gp_dg", "GP-DG"
    BOL = "bol", "BOL"


class Puntsoort(models.TextChoices):
    TER_INFORMATIE = "ter_informatie", "Ter informatie"
    TER_BESPREKING = "ter_bespreking", "Ter bespreking"
    TER_ADVISERING = "ter_advisering", "Ter advisering"
    TER_BESLUITVORMING = "ter_besluitvorming", "Ter besluitvorming"
    HAMERSTUK = "hamerstuk", "Hamerstuk"


class Uitkomstsoort(models.TextChoices):
    KENNISGENOMEN = "kennisgenomen", "Kennisgenomen"
    BESPROKEN = "besproken", "Besproken"
    ADVIES = "advies", "Advies (consensus)"
    GEEN_CONSENSUS = "geen_consensus", "Geen consensus"
    DOORGELEID = "doorgeleid", "Doorgeleid"
    BESLUIT = "besluit", "Besluit"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    GEEN_KEUZE = "geen_keuze", "Geen keuze gemaakt"


class Vervolg(models.TextChoices):
    """How to go on, as a snelle tafel advises (SNE-2)."""

    BESTUURLIJK = "bestuurlijk", "Bestuurlijk: aan een bestuurlijke tafel bespreken"
    UITWERKEN = "uitwerken", "Verder uitwerken"
    AMBTELIJK = "ambtelijk", "Terug naar ambtelijk overleg"


P, U, G = Puntsoort, Uitkomstsoort, Gremium

# Any table may put a punt off or give it back.
_ALTIJD = frozenset({U.AANGEHOUDEN, U.TERUGGEGEVEN})
_INFORMATIE = _ALTIJD | {U.KENNISGENOMEN}
_BESPREKING = _INFORMATIE | {U.BESPROKEN, U.DOORGELEID}
_ADVIES = _ALTIJD | {U.ADVIES, U.GEEN_CONSENSUS, U.DOORGELEID}
_VOORBEREIDEND = {
    P.TER_INFORMATIE: _INFORMATIE,
    P.TER_BESPREKING: _BESPREKING,
    P.TER_ADVISERING: _ADVIES,
}

# OVL-1: gremium -> soort -> the outcomes it may give there.
MAG: dict[Gremium, dict[Puntsoort, frozenset[Uitkomstsoort]]] = {
    G.ACCOUNTTEAM: _VOORBEREIDEND,
    G.WERKGROEP: _VOORBEREIDEND,
    G.SNELLE_TAFEL: _VOORBEREIDEND,
    # Decides on triage and exits in beeldvorming only (BESLUIT_ALLEEN_IN_BEELDVORMING).
    G.REGIETAFEL: {**_VOORBEREIDEND, P.TER_BESLUITVORMING: _ALTIJD | {U.BESLUIT, U.DOORGELEID}},
    # Decides only where no bestuurlijke keuze is needed (BES-4).
    G.DO: {
        **_VOORBEREIDEND,
        P.TER_BESLUITVORMING: _ADVIES | {U.BESLUIT},
        P.HAMERSTUK: _ALTIJD | {U.BESLUIT},
    },
    # Deepens and advises, never decides (H 4.3).
    G.GP_DG: _VOORBEREIDEND,
    # Chooses; progress comes ter informatie or ter bespreking.
    G.BOL: {
        P.TER_INFORMATIE: _INFORMATIE,
        P.TER_BESPREKING: _INFORMATIE | {U.BESPROKEN},
        P.TER_BESLUITVORMING: _ALTIJD | {U.BESLUIT, U.GEEN_KEUZE},
        P.HAMERSTUK: _ALTIJD | {U.BESLUIT, U.GEEN_KEUZE},
    },
}

# The three tables of the cycle, in their order (OVL-2).
CYCLUSTAFELS = (G.DO, G.GP_DG, G.BOL)
# One outcome per provincie where a punt names several (VRA-15).
PER_PROVINCIE = frozenset({G.DO, G.GP_DG})
# Tables of the Rijk; a provincie hears the result, not the deliberation (SNE-1, H 4.3).
RIJKSTAFELS = frozenset({G.SNELLE_TAFEL, G.REGIETAFEL})
# Their agenda is agreed with the provincies before it is sent (AGE-3).
AFSTEMMEN = frozenset(CYCLUSTAFELS)
# To which tables the regietafel passes on what it does not settle itself (SNE-3).
BESTEMMINGEN = CYCLUSTAFELS
# Past the DO; only on the advice "bestuurlijk" of a snelle tafel (VRA-5).
RECHTSTREEKS = frozenset({G.GP_DG, G.BOL})
BESLUITSOORTEN = frozenset({P.TER_BESLUITVORMING, P.HAMERSTUK})
# A DO gives one of these per vraagstuk, and no more (BES-4).
DO_UITKOMSTEN = frozenset({U.BESLUIT, U.ADVIES, U.GEEN_CONSENSUS})


def soorten_van(gremium: str) -> list[Puntsoort]:
    """The kinds of punt that this table may have on its agenda (OVL-1, AGE-2)."""
    return list(MAG[Gremium(gremium)])


def uitkomsten_van(gremium: str, soort: str) -> list[Uitkomstsoort]:
    """The outcomes that this table may give a punt of this kind, in a fixed order (BES-1)."""
    mag = MAG[Gremium(gremium)].get(Puntsoort(soort), frozenset())
    return [uitkomst for uitkomst in Uitkomstsoort if uitkomst in mag]


def soort_mag() -> Q:
    """OVL-1 as a database condition on ``gremium`` and ``soort``."""
    return _een_van(
        Q(gremium=gremium, soort__in=sorted(soorten)) for gremium, soorten in MAG.items()
    )


def uitkomst_mag() -> Q:
    """OVL-1 as a database condition on ``gremium``, ``puntsoort`` and ``soort``."""
    return _een_van(
        Q(gremium=gremium, puntsoort=soort, soort__in=sorted(uitkomsten))
        for gremium, soorten in MAG.items()
        for soort, uitkomsten in soorten.items()
    )


def _een_van(delen: Iterable[Q]) -> Q:
    q = Q()
    for deel in delen:
        q |= deel
    return q


# Where a vraagstuk must stand for a punt of this kind at this table (AGE-1, OVL-1). The values
# are those of dossiers.Fase; no entry means: any open fase.
_OPEN = frozenset({"beeldvorming", "oordeelsvorming", "besluitvorming", "opvolging"})
FASEN: dict[tuple[Gremium, Puntsoort], frozenset[str]] = {
    (G.REGIETAFEL, P.TER_BESLUITVORMING): frozenset({"beeldvorming"}),
    (G.DO, P.TER_ADVISERING): frozenset({"oordeelsvorming"}),
    (G.DO, P.TER_BESLUITVORMING): frozenset({"oordeelsvorming"}),
    (G.DO, P.HAMERSTUK): frozenset({"oordeelsvorming"}),
    (G.GP_DG, P.TER_ADVISERING): frozenset({"oordeelsvorming", "besluitvorming"}),
    # No beeldvorming at the BOL: before its own choice it reads and discusses progress.
    (G.BOL, P.TER_INFORMATIE): _OPEN - {"beeldvorming"},
    (G.BOL, P.TER_BESPREKING): _OPEN - {"beeldvorming"},
    (G.BOL, P.TER_BESLUITVORMING): frozenset({"besluitvorming"}),
    (G.BOL, P.HAMERSTUK): frozenset({"besluitvorming"}),
}
# In which fasen a vraagstuk is a candidate for the agenda of a table (AGE-1).
KANDIDAATFASEN: dict[Gremium, frozenset[str]] = {
    G.ACCOUNTTEAM: frozenset({"beeldvorming", "oordeelsvorming"}),
    G.WERKGROEP: frozenset({"beeldvorming", "oordeelsvorming"}),
    G.SNELLE_TAFEL: frozenset({"beeldvorming", "oordeelsvorming"}),
    G.REGIETAFEL: frozenset({"beeldvorming", "oordeelsvorming"}),
    G.DO: frozenset({"oordeelsvorming"}),
    G.GP_DG: frozenset({"oordeelsvorming", "besluitvorming"}),
    G.BOL: frozenset({"besluitvorming"}),
}


def fasen_van(gremium: str, soort: str) -> frozenset[str]:
    """The fasen in which a vraagstuk may be a punt of this kind at this table."""
    return FASEN.get((Gremium(gremium), Puntsoort(soort)), _OPEN)
