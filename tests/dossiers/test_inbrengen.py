"""Bringing in a vraagstuk, and finding it back in the register (VRA-0, VRA-1, VRA-10)."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from dossiers.models import Fase, Vraagstuk
from dossiers.services import vraagstukken
from dossiers.services.tekst import wijzig
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.paginas import pagina, tekst
from tests.dossiers.rijp import OP
from tests.factories import DomeinFactory
from tests.weigeringen import geweigerd


def breng_in(door, provincies, **anders):
    gegevens = {"titel": "Wonen of water", "herkomst": "signaal", **anders}
    return vraagstukken.breng_in(door=door, provincies=provincies, **gegevens)


def test_title_provincie_and_herkomst_are_enough(accounthouder, gelderland):
    """VRA-0, ALG-1: a concept on the own side, without a number."""
    nieuw = breng_in(accounthouder, [gelderland], domeinen=[DomeinFactory()])
    nu = Vraagstuk.objects.get()
    assert (nu.fase, nu.nummer, nu.organisatie) == ("concept", None, accounthouder.organisatie)
    assert (nu.lead_provincie, nu.domeinen.count()) == (gelderland, 1)
    assert nieuw.history.first().history_user == accounthouder


@pytest.mark.parametrize(
    ("anders", "code"),
    [
        ({"titel": " "}, "titel_ontbreekt"),
        ({"herkomst": ""}, "herkomst_ontbreekt"),
        ({"herkomst": "kans"}, "herkomst_ontbreekt"),
    ],
)
def test_each_of_the_three_is_asked(accounthouder, gelderland, anders, code):
    """VRA-0."""
    with geweigerd(code):
        breng_in(accounthouder, [gelderland], **anders)


def test_a_provincie_is_asked_unless_it_follows(accounthouder, gelderland):
    """VRA-0: an import may leave it for later."""
    with geweigerd("provincie_ontbreekt"):
        breng_in(accounthouder, [])
    assert breng_in(accounthouder, [], provincie_volgt=True).lead_provincie is None


def test_a_provincie_brings_in_its_own(provinciaal, gelderland, drenthe):
    """ZIC-3: and with another one together nobody leads yet."""
    with geweigerd("buiten_eigen_zicht"):
        breng_in(provinciaal, [drenthe])
    samen = breng_in(provinciaal, [gelderland, drenthe], aanbieden=True)
    assert (samen.lead_provincie, samen.provincie_overstijgend) == (None, True)
    assert samen.aangeboden_op is not None


def test_who_may_bring_in(expert, regietafellid, staf, bestuurder_rijk, gelderland):
    """VRA-0: accounthouder, provincie, department."""
    assert breng_in(expert, [gelderland]).organisatie == expert.organisatie
    for wie in (regietafellid, staf, bestuurder_rijk):
        with pytest.raises(PermissionDenied):
            breng_in(wie, [gelderland])


def test_only_its_own_organisatie_offers_a_concept(expert, accounthouder, gelderland):
    """VRA-0."""
    nieuw = breng_in(expert, [gelderland])
    with geweigerd("ander_zijn_concept"):
        vraagstukken.bied_aan(pk=nieuw.pk, door=accounthouder)


def test_a_concept_is_opened_by_the_accounthouder(accounthouder, provinciaal, gelderland):
    """VRA-0, SIG-6: what the provincie brought in and offered, with its melder known."""
    nieuw = breng_in(
        provinciaal,
        [gelderland],
        aanbieden=True,
        lichte_triage="Nota Ruimte: water en bodem sturend.",
        gelijksoortig_gezien=True,
        melder_organisatie=provinciaal.organisatie,
        melder_functie="beleidsmedewerker",
    )
    geopend = vraagstukken.open(pk=nieuw.pk, door=accounthouder, motivatie="Herkend.", op=OP)
    assert (geopend.fase, geopend.nummer) == (Fase.BEELDVORMING, "2026-001")


def vink_aan(vraagstuk, door, **velden):
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    velden = {"gelijksoortig_gezien": True, **velden}
    return wijzig(pk=nu.pk, groep="basis", versie=nu.versie, velden=velden, door=door)


def test_who_opens_it_saw_what_looks_like_it(accounthouder, provinciaal, gelderland):
    """VRA-0, SIG-5: the list stands on the page; only who may open it says that it was seen."""
    ander = VraagstukFactory(titel="Woningbouw bij de Rijn")
    concept = breng_in(provinciaal, [gelderland], aanbieden=True, titel="Woningbouw langs de Rijn")
    with pytest.raises(PermissionDenied):
        vink_aan(concept, provinciaal)
    for wie, mag in ((provinciaal, False), (accounthouder, True)):
        response = pagina(wie, concept, "wijzigen/")
        assert ander.titel in tekst(response)
        assert ("gelijksoortig_gezien" in response.context["form"].fields) == mag
    assert vink_aan(concept, accounthouder).gelijksoortig_gezien


def test_what_became_another_one_is_looked_at_again(accounthouder, gelderland, drenthe):
    """VRA-0: another title, provincies or domeinen; what says nothing of that leaves the tick."""
    concept = breng_in(accounthouder, [gelderland])
    assert vink_aan(concept, accounthouder, titel="Iets anders").gelijksoortig_gezien is False
    for anders in ({"provincies": [gelderland, drenthe]}, {"domeinen": [DomeinFactory()]}):
        vink_aan(concept, accounthouder)
        assert vink_aan(concept, accounthouder, **anders).gelijksoortig_gezien is False
    vink_aan(concept, accounthouder)
    assert vink_aan(concept, accounthouder, gebied="De Liemers").gelijksoortig_gezien


# The register (VRA-10)


def gevonden(queryset):
    return {v.titel for v in queryset}


def test_each_filter_finds_its_own(gelderland, overijssel, drenthe, expert):
    """VRA-10: provincie, landsdeel, fase, domein, aan zet."""
    wonen, natuur = DomeinFactory(code="wonen"), DomeinFactory(code="natuur")
    VraagstukFactory(titel="A", domeinen=[wonen], aan_zet_organisatie=expert.organisatie)
    VraagstukFactory(titel="B", lead_provincie=drenthe, domeinen=[natuur], fase=Fase.OPVOLGING)
    alle = Vraagstuk.objects.all()
    assert gevonden(alle.in_provincie(gelderland)) == {"A"}
    assert gevonden(alle.in_landsdeel(drenthe.landsdeel)) == {"B"}
    assert gevonden(alle.in_landsdeel(overijssel.landsdeel)) == {"A"}
    assert gevonden(alle.in_fase(Fase.OPVOLGING)) == {"B"}
    assert gevonden(alle.met_domein(natuur)) == {"B"}
    assert gevonden(alle.aan_zet(expert.organisatie)) == {"A"}
    assert gevonden(alle.open()) == {"A", "B"}


@pytest.mark.parametrize(
    ("woorden", "vindt"),
    [
        ("woningen", {"A"}),  # Dutch stem of "woning" in the description
        ("energ", {"B"}),  # part of a word of the title
        ("2026-777", {"B"}),
        ("liemers", {"A", "B"}),
        ("zeehaven", set()),
        ("  ", {"A", "B"}),
        ("' OR 1=1 --", set()),
    ],
)
def test_search_finds_words_stems_and_numbers(gelderland, woorden, vindt):
    """VRA-10."""
    VraagstukFactory(titel="A", omschrijving="Een woning past hier niet.")
    VraagstukFactory(titel="Energiehub", omschrijving="", nummer="2026-777")
    titels = {"A": "A", "Energiehub": "B"}
    assert {titels[t] for t in gevonden(Vraagstuk.objects.zoek(woorden))} == vindt


def test_what_nobody_touched_shows_since_when(gelderland):
    """VRA-10: "niet bijgewerkt sinds"."""
    with time_machine.travel(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)):
        VraagstukFactory(titel="Oud")
    with time_machine.travel(datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)):
        VraagstukFactory(titel="Nieuw")
    lijst = Vraagstuk.objects.voor_lijst()
    assert gevonden(lijst.niet_bijgewerkt_sinds(datetime.date(2026, 3, 1))) == set()
    assert gevonden(lijst.niet_bijgewerkt_sinds(datetime.date(2026, 3, 2))) == {"Oud"}


@pytest.mark.parametrize("aantal", [2, 12])
def test_a_list_costs_the_same_at_every_size(
    accounthouder, gelderland, django_assert_num_queries, aantal
):
    """VRA-10: no query per row."""
    for _ in range(aantal):
        vraagstuk = VraagstukFactory(lead_accounthouder=accounthouder)
        domeinen = sorted(vraagstuk.domeinen.values_list("naam", flat=True))
        for kenmerk, doorloop in (("1", 1), ("2", 1), ("2", 2)):
            FeitFactory(vraagstuk=vraagstuk, soort="afspraak", kenmerk=kenmerk, doorloop=doorloop)
    with django_assert_num_queries(2):  # one of them: which provincies this user keeps
        for v in Vraagstuk.objects.for_user(accounthouder).voor_lijst():
            assert v.namen_provincies == [v.lead_provincie.naam]
            assert v.namen_domeinen == domeinen
            assert str(v.lead_accounthouder)
            assert str(v.lead_provincie)
            assert v.aantal_afspraken == 2
