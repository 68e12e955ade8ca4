"""What a page of governance says is true for who reads it (AGE-1, BOL-2, BES-7)."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from dossiers.models import Fase
from governance.gremia import Gremium
from governance.services import rijksinzet
from novex.models import JuridischInstrument
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    CyclusFactory,
    OverlegFactory,
    rijp_vraagstuk,
)
from tests.governance.lijsten import OP, bevroren_ronde, kamerbrief
from tests.governance.paginas import url
from tests.governance.uitkomsten import punt_in

GEEN = "Er zijn geen vraagstukken waarvan de fase bij dit overleg past."
ALLE = "Alle vraagstukken die bij dit overleg passen, staan al op de agenda."


def test_no_candidate_is_left_or_there_was_none(als, staf, gelderland):
    """AGE-1: a fitting vraagstuk that stands on the agenda is no reason to say there is none."""
    overleg = OverlegFactory()
    client = als("staf")
    AgendapuntFactory(overleg=overleg, vraagstuk=None)
    VraagstukFactory(lead_provincie=gelderland, fase=Fase.OPVOLGING)
    assertContains(client.get(url("agenda", overleg.pk)), GEEN)
    AgendapuntFactory(overleg=overleg)
    pagina = client.get(url("agenda", overleg.pk))
    assertContains(pagina, ALLE)
    assertNotContains(pagina, GEEN)


def test_a_beheerder_is_not_told_that_nothing_is_planned(als, beheerder, staf, gelderland):
    """OVL-2, ROL-1: it is there, and not to be seen by that role."""
    OverlegFactory()
    adres = url("cyclus-jaar", CyclusFactory().jaar)
    leeg, mist = "Er staan geen overleggen op deze kalender.", "Plan dit overleg."
    pagina = als("beheerder").get(adres)
    assertContains(pagina, "Met uw rol ziet u geen overleggen.")
    for zin in (leeg, mist):
        assertNotContains(pagina, zin)
    assertContains(als("staf").get(adres), mist)


def test_a_lezer_hears_when_the_lines_can_be_read(als, bestuurder_rijk, staf, gelderland):
    """BOL-2: not that there are none; after the Kamerbrief where they stand."""
    ronde = bevroren_ronde(staf)
    client = als("bestuurder_rijk")
    adres, leeg = url("lijst-regels", ronde.pk), "Er staan nog geen regels"
    pagina = client.get(adres)
    assertContains(pagina, "Dat kan zodra de Kamerbrief is vastgelegd.")
    assertNotContains(pagina, leeg)
    kamerbrief(ronde, staf)
    pagina = client.get(adres)
    assertContains(pagina, "U leest de regels in")
    assertNotContains(pagina, leeg)


@pytest.fixture
def instrumenten(db):
    return [
        JuridischInstrument.objects.create(
            code=code, naam=code, soort="proces", aard="aard", bevoegd="vro"
        )
        for code in ("voorkeursrecht", "projectbesluit")
    ]


def test_the_instruments_of_an_advice_are_ticked(als, staf, gelderland, instrumenten):
    """REF-5, BES-4: several, one by one, and none is needed."""
    punt = punt_in(Gremium.DO, rijp_vraagstuk(), datum=DAG)
    veld = als("staf").get(url("uitkomst-vastleggen", punt.pk)).context["form"]["instrumenten"]
    assert [optie.data["type"] for optie in veld.subwidgets] == ["checkbox"] * 2
    assert not veld.field.required


def test_the_page_of_a_rijksinzet_says_what_its_button_makes(als, staf, gelderland):
    """BES-7: the first is no new version; written and released are two days."""
    vraagstuk = rijp_vraagstuk()
    client, adres = als("staf"), url("rijksinzet", vraagstuk.pk)
    nieuw = "Nieuwe versie schrijven"
    pagina = client.get(adres)
    assertContains(pagina, "Rijksinzet schrijven")
    assertNotContains(pagina, nieuw)
    rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk, tekst="Kies voor water.", reden="", op_versie=0, door=staf
    )
    pagina = client.get(adres)
    assertContains(pagina, nieuw)
    assertContains(pagina, "geschreven op")


def test_a_frozen_version_tells_one_day(als, staf, gelderland):
    """BOL-1: the table of versions says the day that is printed in the list and in every file."""
    ronde = bevroren_ronde(staf)
    versie = ronde.afsprakenlijsten.get()
    assert f"{versie.op:%d-%m-%Y}" != f"{OP:%d-%m-%Y}"
    pagina = als("staf").get(url("lijst", ronde.pk))
    assertContains(pagina, f"{OP:%d-%m-%Y} door {staf}")
    assertNotContains(pagina, f"{versie.op:%d-%m-%Y}")
