"""Loading the reference data again, after a beheerder's work or with a newer file (REF-1)."""

import pytest

from novex.models import (
    Beleidskader,
    Criterium,
    Domein,
    Keuze,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
)
from novex.referentie.lader import laad
from tests.dossiers.factories import TriageadviesFactory
from tests.novex.referentiebestanden import herschrijf, van, voeg_toe

pytestmark = pytest.mark.django_db

NOG_EEN = """
[[rij]]
code = "triage-1-nog-een"
set = "triage-1"
volgorde = 9
naam = "Nog een"
vraag = "Nog een vraag?"
"""


def test_a_row_that_nobody_edited_follows_a_new_version(geladen, map_):
    """REF-1: also a relation, and a date that the file no longer gives."""
    herschrijf(map_, "novex_gebieden.toml", '["pv25", "pv26"]', '["pv25"]')
    herschrijf(map_, "organisaties.toml", 'geldig_tot = 2024-07-01\nopvolger = "lvvn"', "")
    verslagen = laad(map_)
    assert van(verslagen, "NOVEX-gebieden").gewijzigd == 1
    assert van(verslagen, "organisaties").gewijzigd == 1
    gebied = NovexGebied.objects.get(code="arnhem-nijmegen-foodvalley")
    assert [provincie.code for provincie in gebied.provincies.all()] == ["pv25"]
    lnv = Organisatie.objects.get(code="lnv")
    assert (lnv.geldig_tot, lnv.opvolger) == (None, None)
    assert lnv.history.first().history_change_reason == "Geladen uit organisaties.toml, versie 2"


def test_an_edited_row_is_not_overwritten(geladen, map_):
    """REF-1: not by the same file and not by a new version of it."""
    Domein.objects.filter(code="wonen").update(naam="Wonen en werken")
    assert van(laad(), "domeinen").aangepast == 1
    herschrijf(map_, "domeinen.toml", 'naam = "Wonen"', 'naam = "Woningbouw"')
    verslag = van(laad(map_), "domeinen")
    assert (verslag.aangepast, verslag.gewijzigd) == (1, 0)
    assert Domein.objects.get(code="wonen").naam == "Wonen en werken"


def test_an_edited_relation_is_an_edit_too(geladen, map_):
    """REF-4: the provincies of a gebied that a beheerder chose stay."""
    NovexGebied.objects.get(code="de-peel").provincies.remove(Provincie.objects.get(code="pv31"))
    herschrijf(map_, "novex_gebieden.toml", 'naam = "De Peel"', 'naam = "Peel"')
    assert van(laad(map_), "NOVEX-gebieden").aangepast == 1
    assert NovexGebied.objects.get(code="de-peel").naam == "De Peel"


def test_an_edit_that_was_undone_follows_the_file_again(geladen, map_):
    """REF-1."""
    Domein.objects.filter(code="wonen").update(naam="Huizen")
    laad()
    Domein.objects.filter(code="wonen").update(naam="Wonen")
    herschrijf(map_, "domeinen.toml", 'naam = "Wonen"', 'naam = "Woningbouw"')
    assert van(laad(map_), "domeinen").gewijzigd == 1
    assert Domein.objects.get(code="wonen").naam == "Woningbouw"


@pytest.mark.parametrize("al_geoordeeld", [False, True])
def test_a_set_that_was_judged_with_keeps_its_questions(geladen, map_, al_geoordeeld):
    """REF-6: a newer file changes no question that was answered, and adds none."""
    criterium = Criterium.objects.get(code="triage-1-gebied")
    if al_geoordeeld:
        TriageadviesFactory(set=criterium.set)
    voeg_toe(map_, "criteria.toml", NOG_EEN)
    herschrijf(map_, "criteria.toml", "Gaat het om een gebied waar", "Is dit een gebied waar")
    verslag = van(laad(map_), "criteria")
    assert (verslag.gewijzigd, verslag.nieuw, verslag.vast) == (
        (0, 0, 2) if al_geoordeeld else (1, 1, 0)
    )
    criterium.refresh_from_db()
    assert criterium.vraag.startswith("Gaat het om") == al_geoordeeld


def test_a_removed_row_does_not_come_back(geladen, map_):
    """REF-4: nor does a new row that refers to it."""
    Programma.objects.get(code="zon").delete()
    Keuze.objects.filter(kader__code="povi-limburg").delete()
    Beleidskader.objects.get(code="povi-limburg").delete()
    herschrijf(map_, "programmas.toml", "Beleidsbrief Zon", "Beleidsbrief Zon 2")
    voeg_toe(map_, "keuzes.toml", '[[rij]]\ncode = "n"\nkader = "povi-limburg"\nnaam = "N"\n')
    verslagen = laad(map_)
    assert van(verslagen, "programma's").verwijderd == 1
    assert van(verslagen, "keuzes").verwijderd == 2
    assert not Programma.objects.filter(code="zon").exists()
    assert not Keuze.objects.filter(code="n").exists()
