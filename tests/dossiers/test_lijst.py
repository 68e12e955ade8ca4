"""The register of vraagstukken: filters, order, pages and the board (VRA-10)."""

import html
import re

import pytest

from dossiers.models import Fase, Vraagstuk
from novex.models import NovexGebied, Programma
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, pagina, tekst
from tests.factories import DomeinFactory


def test_the_list_filters_on_everything_in_the_url(accounthouder, gelderland, drenthe, lvvn):
    """VRA-10: each filter keeps the one and drops the other; all stand in the URL."""
    programma = Programma.objects.create(code="mooi", naam="Mooi Nederland")
    gebied = NovexGebied.objects.create(code="veluwe", naam="Veluwe", soort="landelijk")
    raak = VraagstukFactory(
        titel="Stikstof en natuur",
        lead_provincie=gelderland,
        domeinen=[DomeinFactory(code="natuur")],
        fase=Fase.OORDEELSVORMING,
        aan_zet_organisatie=lvvn,
    )
    raak.programmas.add(programma)
    raak.novex_gebieden.add(gebied)
    mis = VraagstukFactory(titel="Drinkwater", lead_provincie=drenthe)
    client = als(accounthouder)
    for query in (
        f"provincie={gelderland.pk}",
        f"landsdeel={gelderland.landsdeel_id}",
        "fase=oordeelsvorming",
        f"domein={raak.domeinen.get().pk}",
        f"programma={programma.pk}",
        f"gebied={gebied.pk}",
        f"aan_zet={lvvn.pk}",
        "zoek=stikstof",
        f"zoek={raak.nummer}",
    ):
        for weergave in ("", "&weergave=bord"):
            inhoud = tekst(client.get(f"/vraagstukken/?{query}{weergave}"))
            assert raak.titel in inhoud, query
            assert mis.titel not in inhoud, query


def test_the_list_shows_what_was_not_updated(accounthouder, vraagstuk):
    """VRA-10: "niet bijgewerkt sinds" a date in the past or the future."""
    client = als(accounthouder)
    assert vraagstuk.titel not in tekst(
        client.get("/vraagstukken/?niet_bijgewerkt_sinds=01-01-2020")
    )
    assert vraagstuk.titel in tekst(client.get("/vraagstukken/?niet_bijgewerkt_sinds=01-01-2100"))


def test_the_list_has_pages_of_25_that_keep_the_filters(accounthouder):
    """VRA-10: pagination, no infinite scroll."""
    VraagstukFactory.create_batch(26)
    response = als(accounthouder).get("/vraagstukken/?fase=beeldvorming")
    assert len(response.context["pagina"].object_list) == 25
    assert "?fase=beeldvorming&amp;p=2" in response.content.decode()
    response = als(accounthouder).get("/vraagstukken/?fase=beeldvorming&p=2")
    assert len(response.context["pagina"].object_list) == 1


def test_the_list_sorts(accounthouder):
    """VRA-10: on a column, both ways; an unknown column is no crash."""
    for titel in ("Aardgas", "Zand"):
        VraagstukFactory(titel=titel)
    client = als(accounthouder)
    for sorteer, eerste in (("titel", "Aardgas"), ("-titel", "Zand"), ("onzin", "Zand")):
        rijen = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"].object_list
        assert rijen[0].titel == eerste


def test_the_list_sorts_titles_by_the_alphabet(accounthouder):
    """VRA-10: an accent or a capital does not put a title at the end."""
    for titel in ("zebra", "Élan", "eland", "Zee", "dam"):
        VraagstukFactory(titel=titel)
    client = als(accounthouder)

    def titels(sorteer):
        pagina = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"]
        return [vraagstuk.titel for vraagstuk in pagina]

    assert titels("titel") == ["dam", "Élan", "eland", "zebra", "Zee"]
    assert titels("-titel") == titels("titel")[::-1]


def test_the_list_sorts_a_fase_as_the_process_goes(accounthouder):
    """VRA-10: from concept to opvolging and then the ends, not by the letters of a fase."""
    for fase in sorted(Fase.values):
        nummer = {"nummer": None} if fase == Fase.CONCEPT else {}
        VraagstukFactory(fase=fase, organisatie=accounthouder.organisatie, **nummer)
    client = als(accounthouder)

    def fasen(sorteer):
        pagina = client.get(f"/vraagstukken/?sorteer={sorteer}").context["pagina"]
        return [vraagstuk.fase for vraagstuk in pagina]

    volgorde = [
        "concept",
        "beeldvorming",
        "oordeelsvorming",
        "besluitvorming",
        "opvolging",
        "teruggelegd",
        "elders_belegd",
        "beeindigd",
        "geen_keuze",
    ]
    assert fasen("fase") == volgorde
    assert fasen("-fase") == volgorde[::-1]


