"""The components in a real browser: accessible, narrow, enlarged, printed, without script."""

import pytest
from playwright.sync_api import expect

from novex.demo import PERSONAS
from novex.models import Achtergrondtaak
from tests.browser import VAN_DE_MAAT, axe, gebreken, inloggen, inloggen_demo, loopt_over
from tests.factories import GebruikerFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server, settings):
    """A running site in demo mode."""
    settings.NOVEX_DEMO = True
    settings.ROOT_URLCONF = "tests.urls_demo"
    return live_server.url


@pytest.mark.parametrize("query", ["", "?fouten=ja"])
def test_every_component_is_accessible_and_fits(site, pagina, query):
    pagina.goto(f"{site}/stijlgids/{query}")
    assert gebreken(pagina) == []


def test_text_of_twice_the_size_fits_on_half_the_width(site, pagina):
    pagina.set_viewport_size({"width": 640, "height": 900})
    pagina.goto(f"{site}/stijlgids/")
    pagina.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert loopt_over(pagina) <= 0


def test_the_axe_check_sees_a_mistake(site, pagina):
    """The guard itself: without a label axe complains."""
    pagina.goto(f"{site}/stijlgids/")
    pagina.evaluate("document.querySelector('label').remove()")
    assert any(regel.startswith("label") for regel in axe(pagina))
    pagina.evaluate("document.querySelector('h1').style.color = '#ddd'")
    assert any(regel.startswith("color-contrast") for regel in axe(pagina, VAN_DE_MAAT))


def test_the_first_tab_stop_leads_to_the_main_content(site, pagina):
    pagina.goto(f"{site}/stijlgids/")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.textContent") == "Naar de hoofdinhoud"
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("document.activeElement.id") == "hoofdinhoud"


@pytest.mark.parametrize("soort", ["pagina", "pagina_zonder_script"])
def test_the_error_summary_has_the_focus(site, request, soort):
    """With and without JavaScript."""
    page = request.getfixturevalue(soort)
    page.goto(f"{site}/stijlgids/?fouten=ja")
    assert page.locator("#foutoverzicht:focus").count() == 1
    assert page.title().startswith("8 foutmeldingen - Stijlgids")


def test_each_link_of_the_summary_leads_to_an_input(site, pagina):
    """And that of the form as a whole to the sentence above it."""
    pagina.goto(f"{site}/stijlgids/?fouten=ja")
    links = pagina.locator("#foutoverzicht a")
    soorten = []
    for nummer in range(links.count()):
        links.nth(nummer).click()
        soorten.append(pagina.evaluate("document.querySelector(location.hash).tagName"))
    assert set(soorten) == {"INPUT", "SELECT", "TEXTAREA", "DIV"}
    assert soorten.count("DIV") == 1


def test_a_long_text_counts_down_and_is_not_cut(site, pagina):
    pagina.goto(f"{site}/stijlgids/")
    invoer = pagina.locator("#id_nieuw-omschrijving")
    invoer.fill("a" * 601)
    assert len(invoer.input_value()) == 601
    assert pagina.get_by_text("1 teken te veel.").is_visible()
    invoer.fill("a" * 590)
    assert pagina.get_by_text("Nog 10 tekens over.").is_visible()


def test_the_calendar_writes_the_date_as_text(site, pagina):
    pagina.goto(f"{site}/stijlgids/")
    pagina.evaluate(
        """() => {
            const kiezer = document.querySelector('#id_nieuw-besluit_op ~ .nx-datum__kiezer');
            kiezer.value = '2027-07-01';
            kiezer.dispatchEvent(new Event('change'));
        }"""
    )
    assert pagina.locator("#id_nieuw-besluit_op").input_value() == "01-07-2027"


def test_print_leaves_out_navigation_and_buttons(site, pagina):
    pagina.goto(f"{site}/stijlgids/")
    pagina.emulate_media(media="print")
    for deel in (".nx-voet", ".nx-filters", ".nx-acties", ".nx-springlink"):
        assert not pagina.locator(deel).first.is_visible(), deel
    assert pagina.locator("h1").is_visible()


def test_a_demo_account_logs_in_with_one_click(site, pagina):
    for naam, persona in list(PERSONAS.items())[:1]:
        GebruikerFactory(username=naam, rollen=list(persona.rollen))
        inloggen_demo(pagina, site, persona.naam)
        pagina.goto(f"{site}/taken/")
        assert pagina.locator(".nx-gebruiker").get_by_text(naam).is_visible()


def test_the_log_in_page_is_accessible(site, pagina):
    pagina.goto(f"{site}/inloggen/")
    assert gebreken(pagina) == []


def test_progress_is_followed_and_announced_without_a_reload(site, live_server, pagina, staf):
    taak = Achtergrondtaak.objects.create(
        soort="proef",
        opschrift="Bundel",
        sleutel="proef",
        status="bezig",
        aangevraagd_door=staf,
        organisatie=staf.organisatie,
    )
    inloggen(pagina, live_server, staf)
    pagina.clock.install()
    pagina.goto(f"{site}/taken/{taak.pk}/")
    pagina.evaluate("window.dezelfde = document.querySelector('.nx-voortgang [role=status]')")
    Achtergrondtaak.objects.filter(pk=taak.pk).update(status="klaar", voortgang=100)
    pagina.clock.run_for(2_500)
    expect(pagina.locator(".nx-voortgang [role=status]")).to_have_text("Het bestand is klaar.")
    assert pagina.evaluate("window.dezelfde.isConnected")
    assert pagina.get_by_role("link", name="Bestand ophalen").is_visible()
    assert pagina.locator("progress").count() == 0


@pytest.mark.parametrize("pad", ["/taken/", "/bestaat-niet/", "/privacy/", "/uitloggen/"])
def test_pages_of_someone_who_is_logged_in_are_accessible(site, live_server, pagina, staf, pad):
    inloggen(pagina, live_server, staf)
    pagina.goto(f"{site}{pad}")
    assert pagina.get_by_role("button", name="Uitloggen").first.is_visible()
    assert gebreken(pagina) == []
