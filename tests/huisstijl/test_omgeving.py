"""Settings come from the environment, and a wrong environment stops the start."""

import json
import os
import runpy
import subprocess
import sys

import pytest
import structlog
from allauth.core.internal.httpkit import get_client_ip
from django.core import checks as django_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from novex import env
from novex.lokaal.controle import als_productie
from novex.lokaal.gegevensmap import PROJECT


def productie(**wijzigingen):
    """The environment of a server; None removes a variable."""
    omgeving = {**als_productie(os.environ), "DJANGO_SETTINGS_MODULE": "novex.settings"}
    omgeving.pop("PYTEST_XDIST_WORKER", None)
    gegeven = omgeving | wijzigingen
    return {naam: waarde for naam, waarde in gegeven.items() if waarde is not None}


@pytest.fixture
def instellingen(monkeypatch):
    """The settings file read in another environment: gives its names and values."""

    def lees(**wijzigingen):
        with monkeypatch.context() as elders:
            elders.setattr(os, "environ", productie(**wijzigingen))
            elders.setattr(structlog, "configure", lambda **_: None)  # what it does at once
            return runpy.run_path(str(PROJECT / "novex/settings.py"))

    return lees


def in_omgeving(code, **wijzigingen):
    """Run code in a fresh process."""
    return subprocess.run(
        [sys.executable, *code],
        cwd=PROJECT,
        env=productie(**wijzigingen),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


CHECK = ("manage.py", "check", "--deploy", "--fail-level=WARNING")


@pytest.mark.parametrize(
    "naam",
    [
        "NOVEX_OMGEVING",
        "SECRET_KEY",
        "DATABASE_URL",
        "REDIS_URL",
        "NOVEX_BESTANDEN",
        "NOVEX_HOSTS",
        "NOVEX_BEVEILIGINGSCONTACT",
        "NOVEX_MAIL_HOST",
        "NOVEX_MAIL_AFZENDER",
    ],
)
def test_production_has_no_defaults(instellingen, naam):
    with pytest.raises(ImproperlyConfigured, match=f"Omgevingsvariabele {naam} ontbreekt"):
        instellingen(**{naam: None})


def test_the_production_environment_of_these_tests_is_complete(instellingen):
    """Else the test above would prove nothing."""
    assert instellingen()["OMGEVING"] == "productie"


def test_what_is_missing_stops_the_start_with_a_sentence():
    klaar = in_omgeving(("manage.py", "check"), SECRET_KEY=None)
    assert klaar.returncode != 0
    assert "Omgevingsvariabele SECRET_KEY ontbreekt." in klaar.stderr


def test_production_passes_every_deployment_check():
    klaar = in_omgeving(CHECK)
    assert klaar.returncode == 0, klaar.stderr


@pytest.mark.parametrize("naam", ["NOVEX_DEMO", "NOVEX_DEBUG"])
def test_production_does_not_start_with_demo_or_debug(instellingen, naam):
    """Demo accounts log in with one click (ROL-1); a web server reads settings, and no checks."""
    with pytest.raises(ImproperlyConfigured, match=f"{naam}=ja kan niet samen met"):
        instellingen(**{naam: "ja"})


@pytest.mark.parametrize("productie", [True, False])
@pytest.mark.parametrize(
    ("instelling", "code"),
    [
        ({"NOVEX_DEMO": True}, "novex.E001"),
        ({"DEBUG": True}, "novex.E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "novex.E003"),
    ],
)
def test_what_is_unsafe_is_refused_in_production_only(instelling, code, productie):
    with override_settings(PRODUCTIE=productie, **instelling):
        codes = [melding.id for melding in django_checks.run_checks()]
    assert (code in codes) is productie


def test_production_has_strict_cookies_and_transport(instellingen):
    gelezen = instellingen()
    assert gelezen["SESSION_COOKIE_NAME"] == "__Host-novex"
    assert gelezen["CSRF_COOKIE_NAME"] == "__Host-novex-csrf"
    streng = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert [gelezen[naam] for naam in streng] == [True] * 3
    assert gelezen["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_another_user_may_read_the_collected_files():
    """Root collects them into the image, and novex serves them."""
    code = (
        "from django.core.files.storage import storages;"
        "print(oct(storages['staticfiles'].file_permissions_mode))"
    )
    assert in_omgeving(("-c", code)).stdout.strip() == "0o644"


@pytest.mark.parametrize(
    ("proxys", "adres"), [(None, "203.0.113.9"), ("2", "198.51.100.7")], ids=["one", "two"]
)
def test_log_in_attempts_count_for_the_client_and_not_for_the_proxy(
    instellingen, rf, proxys, adres
):
    """And what a client says itself about its address counts for nothing."""
    gelezen = instellingen(NOVEX_PROXYS=proxys)
    via = "192.0.2.1, 198.51.100.7, 203.0.113.9"
    with override_settings(
        **{naam: waarde for naam, waarde in gelezen.items() if naam.startswith("ALLAUTH_")}
    ):
        assert get_client_ip(rf.get("/", HTTP_X_FORWARDED_FOR=via)) == adres


def test_the_worker_logs_why_a_task_failed():
    code = (
        "import structlog; from novex.celery import app; app.log.setup()\n"
        "try: 1 / 0\n"
        "except ZeroDivisionError: structlog.get_logger('novex').exception('mislukt')"
    )
    klaar = in_omgeving(("-c", code))
    regel = json.loads(klaar.stderr.splitlines()[-1])
    assert (regel["event"], regel["level"]) == ("mislukt", "error")
    assert "ZeroDivisionError" in regel["exception"]


def test_two_runs_on_one_machine_do_not_share_a_cookie(instellingen):
    namen = {
        instellingen(NOVEX_OMGEVING="lokaal", PORT=poort)["SESSION_COOKIE_NAME"]
        for poort in ("8000", "8001")
    }
    assert len(namen) == 2


def test_nothing_unsafe_or_foreign_in_the_content_security_policy(settings):
    bronnen = {
        b for lijst in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for b in lijst
    }
    assert bronnen <= {"'self'", "'none'", "data:"}
    assert "data:" not in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]


@pytest.mark.parametrize("waarde", ["yes", "true", "1", "JA"])
def test_a_flag_is_ja_or_nee(monkeypatch, waarde):
    monkeypatch.setenv("NOVEX_DEMO", waarde)
    with pytest.raises(ImproperlyConfigured, match="Kies uit: ja, nee"):
        env.vlag("NOVEX_DEMO")


@pytest.mark.parametrize("waarde", ["-1", "1.5", "acht", "²", "0"])
def test_a_number_is_whole_and_large_enough(monkeypatch, waarde):
    monkeypatch.setenv("PORT", waarde)
    with pytest.raises(ImproperlyConfigured, match="heel getal van 1 of hoger"):
        env.getal("PORT", "8000", minimaal=1)


def test_an_empty_value_counts_as_missing(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "  ")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY ontbreekt"):
        env.tekst("SECRET_KEY")


def test_a_list_loses_spaces_and_empty_parts(monkeypatch):
    monkeypatch.setenv("NOVEX_HOSTS", " a.nl, b.nl,,")
    assert env.lijst("NOVEX_HOSTS") == ["a.nl", "b.nl"]


@pytest.mark.parametrize(
    ("url", "verwacht"),
    [
        (
            "postgresql://u%40x:p%2Fw@db.example:5433/novex?sslmode=require",
            ("u@x", "p/w", "db.example", "5433", "novex", {"sslmode": "require"}),
        ),
        ("postgresql://novex@/novex?host=/tmp/s", ("novex", "", "/tmp/s", "", "novex", {})),
    ],
)
def test_a_database_address_is_taken_apart(monkeypatch, url, verwacht):
    monkeypatch.setenv("DATABASE_URL", url)
    db = env.database("DATABASE_URL")
    delen = (db["USER"], db["PASSWORD"], db["HOST"], db["PORT"], db["NAME"], db["OPTIONS"])
    assert delen == verwacht


@pytest.mark.parametrize(
    "url",
    ["sqlite:///geheim", "postgresql://u:geheim@h:acht/db", "postgresql://u:geheim@h", "geheim"],
)
def test_a_wrong_database_address_is_refused_without_showing_it(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL kan niet") as fout:
        env.database("DATABASE_URL")
    assert "geheim" not in str(fout.value)


def test_another_queue_than_redis_is_refused_without_showing_it(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "amqp://:geheim@h")
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL kan niet") as fout:
        env.redis("REDIS_URL")
    assert "geheim" not in str(fout.value)


def test_a_folder_is_a_full_path(monkeypatch):
    monkeypatch.setenv("NOVEX_BESTANDEN", "ergens/hier")
    with pytest.raises(ImproperlyConfigured, match="volledig pad"):
        env.pad("NOVEX_BESTANDEN")
