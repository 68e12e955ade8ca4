"""The tables that come with the project: one changed cell is one update, in whatever column."""

import csv
import io

import pytest
from django.db import transaction

from arrangementen.inlezen import AfspraakInlezer
from dossiers.inlezen import VraagstukInlezer
from monitoring.demo.laden import GEGEVENS, lees_in
from monitoring.inlezen import BuitenvoortgangInlezer
from novex.inlezen.services import ontvang
from novex.inlezen.voorbeeld import Stand, maak_voorbeeld
from novex.models import Organisatie
from novex.rechten import Rol
from novex.referentie.lader import laad
from tests.decor import zonder_decor
from tests.factories import GebruikerFactory
from tests.monitoring.bureau import OP

ANDERS = {
    "peildatum": "2021",
    "jaar": "2004",
    "provincie_of_landsdeel": "Gelderland",
    "bedrag_eur": "5",
    "domeinen": "erfgoed",
}
SOORTEN = [
    (BuitenvoortgangInlezer, "monitor_echt.csv", Rol.VRO_STAF),
    (AfspraakInlezer, "afspraken_echt.csv", Rol.ACCOUNTHOUDER),
    (VraagstukInlezer, "vraagstukken_echt.csv", Rol.ACCOUNTHOUDER),
]
pytestmark = pytest.mark.django_db


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


@pytest.fixture(scope="module")
def ingelezen(request, django_db_setup, django_db_blocker):
    """One of the tables, read in once for the tests of this module."""
    klasse, naam, rol = request.param
    with django_db_blocker.unblock(), transaction.atomic(), zonder_decor():
        laad()
        vro = Organisatie.objects.get(is_vro=True)
        inlezer = klasse(GebruikerFactory(organisatie=vro, rollen=[rol]), OP)
        lees_in(inlezer, naam, (GEGEVENS / naam).read_bytes())
        rijen = list(csv.DictReader(io.StringIO((GEGEVENS / naam).read_text())))
        yield inlezer, rijen, naam
        transaction.set_rollback(True)


@pytest.mark.parametrize("ingelezen", SOORTEN, indirect=True)
def test_one_changed_cell_is_one_update(ingelezen):
    """TRI-7: in every column but the source, also in those a row is known by."""
    inlezer, rijen, _ = ingelezen
    labels = {kolom.naam: kolom.label for kolom in inlezer.kolommen}
    kolommen = [kolom.naam for kolom in inlezer.kolommen][1:]
    for kolom in kolommen:
        gewijzigd = [*rijen[:1], rijen[1] | {kolom: ANDERS.get(kolom, "Iets anders")}, *rijen[2:]]
        te_doen, verschillen = standen(inlezer, gewijzigd)
        assert te_doen == {"gewijzigd": 1, "gelijk": len(rijen) - 1}, kolom
        assert verschillen == [labels[kolom]]


@pytest.mark.parametrize("ingelezen", SOORTEN, indirect=True)
def test_a_changed_key_is_saved_in_the_row_that_was_there(ingelezen):
    """TRI-7: and the file that was confirmed then gives nothing new."""
    inlezer, rijen, naam = ingelezen
    kolom = {"monitor_echt.csv": "item", "afspraken_echt.csv": "afspraak_tekst"}.get(naam, "gebied")
    nieuw = [rijen[0] | {kolom: "Een andere tekst"}, *rijen[1:]]
    lees_in(inlezer, "nieuw.csv", als_csv(nieuw))
    assert standen(inlezer, nieuw)[0] == {"gelijk": len(rijen)}


@pytest.mark.parametrize("ingelezen", SOORTEN[:1], indirect=True)
def test_a_part_of_a_source_renames_nothing(ingelezen):
    """TRI-7: a file with one new row of a source is not a change of the rows that it leaves out."""
    inlezer, rijen, _ = ingelezen
    assert standen(inlezer, [rijen[0] | {"item": "Iets nieuws"}])[0] == {"nieuw": 1}
