"""The one world of the tests over the whole application, made once per module."""

import logging
import re
from copy import copy
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.test.client import store_rendered_templates

from novex.backends import RechtenBackend
from tests.wereld import maak_wereld


@pytest.fixture(scope="module")
def wereld(django_db_setup, django_db_blocker):
    """The world in a transaction that is rolled back after the module.

    Thousands of requests, so without what has tests of its own: the counter of repeated queries,
    the log of requests and of refusals, sessions outside memory, reading the same account each
    time, and a copy of the context for every part of a page.
    """
    geheugen = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    zonder = [naam for naam in settings.MIDDLEWARE if not re.search("zeal|structlog", naam)]
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MIDDLEWARE=zonder, CACHES=geheugen),
        pytest.MonkeyPatch.context() as even,
    ):
        gemaakt = maak_wereld()
        even.setattr(RechtenBackend, "get_user", _een_keer(RechtenBackend.get_user))
        even.setattr(logging.getLogger("django.request"), "disabled", True)
        even.setattr("django.test.client.store_rendered_templates", _alleen_de_pagina)
        # Its foreign keys are checked here, and not again at the end of every test.
        connection.check_constraints()
        yield gemaakt
        transaction.set_rollback(True)


def _een_keer(get_user: Any) -> Any:
    """The account as it was read first, fresh for each request: nobody's role changes here."""
    gelezen = {}

    def nogmaals(backend: Any, user_id: int) -> Any:
        if user_id not in gelezen:
            gelezen[user_id] = get_user(backend, user_id)
        return copy(gelezen[user_id])

    return nogmaals


def _alleen_de_pagina(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **kwargs: Any
) -> None:
    """What the test client keeps of the page itself, which is drawn before its parts."""
    if "context" not in store:
        store_rendered_templates(store, signal, sender, template, context, **kwargs)


@pytest.fixture(scope="module")
def kale_weigeringen():
    """Thousands of refusals of which only the status counts; the leak test reads what they say,
    and leaves their trace (ZIC-5)."""
    with pytest.MonkeyPatch.context() as even:
        even.setattr("novex.middleware._noteer", lambda *_: None)
        for status in (403, 404):
            even.setattr(
                f"novex.urls.handler{status}", lambda *_, s=status, **__: HttpResponse(status=s)
            )
        yield
