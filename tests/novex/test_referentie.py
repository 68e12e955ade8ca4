"""Loading the reference data (REF-1 to REF-6, REF-8), again and after a beheerder's work."""

import datetime
import shutil
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

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
from novex.referentie.lader import GEGEVENS, TABELLEN, Gegevensfout, laad
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def geladen():
    return laad()


@pytest.fixture
def map_(tmp_path):
    """A copy of the data files that a test may change."""
    return shutil.copytree(GEGEVENS, tmp_path / "gegevens")


def herschrijf(map_, bestand, oud, nieuw, versie=2):
    """Change one piece of a data file and give the file this version."""
    pad = map_ / bestand
    tekst = pad.read_text(encoding="utf-8")
    assert tekst.count(oud) == 1
    tekst = tekst.replace(oud, nieuw).replace("versie = 1\n", f"versie = {versie}\n", 1)
    pad.write_text(tekst, encoding="utf-8")


def voeg_toe(map_, bestand, rij):
    pad = map_ / bestand
    pad.write_text(pad.read_text(encoding="utf-8") + rij, encoding="utf-8")


def van(verslagen, tabel):
    return next(verslag for verslag in verslagen if verslag.tabel == tabel)


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


def test_a_second_load_writes_nothing():
    """REF-1: loading is repeatable."""
    eerste = laad()
    with CaptureQueriesContext(connection) as queries:
        tweede = laad()
    assert [(v.nieuw, v.gewijzigd, v.aangepast, v.verwijderd) for v in tweede] == [
        (0, 0, 0, 0)
    ] * len(TABELLEN)
    assert [v.ongewijzigd for v in tweede] == [v.nieuw for v in eerste]
    werkwoorden = {query["sql"].split()[0] for query in queries.captured_queries}
    assert werkwoorden <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert len(queries) < 6 * len(TABELLEN)


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


def test_a_row_that_a_beheerder_made_is_left_alone(map_):
    """REF-3: the same code by hand and in the file."""
    Domein.objects.create(code="wonen", naam="Huisvesting")
    verslag = van(laad(map_), "domeinen")
    assert (verslag.aangepast, verslag.nieuw) == (1, 11)
    assert Domein.objects.get(code="wonen").naam == "Huisvesting"


def test_an_older_file_does_not_undo_a_newer_one(map_):
    """REF-1: two releases on one database."""
    herschrijf(map_, "domeinen.toml", 'naam = "Wonen"', 'naam = "Woningbouw"')
    laad(map_)
    assert van(laad(), "domeinen").gewijzigd == 0
    assert Domein.objects.get(code="wonen").naam == "Woningbouw"


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "zin"),
    [
        (
            "provincies.toml",
            'naam = "Fryslân"\nlandsdeel = "noord"',
            'naam = "Fryslân"\nlandsdeel = "noorden"',
            "rij 2 (pv21), veld landsdeel: er is geen landsdeel met code 'noorden'.",
        ),
        (
            "novex_gebieden.toml",
            '["pv25", "pv26"]',
            '["pv25", "pv99"]',
            "rij 8 (arnhem-nijmegen-foodvalley), veld provincies: "
            "er is geen provincie met code 'pv99'.",
        ),
        ("novex_gebieden.toml", '["pv25", "pv26"]', '"pv25"', "veld provincies: schrijf een lijst"),
        ("domeinen.toml", 'naam = "Wonen"', "", "rij 1 (wonen), veld naam: dit ontbreekt."),
        ("domeinen.toml", 'naam = "Wonen"', 'naam = ""', "rij 1 (wonen), veld naam: schrijf een"),
        ("domeinen.toml", 'naam = "Wonen"', "name = 1", "rij 1 (wonen), veld name: dit veld is"),
        ("domeinen.toml", 'code = "wonen"', "", "rij 1 (zonder code), veld code: dit ontbreekt."),
        ("domeinen.toml", '"wonen"', '"energie"', "rij 3 (energie), veld code: deze code staat"),
        ("organisaties.toml", '2024-07-01\nopvolger = "lvvn"', '"x"', "veld geldig_tot: schrijf"),
        ("organisaties.toml", "is_vro = true", 'is_vro = "ja"', "veld is_vro: schrijf true"),
        ("criteriasets.toml", '"triage"\nversie = 1', '"x"\nversie = 1', "veld moment: "),
        ("landsdelen.toml", "versie = 1", "versie = 0", "bovenaan, veld versie: zet hier"),
        ("landsdelen.toml", "versie = 1", "versie = 1\nx = 1", "bovenaan, veld x: dit veld"),
        ("landsdelen.toml", "versie = 1", "versie = ", "het hele bestand: dit is niet te lezen"),
    ],
)
def test_a_mistake_in_a_file_is_named_and_nothing_is_loaded(map_, bestand, oud, nieuw, zin):
    """REF-1: file, row and field, in one sentence."""
    herschrijf(map_, bestand, oud, nieuw, versie=1)
    with pytest.raises(Gegevensfout) as fout:
        laad(map_)
    assert str(fout.value).startswith(f"Bestand {bestand}, ")
    assert zin in str(fout.value)
    assert not Landsdeel.objects.exists()


def test_a_missing_file_is_named(map_):
    """REF-1."""
    (map_ / "domeinen.toml").unlink()
    with pytest.raises(Gegevensfout, match=r"^Bestand domeinen\.toml, het hele bestand"):
        laad(map_)


def test_the_command_reports_per_table():
    """REF-1: new, changed, unchanged and edited by a beheerder."""
    call_command("laad_referentie", stdout=StringIO())
    Landsdeel.objects.filter(code="oost").update(naam="Oosten")
    uitvoer = StringIO()
    call_command("laad_referentie", stdout=uitvoer)
    assert (
        "landsdelen: 0 nieuw, 0 gewijzigd, 4 ongewijzigd, "
        "1 door beheerder aangepast, 0 door beheerder verwijderd\n"
    ) in uitvoer.getvalue()


def test_the_command_says_that_nothing_was_loaded(monkeypatch):
    """REF-1: a wrong file ends the command with one sentence."""

    def weiger():
        raise Gegevensfout("x.toml", "rij 1 (a), veld naam", "dit ontbreekt. Vul het aan.")

    monkeypatch.setattr("novex.management.commands.laad_referentie.laad", weiger)
    with pytest.raises(CommandError, match=r"^Er is niets geladen\. Bestand x\.toml, rij 1"):
        call_command("laad_referentie")
