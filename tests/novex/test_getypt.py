"""What was typed and is not kept, is shown once more: whatever the reason (ALG-2)."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from dossiers.models import Fase, Triageadvies, Vraagstuk
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, berichten, tekst
from tests.dossiers.signalen import SignaalFactory

pytestmark = pytest.mark.django_db

ZIN = "De dijk <b>ligt</b> te laag, zegt het waterschap."
HIER = {"referer": "http://testserver/vraagstukken/nieuw/"}


@pytest.fixture
def afgesloten(gelderland):
    return VraagstukFactory(fase=Fase.BEEINDIGD, provincies=[gelderland])


def houdt_getypt(response, status):
    assert response.status_code == status
    assert "Dit had u ingevuld" in tekst(response)
    assert "De dijk &lt;b&gt;ligt&lt;/b&gt; te laag" in response.content.decode()
    return True


@pytest.mark.parametrize(
    ("pad", "veld"),
    [
        ("wijzigen/", "omschrijving"),
        ("beeld/", "kansen"),
        ("aanpak/", "aanpak"),
        ("voorkeur/", "voorkeur_reden"),
        ("richtingen/nieuw/", "beschrijving"),
        ("overgang/leg_terug/", "motivatie"),
        ("triage/zienswijze/", "motivatie"),
    ],
)
def test_a_text_for_what_was_closed_meanwhile_is_shown(afgesloten, accounthouder, pad, veld):
    """VRA-16: the page says what is so now, where to go, and what was typed."""
    url = f"{afgesloten.get_absolute_url()}{pad}"
    response = als(accounthouder).post(url, {veld: ZIN, "versie": "1"})
    assert houdt_getypt(response, 409)
    assert "Iemand anders heeft dit gewijzigd" not in tekst(response)
    # Who typed nothing, or only opens the page, gets the sentence on the page that tells more.
    for leeg in (als(accounthouder).get(url), als(accounthouder).post(url, {"versie": "1"})):
        assert leeg.status_code == 302
    assert Vraagstuk.objects.get().fase == Fase.BEEINDIGD


def test_the_sentence_of_a_closed_vraagstuk_stands_on_its_page(afgesloten, accounthouder):
    """VRA-16: a link that was left open leads to the reason."""
    response = als(accounthouder).get(f"{afgesloten.get_absolute_url()}beeld/", follow=True)
    assert "Dit vraagstuk is afgesloten" in berichten(response)[0]


def test_a_besluit_without_an_advice_any_more_keeps_its_motivation(
    afgesloten, regietafellid, gelderland
):
    """TRI-6: two members decide; the second reads what was typed, and that nothing waits."""
    url = f"{afgesloten.get_absolute_url()}triage/besluit/"
    response = als(regietafellid).post(url, {"motivatie": ZIN})
    assert houdt_getypt(response, 409)
    assert "Er wacht geen advies op een besluit." in tekst(response)
    assert not Triageadvies.objects.exists()


def test_a_signaal_that_a_colleague_handed_in_keeps_the_text(accounthouder, gelderland):
    """SIG-1: it does not change any more; the text is not lost."""
    signaal = SignaalFactory(
        ingediend=True,
        organisatie=accounthouder.organisatie,
        provincies=[gelderland],
    )
    response = als(accounthouder).post(f"/signalen/{signaal.pk}/wijzigen/", {"toelichting": ZIN})
    assert houdt_getypt(response, 403)
    assert "Een ingediend signaal verandert niet meer." in tekst(response)


def test_a_text_for_what_one_does_not_see_any_more_is_shown(buitenstaander, afgesloten):
    """ZIC-3: the page says nothing of what is there."""
    response = als(buitenstaander).post(f"{afgesloten.get_absolute_url()}beeld/", {"kansen": ZIN})
    assert houdt_getypt(response, 404)
    assert afgesloten.titel not in response.content.decode()


def test_after_the_session_ended_the_text_is_shown(client):
    """ALG-2: the way back is the page with the form."""
    response = client.post("/vraagstukken/nieuw/", {"omschrijving": ZIN}, headers=HIER)
    assert houdt_getypt(response, 403)
    assert 'href="/inloggen/?next=/vraagstukken/nieuw/"' in response.content.decode()


def test_without_any_cookie_the_text_is_shown():
    """ALG-2: the browser forgot everything; the button opens the page anew."""
    response = Client(enforce_csrf_checks=True).post(
        "/vraagstukken/nieuw/", {"omschrijving": ZIN}, headers=HIER
    )
    assert houdt_getypt(response, 403)
    assert "Deze pagina stond te lang open" in tekst(response)
    assert 'href="/vraagstukken/nieuw/"' in response.content.decode()


@pytest.mark.parametrize("van", ["https://elders.example/vraagstukken/nieuw/", "", "http://["])
def test_what_another_site_sends_is_not_shown(van):
    """ALG-2: else a stranger could let this site say anything."""
    response = Client(enforce_csrf_checks=True).post(
        "/vraagstukken/nieuw/", {"omschrijving": ZIN}, headers={"referer": van}
    )
    assert response.status_code == 403
    assert "De dijk" not in response.content.decode()


@pytest.mark.parametrize("pad", ["//elders.example/x", "/\\elders.example/"])
def test_the_way_back_stays_on_this_site(client, pad):
    """ALG-2: whatever the address of the page before was."""
    van = {"referer": f"http://testserver{pad}"}
    response = client.post("/vraagstukken/nieuw/", {"omschrijving": ZIN}, headers=van)
    assert re.search(r'href="/inloggen/\?next=/elders\.example', response.content.decode())


@pytest.mark.parametrize(
    ("fout", "status"), [(ZeroDivisionError(), 500), (OperationalError("weg"), 503)]
)
def test_when_something_breaks_the_text_is_shown(client, accounthouder, monkeypatch, fout, status):
    """ALG-2: also without a database."""

    def stuk(**kwargs):
        raise fout

    client.force_login(accounthouder)
    client.raise_request_exception = False
    monkeypatch.setattr("dossiers.services.vraagstukken.breng_in", stuk)
    monkeypatch.setattr("dossiers.views.bewerken.InbrengForm.is_valid", lambda form: stuk())
    assert houdt_getypt(client.post("/vraagstukken/nieuw/", {"omschrijving": ZIN}), status)


def test_a_password_is_never_shown():
    """ALG-2: nor the token, nor a choice that is only a key here."""
    response = Client(enforce_csrf_checks=True).post(
        "/inloggen/",
        {
            "login": "staf@novex.example",
            "password": "Geheim woord 1",
            "csrfmiddlewaretoken": "Tok 1",
        },
        headers={"referer": "http://testserver/inloggen/"},
    )
    assert "staf@novex.example" in response.content.decode()
    assert "Geheim" not in response.content.decode()
    assert "Tok 1" not in response.content.decode()
