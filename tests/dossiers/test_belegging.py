"""Handing over to another table: acknowledged, refused, or overdue (VRA-7)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.asserts import assertContains, assertNotContains

from dossiers.bewerken import Groep, mag_bewerken
from dossiers.models import Belegging, Fase, Notitie, Vraagstuk
from dossiers.services import belegging as beleggingen
from dossiers.services import fasen
from dossiers.werkdagen import werkdagen_na
from monitoring.werkvragen import aan_zet, beleggingen_te_beantwoorden
from novex.models import Gebruiker
from tests.dossiers.factories import BeleggingFactory, NotitieFactory, VraagstukFactory
from tests.dossiers.rijp import LATER, OP, rijp_voor
from tests.weigeringen import geweigerd

GEGEVENS = {
    "ontvanger_soort": "departement",
    "ontvanger_naam": "Programma landelijk gebied",
    "waarom": "Het is een sectorale opgave.",
    "geraadpleegd": "Het accountteam Oost",
    "opvolging": "Staat op de agenda van het programma",
    "terug_op": LATER,
}


def beleg(door, organisatie, **anders):
    vraagstuk = rijp_voor("beleg_elders", Fase.OPVOLGING)
    return beleggingen.beleg_elders(
        pk=vraagstuk.pk,
        door=door,
        motivatie="Hoort daar.",
        ontvanger_organisatie=organisatie,
        op=OP,
        **{**GEGEVENS, **anders},
    )


@pytest.mark.parametrize(
    ("soort", "mag"),
    [
        ("departement", {"lvvn"}),
        ("provincie", {"gelderland"}),
        ("programma", {"lvvn", "gelderland"}),
        ("novex_gebied", {"lvvn", "gelderland"}),
        ("regulier_overleg", {"lvvn", "gelderland"}),
    ],
)
def test_who_answers_is_of_the_kind_that_was_chosen(gelderland, staf, lvvn, soort, mag):
    """VRA-7: a departement of the Rijk, a provincie of the regio; the others of either."""
    for naam, organisatie in (("lvvn", lvvn), ("gelderland", gelderland.organisatie)):
        vraagstuk = rijp_voor("beleg_elders", Fase.OPVOLGING)
        velden = {**GEGEVENS, "ontvanger_soort": soort, "ontvanger_organisatie": organisatie}
        if naam in mag:
            beleggingen.nieuwe_belegging(pk=vraagstuk.pk, door=staf, **velden)
            continue
        with geweigerd("ontvanger_past_niet"):
            beleggingen.nieuwe_belegging(pk=vraagstuk.pk, door=staf, **velden)


@pytest.fixture
def gevraagd(gelderland, staf, lvvn, accounthouder):
    belegging = beleg(staf, lvvn)
    Vraagstuk.objects.update(lead_accounthouder=accounthouder)
    return belegging


@pytest.mark.parametrize(
    ("veld", "code"),
    [
        ("ontvanger_naam", "ontvanger_naam_ontbreekt"),
        ("waarom", "waarom_ontbreekt"),
        ("geraadpleegd", "geraadpleegd_ontbreekt"),
        ("opvolging", "opvolging_ontbreekt"),
    ],
)
def test_receiver_why_who_was_heard_and_followup_are_needed(gelderland, staf, lvvn, veld, code):
    """VRA-7: without one of them it stays where it is."""
    with geweigerd(code):
        beleg(staf, lvvn, **{veld: " "})
    assert Vraagstuk.objects.get().fase == Fase.OPVOLGING
    assert not Belegging.objects.exists()


def test_the_return_date_lies_ahead(gelderland, staf, lvvn):
    """VRA-7."""
    with geweigerd("terug_op_verstreken"):
        beleg(staf, lvvn, terug_op=OP)


def test_a_receiver_must_see_it(gelderland, drenthe, staf):
    """ZIC-3: a provincie that is not concerned cannot answer."""
    with geweigerd("ontvanger_ziet_niet"):
        beleg(staf, drenthe.organisatie)
    assert beleg(staf, gelderland.organisatie, ontvanger_soort="provincie").status == "gevraagd"


def test_it_is_overdue_after_fifteen_working_days(gevraagd):
    """VRA-7: asked on Monday 2 November, due on Monday 23 November."""
    assert gevraagd.antwoord_voor == datetime.date(2026, 11, 23)
    erna = datetime.date(2026, 11, 24)
    assert not gevraagd.is_te_laat(gevraagd.antwoord_voor)
    assert gevraagd.is_te_laat(erna)
    assert not Belegging.objects.te_laat(gevraagd.antwoord_voor).exists()
    assert Belegging.objects.te_laat(erna).get() == gevraagd


def test_working_days_skip_the_weekend():
    """SIG-4, VRA-7: from Friday the first working day is Monday."""
    assert werkdagen_na(datetime.date(2026, 11, 6), 1) == datetime.date(2026, 11, 9)
    assert werkdagen_na(datetime.date(2026, 11, 7), 1) == datetime.date(2026, 11, 9)


def test_accepting_leaves_nobody_aan_zet(gevraagd, expert):
    """VRA-7."""
    beleggingen.aanvaard(pk=gevraagd.pk, door=expert)
    nu = Belegging.objects.get()
    assert (nu.status, nu.beantwoord_door) == ("aanvaard", expert)
    assert nu.vraagstuk.aan_zet_organisatie is None
    assert not nu.is_te_laat(datetime.date(2027, 1, 1))


def test_refusing_brings_it_back_to_the_accounthouder(gevraagd, expert, accounthouder):
    """VRA-7: with reason; the accounthouder may then reopen it."""
    beleggingen.weiger(pk=gevraagd.pk, door=expert, reden="Wij hebben hier geen programma.")
    nu = Vraagstuk.objects.get()
    assert nu.is_aan_zet(accounthouder)
    assert nu.aan_zet_reden == "De ontvanger neemt dit niet over. Heropen het vraagstuk."
    assert nu.beleggingen.get().antwoord_reden == "Wij hebben hier geen programma."
    assert "heropen" in {stap.naam for stap in nu.stappen(accounthouder)}


def test_refusing_needs_a_reason(gevraagd, expert):
    """ALG-2."""
    with geweigerd("reden_ontbreekt"):
        beleggingen.weiger(pk=gevraagd.pk, door=expert, reden=" ")


def test_it_is_answered_once(gevraagd, expert):
    """VRA-7."""
    beleggingen.aanvaard(pk=gevraagd.pk, door=expert)
    with geweigerd("al_beantwoord"):
        beleggingen.weiger(pk=gevraagd.pk, door=expert, reden="Toch niet.")


def test_only_the_receiver_answers(gevraagd, expert_ienw, accounthouder, staf, buitenstaander):
    """VRA-7, ZIC-3."""
    for wie in (expert_ienw, accounthouder, staf):
        with pytest.raises(PermissionDenied):
            beleggingen.aanvaard(pk=gevraagd.pk, door=wie)
    with pytest.raises(Belegging.DoesNotExist):
        beleggingen.aanvaard(pk=gevraagd.pk, door=buitenstaander)


def test_after_reopening_nobody_waits_for_an_answer(client, gevraagd, expert, accounthouder):
    """VRA-7, VRA-8: it cannot be answered any more, so it is not asked and not overdue."""
    erna = datetime.date(2026, 11, 24)
    client.force_login(expert)
    pagina = gevraagd.vraagstuk.get_absolute_url()
    assertContains(client.get(pagina), "Belegging beantwoorden")
    fasen.voer_overgang_uit(
        pk=gevraagd.vraagstuk_id, naam="heropen", door=accounthouder, motivatie="Nieuw.", op=OP
    )
    assert not Belegging.objects.wacht_op_antwoord().exists()
    assert not Belegging.objects.te_laat(erna).exists()
    assertNotContains(client.get(pagina), "Belegging beantwoorden")
    assert client.get(pagina).context["belegging"] is None


def test_a_belegging_waits_only_at_its_end(gelderland):
    """VRA-7: while the vraagstuk is elsewhere, and not in another fase."""
    hier = BeleggingFactory(vraagstuk=VraagstukFactory(fase=Fase.ELDERS_BELEGD))
    BeleggingFactory(vraagstuk=VraagstukFactory(fase=Fase.OPVOLGING))
    assert Belegging.objects.wacht_op_antwoord().get() == hier


def test_an_answer_after_reopening_is_too_late(gelderland, expert):
    """VRA-8: the belegging belongs to its own doorloop."""
    vraagstuk = VraagstukFactory(fase=Fase.ELDERS_BELEGD, doorloop=2)
    oud = BeleggingFactory(vraagstuk=vraagstuk, doorloop=1)
    with geweigerd("al_beantwoord"):
        beleggingen.aanvaard(pk=oud.pk, door=expert)


def test_the_successor_of_the_receiver_answers(gevraagd, lvvn, expert_ienw, ienw):
    """VRA-7, REF-2: who ended answers nothing any more; it is work of who succeeded it."""
    assert not beleggingen_te_beantwoorden(expert_ienw)
    with pytest.raises(PermissionDenied):
        beleggingen.aanvaard(pk=gevraagd.pk, door=expert_ienw)
    lvvn.geldig_tot, lvvn.opvolger = datetime.date(2026, 1, 1), ienw
    lvvn.save()
    wie = Gebruiker.objects.get(pk=expert_ienw.pk)
    assert list(beleggingen_te_beantwoorden(wie)) == [gevraagd]
    assert list(aan_zet(wie)) == []  # asked apart
    assert beleggingen.aanvaard(pk=gevraagd.pk, door=wie).status == "aanvaard"


def test_what_an_organisatie_kept_to_itself_goes_to_its_successor(lvvn, ienw, expert_ienw):
    """REF-2, ZIC-1: a notitie and a concept are not lost when their organisatie ends."""
    notitie = NotitieFactory(organisatie=lvvn)
    concept = VraagstukFactory(organisatie=lvvn, concept=True)
    assert not Notitie.objects.for_user(expert_ienw).filter(pk=notitie.pk)
    assert not mag_bewerken(expert_ienw, concept, Groep.BEELD)
    lvvn.geldig_tot, lvvn.opvolger = datetime.date(2026, 1, 1), ienw
    lvvn.save()
    wie = Gebruiker.objects.get(pk=expert_ienw.pk)
    assert Notitie.objects.for_user(wie).get(pk=notitie.pk) == notitie
    assert mag_bewerken(wie, concept, Groep.BEELD)
