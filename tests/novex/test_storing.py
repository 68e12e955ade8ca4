"""What someone gets while a part of the machine is away, or another was first."""

import socket
import time
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connections
from django.http import HttpResponse
from django_fsm import ConcurrentTransition
from psycopg import errors

from novex.middleware import HandelingMiddleware

pytestmark = pytest.mark.django_db
DICHT = "1"  # nothing listens on this port


@pytest.fixture
def ingelogd(client, staf):
    client.force_login(staf)
    client.raise_request_exception = False
    return client


@contextmanager
def database_op(poort, **opties):
    """A real connection to elsewhere; the one of the test stays open."""
    goede = connections["default"]
    kapotte = goede.copy()
    anders = {"HOST": "127.0.0.1", "PORT": poort}
    anders["OPTIONS"] = goede.settings_dict["OPTIONS"] | opties
    kapotte.settings_dict = goede.settings_dict | anders
    connections["default"] = kapotte
    yield
    connections["default"] = goede


@pytest.fixture
def zonder_database():
    with database_op(DICHT):
        yield


def is_even_weg(response):
    assert response.status_code == 503
    assert response["Retry-After"] == "900"
    assert response["Cache-Control"] == "no-store"
    assert "NOVEX is even niet beschikbaar" in response.content.decode()
    return True


@pytest.mark.parametrize("pad", ["/", "/vraagstukken/", "/gezond/"])
def test_a_database_that_is_away_is_503(ingelogd, zonder_database, pad):
    """ALG-2: the page says that what was saved is safe, and when to come back."""
    assert is_even_weg(ingelogd.get(pad))


def test_a_database_that_says_nothing_is_503_in_seconds(ingelogd, settings):
    """ALG-2: a machine that was unplugged refuses nothing, so only a term ends the waiting."""
    opties = settings.DATABASES["default"]["OPTIONS"]
    assert int(opties["connect_timeout"]) <= 10
    assert int(opties["tcp_user_timeout"]) <= 30_000
    stil = socket.create_server(("127.0.0.1", 0))
    with stil, database_op(str(stil.getsockname()[1]), connect_timeout="2"):
        begin = time.monotonic()
        assert is_even_weg(ingelogd.get("/"))
        assert time.monotonic() - begin < 20


def test_a_store_that_is_away_is_503_and_logs_nobody_out(ingelogd, settings):
    """ALG-2: the cookie stays, so that after it everyone goes on where they were."""
    ander = settings.CACHES["default"] | {"LOCATION": f"redis://127.0.0.1:{DICHT}/0"}
    goede, settings.CACHES = settings.CACHES, {"default": ander}
    response = ingelogd.get("/")
    assert is_even_weg(response)
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert is_even_weg(ingelogd.post("/inloggen/", {"login": "a", "password": "b"}))
    settings.CACHES = goede
    assert ingelogd.get("/").status_code == 200


@pytest.mark.parametrize("fout", [ZeroDivisionError(), errors.DeadlockDetected()])
def test_an_error_of_ours_is_no_503(ingelogd, monkeypatch, fout):
    """A deadlock does not go away by waiting a quarter of an hour."""

    def stuk(*args, **kwargs):
        if isinstance(fout, errors.Error):
            raise OperationalError from fout
        raise fout

    monkeypatch.setattr("novex.models.Gebruiker.objects.exists", stuk)
    response = ingelogd.get("/gezond/")
    assert response.status_code == 500
    assert "Dit ligt niet aan u." in response.content.decode()


def test_who_comes_too_late_for_a_step_keeps_what_was_typed(rf, staf):
    """VRA-16, ALG-2: the 409 page shows it, also where nobody knows who was first."""

    def te_laat(request):
        raise ConcurrentTransition

    request = rf.post(
        "/vraagstukken/1/stap/",
        {"motivatie": "<b>Het botst.</b>", "csrfmiddlewaretoken": "geheim", "versie": "3"},
    )
    request.user = staf
    antwoord = HandelingMiddleware(lambda _: HttpResponse()).process_view(request, te_laat, (), {})
    assert antwoord.status_code == 409
    html = antwoord.content.decode()
    assert "<dt>Motivatie</dt>" in html
    assert "&lt;b&gt;Het botst.&lt;/b&gt;" in html
    assert "geheim" not in html
    assert "<dt>Versie</dt>" not in html
    assert 'href="/vraagstukken/1/stap/"' in html


@pytest.mark.parametrize(
    ("van", "terug"),
    [
        ("http://testserver/overleggen/1/agenda/", "/overleggen/1/agenda/"),
        ("https://elders.example/overleggen/1/agenda/", "/"),
        ("", "/"),
    ],
)
def test_a_button_after_the_session_ended_says_that_nothing_was_done(client, van, terug):
    """ALG-2: and the way back is the page with the button, which takes a GET."""
    antwoord = client.post("/overleggen/1/agenda/afstemmen/", headers={"referer": van})
    assert antwoord.status_code == 403
    pagina = antwoord.content.decode()
    assert "Wat u instuurde, is niet bewaard." in pagina
    assert "Dit had u ingevuld" not in pagina
    assert f'href="/inloggen/?next={terug}"' in pagina
