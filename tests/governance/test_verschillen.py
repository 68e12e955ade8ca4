"""Verschillen after geen consensus: when complete, who leads, until when they count (BES-3)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from dossiers.models import Fase, Feit
from dossiers.services import fasen
from governance.forms.voorbereiding import EscalatieForm, NieuweEscalatieForm
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Agendastatus, Escalatie
from governance.services import verschillen
from novex.rechten import Rol
from tests.dossiers.rijp import volgende_doorloop
from tests.factories import GebruikerFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.uitkomsten import escalatie, punt_in, punt_zonder_consensus, standpunt
from tests.weigeringen import geweigerd


@pytest.fixture
def punt(gelderland, staf):
    return punt_zonder_consensus(staf)


def test_verschillen_are_complete_with_two_parties_and_an_owner(
    punt, staf, expert, provinciaal, lvvn
):
    """Two of one side, or no owner, is not enough; then the feit is told per provincie (BES-3)."""
    feiten = Feit.objects.van("verschillen")
    punt.vraagstuk.organisaties.add(lvvn)
    standpunt(punt, staf)
    standpunt(punt, expert)
    escalatie(punt, staf)
    assert not feiten.exists()
    standpunt(punt, provinciaal)
    assert feiten.get().kenmerk == "pv25"


def test_the_standpunt_of_one_provincie_is_not_that_of_another(
    staf, provinciaal, gelderland, overijssel
):
    """In a joint DO each provincie writes its own; until then nothing is told of it, and the
    GP-DG waits (BES-3, VRA-15)."""
    samen = [gelderland, overijssel]
    vraagstuk = rijp_vraagstuk(provincies=samen)
    punt = AgendapuntFactory(overleg=OverlegFactory(provincies=samen), vraagstuk=vraagstuk)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS)
    standpunt(punt, staf)
    standpunt(punt, provinciaal)
    escalatie(punt, staf)
    feiten = Feit.objects.van("verschillen").values_list("kenmerk", flat=True)
    assert list(feiten) == [gelderland.code]
    gpdg = OverlegFactory(gremium=Gremium.GP_DG, provincies=samen)
    AgendapuntFactory(overleg=gpdg, vraagstuk=vraagstuk)
    with geweigerd("verschillen_ontbreken"):
        verzonden(gpdg, staf)
    standpunt(punt, GebruikerFactory(rollen=[Rol.PROVINCIE], organisatie=overijssel.organisatie))
    assert set(feiten.all()) == {gelderland.code, overijssel.code}
    verzonden(gpdg, staf)


def test_a_later_outcome_of_a_joint_do_finds_the_standpunten_that_are_there(
    staf, provinciaal, gelderland, overijssel
):
    """What the parties wrote counts for the provincie whose outcome comes later too (BES-3)."""
    samen = [gelderland, overijssel]
    vraagstuk = rijp_vraagstuk(provincies=samen)
    punt = AgendapuntFactory(overleg=OverlegFactory(provincies=samen), vraagstuk=vraagstuk)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    eerst = met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS, provincies=[gelderland])
    standpunt(punt, staf)
    standpunt(punt, provinciaal)
    standpunt(punt, GebruikerFactory(rollen=[Rol.PROVINCIE], organisatie=overijssel.organisatie))
    escalatie(punt, staf)
    feiten = Feit.objects.van("verschillen").values_list("kenmerk", flat=True)
    assert set(feiten.all()) == {gelderland.code}
    gezien = eerst.uitkomsten[0].pk
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS, gezien=gezien, provincies=[overijssel])
    assert set(feiten.all()) == {gelderland.code, overijssel.code}


def leg_verschillen_vast(punt, staf, provinciaal):
    """Both parties wrote where they stand, and somebody leads."""
    standpunt(punt, staf)
    standpunt(punt, provinciaal)
    escalatie(punt, staf)


def test_verschillen_go_with_the_outcome_that_they_belong_to(punt, staf, provinciaal):
    """BES-3, VRA-19: written after one DO, they say nothing of geen consensus in a later one."""
    vraagstuk = punt.vraagstuk
    leg_verschillen_vast(punt, staf, provinciaal)
    met_uitkomst(
        punt,
        staf,
        Uitkomstsoort.AANGEHOUDEN,
        gezien=punt.uitkomsten.get().pk,
        reden="Het verslag klopte niet.",
        motivatie="Er is meer tijd nodig.",
        tot_wanneer=DAG,
    )
    oud = vraagstuk.feiten.get(soort="verschillen")
    assert oud.ingetrokken_op
    assert "Het verslag klopte niet." in oud.ingetrokken_reden
    later = punt_in(Gremium.DO, vraagstuk, naam="DO later")
    blokkades = met_uitkomst(later, staf, Uitkomstsoort.GEEN_CONSENSUS).blokkades
    assert "verschillen_ontbreken" in {blokkade.code for blokkade in blokkades}


def test_verschillen_stay_with_other_words_of_the_same_outcome(punt, staf, provinciaal):
    """BES-3: revised, but still geen consensus in this DO: what the parties wrote still counts."""
    leg_verschillen_vast(punt, staf, provinciaal)
    met_uitkomst(
        punt,
        staf,
        Uitkomstsoort.GEEN_CONSENSUS,
        gezien=punt.uitkomsten.get().pk,
        reden="Er stond een verkeerde naam.",
    )
    assert Feit.objects.van("verschillen").get().kenmerk == "pv25"


def test_without_an_owner_the_verschillen_are_not_complete(punt, staf, provinciaal):
    """Who leads, who decides and how it is fed back belong to it (BES-3)."""
    standpunt(punt, staf)
    standpunt(punt, provinciaal)
    assert not Feit.objects.van("verschillen").exists()
    escalatie(punt, staf)
    assert Feit.objects.van("verschillen").exists()


@pytest.mark.parametrize(
    ("ladder", "decentraal", "voortouw"),
    [
        ("interbestuurlijk", "kan", ""),
        ("interbestuurlijk", "kan_niet", "Het Rijk"),
        ("interbestuurlijk", "partij", "Het Rijk"),
        ("rijk", "kan", "Het Rijk"),
        ("ad_hoc_een", "kan", "De verantwoordelijke bewindspersoon"),
        ("ad_hoc_meer", "kan_niet", "De minister van VRO"),
    ],
)
def test_the_ladder_says_who_takes_the_lead(client, punt, staf, ladder, decentraal, voortouw):
    """BES-3: no decentral solution or a provincie that is a party: the Rijk; ad hoc a
    bewindspersoon, over two or more opgaven the minister of VRO. The page says so."""
    gemaakt = escalatie(
        punt, staf, ladder=ladder, decentraal=decentraal, ladder_reden="Het kan niet wachten."
    )
    assert gemaakt.voortouw == voortouw
    client.force_login(staf)
    pagina = client.get(reverse("governance:verschillen", args=[punt.vraagstuk_id]))
    tekst = pagina.content.decode()
    assert gemaakt.get_ladder_display() in tekst
    assert "Het kan niet wachten." in tekst
    assert ("Voortouw" in tekst) is bool(voortouw)
    assert voortouw in tekst


@pytest.mark.parametrize("ladder", ["ad_hoc_een", "ad_hoc_meer"])
def test_ad_hoc_needs_a_reason(punt, staf, ladder):
    """BES-3: past the fixed tables only with a reason; also in the database."""
    form = NieuweEscalatieForm({"ladder": ladder, "ladder_reden": " "})
    assert [fout.code for fout in form.errors.as_data()["ladder_reden"]] == ["ad_hoc_zonder_reden"]
    bestaand = escalatie(punt, staf)
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalatie.objects.filter(pk=bestaand.pk).update(ladder=ladder)


def test_whether_it_can_be_solved_decentrally_is_asked(punt, staf):
    """BES-3: it decides who leads, so there is no answer beforehand."""
    data = {"ladder": "rijk", "trekker": "VRO", "beslisser": "BWO FLO", "terugkoppeling": "DO."}
    assert set(NieuweEscalatieForm(data).errors) == {"decentraal"}


def test_without_geen_consensus_there_is_nothing_to_differ_on(gelderland, staf):
    """Verschillen follow on a DO without consensus only (BES-3)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    with geweigerd("geen_verschil"):
        standpunt(punt, staf)
    with geweigerd("geen_verschil"):
        escalatie(punt, staf)
    assert not Escalatie.objects.exists()


