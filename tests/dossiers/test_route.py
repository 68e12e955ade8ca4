"""What somebody wrote at a step stays readable on the route of the vraagstuk (ALG-2, VRA-14)."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.models import Fase, Vraagstuk
from dossiers.route import route
from dossiers.services import fasen
from tests.dossiers.factories import (
    BeleggingFactory,
    FeitFactory,
    InstemmingFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, tekst
from tests.dossiers.rijp import rijp_voor

TERUG = "keer_terug_naar_beeldvorming"


def zet(user, vraagstuk, naam, **gegevens):
    """A step through its page, as a person makes it."""
    url = f"/vraagstukken/{vraagstuk.pk}/overgang/{naam}/"
    antwoord = als(user).post(url, {"motivatie": "Het kan niet anders.", **gegevens})
    assert antwoord.status_code == 302, antwoord.context["form"].errors


def regels(vraagstuk, user):
    """What stands with each step of the route, besides its motivatie."""
    from_db = Vraagstuk.objects.for_user(user).get(pk=vraagstuk.pk)
    return [dict(moment.regels) for moment in route(from_db, user) if moment.regels]


def gelezen(user, vraagstuk):
    """The part of the page under Route, as text."""
    inhoud = tekst(als(user).get(vraagstuk.get_absolute_url()))
    return inhoud.partition(" Route ")[2].partition(" Stand ")[0]


def test_who_was_heard_before_it_ended_stays_readable(
    regietafellid, provinciaal, bestuurder_provincie, gelderland
):
    """ALG-2, VRA-7: for both sides, and for who only reads."""
    v = VraagstukFactory(lead_provincie=gelderland)
    zet(regietafellid, v, "beeindig", geraadpleegd="Gelderland, in oktober.")
    for lezer in (regietafellid, provinciaal, bestuurder_provincie):
        assert "Wie is gehoord Gelderland, in oktober." in gelezen(lezer, v)


def test_why_it_came_back_stays_readable(accounthouder, provinciaal, gelderland):
    """ALG-2, VRA-8: the occasion in words, and after terugleggen the afspraak."""
    elders = VraagstukFactory(fase=Fase.ELDERS_BELEGD, lead_provincie=gelderland)
    BeleggingFactory(vraagstuk=elders)
    zet(accounthouder, elders, "heropen", aanleiding="nieuwe_informatie")
    assert "Aanleiding Er is nieuwe informatie" in gelezen(provinciaal, elders)
    terug = VraagstukFactory(fase=Fase.TERUGGELEGD, lead_provincie=gelderland)
    feit = FeitFactory(vraagstuk=terug, soort="landing", label="GLD-3 Woningbouw Liemers")
    zet(accounthouder, terug, "heropen_landing", betreft=feit.pk)
    assert "Afspraak waar het om gaat GLD-3 Woningbouw Liemers" in gelezen(provinciaal, terug)


def test_a_choice_that_was_not_made_says_what_stays_and_when_it_returns(
    staf, provinciaal, gelderland
):
    """ALG-2, VRA-6: the knelpunt and the return date, also after it came back."""
    v = rijp_voor("markeer_geen_keuze", Fase.BESLUITVORMING)
    fasen.voer_overgang_uit(
        pk=v.pk,
        naam="markeer_geen_keuze",
        door=staf,
        motivatie="Er was geen meerderheid.",
        terug_op=datetime.date(2050, 6, 1),
        knelpunt="De polder blijft vol.",
    )
    assert regels(v, provinciaal) == [
        {
            "Knelpunt dat blijft": "De polder blijft vol.",
            "Komt terug op": datetime.date(2050, 6, 1),
        }
    ]
    assert "Komt terug op 01-06-2050" in gelezen(provinciaal, v)


def test_an_earlier_belegging_stays_readable(accounthouder, regietafellid, expert, gelderland):
    """ALG-2, VRA-7: to whom, who was heard and how it was secured, of each doorloop."""
    v = VraagstukFactory(lead_provincie=gelderland, fase=Fase.OPVOLGING, doorloop=2)
    eerste, tweede = (
        BeleggingFactory(vraagstuk=v, doorloop=n, ontvanger_naam=f"Tafel {n}") for n in (1, 2)
    )
    for belegging in (eerste, tweede):
        v.faseovergangen.model(
            vraagstuk=v,
            van=Fase.BEELDVORMING,
            naar=Fase.ELDERS_BELEGD,
            naam="beleg_elders",
            door=regietafellid,
            rol="Regietafellid",
            motivatie="Het hoort daar.",
            doorloop=belegging.doorloop,
        ).save()
    assert regels(v, accounthouder) == [
        {
            "Wie neemt het over": belegging.ontvanger_naam,
            "Wie is gehoord": "Het accountteam Oost",
            "Hoe de opvolging is geborgd": "Staat op de agenda van het programma",
            "Komt terug op": datetime.date(2027, 6, 1),
        }
        for belegging in (tweede, eerste)
    ]


def test_a_step_that_says_no_more_has_no_empty_lines(regietafellid, accounthouder, gelderland):
    """ALG-1: only what was filled in."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)
    InstemmingFactory(vraagstuk=v, handeling=TERUG, door=regietafellid)
    zet(accounthouder, v, TERUG)
    assert regels(v, accounthouder) == []
    assert "Nog niet ingevuld" not in gelezen(accounthouder, v)


