"""Which role counts where, without reading an assignment that decides nothing (ROL-1)."""

from itertools import combinations, product
from types import SimpleNamespace

from novex.rechten import RECHTEN, Rol, rollen_bij, telt_als

EIGEN, ANDER = 25, 22


def mensen():
    """Every set of roles, with and without an assignment, a seat and a provincie."""
    groepen = [c for n in range(len(Rol) + 1) for c in combinations(Rol.values, n)]
    for rollen, toegewezen, zetel, provincie in product(
        groepen, [set(), {EIGEN}], [False, True], [None, EIGEN]
    ):
        yield SimpleNamespace(
            rollen=list(rollen),
            is_superuser=False,
            toegewezen_provincie_ids=toegewezen,
            zit_aan_regietafel=zetel,
            eigen_provincie_id=provincie,
        )


def test_the_short_way_gives_the_same_right_as_the_whole_way():
    """ROL-1: for every person, right and place: role and assignment, nothing more, nothing less."""
    plekken = [None, *(SimpleNamespace(betrokken_provincie_ids=lambda n=n: {n})
                       for n in (EIGEN, ANDER))]  # fmt: skip
    anders = [
        (user.rollen, dragers)
        for user in mensen()
        for plek in plekken
        for dragers in set(RECHTEN.values())
        if telt_als(user, dragers, plek) != bool(dragers & rollen_bij(user, plek))
    ]
    assert anders == []


def test_a_right_that_is_there_already_reads_no_assignment():
    """ROL-1: VRO-staf has it everywhere; an accounthouder elsewhere has what a department has."""
    onbekend = SimpleNamespace(rollen=[Rol.ACCOUNTHOUDER, Rol.VRO_STAF], is_superuser=False)
    for naam in ("arrangementen.arrangement_wijzigen", "arrangementen.landing_vastleggen"):
        assert telt_als(onbekend, RECHTEN[naam], SimpleNamespace())
