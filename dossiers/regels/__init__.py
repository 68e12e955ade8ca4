"""Criteria for a vraagstuk, per overgang. Each one cites the rule that it comes from.

A sentence about the preparation inside the Rijk has the audience ``rijk``; a provincie reads
one fixed sentence instead (VRA-3).
"""

from novex.criteria import Criterium

from .beeld import (
    geen_open_bezwaar,
    gelijksoortige_gezien,
    heeft_gedeeld_beeld,
    heeft_herkomst,
    heeft_lichte_triage,
    heeft_partijen,
    heeft_planning,
    heeft_positieve_triage,
    heeft_prioriteit,
    heeft_provincie,
    heropent_geen_besluit,
    melder_is_bekend,
)
from .besluit import (
    elk_bol_besloot,
    elk_bol_sprak,
    gpdg_adviseerde,
    heeft_bol_besluit,
    heeft_geen_keuze,
)
from .einde import (
    elke_afspraak_is_geland,
    heeft_triagebesluit,
    heeft_uitkomst,
    ronde_is_gerapporteerd,
    staat_niet_op_agenda,
)
from .instemming import (
    provincies_zijn_akkoord,
    regietafel_stemt_in_met_beeldvorming,
    regietafel_stemt_in_met_besluitvorming,
    regietafel_stemt_in_met_heropenen,
    regietafel_stemt_in_met_oordeelsvorming,
)
from .oordeel import (
    do_besloot_overal,
    heeft_aanpak,
    heeft_afspraak,
    heeft_do_uitkomst,
    heeft_gewogen_richtingen,
    heeft_voorkeur,
    mandaten_zijn_binnen,
    rijksinzet_is_afgestemd,
    verschillen_zijn_vastgelegd,
    vraagt_geen_bestuurlijke_keuze,
)

OPENEN = (
    heeft_provincie,
    heeft_herkomst,
    heeft_lichte_triage,
    melder_is_bekend,
    gelijksoortige_gezien,
)

NAAR_OORDEELSVORMING = (
    heropent_geen_besluit,
    heeft_positieve_triage,
    heeft_gedeeld_beeld,
    heeft_partijen,
    heeft_prioriteit,
    heeft_planning,
    geen_open_bezwaar,
)

_OORDEEL_IS_RIJP = (
    heeft_aanpak,
    heeft_gewogen_richtingen,
    heeft_voorkeur,
    geen_open_bezwaar,
    mandaten_zijn_binnen,
    rijksinzet_is_afgestemd,
)

NAAR_BESLUITVORMING = (*_OORDEEL_IS_RIJP, heeft_do_uitkomst, verschillen_zijn_vastgelegd)

BESLUIT_IN_DO = (
    *_OORDEEL_IS_RIJP,
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

# What no doorbreek passes: TRI-5, OVL-1, "at least one afspraak" (VRA-3), and what is simply
# impossible: leaving a sent agenda (VRA-7), being nowhere, coming from nowhere. The criteria of
# the arrangement (TRI-2) guard no overgang of a vraagstuk.
ONDOORBREEKBAAR: frozenset[Criterium] = frozenset(
    {
        heeft_provincie,
        heeft_herkomst,
        staat_niet_op_agenda,
        heropent_geen_besluit,
        vraagt_geen_bestuurlijke_keuze,
        do_besloot_overal,
        heeft_bol_besluit,
        heeft_geen_keuze,
        heeft_afspraak,
    }
)