def test_with_verschillen_the_gpdg_agenda_may_go(punt, staf, provinciaal):
    """The other side of the guard on sending (BES-3)."""
    standpunt(punt, staf)
    standpunt(punt, provinciaal)
    escalatie(punt, staf)
    punt.vraagstuk.refresh_from_db(fields=["titel"])
    gpdg = AgendapuntFactory(
        overleg=OverlegFactory(gremium=Gremium.GP_DG), vraagstuk=punt.vraagstuk
    )
    assert punt.vraagstuk.fase == Fase.OORDEELSVORMING
    verzonden(gpdg.overleg, staf)
    form = EscalatieForm(instance=Escalatie.objects.get())
    assert "versie" in form.fields


def test_verschillen_of_an_earlier_doorloop_are_read_only(client, punt, staf, provinciaal):
    """VRA-8, BES-3: they count once confirmed by name; the page offers no act, a post is refused
    and tells nothing."""
    standpunt(punt, staf)
    concept = standpunt(punt, provinciaal, vrij=False)
    gemaakt = escalatie(punt, staf)
    volgende_doorloop(punt.vraagstuk)
    client.force_login(staf)
    pagina = client.get(reverse("governance:verschillen", args=[punt.vraagstuk_id]))
    assert "Eerdere doorloop" in pagina.content.decode()
    assert "Escalatie wijzigen" not in pagina.content.decode()
    data = {naam: getattr(gemaakt, naam) for naam in EscalatieForm.Meta.fields}
    adres = reverse("governance:escalatie", args=[punt.pk])
    antwoord = client.post(adres, data | {"versie": gemaakt.versie})
    assert antwoord.status_code == 200
    assert "zijn van een eerdere doorloop" in antwoord.content.decode()
    with geweigerd("eerdere_doorloop"):
        verschillen.geef_vrij(pk=concept.pk, door=provinciaal)
    assert not Feit.objects.van("verschillen").exists()


def test_an_exit_ends_the_escalatie_with_its_reason(client, punt, staf, provinciaal):
    """VRA-7, BES-3: the page and the route say so, and nobody goes on writing."""
    standpunt(punt, provinciaal)
    standpunt(punt, staf)
    escalatie(punt, staf)
    waarom = "De provincie lost dit zelf op."
    fasen.voer_overgang_uit(
        pk=punt.vraagstuk_id, naam="beeindig", door=staf, motivatie=waarom, geraadpleegd="PS"
    )
    feit = Feit.objects.get(soort="verschillen")
    assert feit.ingetrokken_reden == waarom
    client.force_login(staf)
    pagina = client.get(reverse("governance:verschillen", args=[punt.vraagstuk_id]))
    tekst = pagina.content.decode()
    assert "Beëindigd" in tekst
    assert waarom in tekst
    assert "Escalatie wijzigen" not in tekst
    assert "Eigen standpunt schrijven" not in tekst
    with geweigerd("escalatie_beeindigd"):
        standpunt(punt, staf)
