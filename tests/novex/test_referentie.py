"""Loading the reference data into an empty database (REF-1 to REF-4)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from novex.models import (
    Domein,
    Landsdeel,
)
from novex.referentie.lader import TABELLEN, Gegevensfout, laad
from tests.novex.referentiebestanden import herschrijf, van

pytestmark = pytest.mark.usefixtures("leeg")


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
