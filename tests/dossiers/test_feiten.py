"""Feiten: told by later tables, never changed, counted per doorloop (VRA-8, VRA-19)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django.asserts import assertNotContains

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import fasen, feiten
from novex.criteria import BUITEN_PUBLIEK, tekorten
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    FeitFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als
from tests.dossiers.rijp import OP, rijp_voor
from tests.weigeringen import geweigerd

F = Fase


def meld(vraagstuk, door, **anders):
    standaard = {"soort": "afspraak", "kenmerk": "1", "label": "Afspraak 1", "door": door}
    return feiten.meld_feit(vraagstuk, **{**standaard, **anders})


def codes(vraagstuk, naam):
    vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)
    criteria = vraagstuk.mogelijke_overgang(naam).custom["criteria"]
    return {t.code for t in tekorten(vraagstuk, criteria)}


def test_told_twice_counts_once(gelderland, staf):
    """VRA-19: the same again changes nothing; something else replaces it and keeps the old."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    eerste = meld(vraagstuk, staf)
    assert meld(vraagstuk, staf) == eerste
    tweede = meld(vraagstuk, staf, label="Afspraak 1, nieuwe titel")
    assert list(vraagstuk.feiten.van("afspraak")) == [tweede]
    assert Feit.objects.get(pk=eerste.pk).ingetrokken_reden == "Vervangen door een nieuwe melding."


def test_it_takes_the_doorloop_of_now(gelderland, staf):
    """VRA-8: also when the caller holds an old copy."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    Vraagstuk.objects.update(doorloop=3)
    assert meld(vraagstuk, staf).doorloop == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossiers_feit SET label = 'Anders'",
        "UPDATE dossiers_feit SET doorloop = 2",
        "UPDATE dossiers_feit SET ingetrokken_op = NULL",
        "UPDATE dossiers_feit SET ingetrokken_reden = 'Anders'",
        "DELETE FROM dossiers_feit",
    ],
)
def test_the_database_keeps_it_as_it_was(gelderland, staf, sql):
    """VRA-19: append-only; withdrawing happens once."""
    feit = meld(VraagstukFactory(fase=F.OPVOLGING), staf)
    feiten.trek_feit_in(
        feit.vraagstuk, soort="afspraak", kenmerk="1", reden="Vervallen.", door=staf
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(TypeError):
        feit.delete()
    with pytest.raises(TypeError):
        Feit.objects.all().delete()


def test_withdrawing_puts_the_vraagstuk_aan_zet(gelderland, staf, accounthouder):
    """VRA-19: a revised outcome withdraws its feit and somebody must act."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING, lead_accounthouder=accounthouder)
    meld(vraagstuk, staf)
    feiten.trek_feit_in(vraagstuk, soort="afspraak", kenmerk="1", reden="Herzien.", door=staf)
    nu = Vraagstuk.objects.get()
    assert nu.aan_zet_organisatie == accounthouder.organisatie
    assert nu.aan_zet_reden == "Dit geldt niet meer: Afspraak 1. Kijk wat er nu nodig is."
    assert nu.is_aan_zet(accounthouder)
    assert not nu.is_aan_zet(staf)


@pytest.mark.parametrize(
    ("fase", "soort"), [(F.GEEN_KEUZE, "geen_keuze"), (F.TERUGGELEGD, "landing")]
)
def test_an_end_that_loses_what_it_stands_on_is_aan_zet(gelderland, staf, vro, fase, soort):
    """VRA-6, VRA-9, VRA-19: until all of it is there again; another feit asks nothing there."""

    def aan_zet():
        return Vraagstuk.objects.get().aan_zet_organisatie

    vraagstuk = VraagstukFactory(fase=fase)
    for kenmerk in ("1", "2"):
        meld(vraagstuk, staf, soort=soort, kenmerk=kenmerk)
    meld(vraagstuk, staf, soort="gpdg_advies", kenmerk="pv25")
    feiten.trek_feit_in(vraagstuk, soort="gpdg_advies", reden="Herzien.", door=staf)
    assert aan_zet() is None
    feiten.trek_feit_in(vraagstuk, soort=soort, reden="Herzien.", door=staf)
    assert aan_zet() == vro
    meld(vraagstuk, staf, soort=soort, kenmerk="1")
    assert aan_zet() == vro
    meld(vraagstuk, staf, soort=soort, kenmerk="2")
    assert aan_zet() is None