def test_the_board_has_a_column_per_fase_with_its_count(accounthouder):
    """VRA-10: BOB board; a full column links to the table."""
    VraagstukFactory.create_batch(16)
    geopend = VraagstukFactory(fase=Fase.BESLUITVORMING, titel="Kiezen maar")
    VraagstukFactory(fase=Fase.BEEINDIGD)
    response = als(accounthouder).get("/vraagstukken/?weergave=bord")
    kolommen = {kolom["fase"]: kolom for kolom in response.context["kolommen"]}
    assert kolommen[Fase.BEELDVORMING]["aantal"] == 16
    assert len(kolommen[Fase.BEELDVORMING]["kaarten"]) == 15
    assert kolommen[Fase.BESLUITVORMING]["kaarten"] == [geopend]
    assert kolommen[Fase.BEEINDIGD]["aantal"] == 1
    assert "Bekijk alle 16 in de tabel" in tekst(response)


def test_the_table_behind_a_column_keeps_the_filters(accounthouder, vraagstuk):
    """VRA-10: as many rows as the column counts."""
    VraagstukFactory.create_batch(16, titel="Zout water")
    client = als(accounthouder)
    bord = client.get("/vraagstukken/?zoek=zout&weergave=bord")
    (link,) = re.findall(r'href="([^"]+)">Bekijk alle 16 in de tabel', bord.content.decode())
    tabel = client.get("/vraagstukken/" + html.unescape(link))
    assert "16 resultaten" in tekst(tabel)
    assert "weergave" not in link


@pytest.mark.parametrize(
    "query",
    ["?provincie=x", "?fase=onzin", "?niet_bijgewerkt_sinds=31-02-2026", "?p=x", "?zoek=(%26"],
)
def test_odd_filters_give_a_page(accounthouder, vraagstuk, query):
    """A filter that cannot be is no crash."""
    assert als(accounthouder).get(f"/vraagstukken/{query}").status_code == 200


@pytest.mark.parametrize("weergave", ["", "?weergave=bord"])
def test_the_list_asks_the_same_number_of_queries(
    accounthouder, django_assert_max_num_queries, weergave
):
    """No query per row: two sizes, and at most fifteen."""
    client, aantallen = als(accounthouder), []
    for aantal in (2, 12):
        VraagstukFactory.create_batch(aantal)
        with django_assert_max_num_queries(15) as gemeten:
            client.get(f"/vraagstukken/{weergave}")
        aantallen.append(len(gemeten))
    assert aantallen[0] == aantallen[1]


def test_nothing_of_another_provincie_shows(buitenstaander, vraagstuk, lvvn):
    """ZIC-2, ZIC-3: not in list, board, count, search, filter choices or dossier."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(aan_zet_organisatie=lvvn)
    client = als(buitenstaander)
    for query in ("", "?weergave=bord", f"?zoek={vraagstuk.nummer}"):
        inhoud = tekst(client.get(f"/vraagstukken/{query}"))
        assert vraagstuk.titel not in inhoud
        assert "0 resultaten" in inhoud
        assert "LVVN" not in inhoud
    assert pagina(buitenstaander, vraagstuk).status_code == 404


def test_a_filter_that_cannot_be_read_takes_no_other_with_it(accounthouder, gelderland, drenthe):
    """VRA-10: the readable ones filter, and the page names only those."""
    raak = VraagstukFactory(titel="Stikstof", lead_provincie=gelderland)
    mis = VraagstukFactory(titel="Drinkwater", lead_provincie=drenthe)
    query = f"provincie={gelderland.pk}&domein=999999&niet_bijgewerkt_sinds=gisteren"
    inhoud = tekst(als(accounthouder).get(f"/vraagstukken/?{query}"))
    assert raak.titel in inhoud
    assert mis.titel not in inhoud
    assert "1 resultaat, gefilterd op Provincie." in inhoud
