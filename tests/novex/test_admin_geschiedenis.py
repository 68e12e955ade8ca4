"""The history of reference data, and what stays as it was once it was used (ZIC-5, REF-6)."""

import datetime

import pytest

from dossiers.models import Oordeel
from novex.models import Criteriaset, Criterium
from tests.dossiers.factories import CriteriasetFactory, TriageadviesFactory
from tests.factories import DomeinFactory
from tests.novex.beheer import REGISTER, formulier, geschiedenis, pagina, wijzig

pytestmark = pytest.mark.django_db
VAST = "Met deze criteria is al geoordeeld."


@pytest.fixture
def criteriaset(db):
    set_ = CriteriasetFactory()
    for nummer in (1, 2):
        Criterium.objects.create(
            set=set_, code=f"c{nummer}", volgorde=nummer, naam=f"Naam {nummer}", vraag="Is het zo?"
        )
    return set_


def test_every_table_of_beheer_keeps_its_history():
    """ZIC-5: each table, and the criteria that stand on the page of their set."""
    assert [model for model in (*REGISTER, Criterium) if not hasattr(model, "history")] == []


def test_a_change_without_a_reason_is_refused(als_beheerder):
    """ZIC-5: also of what nobody has rights by; and a row that did not change asks nothing."""
    rij = DomeinFactory()
    tekst = wijzig(als_beheerder, rij, naam="Anders").content.decode()
    assert "U verandert een gegeven. Schrijf op waarom." in tekst
    rij.refresh_from_db()
    assert rij.naam == "Wonen"
    assert wijzig(als_beheerder, rij).status_code == 302


def test_another_question_is_in_the_history_of_its_set(als_beheerder, criteriaset):
    """ZIC-5, REF-6: from what to what and why, as long as nothing was judged with it."""
    geweigerd = wijzig(als_beheerder, criteriaset, **{"criteria-0-vraag": "Is het anders?"})
    assert "Schrijf bij de set op waarom." in geweigerd.content.decode()
    anders = {"criteria-0-vraag": "Is het anders?", "reden": "Duidelijker"}
    assert wijzig(als_beheerder, criteriaset, **anders).status_code == 302
    assert criteriaset.criteria.get(code="c1").vraag == "Is het anders?"
    tekst = geschiedenis(als_beheerder, criteriaset)
    assert "Vraag: van “Is het zo?” naar “Is het anders?”" in tekst
    assert "<td>Duidelijker</td>" in tekst
    assert "<caption>Naam 2</caption>" in tekst


@pytest.mark.parametrize("langs", ["set", "criterium"])
def test_a_set_that_was_judged_with_only_ends(als_beheerder, criteriaset, langs):
    """REF-6: a judgement keeps the questions it answered; the page says to make a version."""
    criterium = criteriaset.criteria.first()
    gegevens = formulier(als_beheerder, criteriaset)
    if langs == "set":
        TriageadviesFactory(set=criteriaset)
    else:
        advies = TriageadviesFactory(set=CriteriasetFactory(code="triage-2", versie=2))
        Oordeel(advies=advies, criterium=criterium, antwoord="ja", motivatie="Zo is het.").save()
    pagina_ = als_beheerder.get(pagina(Criteriaset, "change", criteriaset.pk)).content.decode()
    assert VAST in pagina_
    assert "Maak een nieuwe versie" in pagina_
    assert 'name="criteria-0-vraag"' not in pagina_
    gegevens |= {
        "naam": "Anders",
        "moment": "opname_ra",
        "geldig_tot": "31-12-2026",
        "reden": "Versie 2 geldt",
        "criteria-TOTAL_FORMS": "3",
        "criteria-0-vraag": "Is het anders?",
        "criteria-0-machinecheck": "twee_domeinen",
        "criteria-1-DELETE": "on",
        "criteria-2-code": "nieuw",
        "criteria-2-volgorde": "3",
        "criteria-2-naam": "Nieuw",
        "criteria-2-vraag": "Kan dit?",
    }
    assert (
        als_beheerder.post(pagina(Criteriaset, "change", criteriaset.pk), gegevens).status_code
        == 302
    )
    nu = Criteriaset.objects.get(pk=criteriaset.pk)
    assert (nu.naam, nu.moment, nu.geldig_tot) == ("Triage", "triage", datetime.date(2026, 12, 31))
    assert [(c.code, c.vraag, c.machinecheck) for c in nu.criteria.all()] == [
        ("c1", "Is het zo?", ""),
        ("c2", "Is het zo?", ""),
    ]


def test_a_set_that_nothing_was_judged_with_does_not_stand_fixed(als_beheerder, criteriaset):
    """REF-6: until then its questions are still being written."""
    TriageadviesFactory(set=CriteriasetFactory(code="triage-2", versie=2))
    html = als_beheerder.get(pagina(Criteriaset, "change", criteriaset.pk)).content.decode()
    assert VAST not in html
    assert 'name="criteria-0-vraag"' in html


def test_logging_in_is_no_change_of_an_account(client, staf):
    """ZIC-5: the history of an account tells who changed it, not who was there."""
    client.force_login(staf)
    staf.refresh_from_db()
    assert staf.last_login is not None
    assert not staf.history.exists()
    staf.functie = "Coördinator"
    staf.save()
    assert staf.history.get().functie == "Coördinator"
