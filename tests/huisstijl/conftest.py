"""The one world of the tests over the whole application, made once per module."""

import pytest
from django.db import transaction

from tests.wereld import maak_wereld


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker):
    """The world in a transaction that is rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield maak_wereld()
        transaction.set_rollback(True)
