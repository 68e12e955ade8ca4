"""What a page of an afspraak says and offers is what holds (AFS-3, AFS-8, AFS-9, ARR-1)."""

import pytest
from django.utils import timezone

from arrangementen.models import Actie, Relatie
from arrangementen.samenstelling import _geld
from arrangementen.services import afspraken
from arrangementen.views.afspraak_pagina import OMGEKEERD
from tests.arrangementen.factories import AfspraakFactory, GeldregelFactory
from tests.arrangementen.paginas import tekst, url, verstuur
from tests.arrangementen.stappen import stap

VERSIE = "Nieuwe versie voor een volgend jaar"


def test_an_afspraak_with_a_next_version_says_so_and_offers_no_other(als, accounthouder):
    """AFS-8, AFS-9: what is not established has not replaced it; withdrawn, another may come."""
    oud = AfspraakFactory(vastgesteld=True)
    client = als(accounthouder)
    assert VERSIE in tekst(client.get(oud.get_absolute_url()))
    nieuw = afspraken.maak_volgende_versie(
        pk=oud.pk, door=accounthouder, reden="Nieuwe cijfers.", jaar=2028
    )
    pagina = tekst(client.get(oud.get_absolute_url()))
    assert VERSIE not in pagina
    assert f'Nieuwe versie: <a href="{nieuw.get_absolute_url()}">' in pagina
    assert "omgekeerd" not in pagina
    assert f'Vervangt: <a href="{oud.get_absolute_url()}">' in tekst(
        client.get(nieuw.get_absolute_url())
    )
    stap(nieuw, "trek_in", accounthouder)
    assert VERSIE in tekst(client.get(oud.get_absolute_url()))


def test_a_next_version_asks_at_once_for_a_later_year(als, accounthouder):
    """AFS-9: one sentence that holds, whatever year was typed."""
    oud = AfspraakFactory(vastgesteld=True)
    for jaar in (2020, oud.jaar):
        invoer = {"jaar": jaar, "reden": "Nieuwe cijfers."}
        pagina = verstuur(als(accounthouder), "afspraak-versie", oud.pk, invoer, code=200)
        assert pagina.context["form"].errors == {
            "jaar": ["Vul bij BOL-jaar van de nieuwe versie een getal van 2028 of hoger in."]
        }


@pytest.mark.parametrize("soort", Relatie.Soort.values)
def test_each_relation_reads_well_from_the_other_side(als, accounthouder, soort):
    """AFS-8: each kind has words of its own for the way back."""
    eerste, tweede = AfspraakFactory(vastgesteld=True), AfspraakFactory(vastgesteld=True)
    Relatie(
        afspraak=tweede, soort=soort, andere=eerste, reden="Hoort erbij.", door=accounthouder
    ).save()
    pagina = tekst(als(accounthouder).get(eerste.get_absolute_url()))
    assert f'{OMGEKEERD[soort]}: <a href="{tweede.get_absolute_url()}">' in pagina


ACTIE = {
    "trekker_functie": "directeur",
    "resultaat": "Een kaart van het gebied.",
    "termijn": "31-12-2027",
}


def test_who_writes_only_own_actions_chooses_no_other_trekker(als, expert, expert_ienw):
    """AFS-3: refused at the field, so that nothing has to be typed again."""
    afspraak = AfspraakFactory()
    client = als(expert)
    veld = client.get(url("actie-nieuw", afspraak.pk)).context["form"].fields["trekker_organisatie"]
    assert list(veld.queryset) == [expert.organisatie]
    ander = ACTIE | {"trekker_organisatie": expert_ienw.organisatie_id}
    pagina = verstuur(client, "actie-nieuw", afspraak.pk, ander, code=200)
    assert "Een kaart van het gebied." in tekst(pagina)
    verstuur(
        client,
        "actie-nieuw",
        afspraak.pk,
        ACTIE | {"trekker_organisatie": expert.organisatie_id},
    )
    actie = Actie.objects.get(afspraak=afspraak, trekker_organisatie=expert.organisatie)
    veld = client.get(url("actie-wijzigen", actie.pk)).context["form"].fields["trekker_organisatie"]
    assert list(veld.queryset) == [expert.organisatie]


def test_who_writes_the_text_chooses_any_trekker(als, accounthouder, expert, expert_ienw):
    """AFS-3."""
    afspraak = AfspraakFactory()
    form = als(accounthouder).get(url("actie-nieuw", afspraak.pk)).context["form"]
    kiesbaar = set(form.fields["trekker_organisatie"].queryset)
    assert {expert.organisatie, expert_ienw.organisatie} <= kiesbaar


def test_no_step_is_not_no_akkoord(als, expert):
    """AFS-2: who is asked for an akkoord does not read that there is nothing to do."""
    afspraak = AfspraakFactory()
    afspraak.partijen.add(expert.organisatie)
    pagina = tekst(als(expert).get(afspraak.get_absolute_url()))
    assert "Lees de tekst en geef akkoord" in pagina
    assert "U kunt de status van deze afspraak nu niet veranderen." in pagina
    assert "geen stap zetten" not in pagina


def test_amounts_in_one_line_are_written_in_one_way(accounthouder):
    """AFS-7: without cents where there are none."""
    afspraak = AfspraakFactory()
    bedragen = {"bedrag": 1_000_000, "aandeel_rijk": 400_000, "aandeel_regio": 600_000}
    GeldregelFactory(
        afspraak=afspraak,
        bevestigd_op=timezone.now(),
        bevestigd_door=accounthouder,
        **bedragen,
    )
    (regel,) = _geld(afspraak)
    assert "€ 1.000.000 (Rijk € 400.000, regio € 600.000" in regel


def test_a_beheerder_is_not_told_that_no_arrangement_was_begun(client, beheerder, proef):
    """ARR-1, ROL-1: it is there, and not to be seen by that role."""
    proef.begin()
    client.force_login(beheerder)
    pagina = tekst(client.get("/arrangementen/?jaar=2027"))
    assert "Niet te zien met uw rol" in pagina
    assert "Nog niet begonnen" not in pagina
