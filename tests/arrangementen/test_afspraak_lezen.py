"""The list of afspraken and the page of one: what stands there, in how few queries."""

import re

import pytest
from django.urls import reverse

from arrangementen.models import Woordkeuze
from dossiers.models import Fase
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    GeldregelFactory,
    besluit_voor,
    geef_akkoorden,
)
from tests.arrangementen.paginas import tekst, url, verstuur
from tests.dossiers.factories import VraagstukFactory


def test_the_list_is_filtered_and_searched(als, accounthouder, gelderland, drenthe):
    """VRA-10's way of lists: filters stand in the URL, search covers number, title and text."""
    een = AfspraakFactory(titel="Zoetwater in de Achterhoek", type="A")
    twee = AfspraakFactory(historisch=True, titel="Doorfietsroute", provincies=[drenthe])
    client, lijst = als(accounthouder), reverse("arrangementen:afspraak-lijst")

    def gevonden(query):
        pagina = tekst(client.get(f"{lijst}?{query}"))
        return [a for a in (een, twee) if a.titel in pagina]

    assert gevonden("") == [een, twee]
    assert gevonden("q=zoetwater achterhoek") == [een]
    assert gevonden("type=A") == [een]
    assert gevonden("herkomst=historisch") == [twee]
    assert gevonden(f"provincie={drenthe.pk}") == [twee]
    assert gevonden("jaar=2022") == [twee]
    assert gevonden("status=vervallen") == []
    assert gevonden("status=onzin&provincie=999999&jaar=x&p=99&sorteer=password") == [een, twee]
    assert gevonden("q=%00") in ([], [een, twee])


@pytest.mark.parametrize("aantal", [2, 60])
def test_the_list_asks_a_fixed_number_of_queries(
    als, provinciaal, accounthouder, django_assert_max_num_queries, aantal
):
    """At most 15 queries, at two sizes."""
    dossier = VraagstukFactory(fase=Fase.OORDEELSVORMING)
    for _ in range(aantal):
        AfspraakFactory(vraagstuk=dossier, acties=[])
    with django_assert_max_num_queries(15):
        pagina = als(provinciaal).get(reverse("arrangementen:afspraak-lijst"))
    assert tekst(pagina).count('<th scope="row">') == min(aantal, 25)
    with django_assert_max_num_queries(15):
        als(provinciaal).get(url("afspraken-van-vraagstuk", dossier.pk))


@pytest.mark.parametrize("wie", ["provinciaal", "accounthouder", "staf", "expert"])
@pytest.mark.parametrize("aantal", [1, 8])
def test_the_page_asks_a_fixed_number_of_queries(
    request, als, django_assert_max_num_queries, accounthouder, staf, wie, aantal
):
    """At most 15 queries, also with many actions and amounts and while afgestemd."""
    afspraak = AfspraakFactory()
    for _ in range(aantal):
        ActieFactory(afspraak=afspraak)
        GeldregelFactory(afspraak=afspraak)
    geef_akkoorden(afspraak)
    client = als(request.getfixturevalue(wie))
    with django_assert_max_num_queries(15):
        assert client.get(url("afspraak-detail", afspraak.pk)).status_code == 200


def test_the_page_for_staf_before_establishment(als, django_assert_max_num_queries, staf):
    """AFS-5: all blockers with their links, within 15 queries."""
    afspraak = AfspraakFactory(afgestemd=True)
    GeldregelFactory(afspraak=afspraak)
    besluit_voor(afspraak.vraagstuk)
    with django_assert_max_num_queries(15):
        pagina = tekst(als(staf).get(url("afspraak-detail", afspraak.pk)))
    assert url("landing", afspraak.pk) in pagina
    assert url("afspraak-op-lijst", afspraak.pk) in pagina
    assert "Niet elk bedrag is bevestigd." in pagina


def test_the_page_says_what_is_missing_and_where(als, accounthouder):
    """AFS-5, VRA-3: every blocker at once with a link that opens."""
    afspraak = AfspraakFactory(resultaat="", termijn_tekst="", procesafspraak=None, acties=[])
    client = als(accounthouder)
    pagina = tekst(client.get(url("afspraak-detail", afspraak.pk)))
    for zin in (
        "Er staat geen resultaat.",
        "Er staat geen termijn.",
        "Twee vragen zijn nog niet beantwoord",
        "Er zijn nog geen acties.",
        "De betrokken partijen zijn niet compleet.",
    ):
        assert zin in pagina
    links = set(re.findall(rf'href="(/afspraken/{afspraak.pk}/[^"#]*#id_[^"]*)"', pagina))
    assert len(links) >= 3
    for link in links:
        plek, _, anker = link.partition("#")
        assert f'id="{anker}' in tekst(client.get(plek)), link


def test_the_fixed_build_up_stands_on_the_page(als, provinciaal):
    """AFS-1: problem, goal, both states, parties, who does what; empty reads as such."""
    afspraak = AfspraakFactory(probleemanalyse="De polder loopt onder.")
    pagina = tekst(als(provinciaal).get(url("afspraak-detail", afspraak.pk)))
    volgorde = ["Probleemanalyse", "Gezamenlijk doel", "Stand van zaken Rijk",
                "Stand van zaken regio", "Betrokken partijen", "Wie doet wat"]  # fmt: skip
    plekken = [pagina.index(woord) for woord in volgorde]
    assert plekken == sorted(plekken)
    assert "De polder loopt onder." in pagina
    assert "Nog niet ingevuld" in pagina
    assert "VRO: wegen, prioriteren" in pagina


@pytest.mark.parametrize(
    ("type_", "voortouw"),
    [
        ("A", "VRO: wegen, prioriteren, uitruilen en richting kiezen."),
        ("B", "VRO: wegen, prioriteren, uitruilen en richting kiezen."),
        ("C", "VRO: wegen, prioriteren, uitruilen en richting kiezen."),
        ("D", "Het departement dat besluit; VRO bewaakt het kader."),
    ],
)
def test_the_page_says_who_leads(als, provinciaal, type_, voortouw):
    """ROL-3: per afspraak; a sectoral decision is of the department."""
    afspraak = AfspraakFactory(type=type_)
    assert voortouw in tekst(als(provinciaal).get(url("afspraak-detail", afspraak.pk)))


def test_vague_words_are_marked_with_a_suggestion(als, provinciaal, expert):
    """AFS-5: position, suggestion, and "toch zo laten" for who writes; never a block."""
    afspraak = AfspraakFactory(tekst="Partijen gaan in gesprek over het water.")
    pagina = tekst(als(provinciaal).get(url("afspraak-detail", afspraak.pk)))
    assert "<mark>gaan in gesprek</mark>" in pagina
    assert "Toch zo laten" in pagina
    assert "Toch zo laten" not in tekst(als(expert).get(url("afspraak-detail", afspraak.pk)))

    verstuur(als(provinciaal), "woordkeuze", afspraak.pk,
             {"woord": "partijen", "reden": "Alle zes staan in de bijlage."})  # fmt: skip
    assert Woordkeuze.objects.get().door == provinciaal
    pagina = tekst(als(provinciaal).get(url("afspraak-detail", afspraak.pk)))
    assert "Alle zes staan in de bijlage." in pagina
