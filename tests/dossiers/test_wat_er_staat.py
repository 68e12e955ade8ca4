"""What a page of the dossier says, in words that its reader knows (VRA-3, VRA-7, VRA-8)."""

import pytest

from dossiers.models import Aanpak, Fase
from dossiers.services import feiten
from tests.dossiers.factories import (
    BeleggingFactory,
    FeitFactory,
    VraagstukFactory,
    ZienswijzeFactory,
)
from tests.dossiers.paginas import pagina, tekst
from tests.dossiers.rijp import rijp_voor
from tests.dossiers.triages import adviseer

GEZAMENLIJK = "Advies in Gezamenlijk DO"


@pytest.fixture
def van_twee(gelderland, overijssel):
    """A vraagstuk of two provincies, back after a joint DO spoke of it."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, doorloop=2)
    vraagstuk.provincies.add(overijssel)
    for provincie in (gelderland, overijssel):
        FeitFactory(
            vraagstuk=vraagstuk,
            doorloop=1,
            soort="do_uitkomst",
            kenmerk=provincie.code,
            label=GEZAMENLIJK,
        )
    return vraagstuk


def test_what_a_joint_do_said_is_confirmed_by_the_name_of_the_provincie(van_twee, accounthouder):
    """VRA-8, VRA-15: on the list, on the page that confirms it, and on the route."""
    inhoud = tekst(pagina(accounthouder, van_twee))
    route = inhoud.partition(" Route ")[2]
    for naam in ("Gelderland", "Overijssel"):
        zin = f"{naam}: {GEZAMENLIJK}"
        assert f"Uitkomst van het DO: {zin} Bevestig dit feit : {zin}" in inhoud
        assert zin in route
    feit = van_twee.feiten.last()
    assert f"Uitkomst van het DO: Overijssel: {GEZAMENLIJK}" in tekst(
        pagina(accounthouder, van_twee, f"feiten/{feit.pk}/herbevestigen/")
    )


def test_the_triage_names_the_provincie_of_a_joint_do(
    van_twee, criteria, accounthouder, regietafellid
):
    """TRI-6, VRA-15: "discussed in which DO" tells two lines of one meeting apart."""
    for provincie in van_twee.provincies.all():
        FeitFactory(
            vraagstuk=van_twee,
            soort="do_bespreking",
            kenmerk=f"7-{provincie.code}",
            label=GEZAMENLIJK,
        )
    adviseer(accounthouder, van_twee, criteria)
    ZienswijzeFactory(advies=van_twee.triageadviezen.get())
    inhoud = tekst(pagina(regietafellid, van_twee, "triage/besluit/"))
    for naam in ("Gelderland", "Overijssel"):
        assert f"{naam}: {GEZAMENLIJK}" in inhoud


def test_of_one_provincie_no_name_is_needed(gelderland, accounthouder):
    """ALG-1."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland)
    FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", kenmerk="pv25", label=GEZAMENLIJK)
    assert f": {GEZAMENLIJK}" not in tekst(pagina(accounthouder, vraagstuk))


def test_the_route_keeps_the_names_of_the_tables(gelderland, accounthouder):
    """VRA-14: DO, GP-DG and BOL are written as people write them."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland)
    for soort in ("do_uitkomst", "gpdg_advies", "bol_besluit"):
        feit = FeitFactory(vraagstuk=vraagstuk, soort=soort)
        feiten.trek_feit_in(
            vraagstuk, soort=soort, kenmerk=feit.kenmerk, reden="Herzien.", door=feit.door
        )
    inhoud = tekst(pagina(accounthouder, vraagstuk))
    for wat in ("uitkomst van het DO", "advies van het GP-DG", "besluit van het BOL"):
        assert f"Ingetrokken: {wat}" in inhoud


def test_who_answers_a_belegging_reads_all_of_it(expert, lvvn, gelderland):
    """VRA-7: the receiver, who was heard, how it is secured and when it returns."""
    vraagstuk = VraagstukFactory(fase=Fase.ELDERS_BELEGD, lead_provincie=gelderland)
    belegging = BeleggingFactory(vraagstuk=vraagstuk, ontvanger_organisatie=lvvn)
    response = pagina(expert, vraagstuk)
    adres = f"/beleggingen/{belegging.pk}/beantwoorden/"
    assert adres in response.content.decode()
    inhoud = tekst(response.client.get(adres))
    for deel in (
        "Bij Programma landelijk gebied",
        "Organisatie die antwoordt LVVN",
        "Waarom Het is een sectorale opgave.",
        "Geraadpleegd Het accountteam Oost",
        "Opvolging Staat op de agenda van het programma",
        "Komt terug op 01-06-2027",
    ):
        assert deel in inhoud


def codes(blokkades):
    return [blokkade.code for blokkade in blokkades]


def test_doorbreek_tells_what_it_passes_from_what_it_never_passes(gelderland, staf):
    """VRA-3: what may be passed is not said to stop it."""
    vraagstuk = rijp_voor("naar_besluitvorming", Fase.OORDEELSVORMING)
    adres = "doorbreek/naar_besluitvorming/"
    Aanpak.objects.filter(vraagstuk=vraagstuk).update(aanpak="")
    response = pagina(staf, vraagstuk, adres)
    assert codes(response.context["blokkades"]) == []
    assert codes(response.context["gepasseerd"]) == ["aanpak_ontbreekt"]
    inhoud = tekst(response)
    assert "Dit is nog niet klaar en slaat u over" in inhoud
    assert "dit kan nog niet" not in inhoud


def test_doorbreek_names_as_blocking_only_what_stops_it(gelderland, staf):
    """VRA-3, VRA-6: without an afspraak it stops, and the advice of the GP-DG is passed over."""
    vraagstuk = rijp_voor("naar_opvolging", Fase.BESLUITVORMING)
    for soort in ("afspraak", "gpdg_advies"):
        for feit in vraagstuk.feiten.filter(soort=soort):
            feiten.trek_feit_in(
                vraagstuk, soort=soort, kenmerk=feit.kenmerk, reden="Herzien.", door=feit.door
            )
    response = pagina(staf, vraagstuk, "doorbreek/naar_opvolging/")
    assert codes(response.context["blokkades"]) == ["afspraak_ontbreekt"]
    assert codes(response.context["gepasseerd"]) == ["gpdg_advies_ontbreekt"]
    assert "Er is nog 1 punt nodig." in tekst(response)
