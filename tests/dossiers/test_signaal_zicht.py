"""Who sees which signaal, and the list of signalen (ZIC-1, ZIC-2, ZIC-3, SIG-6)."""

import pytest

from dossiers.models import Signaal
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.paginas import als, tekst
from tests.dossiers.signalen import SignaalFactory


@pytest.mark.parametrize("wie", ["accounthouder", "regietafellid", "expert", "staf"])
def test_a_draft_of_a_provincie_stays_there(request, concept, wie):
    """ZIC-2: the Rijk gets 404 and an empty list."""
    client = als(request.getfixturevalue(wie))
    assert client.get(concept.get_absolute_url()).status_code == 404
    assert concept.titel not in tekst(client.get("/signalen/"))


def test_a_draft_of_vro_stays_there(accounthouder, provinciaal, expert):
    """ZIC-2: neither the provincie nor a department reads it."""
    concept = SignaalFactory(ingevoerd_door=accounthouder)
    for wie in (provinciaal, expert):
        assert als(wie).get(concept.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("wie", ["bestuurder_rijk", "bestuurder_provincie", "beheerder"])
def test_readers_and_beheerders_see_no_signalen(request, signaal, wie):
    """Table "Access": no row for BR, BP and BH."""
    client = als(request.getfixturevalue(wie))
    assert client.get(signaal.get_absolute_url()).status_code == 404


def test_another_provincie_sees_nothing(buitenstaander, signaal):
    """ZIC-3."""
    client = als(buitenstaander)
    assert client.get(signaal.get_absolute_url()).status_code == 404
    assert client.get(f"/signalen/{signaal.pk}/afdruk/").status_code == 404
    assert signaal.titel not in tekst(client.get("/signalen/"))


def test_the_level_decides_for_a_provincie_that_did_not_report(accounthouder, provinciaal):
    """ZIC-1, SIG-6: at level rijk only its own melding; else what concerns it."""
    eigen = {"ingevoerd_door": accounthouder, "ingediend": True}
    rijk = SignaalFactory(zichtbaarheid=Zichtbaarheid.RIJK, **eigen)
    beide = SignaalFactory(zichtbaarheid=Zichtbaarheid.RIJK_EN_REGIO, **eigen)
    gemeld = SignaalFactory(
        zichtbaarheid=Zichtbaarheid.RIJK, melder_organisatie=provinciaal.organisatie, **eigen
    )
    assert set(Signaal.objects.for_user(provinciaal)) == {beide, gemeld}
    assert als(provinciaal).get(rijk.get_absolute_url()).status_code == 404


# The list


@pytest.mark.parametrize(
    "query",
    ["?provincie=x", "?status=onzin", "?p=999", "?zoek=%00", "?provincie=99999999999999"],
)
def test_odd_filters_give_a_page(accounthouder, signaal, query):
    """A filter that cannot be is no crash."""
    assert als(accounthouder).get(f"/signalen/{query}").status_code == 200


def test_the_list_finds_by_word_status_and_provincie(accounthouder, provinciaal, drenthe):
    """VRA-10 for signalen: the filters stand in the URL."""
    hier = SignaalFactory(ingediend=True, ingevoerd_door=provinciaal, titel="Stikstof")
    daar = SignaalFactory(
        ingediend=True, ingevoerd_door=accounthouder, titel="Drinkwater", provincies=[drenthe]
    )
    client = als(accounthouder)
    for query in ("?zoek=stikstof", f"?provincie={hier.provincies.get().pk}"):
        pagina = tekst(client.get(f"/signalen/{query}"))
        assert hier.titel in pagina
        assert daar.titel not in pagina


def test_the_list_asks_the_same_number_of_queries(
    accounthouder, provinciaal, django_assert_max_num_queries
):
    """No query per row: two sizes, and at most fifteen."""
    client = als(accounthouder)
    aantallen = []
    for aantal in (2, 10):
        for _ in range(aantal):
            SignaalFactory(ingediend=True, ingevoerd_door=provinciaal)
        with django_assert_max_num_queries(15) as gemeten:
            client.get("/signalen/")
        aantallen.append(len(gemeten))
    assert aantallen[0] == aantallen[1]
