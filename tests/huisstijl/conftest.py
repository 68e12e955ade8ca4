"""The one world of the tests over the whole application, made once per module."""

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from tests.wereld import maak_wereld


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker):
    """The world in a transaction that is rolled back after the module.

    Without the counter of repeated queries, and with sessions in memory: thousands of requests,
    and each page has its own test.
    """
    geheugen = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    zonder = [naam for naam in settings.MIDDLEWARE if "zeal" not in naam]
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MIDDLEWARE=zonder, CACHES=geheugen),
    ):
        yield maak_wereld()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kale_weigeringen():
    """Thousands of refusals of which only the status counts; the leak test reads what they say."""
    with pytest.MonkeyPatch.context() as even:
        for status in (403, 404):
            even.setattr(
                f"novex.urls.handler{status}", lambda *_, s=status, **__: HttpResponse(status=s)
            )
        yield
