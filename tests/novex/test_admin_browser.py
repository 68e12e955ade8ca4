"""Beheer in a real browser."""

import re

import pytest

from novex.referentie.lader import laad
from tests.browser import axe, inloggen
from tests.novex.beheer import adressen_van_beheer


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_every_page_of_beheer_is_accessible(live_server, browser, beheerder):
    """WCAG 2.2 AA, at 1280 pixels."""
    laad()
    # The measuring itself sets styles here, which the policy of the site refuses.
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    inloggen(page, live_server, beheerder)
    # Of a table that looks like the others its form is enough.
    zoals_andere = re.compile(
        r"novex/(?!gebruiker|organisatie)\w+/($|\?|add|\d+/(history|delete))|organisatie/add"
    )
    gevonden = {}
    for url in adressen_van_beheer(beheerder):
        if not zoals_andere.search(url):
            page.goto(live_server.url + url)
            gevonden[url] = axe(page)
    assert len(gevonden) > 20
    context.close()
    assert {url: fouten for url, fouten in gevonden.items() if fouten} == {}
