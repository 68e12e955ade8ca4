"""The people of these tests: one persona per role, two sides, two provincies, an outsider."""

import gc
import os
from collections.abc import Callable

import pytest
from _pytest import runner

import novex.urls  # noqa: F401 - before a test turns demo mode on, which would add addresses
from novex.rechten import Rol
from tests.factories import (
    GEZIEN,
    GebruikerFactory,
    OrganisatieFactory,
    ProvincieFactory,
    ToewijzingFactory,
)

pytest_plugins = ["tests.browser", "tests.database"]

# Thousands of requests in one process: looking for cycles less often saves a twelfth of the time.
gc.set_threshold(100_000, 20, 20)

# The first ones of the other processes need no database, which the first process makes meanwhile.
LANGST = (
    "e2e/",
    "huisstijl/test_opstarter",
    "huisstijl/test_omgeving",
    "huisstijl/test_projectbestanden",
    "huisstijl/test_lek",
    "huisstijl/test_toegang",
    "schaal/",
    "huisstijl/",
    "arrangementen/test_editie_",
    "novex/test_admin",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Side by side the longest files go first, so that the processes end together."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: [f"tests/{deel}" not in item.nodeid for deel in LANGST])


def _met_ruime_stapel(doe: Callable[[], bool]) -> bool:
    return doe()


# CPython keeps frames in pieces of 16 kB and gives a piece back when the call that asked for it
# ends. A loop at the edge of one asks for it thousands of times a second: a tenth of all the work
# here. A frame that claims room for many more makes one piece that is large enough for a test.
_met_ruime_stapel.__code__ = _met_ruime_stapel.__code__.replace(co_stacksize=100_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return _met_ruime_stapel(lambda: runner.pytest_runtest_protocol(item, nextitem))


def pytest_runtest_setup():
    GEZIEN.clear()


@pytest.fixture
def vro(db):
    return OrganisatieFactory(code="vro", naam="VRO", afkorting="VRO", is_vro=True)


@pytest.fixture
def lvvn(db):
    return OrganisatieFactory(code="lvvn", naam="LVVN", afkorting="LVVN")


@pytest.fixture
def ienw(db):
    return OrganisatieFactory(code="ienw", naam="IenW", afkorting="IenW")


@pytest.fixture
def gelderland(db):
    return ProvincieFactory(code="pv25", naam="Gelderland", landsdeel__code="oost")


@pytest.fixture
def overijssel(db):
    return ProvincieFactory(code="pv23", naam="Overijssel", landsdeel__code="oost")


@pytest.fixture
def drenthe(db):
    return ProvincieFactory(code="pv22", naam="Drenthe", landsdeel__code="noord")


@pytest.fixture
def accounthouder(vro, gelderland):
    """Accounthouder of Gelderland, at VRO."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER])
    ToewijzingFactory(gebruiker=user, provincie=gelderland)
    return user


@pytest.fixture
def accounthouder_elders(vro, drenthe):
    """Accounthouder of Drenthe: for Gelderland no more than a department."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER])
    ToewijzingFactory(gebruiker=user, provincie=drenthe)
    return user


@pytest.fixture
def regietafellid(vro):
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.REGIETAFELLID])
    ToewijzingFactory(gebruiker=user, aan_regietafel=True)
    return user


@pytest.fixture
def expert(lvvn):
    """Of the vakdepartement LVVN."""
    return GebruikerFactory(organisatie=lvvn, rollen=[Rol.VAKDEPARTEMENT])


@pytest.fixture
def expert_ienw(ienw):
    """Of another vakdepartement: sees no mandaat of LVVN."""
    return GebruikerFactory(organisatie=ienw, rollen=[Rol.VAKDEPARTEMENT])


@pytest.fixture
def provinciaal(gelderland):
    """Of the provincie Gelderland."""
    return GebruikerFactory(organisatie=gelderland.organisatie, rollen=[Rol.PROVINCIE])


@pytest.fixture
def buitenstaander(drenthe):
    """Of another provincie: sees nothing of Gelderland."""
    return GebruikerFactory(organisatie=drenthe.organisatie, rollen=[Rol.PROVINCIE])


@pytest.fixture
def staf(vro):
    return GebruikerFactory(organisatie=vro, rollen=[Rol.VRO_STAF])


@pytest.fixture
def bestuurder_rijk(vro):
    return GebruikerFactory(organisatie=vro, rollen=[Rol.BESTUURDER])


@pytest.fixture
def bestuurder_provincie(gelderland):
    return GebruikerFactory(organisatie=gelderland.organisatie, rollen=[Rol.BESTUURDER])


@pytest.fixture
def beheerder(vro):
    """Keeps accounts and reference data; sees no dossier."""
    return GebruikerFactory(organisatie=vro, rollen=[Rol.BEHEERDER], is_staff=True)
