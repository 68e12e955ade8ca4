"""Per rule its guard and the test that fails without it: the one table of both.

An entry names the piece of source that keeps the rule, what stands there when the guard is
switched off, and the test that must then fail. ``tests.huisstijl.uitzetten`` switches each of
them off in a copy of the project and runs the test; ``docs/regels.md`` is made of the same table.
"""

from . import (
    afgelasten,
    akkoord,
    arrangement,
    arrangementen,
    bespreking,
    controle,
    governance,
    inlezen,
    instemming,
    kern,
    lijst,
    monitoring,
    referentie,
    regelbezwaar,
    signaal,
    stukken,
    tekst,
    triage,
    uitkomst,
    vervolg,
    vraagstuk,
    werk,
)
from .wacht import Wacht, plek

WACHTEN: tuple[Wacht, ...] = (
    *referentie.WACHTEN,
    *kern.WACHTEN,
    *inlezen.WACHTEN,
    *signaal.WACHTEN,
    *vraagstuk.WACHTEN,
    *tekst.WACHTEN,
    *triage.WACHTEN,
    *governance.WACHTEN,
    *afgelasten.WACHTEN,
    *controle.WACHTEN,
    *regelbezwaar.WACHTEN,
    *instemming.WACHTEN,
    *stukken.WACHTEN,
    *uitkomst.WACHTEN,
    *vervolg.WACHTEN,
    *bespreking.WACHTEN,
    *lijst.WACHTEN,
    *arrangementen.WACHTEN,
    *akkoord.WACHTEN,
    *arrangement.WACHTEN,
    *monitoring.WACHTEN,
    *werk.WACHTEN,
)

__all__ = ["WACHTEN", "Wacht", "plek"]
