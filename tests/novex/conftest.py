"""Reference data that is loaded once per module, and the people of beheer."""

import shutil

import pytest
from django.db import transaction

from novex.rechten import Rol
from novex.referentie.lader import GEGEVENS, laad
from tests.decor import zonder_decor
from tests.factories import GebruikerFactory


@pytest.fixture(scope="module")
def geladen(django_db_setup, django_db_blocker):
    """What the load said; its rows are rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic(), zonder_decor():
        yield laad()
        transaction.set_rollback(True)


@pytest.fixture
def als_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def collega(lvvn):
    return GebruikerFactory(username="collega", organisatie=lvvn, rollen=[Rol.VAKDEPARTEMENT])


@pytest.fixture
def map_(tmp_path):
    """A copy of the data files that a test may change."""
    return shutil.copytree(GEGEVENS, tmp_path / "gegevens")
