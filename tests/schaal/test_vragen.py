"""No page of a vraagstuk asks more than fifteen queries, in any fase and for who works on it."""

import pytest

from dossiers.models import Fase, Signaaluitkomst, SnelleCheck
from novex.models import Criterium
from tests.dossiers.factories import (
    AanpakFactory,
    BeleggingFactory,
    CriteriasetFactory,
    FeitFactory,
    InstemmingFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als
from tests.dossiers.signalen import SignaalFactory

MEEST = 15
PAGINAS = ("", "triage/", "richtingen/", "teksten/")
WIE = ["accounthouder", "regietafellid", "provinciaal", "staf"]


def met_geschiedenis(user, provincie, lvvn, fase, doorlopen=2):
    """A vraagstuk on which every kind of part stands, once per doorloop."""
    concept = {"nummer": None, "organisatie": user.organisatie} if fase == Fase.CONCEPT else {}
    v = VraagstukFactory(
        fase=fase, lead_provincie=provincie, doorloop=doorlopen, organisaties=[lvvn], **concept
    )
    AanpakFactory(vraagstuk=v)
    for doorloop in range(1, doorlopen + 1):
        RichtingFactory(vraagstuk=v, gewogen=True)
        FeitFactory(vraagstuk=v, doorloop=doorloop)
        TriagebesluitFactory(advies__vraagstuk=v, advies__doorloop=doorloop)
        BeleggingFactory(vraagstuk=v, doorloop=doorloop)
        InstemmingFactory(vraagstuk=v, doorloop=doorloop)
        TekstreactieFactory(wijziging__vraagstuk=v)
        NotitieFactory(vraagstuk=v, organisatie=user.organisatie)
        signaal = SignaalFactory(ingevoerd_door=user, ingediend=True)
        SnelleCheck(
            signaal=signaal, is_ruimtelijk_kader="ja", motivatie="Het botst.", door=user
        ).save()
        Signaaluitkomst(
            signaal=signaal,
            soort="bij_bestaand",
            motivatie="Het is hetzelfde.",
            vraagstuk=v,
            door=user,
        ).save()
    return v


@pytest.fixture
def criteria(db):
    set_ = CriteriasetFactory()
    for n, check in enumerate(Criterium.Machinecheck.values):
        Criterium.objects.create(
            set=set_, code=f"c{n}", volgorde=n, naam=f"C {n}", vraag="Ja?", machinecheck=check
        )


@pytest.mark.parametrize("fase", Fase.values)
def test_no_page_of_a_vraagstuk_asks_too_much(
    request, fase, gelderland, lvvn, criteria, django_assert_max_num_queries
):
    """VRA-14, TRI-6: with a history of two doorlopen, in sight of who works on it."""
    v = None
    for user in map(request.getfixturevalue, WIE):
        if v is None or fase == Fase.CONCEPT:  # which only its own organisatie sees
            doorlopen = 1 if fase == Fase.CONCEPT else 2
            v = met_geschiedenis(user, gelderland, lvvn, fase, doorlopen)
        NotitieFactory(vraagstuk=v, organisatie=user.organisatie)
        client = als(user)
        for pagina in PAGINAS:
            with django_assert_max_num_queries(MEEST):
                assert client.get(v.get_absolute_url() + pagina).status_code == 200, pagina


@pytest.mark.parametrize("fase", [Fase.BEELDVORMING, Fase.OORDEELSVORMING, Fase.OPVOLGING])
def test_a_longer_history_asks_no_more(
    accounthouder, fase, gelderland, lvvn, criteria, django_assert_max_num_queries
):
    """VRA-14: the number of queries does not grow with the rows: two sizes."""
    client, aantallen = als(accounthouder), []
    for doorlopen in (2, 6):
        v = met_geschiedenis(accounthouder, gelderland, lvvn, fase, doorlopen)
        gesteld = []
        for pagina in PAGINAS:
            with django_assert_max_num_queries(MEEST) as gemeten:
                client.get(v.get_absolute_url() + pagina)
            gesteld.append(len(gemeten))
        aantallen.append(gesteld)
    assert aantallen[0] == aantallen[1]
