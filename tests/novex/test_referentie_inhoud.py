"""What the data files of the project hold (REF-1 to REF-6, REF-8)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from novex.models import (
    Beleidskader,
    Criteriaset,
    Domein,
    JuridischInstrument,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
)
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db


def test_the_provincies_have_their_tooi_code_and_landsdeel(geladen):
    """REF-1: five landsdelen as the BOL uses them, twelve provincies."""
    per_landsdeel = {
        landsdeel.naam: sorted(landsdeel.provincies.values_list("code", flat=True))
        for landsdeel in Landsdeel.objects.all()
    }
    assert per_landsdeel == {
        "Noord": ["pv20", "pv21", "pv22"],
        "Oost": ["pv23", "pv25"],
        "Zuid": ["pv30", "pv31"],
        "Noordwest": ["pv24", "pv26", "pv27"],
        "Zuidwest": ["pv28", "pv29"],
    }
    fryslan = Provincie.objects.get(code="pv21")
    assert fryslan.naam == "Fryslân"
    assert fryslan.tooi_uri == "https://identifier.overheid.nl/tooi/id/provincie/pv21"
    assert fryslan.organisatie.tooi_uri == fryslan.tooi_uri


def test_a_provincie_has_a_tooi_code(geladen):
    """REF-1: the code of a provincie leads to its TOOI identifier, so it has that form."""
    limburg = Provincie.objects.get(code="pv31")
    limburg.code = "limburg"
    with geweigerd("tooi_code_klopt_niet"):
        limburg.full_clean()


@pytest.mark.parametrize(
    ("afkorting", "op", "code"),
    [
        ("VRO", "2026-02-22", "vro-2024"),
        ("VRO", "2026-02-23", "vro"),
        ("KGG", "2026-02-22", "kgg-2024"),
        ("KGG", "2026-02-23", "kgg"),
        ("EZ", "2026-02-22", "ez-2024"),
        ("EZK", "2022-06-21", "ezk-2017"),
        ("EZK", "2026-02-23", "ezk"),
        ("LNV", "2024-07-01", "lnv"),
        ("LVVN", "2024-07-02", "lvvn"),
    ],
)
def test_a_department_is_found_as_it_was_on_a_day(geladen, afkorting, op, code):
    """REF-2: an old afspraak keeps the name that was valid then; names change on a day."""
    geldig = Organisatie.objects.geldig(datetime.date.fromisoformat(op))
    assert geldig.get(afkorting=afkorting).code == code


def test_vro_is_a_portfolio_under_bzk_that_runs_the_cycle(geladen):
    """REF-2: the ministry of VRO became a portfolio under BZK on 23-02-2026."""
    vro = Organisatie.objects.get(is_vro=True)
    assert (vro.code, vro.valt_onder.code) == ("vro", "bzk")
    oud = vro.voorgangers.get()
    assert oud.tooi_uri == "https://identifier.overheid.nl/tooi/id/ministerie/mnre1171"
    assert vro.tooi_uri == ""


def test_the_koepels_are_on_neither_side(geladen):
    """REF-2: IPO, VNG and Unie van Waterschappen take part beside Rijk and regio."""
    assert set(Organisatie.objects.filter(kant="overig").values_list("afkorting", flat=True)) == {
        "IPO",
        "VNG",
        "UvW",
    }


def test_there_are_the_twelve_domeinen(geladen):
    """REF-3."""
    assert set(Domein.objects.values_list("naam", flat=True)) == {
        "Wonen",
        "Water en bodem",
        "Energie",
        "Landbouw",
        "Natuur",
        "Economie",
        "Mobiliteit",
        "Defensie",
        "Erfgoed en landschap",
        "Gezondheid en leefomgeving",
        "Drinkwater en zoetwater",
        "Klimaatadaptatie",
    }


def test_every_provincie_has_one_povi_with_a_keuze_to_cite(geladen):
    """REF-4: and nothing is cited without its source."""
    povis = Beleidskader.objects.filter(soort=Beleidskader.Soort.POVI)
    assert sorted(povis.values_list("provincie__code", flat=True)) == sorted(
        Provincie.objects.values_list("code", flat=True)
    )
    assert all(kader.keuzes.exists() for kader in Beleidskader.objects.all())
    assert not Keuze.objects.filter(bron="").exists()


def test_the_sixteen_novex_gebieden_lie_in_their_provincies(geladen):
    """REF-4: with a type, and across a border where that is so."""
    assert NovexGebied.objects.count() == 16
    assert not NovexGebied.objects.filter(provincies=None).exists()
    assert set(NovexGebied.objects.values_list("soort", flat=True)) == set(NovexGebied.Soort)
    groene_hart = NovexGebied.objects.get(code="groene-hart")
    assert set(groene_hart.provincies.values_list("code", flat=True)) == {"pv26", "pv27", "pv28"}


def test_the_programme_that_is_listed_twice_stands_here_once(geladen):
    """REF-4: bijlage II has 25 entries, of which one double."""
    bijlage = Programma.objects.filter(bron__contains="bijlage II")
    assert bijlage.count() == 24
    assert bijlage.filter(naam__contains="Werklocaties").count() == 1
    assert Programma.objects.filter(naam__contains="Ruimte voor Defensie").exists()


def test_two_instruments_belong_to_vro_only(geladen):
    """REF-5, REF-8: the others need agreement with VRO."""
    alleen_vro = JuridischInstrument.objects.filter(bevoegd=JuridischInstrument.Bevoegd.VRO)
    assert set(alleen_vro.values_list("code", flat=True)) == {
        "opa-nationaal-belang",
        "voorkeursrecht",
    }
    rest = JuridischInstrument.objects.exclude(pk__in=alleen_vro)
    assert set(rest.values_list("bevoegd", flat=True)) == {"met_vro"}
    assert not JuridischInstrument.objects.filter(toelichting="").exists()


@pytest.mark.parametrize(
    ("moment", "checks"),
    [
        ("triage", ["twee_domeinen", "gebied_of_meer_provincies", "verwijzing_nr_povi"]),
        (
            "opname_ra",
            ["twee_domeinen", "gebied_of_meer_provincies", "", "verwijzing_nr_povi", ""],
        ),
        ("snelle_tafel", ["twee_domeinen", "", "", ""]),
    ],
)
def test_a_set_has_its_criteria_in_order_with_their_machine_check(geladen, moment, checks):
    """REF-6, TRI-1, TRI-2, TRI-3, TRI-4."""
    reeks = Criteriaset.objects.van_kracht(moment, datetime.date(2026, 7, 2))
    assert list(reeks.criteria.values_list("machinecheck", flat=True)) == checks
    with pytest.raises(ValidationError, match="Er gelden nu geen criteria"):
        Criteriaset.objects.van_kracht(moment, datetime.date(2026, 7, 1))