def test_withdrawing_needs_a_reason(gelderland, staf):
    """ALG-2."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    meld(vraagstuk, staf)
    with geweigerd("reden_ontbreekt"):
        feiten.trek_feit_in(vraagstuk, soort="afspraak", kenmerk="1", reden=" ", door=staf)


def test_withdrawing_what_the_rijk_keeps_to_itself_tells_nothing(gelderland, staf, accounthouder):
    """ZIC-2: a provincie also reads why it is aan zet."""
    vraagstuk = VraagstukFactory(fase=F.OORDEELSVORMING, lead_accounthouder=accounthouder)
    rijk = Zichtbaarheid.RIJK
    meld(vraagstuk, staf, soort="mandaat", kenmerk="lvvn", label="Ruimte LVVN", publiek=rijk)
    feiten.trek_feit_in(vraagstuk, soort="mandaat", kenmerk="lvvn", reden="Nieuw.", door=staf)
    assert Vraagstuk.objects.get().aan_zet_reden == BUITEN_PUBLIEK


@pytest.mark.parametrize(
    ("fase", "soort"), [(F.OPVOLGING, "op_verzonden_agenda"), (F.TERUGGELEGD, "afspraak")]
)
def test_what_simply_passes_puts_nobody_aan_zet(gelderland, staf, fase, soort):
    """VRA-19: a meeting that closed, a vraagstuk that ended."""
    vraagstuk = VraagstukFactory(fase=fase)
    meld(vraagstuk, staf, soort=soort)
    feiten.trek_feit_in(vraagstuk, soort=soort, kenmerk="1", reden="Gesloten.", door=staf)
    assert Vraagstuk.objects.get().aan_zet_organisatie is None
    assert not vraagstuk.feiten.van(soort).exists()


def test_a_return_makes_earlier_feiten_count_no_more(gelderland, accounthouder):
    """VRA-8: until each is confirmed by name and with reason."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    Vraagstuk.objects.update(doorloop=2)
    assert codes(vraagstuk, "naar_opvolging") == {
        "bol_besluit_ontbreekt",
        "gpdg_advies_ontbreekt",
        "afspraak_ontbreekt",
    }
    besluit = vraagstuk.feiten.get(soort="bol_besluit")
    nieuw = feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden="De grond is dezelfde.")
    assert codes(vraagstuk, "naar_opvolging") == {
        "gpdg_advies_ontbreekt",
        "afspraak_ontbreekt",
    }
    assert (nieuw.herbevestigt, nieuw.doorloop) == (besluit, 2)