def test_a_consent_stays_readable_after_the_step(
    regietafellid, accounthouder, provinciaal, buitenstaander, gelderland
):
    """ALG-2, VRA-8, ZIC-3: who, to what and why; the other provincie sees no page at all."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)
    als(regietafellid).post(
        f"/vraagstukken/{v.pk}/instemmen/{TERUG}/",
        {"antwoord": "ja", "toelichting": "Het onderzoek is nieuw."},
    )
    zet(accounthouder, v, TERUG)
    for lezer in (accounthouder, provinciaal):
        inhoud = gelezen(lezer, v)
        assert "Ingestemd: terug naar beeldvorming" in inhoud
        assert "VRO (Regietafellid)" in inhoud
        assert "Het onderzoek is nieuw." in inhoud
    assert als(buitenstaander).get(v.get_absolute_url()).status_code == 404


def test_a_provincie_consents_in_its_own_name(provinciaal, accounthouder, gelderland):
    """ALG-2, VRA-9: to terugleggen."""
    v = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)
    als(provinciaal).post(
        f"/vraagstukken/{v.pk}/instemmen/leg_terug/", {"antwoord": "ja", "toelichting": "Goed."}
    )
    inhoud = gelezen(accounthouder, v)
    assert "Ingestemd: terugleggen in reguliere trajecten" in inhoud
    assert f"{provinciaal.organisatie} (Provincie)" in inhoud


def test_who_consents_reads_who_will_read_it(provinciaal, gelderland):
    """ZIC-1: before it is typed."""
    v = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=gelderland)
    vraag = als(provinciaal).get(f"/vraagstukken/{v.pk}/instemmen/leg_terug/")
    assert "Ieder die het vraagstuk ziet, kan dit altijd lezen." in tekst(vraag)


@pytest.mark.parametrize("deel", ["instemmingen", "overgangen"])
def test_more_of_it_asks_no_more(accounthouder, regietafellid, gelderland, deel):
    """VRA-14: no query per consent and none per step: two sizes."""
    v = VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=gelderland)
    client, aantallen = als(accounthouder), []
    for tot in (2, 6):
        for nummer in range(tot):
            if deel == "instemmingen":
                InstemmingFactory(vraagstuk=v, handeling=TERUG, doorloop=tot * 10 + nummer)
            else:
                BeleggingFactory(vraagstuk=v, doorloop=tot * 10 + nummer)
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(v.get_absolute_url()).status_code == 200
        aantallen.append(len(gesteld))
    assert aantallen[0] == aantallen[1] <= 15
