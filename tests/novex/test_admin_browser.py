"""Beheer in a real browser."""

import pytest
from django.urls import reverse

from novex.models import Criteriaset, Gebruiker, NovexGebied, Organisatie, Toewijzing
from novex.referentie.lader import laad
from tests.browser import gebreken, inloggen
from tests.novex.beheer import pagina


def van_elke_soort(gebruiker):
    """One page of each kind; the others differ in their words."""
    yield reverse("admin:index")
    yield pagina(Organisatie, "changelist") + "?q=e"
    yield pagina(Organisatie, "history", Organisatie.objects.first().pk)
    yield pagina(Toewijzing, "add")
    yield pagina(Gebruiker, "change", gebruiker.pk)
    yield pagina(NovexGebied, "change", NovexGebied.objects.first().pk)
    yield pagina(Criteriaset, "change", Criteriaset.objects.first().pk)
    yield reverse("admin:auth_user_password_change", args=[gebruiker.pk])


@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_every_kind_of_page_of_beheer_is_accessible(live_server, browser, beheerder):
    """WCAG 2.2 AA, wide and narrow."""
    laad()
    # The measuring itself sets styles here, which the policy of the site refuses.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    inloggen(page, live_server, beheerder)
    gevonden = []
    for url in van_elke_soort(beheerder):
        page.goto(live_server.url + url)
        gevonden += gebreken(page)
    context.close()
    assert gevonden == [], gevonden
