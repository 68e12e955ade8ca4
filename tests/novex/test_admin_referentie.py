"""Beheer of the reference data that was loaded (REF-1 to REF-6), page by page."""

import datetime
import re

import pytest
from django.db import connection
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from novex.demo import maak_accounts
from novex.models import (
    Criteriaset,
    Domein,
    Gebruiker,
    NovexGebied,
    Organisatie,
    Programma,
    Toewijzing,
)
from novex.rechten import Rol
from novex.referentie.lader import laad
from tests.factories import ToewijzingFactory
from tests.huisstijl.lopen import stap_voor_stap
from tests.novex.beheer import REGISTER, adressen_van_beheer, geschiedenis, pagina, wijzig

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("geladen")]

MEEST = 15
ANDEREN = [
    "accounthouder",
    "regietafellid",
    "expert",
    "provinciaal",
    "staf",
    "bestuurder_rijk",
    "bestuurder_provincie",
]
ENGELS = re.compile(
    r"\b(?:the|add|change|delete|select|search|view|user|choose|remove|close|show|after|link|"
    r"model name|history|please)\b",
    re.I,
)


@pytest.fixture
def rij_van(beheerder):
    """The first row of a table, with an account and an assignment to look at."""
    laad()
    ToewijzingFactory(gebruiker=beheerder, aan_regietafel=True)
    return lambda model: model._default_manager.first()


def paginas(model, rij):
    """Every address of a table: the list, a search in it, a new row, and those of one row."""
    yield from (pagina(model, naam) for naam in ("changelist", "add"))
    yield pagina(model, "changelist") + "?q=e"
    yield from (pagina(model, naam, rij.pk) for naam in ("change", "delete", "history"))


@pytest.mark.parametrize("model", REGISTER, ids=lambda model: model._meta.model_name)
def test_a_beheerder_opens_every_page(als_beheerder, rij_van, model):
    """REF-1 to REF-6, ALG-2: what is only switched off or ended has no page to remove it."""
    rij = rij_van(model)
    blijft = {pagina(model, "delete", rij.pk)} if model in (Gebruiker, Toewijzing) else set()
    for url in paginas(model, rij):
        with CaptureQueriesContext(connection) as vragen:
            assert als_beheerder.get(url).status_code == (403 if url in blijft else 200), url
        assert len(vragen) <= MEEST, (url, len(vragen))


@pytest.mark.parametrize("model", REGISTER, ids=lambda model: model._meta.model_name)
def test_saving_what_did_not_change_changes_nothing(als_beheerder, rij_van, model):
    """ZIC-5: the form takes what it showed, and the history gets no row without a difference."""
    rij = rij_van(model)
    voor = [model_to_dict(rij), rij.history.count()]
    response = wijzig(als_beheerder, rij)
    assert response.status_code == 302, response.context["errors"]
    rij = model._default_manager.get(pk=rij.pk)
    assert [model_to_dict(rij), rij.history.count()] == voor


