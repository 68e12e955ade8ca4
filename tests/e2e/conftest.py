"""What stands ready before anyone logs in: reference data, demo accounts, and a real worker."""

import datetime
import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser

from novex.demo import maak_accounts
from tests.e2e.toneel import Toneel


@pytest.fixture
def worker(transactional_db) -> Iterator[None]:
    """Celery in a process of its own, on the database of this test."""
    url = urlsplit(os.environ["DATABASE_URL"])
    env = {
        **os.environ,
        "DATABASE_URL": url._replace(path=f"/{connection.settings_dict['NAME']}").geturl(),
    }
    opdracht = [sys.executable, "-m", "celery", "--app=novex", "--quiet", "worker"]
    proces = subprocess.Popen(
        [*opdracht, "--pool=solo", "--loglevel=ERROR", "--without-mingle"],
        cwd=settings.BASE_DIR,
        env=env,
    )
    yield
    proces.terminate()
    assert proces.wait(timeout=30) is not None


@pytest.fixture
def toneel(settings, leeg, worker, live_server, browser: Browser) -> Toneel:
    """Only the reference data and the accounts; everything else is made on screen."""
    settings.NOVEX_DEMO = True
    settings.ROOT_URLCONF = "tests.urls_demo"
    call_command("laad_referentie", verbosity=0)
    maak_accounts(datetime.date(2026, 1, 1))
    return Toneel(browser, live_server.url, datetime.datetime.now().astimezone().date())