def test_revising_withdraws_the_confirmation_as_well(gelderland, accounthouder, staf):
    """VRA-8, VRA-19: what its table takes back counts in no doorloop."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    Vraagstuk.objects.update(doorloop=2)
    besluit = vraagstuk.feiten.get(soort="bol_besluit")
    feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")
    feiten.trek_feit_in(vraagstuk, soort="bol_besluit", kenmerk="oost", reden="Herzien", door=staf)
    assert "bol_besluit_ontbreekt" in codes(vraagstuk, "naar_opvolging")


def test_an_old_afspraak_still_needs_its_landing(gelderland):
    """VRA-8, VRA-9: a return does not make an obligation disappear."""
    vraagstuk = rijp_voor("leg_terug", F.OPVOLGING)
    Vraagstuk.objects.update(doorloop=2)
    assert "landing_ontbreekt" in codes(vraagstuk, "leg_terug")


def test_confirming_needs_a_reason_and_an_earlier_doorloop(gelderland, accounthouder):
    """VRA-8, ALG-2."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    besluit = vraagstuk.feiten.get(soort="bol_besluit")
    with geweigerd("herbevestigen_kan_niet"):
        feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")
    Vraagstuk.objects.update(doorloop=2)
    with geweigerd("reden_ontbreekt"):
        feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden=" ")
    feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")
    with geweigerd("feit_bestaat"):
        feiten.herbevestig(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")


def test_who_may_confirm(gelderland, expert, provinciaal, buitenstaander):
    """VRA-8: the accounthouder and VRO-staf, within their own sight."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    Vraagstuk.objects.update(doorloop=2)
    besluit = vraagstuk.feiten.get(soort="bol_besluit")
    for wie in (expert, provinciaal):
        with pytest.raises(PermissionDenied):
            feiten.herbevestig(pk=besluit.pk, door=wie, reden="Nog steeds.")
    with pytest.raises(Feit.DoesNotExist):
        feiten.herbevestig(pk=besluit.pk, door=buitenstaander, reden="Nog steeds.")


def test_an_earlier_triage_counts_again_once_confirmed(gelderland, accounthouder, regietafellid):
    """VRA-4, VRA-8: after a return to beeldvorming."""
    vraagstuk = rijp_voor("zet_door", F.BEELDVORMING)
    Vraagstuk.objects.update(doorloop=2)
    assert codes(vraagstuk, "zet_door") == {"triagebesluit_ontbreekt", "knockout_ontbreekt"}
    besluit = vraagstuk.triageadviezen.get().besluit
    feiten.herbevestig_triage(pk=besluit.pk, door=accounthouder, reden="De feiten zijn gelijk.")
    assert codes(vraagstuk, "zet_door") == set()
    nu = fasen.voer_overgang_uit(
        pk=vraagstuk.pk, naam="zet_door", door=regietafellid, motivatie="Opnieuw gedeeld.", op=OP
    )
    assert nu.fase == F.OORDEELSVORMING


def test_the_adviser_does_not_confirm_the_triage(gelderland, accounthouder, staf):
    """ROL-2, VRA-8: nor who gave another advice in that doorloop; and it needs a reason and an
    earlier doorloop."""
    vraagstuk = VraagstukFactory()
    eigen = TriagebesluitFactory(advies__vraagstuk=vraagstuk, advies__door=accounthouder)
    ander = TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    with geweigerd("herbevestigen_kan_niet"):
        feiten.herbevestig_triage(pk=ander.pk, door=accounthouder, reden="Nog steeds.")
    Vraagstuk.objects.update(doorloop=2)
    for besluit in (eigen, ander):
        with geweigerd("adviseur_besluit_niet"):
            feiten.herbevestig_triage(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")
    with geweigerd("reden_ontbreekt"):
        feiten.herbevestig_triage(pk=ander.pk, door=staf, reden="")


def test_a_triage_that_was_replaced_is_not_confirmed(gelderland, staf):
    """TRI-5, VRA-8: what reopens a decision is not passed by confirming what came before it."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland)
    eerst = TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    heronderhandelt = {
        "knockout": "heronderhandelt", "knockout_datum": OP, "uitkomst": "negatief",
    }  # fmt: skip
    toen = TriagebesluitFactory(advies__vraagstuk=vraagstuk, **heronderhandelt)
    Vraagstuk.objects.update(doorloop=2)
    with geweigerd("ingehaald"):
        feiten.herbevestig_triage(pk=eerst.pk, door=staf, reden="Nog steeds.")
    pagina = als(staf).get(f"/vraagstukken/{vraagstuk.pk}/triage/")
    assert [r["besluit"] for r in pagina.context["triages"] if r["mag_bevestigen"]] == [toen]


def test_a_feit_that_was_overtaken_is_not_confirmed(gelderland, staf):
    """VRA-8, BES-3: a DO that agreed in doorloop 1 does not hide that it did not in doorloop 2."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, doorloop=3)
    eens, oneens = (
        FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", kenmerk="pv25", doorloop=n, waarde=w)
        for n, w in ((1, "advies"), (2, "geen_consensus"))
    )
    with geweigerd("ingehaald"):
        feiten.herbevestig(pk=eens.pk, door=staf, reden="Nog steeds.")
    pagina = als(staf).get(f"/vraagstukken/{vraagstuk.pk}/")
    assert pagina.context["eerdere_feiten"] == [oneens]
    feiten.herbevestig(pk=oneens.pk, door=staf, reden="Nog steeds.")


def test_who_advises_now_does_not_confirm_an_earlier_triage(gelderland, accounthouder):
    """ROL-2, VRA-8: adviser and decider of this doorloop would be one."""
    besluit = TriagebesluitFactory()
    vraagstuk = besluit.advies.vraagstuk
    Vraagstuk.objects.update(doorloop=2)
    TriageadviesFactory(vraagstuk=vraagstuk, doorloop=2, door=accounthouder)
    with geweigerd("adviseur_besluit_niet"):
        feiten.herbevestig_triage(pk=besluit.pk, door=accounthouder, reden="Nog steeds.")


def test_a_triage_before_a_decision_that_has_come_is_not_confirmed(gelderland, accounthouder):
    """TRI-5, VRA-8: it was to come then; what it decided has to be asked now."""
    knockout = {
        "knockout": "voorafgaand", "knockout_besluit": "Het rijksbesluit",
        "knockout_datum": timezone.localdate() - datetime.timedelta(days=1),
    }  # fmt: skip
    voorbij = TriagebesluitFactory(**knockout)
    komt = TriagebesluitFactory(**knockout | {"knockout_datum": timezone.localdate()})
    Vraagstuk.objects.update(doorloop=2)
    with geweigerd("besluit_is_voorbij"):
        feiten.herbevestig_triage(pk=voorbij.pk, door=accounthouder, reden="Nog steeds.")
    feiten.herbevestig_triage(pk=komt.pk, door=accounthouder, reden="Nog steeds.")


def test_the_adviser_does_not_confirm_the_triage_as_a_feit(client, gelderland, accounthouder, staf):
    """ROL-2, VRA-8: the confirmation of an earlier doorloop is not one to confirm by itself."""
    besluit = TriagebesluitFactory(advies__door=accounthouder)
    vraagstuk = besluit.advies.vraagstuk
    Vraagstuk.objects.update(doorloop=2)
    feit = feiten.herbevestig_triage(pk=besluit.pk, door=staf, reden="Nog steeds.")
    Vraagstuk.objects.update(doorloop=3)
    with geweigerd("triage_apart_bevestigen"):
        feiten.herbevestig(pk=feit.pk, door=accounthouder, reden="Nog steeds.")
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).geldend_triagebesluit() is None
    client.force_login(accounthouder)
    pagina = client.get(vraagstuk.get_absolute_url())
    assertNotContains(pagina, f"/feiten/{feit.pk}/")
    assert pagina.context["eerdere_feiten"] == []


def test_a_feit_is_read_by_its_audience_only(
    gelderland, staf, expert, provinciaal, buitenstaander, beheerder
):
    """VRA-19, ZIC-2: not the mandaat for a provincie, nothing for an outsider."""
    vraagstuk = VraagstukFactory(fase=F.OORDEELSVORMING)
    for kenmerk, publiek in (("lvvn", "rijk"), ("pv25", "regio"), ("1", "rijk_en_regio")):
        FeitFactory(vraagstuk=vraagstuk, kenmerk=kenmerk, publiek=publiek)
    gelezen = {
        wie: set(Feit.objects.for_user(wie).values_list("kenmerk", flat=True))
        for wie in (staf, expert, provinciaal, buitenstaander, beheerder)
    }
    assert gelezen == {
        staf: {"lvvn", "1"},
        expert: {"lvvn", "1"},
        provinciaal: {"pv25", "1"},
        buitenstaander: set(),
        beheerder: set(),
    }


def test_a_feit_knows_since_when(gelderland, staf):
    """VRA-19: from when and withdrawn when."""
    voor = timezone.now()
    feit = meld(VraagstukFactory(fase=F.OPVOLGING), staf)
    assert voor <= feit.vanaf <= timezone.now()
    assert feit.ingetrokken_op is None
