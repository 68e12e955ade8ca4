"""The other route: snelle tafel and regietafel, straight to GP-DG or BOL (VRA-5, SNE-2, SNE-3)."""

import pytest
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from dossiers.models import Fase, Faseovergang, Feit, Vraagstuk
from dossiers.regels import NAAR_BESLUITVORMING
from governance.forms.uitkomst import UitkomstForm
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort, Vervolg
from governance.kandidaten import kandidaten_van
from governance.models import Agendapunt, Inzetstatus, Overleg, Rijksinzet, Uitkomst
from governance.querysets import kandidaten
from governance.services import rijksinzet, uitkomsten
from novex.criteria import blokkades
from tests.dossiers.factories import FeitFactory
from tests.dossiers.rijp import volgende_doorloop
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.uitkomsten import fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort
OVERLEGD = "Drie ministers vonden dit te duur."
WAAROM = "Het BOL kiest al in mei."


def snel_advies(vraagstuk, staf, vervolg=Vervolg.BESTUURLIJK):
    punt = punt_in(Gremium.SNELLE_TAFEL, vraagstuk)
    met_uitkomst(punt, staf, tekst=OVERLEGD, vervolg=vervolg)
    return punt


def doorgeleid(vraagstuk, staf, bestemming=Gremium.BOL, motivatie=WAAROM):
    punt = punt_in(Gremium.REGIETAFEL, vraagstuk)
    return met_uitkomst(
        punt, staf, U.DOORGELEID, tekst=OVERLEGD, motivatie=motivatie, bestemming=bestemming
    )


def codes(vraagstuk, user):
    return [blokkade.code for blokkade in blokkades(vraagstuk, NAAR_BESLUITVORMING, user)]


