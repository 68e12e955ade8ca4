"""Mandaat, Rijksinzet and verschillen: records by their own acts (BES-3, BES-5, BES-7)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, models, transaction
from django.urls import reverse

from dossiers.models import Fase, Feit
from dossiers.services import fasen
from governance.forms.voorbereiding import (
    EscalatieForm,
    MandaatForm,
    NieuweEscalatieForm,
    VerschilForm,
    WijzigVerschilForm,
)
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import (
    Agendastatus,
    Escalatie,
    Inzichtverschil,
    Mandaat,
    Mandaatwijziging,
)
from governance.services import mandaten, verschillen
from novex.models import Auditregel
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
from tests.governance.uitkomsten import punt_in
from tests.weigeringen import geweigerd


@pytest.fixture
def vraagstuk(gelderland, lvvn, ienw, vro):
    return rijp_vraagstuk(organisaties=[lvvn, ienw, vro])


def mandaat(vraagstuk, door, ruimte="Variant B mag."):
    return mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte=ruimte, door=door)


# Mandaat


def test_a_mandaat_is_told_inside_the_rijk(vraagstuk, expert):
    """The act makes the feit, with audience rijk and the code of the department (BES-5, VRA-19)."""
    mandaat(vraagstuk, expert)
    feit = Feit.objects.get(soort="mandaat")
    assert (feit.kenmerk, feit.publiek) == ("lvvn", "rijk")
    assert "Variant B" not in feit.label


def test_a_department_gives_only_its_own(vraagstuk, expert, staf, provinciaal):
    """The organisation is that of the giver; who is not concerned gives none (BES-5)."""
    assert mandaat(vraagstuk, expert).organisatie == expert.organisatie
    for persona in (staf, provinciaal):
        with pytest.raises(PermissionDenied):
            mandaat(vraagstuk, persona)
    vreemd = GebruikerFactory(rollen=[Rol.VAKDEPARTEMENT])
    with geweigerd("departement_niet_betrokken"):
        mandaat(vraagstuk, vreemd)


def test_a_second_mandaat_in_the_same_doorloop_is_refused(vraagstuk, expert):
    """One per department and doorloop; the first is changed instead (BES-5)."""
    mandaat(vraagstuk, expert)
    with geweigerd("mandaat_bestaat"):
        mandaat(vraagstuk, expert, "Nog een.")


def test_changing_a_mandaat_is_up_to_the_department(vraagstuk, expert, expert_ienw):
    """Another department cannot; the reason stays readable (BES-5, ALG-2)."""
    rij = mandaat(vraagstuk, expert)
    data = {"ruimte": "Alleen A.", "reden": "Nieuw besluit.", "versie": rij.versie}
    form = MandaatForm(data, instance=Mandaat.objects.get())
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        mandaten.wijzig(form=form, reden="Nieuw besluit.", door=expert_ienw)
    mandaten.wijzig(form=form, reden="Nieuw besluit.", door=expert)
    assert Mandaat.objects.get().ruimte == "Alleen A."
    assert Mandaat.history.first().history_change_reason == "Nieuw besluit."
    wijziging = Mandaatwijziging.objects.get()
    assert (wijziging.reden, wijziging.oud) == ("Nieuw besluit.", "Variant B mag.")
    assert wijziging.door == expert
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        models.QuerySet(Mandaatwijziging).update(reden="Een andere.")


def test_changing_a_mandaat_needs_a_reason(vraagstuk, expert):
    """Not even spaces; nothing is changed then (ALG-2, BES-5)."""
    rij = mandaat(vraagstuk, expert)
    data = {"ruimte": "Alleen A.", "reden": "x", "versie": rij.versie}
    form = MandaatForm(data, instance=Mandaat.objects.get())
    assert form.is_valid()
    with geweigerd("reden_ontbreekt"):
        mandaten.wijzig(form=form, reden=" ", door=expert)
    assert Mandaat.objects.get().ruimte == "Variant B mag."


# Verschillen van inzicht

STANDPUNT = {
    "standpunt": "Geen woningen in de polder.",
    "belang": "Waterveiligheid.",
    "reden": "De dijk houdt het niet.",
    "beslisruimte": "Over de rand valt te praten.",
    "bevoegdheid": "De minister.",
}


@pytest.fixture
def punt(gelderland, staf):
    vraagstuk = rijp_vraagstuk()
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS)
    return punt


def standpunt(punt, door, vrij=True, **velden):
    form = VerschilForm({**STANDPUNT, **velden})
    assert form.is_valid(), form.errors
    verschil = verschillen.leg_vast(punt_pk=punt.pk, form=form, door=door)
    return verschillen.geef_vrij(pk=verschil.pk, door=door) if vrij else verschil


def escalatie(punt, door, **velden):
    data = {
        "ladder": "interbestuurlijk",
        "decentraal": "kan",
        "trekker": "VRO, directeur",
        "beslisser": "GP-DG",
        "terugkoppeling": "In het DO.",
    }
    form = NieuweEscalatieForm(data | velden)
    assert form.is_valid(), form.errors
    return verschillen.leg_escalatie_vast(punt_pk=punt.pk, form=form, door=door)


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


def test_a_standpunt_counts_once_its_party_released_it(punt, staf, provinciaal):
    """BES-3: a concept stays on its own side and makes nothing complete; released, it does."""
    standpunt(punt, staf)
    escalatie(punt, staf)
    concept = standpunt(punt, provinciaal, vrij=False)
    assert not Feit.objects.van("verschillen").exists()
    assert not Inzichtverschil.objects.for_user(staf).filter(pk=concept.pk).exists()
    with pytest.raises(Inzichtverschil.DoesNotExist):
        verschillen.geef_vrij(pk=concept.pk, door=staf)
    verschillen.geef_vrij(pk=concept.pk, door=provinciaal)
    assert Feit.objects.van("verschillen").exists()
    assert Inzichtverschil.objects.for_user(staf).filter(pk=concept.pk).exists()
    assert Auditregel.objects.filter(handeling="standpunt vrijgegeven").count() == 2
    with geweigerd("al_vrijgegeven"):
        verschillen.geef_vrij(pk=concept.pk, door=provinciaal)


def test_a_standpunt_keeps_what_it_was(punt, staf, provinciaal, client):
    """From what to what, by whom and why; the other side reads the reason (BES-3, ZIC-5)."""
    rij = standpunt(punt, staf)
    data = {**STANDPUNT, "standpunt": "Toch aan de rand.", "versie": rij.versie}
    zonder = WijzigVerschilForm(data, instance=Inzichtverschil.objects.get())
    assert set(zonder.errors) == {"wijzigreden"}
    data["wijzigreden"] = "De minister koos een andere plek."
    form = WijzigVerschilForm(data, instance=Inzichtverschil.objects.get())
    assert form.is_valid(), form.errors
    verschillen.leg_vast(punt_pk=punt.pk, form=form, door=staf)
    nu, *_, toen = Inzichtverschil.history.filter(id=rij.pk)
    assert (nu.standpunt, nu.history_user) == ("Toch aan de rand.", staf)
    assert nu.wijzigreden == "De minister koos een andere plek."
    assert toen.standpunt == STANDPUNT["standpunt"]
    client.force_login(provinciaal)
    pagina = client.get(reverse("governance:verschillen", args=[punt.vraagstuk_id]))
    assert "De minister koos een andere plek." in pagina.content.decode()


def test_a_standpunt_that_nobody_else_read_needs_no_reason(punt, staf):
    """BES-3: until it is released it is the own side's."""
    rij = standpunt(punt, staf, vrij=False)
    assert "wijzigreden" not in WijzigVerschilForm(instance=rij).fields


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


