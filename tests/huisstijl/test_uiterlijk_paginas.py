"""The frame of every page, the log-in page, the error pages, and what no page may contain."""

import datetime
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from novex.models import Auditregel
from tests.huisstijl.test_uiterlijk_velden import Elementen

SJABLONEN = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
VERBODEN = ("Dit veld is verplicht", "Ongeldige invoer", "Oeps", "sorry")
VERBODEN_KNOPPEN = re.compile(r'{% (?:post)?knop [^%]*"(OK|Verzenden|Volgende|Klik hier)"')


@pytest.fixture
def demo(settings):
    settings.NOVEX_DEMO = True
    settings.ROOT_URLCONF = "tests.urls_demo"


@pytest.mark.django_db
def test_the_frame_of_a_page(client, staf):
    client.force_login(staf)
    html = client.get("/privacy/").content.decode()
    boom = Elementen(html)
    assert boom.gevonden[0] == ("html", {"lang": "nl"})
    eerste = next(a for t, a in boom.gevonden if t in {"a", "button", "input"})
    assert eerste["href"] == "#hoofdinhoud"
    [(_, main)] = [paar for paar in boom.gevonden if paar[0] == "main"]
    assert main == {"id": "hoofdinhoud", "tabindex": "-1"}
    assert html.count("<h1") == 1
    assert "<title>Privacy - NOVEX</title>" in html
    assert all(a.get("aria-label") for t, a in boom.gevonden if t == "nav")
    assert boom.met(href="/toegankelijkheid/")
    assert boom.met(href="/privacy/")


@pytest.mark.django_db
def test_the_header_tells_who_is_logged_in_and_logs_out_by_post(client, staf):
    client.force_login(staf)
    html = client.get("/privacy/").content.decode()
    kop = html[html.index("<header") : html.index("</header>")]
    assert staf.weergavenaam in kop
    assert "VRO, VRO-staf" in kop
    [(_, formulier)] = [paar for paar in Elementen(kop).gevonden if paar[0] == "form"]
    assert formulier == {"method": "post", "action": "/uitloggen/"}


@pytest.mark.django_db
def test_someone_who_is_not_logged_in_gets_a_link_to_do_so(client):
    html = client.get("/privacy/").content.decode()
    assert Elementen(html).met(href="/inloggen/")
    assert "Uitloggen" not in html


@pytest.mark.django_db
def test_a_refused_log_in_says_what_to_do(client):
    html = client.post("/inloggen/", {"login": "", "password": ""}).content.decode()
    assert "Vul uw gebruikersnaam in." in html
    assert "Vul uw wachtwoord in." in html
    assert "<title>2 foutmeldingen - Inloggen - NOVEX</title>" in html
    html = client.post("/inloggen/", {"login": "x", "password": "y"}).content.decode()
    assert "Controleer beide en probeer het opnieuw." in html
    assert 'value="x"' in html


@pytest.mark.django_db
def test_the_log_in_goes_on_to_the_page_that_was_asked_for(client, demo):
    html = client.get("/inloggen/?next=/taken/").content.decode()
    assert Elementen(html).met(name="next", value="/taken/")


@pytest.mark.django_db
def test_demo_accounts_show_only_in_a_demonstration(client, settings):
    assert "als demo-account" not in client.get("/inloggen/").content.decode()
    settings.NOVEX_DEMO = True
    settings.ROOT_URLCONF = "tests.urls_demo"
    assert "als demo-account" in client.get("/inloggen/").content.decode()


@pytest.mark.django_db
def test_a_demo_account_logs_in_by_a_post_in_a_demonstration_only(client, staf, settings, demo):
    """ROL-1, ZIC-5: by a button, with a trace, for an account of the list that is switched on."""
    naam = "vro-staf"
    type(staf).objects.filter(pk=staf.pk).update(username=naam)
    adres, vreemd = (reverse("demo-inloggen", args=[deel]) for deel in (naam, "gebruiker1"))
    settings.NOVEX_DEMO = False
    assert client.post(adres).status_code == 404
    settings.NOVEX_DEMO = True
    assert client.get(adres).status_code == 405
    assert client.post(vreemd).status_code == 404
    assert not Auditregel.objects.exists()
    assert client.post(adres).url == "/"
    assert client.session["_auth_user_id"] == str(staf.pk)
    assert Auditregel.objects.get().handeling == "ingelogd als demo-account"
    type(staf).objects.filter(pk=staf.pk).update(is_active=False)
    assert Client().post(adres).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["staf", "provinciaal", "beheerder"])
def test_the_style_guide_is_the_same_for_everyone(client, request, demo, persona):
    """ZIC-4: made up, so for a visitor as well; it is read and never written to."""
    assert client.get("/stijlgids/").status_code == 200
    client.force_login(request.getfixturevalue(persona))
    assert client.get("/stijlgids/").status_code == 200
    assert client.post("/stijlgids/").status_code == 405


@pytest.mark.django_db
def test_the_style_guide_is_closed_outside_a_demonstration(client, settings):
    settings.ROOT_URLCONF = "tests.urls_demo"
    assert client.get("/stijlgids/").status_code == 404
    settings.NOVEX_DEMO = True
    assert client.get("/stijlgids/").status_code == 200


@pytest.mark.parametrize("naam", ["400.html", "500.html", "503.html"])
def test_a_page_for_when_nothing_works_needs_nothing(naam):
    html = render_to_string(naam)
    assert html.count("<h1>") == 1
    assert 'lang="nl"' in html


@pytest.mark.parametrize("naam", ["403.html", "404.html", "409.html", "429.html"])
def test_an_error_page_also_comes_out_without_context(naam):
    html = render_to_string(naam)
    assert html.count("<h1>") == 1
    assert "Naar de hoofdinhoud" in html


@pytest.mark.django_db
def test_an_unknown_address_gets_our_own_page(client, staf):
    client.force_login(staf)
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


def test_a_refusal_says_why():
    assert "Alleen het regietafellid mag dit." in render_to_string(
        "403.html", {"zin": "Alleen het regietafellid mag dit."}
    )


def test_the_second_editor_reads_who_was_first_and_keeps_the_text():
    """Two editors: the page names the first and shows all that was typed (409)."""
    html = render_to_string(
        "409.html",
        {
            "wie": "Expert IenW",
            "wanneer": datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC),
            "ingevuld": [("Titel", "Netcongestie <Kop>"), ("Planning", "")],
            "terug": "/vraagstukken/1/",
        },
    )
    assert "Expert IenW heeft dit gewijzigd op 21-11-2026 om 10:30 uur" in html
    assert "Netcongestie &lt;Kop&gt;" in html
    assert 'href="/vraagstukken/1/"' in html


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda p: str(p.name))
def test_a_template_keeps_to_the_security_policy_and_the_words(sjabloon):
    """No inline style or script (CSP), none of the forbidden sentences or buttons."""
    bron = sjabloon.read_text(encoding="utf-8")
    # What becomes a PDF never meets a browser.
    if "pdf" not in sjabloon.parts and "PDF" not in bron[:300]:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*src=)", bron)
    for zin in VERBODEN:
        assert zin.lower() not in bron.lower()
    assert not VERBODEN_KNOPPEN.search(bron)


def test_the_scan_sees_templates_of_this_project():
    assert settings.BASE_DIR / "templates/base.html" in SJABLONEN
    assert VERBODEN_KNOPPEN.search('{% knop "Verzenden" %}')