@pytest.mark.parametrize("bestemming", [Gremium.GP_DG, Gremium.BOL])
def test_what_the_regietafel_feeds_straight_on_needs_no_do(staf, gelderland, drenthe, bestemming):
    """The pair of feiten stands for the DO of every provincie concerned (VRA-5, VRA-15, SNE-3)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, drenthe])
    snel_advies(vraagstuk, staf)
    resultaat = doorgeleid(vraagstuk, staf, bestemming)
    assert (resultaat.stap, resultaat.blokkades) == ("naar_besluitvorming", ())
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING
    assert WAAROM in Faseovergang.objects.get(vraagstuk=vraagstuk).motivatie


def test_the_other_guards_stay(staf, gelderland):
    """It is stored in any case; what else is missing shows, and may be mended (VRA-5)."""
    vraagstuk = rijp_vraagstuk()
    snel_advies(vraagstuk, staf)
    resultaat = doorgeleid(vraagstuk, staf)
    assert [b.code for b in resultaat.blokkades] == ["rijksinzet_ontbreekt"]
    assert fase_van(vraagstuk) == Fase.OORDEELSVORMING
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet")
    punt = resultaat.uitkomsten[0].agendapunt
    assert not uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG).blokkades
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING


@pytest.mark.parametrize(
    ("vervolg", "bestemming"),
    [(None, "bol"), ("uitwerken", "bol"), ("ambtelijk", "gp_dg"), ("bestuurlijk", "do")],
)
def test_without_bestuurlijk_it_goes_by_the_do(staf, gelderland, vervolg, bestemming):
    """Only "bestuurlijk" goes past the DO, and only to GP-DG or BOL; else it is stored (VRA-5)."""
    vraagstuk = klaar_voor_do()
    if vervolg:
        snel_advies(vraagstuk, staf, vervolg)
    resultaat = doorgeleid(vraagstuk, staf, bestemming)
    assert (resultaat.stap, len(resultaat.uitkomsten)) == ("", 1)
    assert not vraagstuk.feiten.van("doorgeleid_naar").exists()
    assert fase_van(vraagstuk) == Fase.OORDEELSVORMING


def test_an_advice_of_an_earlier_doorloop_does_not_count(staf, gelderland):
    """After a return the snelle tafel advises again, or is confirmed by name (VRA-5, VRA-8)."""
    vraagstuk = klaar_voor_do()
    snel_advies(vraagstuk, staf)
    volgende_doorloop(vraagstuk)
    assert doorgeleid(vraagstuk, staf).stap == ""


def test_a_revised_advice_closes_the_route(staf, gelderland):
    """The regietafel fed on an advice that no longer holds (VRA-5, VRA-19); why stays inside."""
    vraagstuk = rijp_vraagstuk()
    punt = snel_advies(vraagstuk, staf)
    doorgeleid(vraagstuk, staf)
    eerste = Uitkomst.objects.get(agendapunt=punt)
    met_uitkomst(
        punt, staf, gezien=eerste.pk, vervolg="uitwerken", reden="Een geheim.", tekst=OVERLEGD
    )
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet")
    assert "do_uitkomst_ontbreekt" in [
        b.code for b in blokkades(vraagstuk, NAAR_BESLUITVORMING, staf)
    ]
    oud = Feit.objects.exclude(ingetrokken_op=None).get()
    assert "geheim" not in oud.ingetrokken_reden


def test_straight_to_the_bol_skips_the_gpdg_with_that_reason(staf, gelderland):
    """The reason of the regietafel is the motivated skip, on sending and in the BOL (BES-10)."""
    vraagstuk = klaar_voor_do()
    snel_advies(vraagstuk, staf)
    doorgeleid(vraagstuk, staf, Gremium.BOL)
    bol = OverlegFactory(gremium=Gremium.BOL)
    gevonden = kandidaten_van(bol, kandidaten(staf, bol), [], staf, DAG)
    assert [kandidaat.is_gereed for kandidaat in gevonden] == [True]
    punt = AgendapuntFactory(
        overleg=bol, vraagstuk=gevonden[0].vraagstuk, soort=Puntsoort.TER_BESLUITVORMING
    )
    verzonden(bol, staf)
    resultaat = met_uitkomst(punt, staf, U.BESLUIT)
    assert [b.code for b in resultaat.blokkades] == ["afspraak_ontbreekt"]


def test_straight_to_the_gpdg_still_asks_its_advice(staf, gelderland):
    """Then the GP-DG is not skipped (BES-10)."""
    vraagstuk = klaar_voor_do()
    snel_advies(vraagstuk, staf)
    doorgeleid(vraagstuk, staf, Gremium.GP_DG)
    bol = OverlegFactory(gremium=Gremium.BOL)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    AgendapuntFactory(overleg=bol, vraagstuk=nu, soort=Puntsoort.TER_BESLUITVORMING)
    with geweigerd("gpdg_advies_ontbreekt"):
        verzonden(bol, staf)


def test_a_provincie_reads_the_result_and_why_but_not_what_was_said(
    client, staf, provinciaal, gelderland
):
    """SNE-1, ZIC-2: on the agendering and in the route; the tables stay those of the Rijk."""
    vraagstuk = klaar_voor_do()
    snel_advies(vraagstuk, staf)
    doorgeleid(vraagstuk, staf)
    namen = [overleg.naam for overleg in Overleg.objects.all()]
    for naam in ("governance:agendering", "dossiers:vraagstuk-detail"):
        url = reverse(naam, args=[vraagstuk.pk])
        client.force_login(provinciaal)
        regio = client.get(url).content.decode()
        assert "Naar het BOL, zonder DO en GP-DG: Het BOL kiest al in mei." in regio
        assert "bestuurlijke tafel bespreken" in regio
        assert not [geheim for geheim in (OVERLEGD, *namen) if geheim in regio]
        client.force_login(staf)
        assert WAAROM in client.get(url).content.decode()
    client.force_login(staf)
    rijk = client.get(reverse("governance:agendering", args=[vraagstuk.pk])).content.decode()
    assert OVERLEGD in rijk
    assert "Doorgeleid naar:" in rijk


@pytest.mark.parametrize(
    ("gremium", "soort", "invoer", "code"),
    [
        (Gremium.SNELLE_TAFEL, U.ADVIES, {}, "vervolg_past_niet"),
        (Gremium.SNELLE_TAFEL, U.GEEN_CONSENSUS, {"vervolg": "uitwerken"}, "vervolg_past_niet"),
        (Gremium.WERKGROEP, U.ADVIES, {"vervolg": "uitwerken"}, "vervolg_past_niet"),
        (Gremium.REGIETAFEL, U.DOORGELEID, {"motivatie": "M"}, "bestemming_past_niet"),
        (Gremium.REGIETAFEL, U.DOORGELEID, {"bestemming": "bol"}, "bestemming_past_niet"),
        (Gremium.GP_DG, U.DOORGELEID, {"bestemming": "bol"}, "bestemming_past_niet"),
    ],
)
def test_a_vervolg_and_a_bestemming_stand_where_they_belong(
    staf, gelderland, gremium, soort, invoer, code
):
    """SNE-2, VRA-5: required there with the reason, absent elsewhere; also in the database."""
    punt = punt_in(gremium, rijp_vraagstuk())
    with geweigerd(code):
        met_uitkomst(punt, staf, soort, **invoer)
    rij = Uitkomst(
        agendapunt=punt, gremium=gremium, puntsoort=punt.soort, soort=soort, tekst="T", door=staf,
        provincie=gelderland if gremium == Gremium.GP_DG else None, **invoer,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save(rij)


@pytest.mark.parametrize(
    ("gremium", "data", "fout"),
    [
        (Gremium.SNELLE_TAFEL, {"soort": "advies"}, "vervolg"),
        (Gremium.SNELLE_TAFEL, {"soort": "teruggegeven", "vervolg": "uitwerken"}, "vervolg"),
        (Gremium.REGIETAFEL, {"soort": "doorgeleid"}, "bestemming"),
        (Gremium.REGIETAFEL, {"soort": "advies", "bestemming": "bol"}, "bestemming"),
        (Gremium.DO, {"soort": "advies", "vervolg": "uitwerken", "bestemming": "bol"}, None),
    ],
)
def test_the_form_says_it_at_the_field(db, gremium, data, fout):
    """And asks it nowhere else (SNE-2, ALG-1)."""
    punt = AgendapuntFactory(overleg=OverlegFactory(gremium=gremium))
    form = UitkomstForm({"gezien": 0, **data}, punt=Agendapunt.objects.get(pk=punt.pk))
    assert list(form.errors) == ([fout] if fout else [])
    if not fout:
        assert (form.invoer().vervolg, form.invoer().bestemming) == ("", "")


def test_the_rijksinzet_goes_out_with_the_papers_of_the_table_instead(staf, vro, gelderland):
    """There is no DO to release it with (BES-7, VRA-5)."""
    vraagstuk = rijp_vraagstuk(organisaties=[vro])
    rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk, tekst="Kies voor water.", reden="", op_versie=0, door=staf
    )
    snel_advies(vraagstuk, staf)
    doorgeleid(vraagstuk, staf, Gremium.GP_DG)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    punt = AgendapuntFactory(overleg=OverlegFactory(gremium=Gremium.GP_DG), vraagstuk=nu)
    verzonden(punt.overleg, staf)
    assert Rijksinzet.objects.get().status == Inzetstatus.VRIJGEGEVEN
