"""The people of these tests: one persona per role, two sides, two provincies, an outsider."""

import gc
import os
from collections.abc import Callable

import pytest
from _pytest import runner

import novex.urls  # noqa: F401 - before a test turns demo mode on, which would add addresses
from tests.decor import departement, persoon, provincie, zonder_decor
from tests.factories import GEZIEN

pytest_plugins = ["tests.browser", "tests.database"]

# Thousands of requests in one process: looking for cycles less often saves a twelfth of the time.
gc.set_threshold(400_000, 20, 20)

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


def pytest_xdist_auto_num_workers():
    """One process more than there are cores: each waits now and then for a database or a page."""
    return (os.cpu_count() or 1) + 1


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
def leeg(db):
    """Nothing stands there: for what starts at an installation."""
    with zonder_decor():
        yield


@pytest.fixture
def vro(db):
    return departement("vro")


@pytest.fixture
def lvvn(db):
    return departement("lvvn")


@pytest.fixture
def ienw(db):
    return departement("ienw")


@pytest.fixture
def gelderland(db):
    return provincie("pv25")


@pytest.fixture
def overijssel(db):
    return provincie("pv23")


@pytest.fixture
def drenthe(db):
    return provincie("pv22")


@pytest.fixture
def accounthouder(db):
    """Accounthouder of Gelderland, at VRO."""
    return persoon("accounthouder")


@pytest.fixture
def accounthouder_elders(db):
    """Accounthouder of Drenthe: for Gelderland no more than a department."""
    return persoon("accounthouder elders")


@pytest.fixture
def regietafellid(db):
    return persoon("regietafellid")


@pytest.fixture
def expert(db):
    """Of the vakdepartement LVVN."""
    return persoon("expert")


@pytest.fixture
def expert_ienw(db):
    """Of another vakdepartement: sees no mandaat of LVVN."""
    return persoon("expert elders")


@pytest.fixture
def provinciaal(db):
    """Of the provincie Gelderland."""
    return persoon("provincie")


@pytest.fixture
def buitenstaander(db):
    """Of another provincie: sees nothing of Gelderland."""
    return persoon("andere provincie")


@pytest.fixture
def staf(db):
    return persoon("staf")


@pytest.fixture
def bestuurder_rijk(db):
    return persoon("bestuurder rijk")


@pytest.fixture
def bestuurder_provincie(db):
    return persoon("bestuurder provincie")


@pytest.fixture
def beheerder(db):
    """Keeps accounts and reference data; sees no dossier."""
    return persoon("beheerder")
