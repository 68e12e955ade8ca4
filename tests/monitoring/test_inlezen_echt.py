"""The tables that come with the project: one changed cell is one update, in whatever column."""

import csv
import io

import pytest
from django.core.management import call_command

from arrangementen.inlezen import AfspraakInlezer
from dossiers.inlezen import VraagstukInlezer
from monitoring.demo.laden import GEGEVENS, lees_in
from monitoring.inlezen import BuitenvoortgangInlezer
from novex.inlezen.services import ontvang
from novex.inlezen.voorbeeld import Stand, maak_voorbeeld
from tests.monitoring.test_mijn_werk import OP

ANDERS = {
    "peildatum": "2021",
    "jaar": "2004",
    "provincie_of_landsdeel": "Gelderland",
    "bedrag_eur": "5",
    "domeinen": "erfgoed",
}
SOORTEN = [
    (BuitenvoortgangInlezer, "monitor_echt.csv", "staf"),
    (AfspraakInlezer, "afspraken_echt.csv", "accounthouder"),
    (VraagstukInlezer, "vraagstukken_echt.csv", "accounthouder"),
]


def als_csv(rijen):
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, fieldnames=list(rijen[0]))
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue().encode()


def standen(inlezer, rijen):
    bestand = ontvang(inlezer=inlezer, naam="tabel.csv", inhoud=als_csv(rijen))
    voorbeeld = maak_voorbeeld(inlezer, bestand)
    te_doen = {s: voorbeeld.aantal(s) for s in Stand if voorbeeld.aantal(s)}
    return te_doen, [v.label for rij in voorbeeld.rijen for v in rij.verschillen]


@pytest.fixture
def ingelezen(request, db, klasse, naam, wie):
    call_command("laad_referentie", verbosity=0)
    inlezer = klasse(request.getfixturevalue(wie), OP)
    lees_in(inlezer, naam, (GEGEVENS / naam).read_bytes())
    rijen = list(csv.DictReader(io.StringIO((GEGEVENS / naam).read_text())))
    return inlezer, rijen


@pytest.mark.parametrize(("klasse", "naam", "wie"), SOORTEN)
def test_one_changed_cell_is_one_update(ingelezen, klasse, naam, wie):
    """TRI-7: in every column but the source, also in those a row is known by."""
    inlezer, rijen = ingelezen
    kolommen = [kolom.naam for kolom in klasse.kolommen][1:]
    labels = {kolom.naam: kolom.label for kolom in klasse.kolommen}
    for kolom in kolommen:
        gewijzigd = [*rijen[:1], rijen[1] | {kolom: ANDERS.get(kolom, "Iets anders")}, *rijen[2:]]
        te_doen, verschillen = standen(inlezer, gewijzigd)
        assert te_doen == {"gewijzigd": 1, "gelijk": len(rijen) - 1}, kolom
        assert verschillen == [labels[kolom]]


@pytest.mark.parametrize(("klasse", "naam", "wie"), SOORTEN)
def test_a_changed_key_is_saved_in_the_row_that_was_there(ingelezen, klasse, naam, wie):
    """TRI-7: and the file that was confirmed then gives nothing new."""
    inlezer, rijen = ingelezen
    kolom = {"monitor_echt.csv": "item", "afspraken_echt.csv": "afspraak_tekst"}.get(naam, "gebied")
    nieuw = [rijen[0] | {kolom: "Een andere tekst"}, *rijen[1:]]
    lees_in(inlezer, "nieuw.csv", als_csv(nieuw))
    assert standen(inlezer, nieuw)[0] == {"gelijk": len(rijen)}


@pytest.mark.parametrize(("klasse", "naam", "wie"), SOORTEN[:1])
def test_a_part_of_a_source_renames_nothing(ingelezen, klasse, naam, wie):
    """TRI-7: a file with one new row of a source is not a change of the rows that it leaves out."""
    inlezer, rijen = ingelezen
    assert standen(inlezer, [rijen[0] | {"item": "Iets nieuws"}])[0] == {"nieuw": 1}