@pytest.mark.parametrize("leeg", STANDPUNT)
def test_a_standpunt_is_complete(punt, staf, leeg):
    """Position, interest, reason, beslisruimte and competence: each is required (BES-3)."""
    assert not VerschilForm({**STANDPUNT, leeg: " "}).is_valid()


def test_a_party_writes_only_its_own(punt, provinciaal, lvvn, expert, staf):
    """Nobody writes or releases for another, VRO-staf neither; nor who is no party (BES-3)."""
    with pytest.raises(PermissionDenied):  # LVVN is not involved
        standpunt(punt, expert)
    punt.vraagstuk.organisaties.add(lvvn)
    van_lvvn = standpunt(punt, expert, vrij=False)
    assert van_lvvn.organisatie == lvvn
    with pytest.raises(PermissionDenied):
        verschillen.geef_vrij(pk=van_lvvn.pk, door=staf)
    data = {**STANDPUNT, "standpunt": "Anders.", "versie": van_lvvn.versie}
    form = WijzigVerschilForm(data, instance=van_lvvn)
    assert form.is_valid(), form.errors
    for ander in (staf, provinciaal):
        with pytest.raises(PermissionDenied):
            verschillen.leg_vast(punt_pk=punt.pk, form=form, door=ander)


def test_a_party_stands_there_once(punt, staf):
    """A second standpunt of the same party is refused (BES-3)."""
    standpunt(punt, staf)
    with geweigerd("partij_bestaat"):
        standpunt(punt, staf)
    assert Inzichtverschil.objects.count() == 1


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