@pytest.mark.parametrize("persoon", ANDEREN)
def test_another_role_gets_in_nowhere(client, request, settings, rij_van, persoon):
    """ROL-1, ZIC-4: not to look and not to write, on any page of any table."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    gebruiker = request.getfixturevalue(persoon)
    gebruiker.is_staff = True
    gebruiker.save()
    client.force_login(gebruiker)
    urls = [url for model in REGISTER for url in paginas(model, rij_van(model)) if "?" not in url]
    with stap_voor_stap() as gedaan:
        for url in urls:
            for response in (client.get(url), client.post(url, {"naam": "x", "post": "yes"})):
                assert response.status_code == 302, url
                assert response.url.startswith(reverse("admin:login")), url
        assert gedaan().tabellen == set()


def test_every_page_of_beheer_is_dutch(als_beheerder, beheerder):
    """Heads, buttons and what is only read aloud, and a first choice in words."""
    beheerder.set_password("een lange zin met 5 vissen")
    beheerder.save()
    als_beheerder.force_login(beheerder)
    for url in adressen_van_beheer(beheerder):
        response = als_beheerder.get(url)
        assert response.status_code == 200, url
        bron = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
        woorden = re.sub(r"<[^>]+>", "\n", bron)
        woorden += "\n".join(re.findall(r'(?:alt|title|aria-label|placeholder)="([^"]*)"', bron))
        assert ENGELS.findall(woorden) == [], url
        assert "------" not in woorden, url


def test_what_a_beheerder_edits_survives_the_next_load(als_beheerder):
    """REF-3: edited in the admin, so not overwritten."""
    laad()
    wonen = Domein.objects.get(code="wonen")
    response = wijzig(als_beheerder, wonen, naam="Wonen en bouwen", reden="Zo heet het nu")
    assert response.status_code == 302
    laad()
    assert Domein.objects.get(code="wonen").naam == "Wonen en bouwen"


def test_a_beheerder_changes_a_relation_and_a_date(als_beheerder):
    """REF-4: the provincies of a gebied; a date as dd-mm-jjjj."""
    laad()
    gebied = NovexGebied.objects.get(code="de-peel")
    limburg = gebied.provincies.get(code="pv31")
    anders = {"provincies": [limburg.pk], "geldig_tot": "31-12-2030", "reden": "Besluit van 2026"}
    response = wijzig(als_beheerder, gebied, **anders)
    assert response.status_code == 302
    gebied.refresh_from_db()
    assert list(gebied.provincies.all()) == [limburg]
    assert gebied.geldig_tot == datetime.date(2030, 12, 31)


def test_a_beheerder_adds_a_set_with_its_criteria(als_beheerder):
    """REF-6: a changed question is a new version of the set."""
    response = als_beheerder.post(
        pagina(Criteriaset, "add"),
        {
            "code": "triage-2",
            "naam": "Triage, versie 2",
            "moment": "triage",
            "versie": 2,
            "geldig_van": "01-01-2028",
            "criteria-TOTAL_FORMS": 1,
            "criteria-INITIAL_FORMS": 0,
            "criteria-0-code": "triage-2-gebied",
            "criteria-0-volgorde": 1,
            "criteria-0-naam": "Gebied",
            "criteria-0-vraag": "Is er een gebied?",
            "criteria-0-machinecheck": "gebied_of_meer_provincies",
        },
    )
    assert response.status_code == 302
    assert Criteriaset.objects.get(code="triage-2").criteria.get().volgorde == 1


def test_the_history_says_who_changed_what_from_what_to_what_and_why(als_beheerder, beheerder):
    """ZIC-5: in Dutch, also what was loaded from a file, and a relation to several rows."""
    laad()
    rij = Organisatie.objects.get(code="fin")
    wijzig(als_beheerder, rij, afkorting="Fin", reden="Zo schrijven ze het zelf.")
    tekst = geschiedenis(als_beheerder, rij)
    assert "Afkorting: van “FIN” naar “Fin”" in tekst
    assert f"<td>{beheerder}</td>" in tekst
    assert "<td>Zo schrijven ze het zelf.</td>" in tekst
    assert "<td>Geladen uit organisaties.toml, versie 1</td>" in tekst
    assert "View history" not in tekst
    gebied = NovexGebied.objects.get(code="groene-hart")
    utrecht = gebied.provincies.get(code="pv26")
    wijzig(als_beheerder, gebied, provincies=[utrecht.pk], reden="Proef")
    assert re.search(
        r"Provincies: van “[^”]*Zuid-Holland[^”]*” naar “[^”]*Utrecht",
        geschiedenis(als_beheerder, gebied),
    )


def test_a_row_that_nothing_uses_can_be_removed_for_good(als_beheerder):
    """REF-4: and the next load does not bring it back."""
    laad()
    zon = Programma.objects.get(code="zon")
    als_beheerder.post(pagina(Programma, "delete", zon.pk), {"post": "yes"})
    laad()
    assert not Programma.objects.filter(code="zon").exists()


@pytest.mark.parametrize(
    ("rol", "past", "past_niet"),
    [
        (Rol.ACCOUNTHOUDER, "vro", "lvvn"),
        (Rol.REGIETAFELLID, "lvvn", "pv25"),
        (Rol.VAKDEPARTEMENT, "rijkswaterstaat", "pv25"),
        (Rol.PROVINCIE, "pv25", "vro"),
        (Rol.VRO_STAF, "vro", "pv25"),
        (Rol.BESTUURDER, "pv25", "ipo"),
        (Rol.BEHEERDER, "vro", "lvvn"),
    ],
)
def test_a_role_fits_its_organisatie(als_beheerder, collega, rol, past, past_niet):
    """ROL-1: the form refuses with the role and where it belongs; the row stays as it was."""
    laad()
    organisaties = {o.code: o for o in Organisatie.objects.all()}
    response = wijzig(
        als_beheerder, collega, rollen=[rol], organisatie=organisaties[past_niet].pk, reden="Proef"
    )
    (fout,) = response.context["adminform"].form.non_field_errors()
    assert fout.startswith(f"De rol {rol.label} hoort bij ")
    assert fout.endswith("Kies een andere rol of een andere organisatie.")
    collega.refresh_from_db()
    assert collega.rollen == [Rol.VAKDEPARTEMENT]
    response = wijzig(
        als_beheerder, collega, rollen=[rol], organisatie=organisaties[past].pk, reden="Proef"
    )
    assert response.status_code == 302
    collega.refresh_from_db()
    assert (collega.rollen, collega.organisatie.code) == ([rol], past)


def test_the_demo_accounts_fit(db):
    """ROL-1: each as a beheerder would have to make it."""
    laad()
    for gebruiker in maak_accounts(datetime.date(2026, 1, 1)).values():
        gebruiker.clean()
