"""Advising on a triage: a judgement per criterium, the knock-out, and who may (TRI-4 .. TRI-6)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers.models import Fase, Triageadvies, Triagebesluit
from dossiers.services import triage
from dossiers.services.triage import Oordeelinvoer
from novex.models import Criterium
from tests.dossiers.factories import CriteriasetFactory, TriageadviesFactory, VraagstukFactory
from tests.dossiers.paginas import als, fouten, tekst
from tests.dossiers.triages import adviseer, besluit
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.usefixtures("criteria")


def test_each_judgement_has_a_motivation_of_its_own(accounthouder, vraagstuk, criteria):
    """TRI-4: asked per criterium, all at once."""
    leeg = {f"{deel}_{c.pk}": "" for c in criteria.values() for deel in ("antwoord", "motivatie")}
    response = adviseer(accounthouder, vraagstuk, criteria, **leeg)
    naam = "Multisectoraal"
    assert f"Er is geen oordeel over '{naam}'. Kies een antwoord." in fouten(response)
    assert f"Er is geen motivatie bij '{naam}'. Schrijf waarom u dit vindt." in fouten(response)
    assert len(fouten(response)) == 6


def test_a_judgement_on_part_of_the_set_is_refused(accounthouder, vraagstuk, criteria):
    """TRI-1, REF-6: the service asks for every criterium of the set."""
    with pytest.raises(ValidationError, match="Er is geen oordeel over 'Gebied met spanning'"):
        triage.geef_advies(
            pk=vraagstuk.pk,
            door=accounthouder,
            op=timezone.localdate(),
            uitkomst="niet",
            motivatie="Zo.",
            oordelen=[Oordeelinvoer(criteria["domeinen"], "ja", "Zo.")],
            knockout="doorwerking",
            knockout_besluit="Nota Ruimte",
        )


def test_a_besluit_keeps_the_set_of_its_advice(regietafellid, advies, vraagstuk, criteria):
    """REF-6: a set that came since is for the next advice; one triage is judged on one set."""
    nieuw = CriteriasetFactory(code="triage-9", versie=9)
    Criterium.objects.create(set=nieuw, code="extra", volgorde=1, naam="Extra", vraag="Extra?")
    assert triage.geldende_set(timezone.localdate()) == nieuw
    assert besluit(regietafellid, vraagstuk, criteria).status_code == 302
    oordelen = Triagebesluit.objects.get().oordelen.all()
    assert {o.criterium.set for o in oordelen} == {advies.set}


def test_criteria_are_plain_radio_buttons_in_fieldsets(accounthouder, vraagstuk, criteria):
    """Keyboard: one fieldset per question with the finding of the machine beside it."""
    pagina = als(accounthouder).get(f"/vraagstukken/{vraagstuk.pk}/triage/advies/")
    inhoud = pagina.content.decode()
    for criterium in criteria.values():
        assert inhoud.count(f'name="antwoord_{criterium.pk}"') == 3
    assert inhoud.count("<fieldset") == 5  # three criteria, the knock-out, the outcome
    assert "Gekozen domeinen: Water en bodem, Wonen." in tekst(pagina)


# The knock-out


def test_the_knockout_names_a_decision(accounthouder, vraagstuk, criteria):
    """TRI-5: whatever the answer."""
    response = adviseer(accounthouder, vraagstuk, criteria, knockout_besluit="")
    assert fouten(response) == ["Noem het besluit waar het om gaat."]
    with geweigerd("knockout_besluit_ontbreekt"):  # past the form as well
        triage.geef_advies(
            pk=vraagstuk.pk,
            door=accounthouder,
            op=timezone.localdate(),
            uitkomst="niet",
            motivatie="Zo.",
            oordelen=[Oordeelinvoer(c, "ja", "Zo.") for c in criteria.values()],
            knockout="doorwerking",
            knockout_besluit=" ",
        )


def test_a_second_advice_is_given_by_who_read_the_first(accounthouder, vraagstuk, criteria):
    """TRI-6: two tabs, or two accounthouders; the second reads the first and may replace it."""
    assert adviseer(accounthouder, vraagstuk, criteria, gelezen_pk="").status_code == 302
    laat = adviseer(accounthouder, vraagstuk, criteria, gelezen_pk="", uitkomst="niet")
    assert fouten(laat) == [
        f"Intussen gaf {accounthouder} een advies: naar oordeelsvorming. Het hoort hier. "
        "Stuur het uwe opnieuw in als u dat wilt vervangen."
    ]
    assert Triageadvies.objects.count() == 1
    nu = laat.context["form"]["gelezen_pk"].value()
    anders = {"gelezen_pk": nu, "uitkomst": "niet"}
    assert adviseer(accounthouder, vraagstuk, criteria, **anders).status_code == 302
    assert Triageadvies.objects.count() == 2


@pytest.mark.parametrize("soort", ["heronderhandelt", "voorafgaand"])
def test_the_knockout_names_a_date(accounthouder, vraagstuk, criteria, soort):
    """TRI-5: of the decision taken, or the one to come."""
    response = adviseer(accounthouder, vraagstuk, criteria, knockout=soort, uitkomst="niet")
    assert fouten(response) == ["Vul de datum van dat besluit in."]


def test_what_reopens_a_decision_does_not_go_on(accounthouder, regietafellid, vraagstuk, criteria):
    """TRI-5: neither by advice nor by besluit; another outcome is possible."""
    opnieuw = {"knockout": "heronderhandelt", "knockout_datum": "01-02-2026"}
    zin = (
        "Dit opent een genomen besluit opnieuw. Het kan daarom niet door naar oordeelsvorming. "
        "Kies een andere uitkomst."
    )
    response = adviseer(accounthouder, vraagstuk, criteria, **opnieuw)
    assert response.context["form"].errors == {"knockout": [zin]}
    adviseer(accounthouder, vraagstuk, criteria, uitkomst="elders", **opnieuw)
    response = besluit(
        regietafellid, vraagstuk, criteria, afwijking_motivatie="Toch wel.", **opnieuw
    )
    assert fouten(response) == [zin]
    assert not Triagebesluit.objects.exists()


def dag(dagen):
    return f"{timezone.localdate() + datetime.timedelta(days=dagen):%d-%m-%Y}"


@pytest.mark.parametrize(
    ("soort", "dagen"),
    [("doorwerking", None), ("doorwerking", 0), ("voorafgaand", 0), ("voorafgaand", 9)],
)
def test_doorwerking_and_a_coming_decision_pass(accounthouder, vraagstuk, criteria, soort, dagen):
    """TRI-5."""
    datum = "" if dagen is None else dag(dagen)
    response = adviseer(accounthouder, vraagstuk, criteria, knockout=soort, knockout_datum=datum)
    assert response.status_code == 302


GEWEEST = (
    "Dit besluit zou nog komen, maar de datum is voorbij. Vul de komende datum in, of kies een "
    "ander antwoord."
)
KOMT_NOG = (
    "Dit besluit is genomen, maar de datum ligt in de toekomst. Vul de dag van het besluit in, of "
    "kies een ander antwoord."
)


@pytest.mark.parametrize(
    ("soort", "dagen", "zin"),
    [("voorafgaand", -1, GEWEEST), ("doorwerking", 1, KOMT_NOG), ("heronderhandelt", 1, KOMT_NOG)],
)
def test_a_coming_decision_is_not_past_and_a_taken_one_not_to_come(
    accounthouder, regietafellid, vraagstuk, criteria, soort, dagen, zin
):
    """TRI-5: of the advice and of the besluit."""
    anders = {"knockout": soort, "knockout_datum": dag(dagen), "uitkomst": "niet"}
    assert fouten(adviseer(accounthouder, vraagstuk, criteria, **anders)) == [zin]
    adviseer(accounthouder, vraagstuk, criteria)
    anders |= {"uitkomst": "negatief", "afwijking_motivatie": "Wij zien het anders."}
    assert fouten(besluit(regietafellid, vraagstuk, criteria, **anders)) == [zin]


def test_without_criteria_the_page_says_so(accounthouder, vraagstuk, criteria):
    """REF-6: a set that is not valid today does not crash the page."""
    type(criteria["kader"].set).objects.update(geldig_tot=datetime.date(2020, 1, 1))
    zin = "Er gelden nu geen criteria voor de triage. Vraag de beheerder om een criteriaset."
    for pad in ("", "advies/"):
        response = als(accounthouder).get(f"/vraagstukken/{vraagstuk.pk}/triage/{pad}", follow=True)
        assert zin in tekst(response)


def test_triage_belongs_to_beeldvorming(accounthouder, vraagstuk, criteria):
    """VRA-4: later its advice would decide nothing."""
    later = VraagstukFactory(fase=Fase.OORDEELSVORMING)
    response = adviseer(accounthouder, later, criteria)
    assert fouten(response) == [
        "Triage hoort bij beeldvorming. Dit vraagstuk is in een andere fase; "
        "open de pagina opnieuw."
    ]


# Who


@pytest.mark.parametrize(
    "wie",
    ["regietafellid", "expert", "provinciaal", "staf", "bestuurder_rijk", "accounthouder_elders"],
)
def test_only_the_accounthouder_advises(request, vraagstuk, criteria, wie):
    """TRI-6, ROL-1."""
    assert adviseer(request.getfixturevalue(wie), vraagstuk, criteria).status_code == 403


def test_the_page_asks_the_same_number_of_queries(
    accounthouder, vraagstuk, criteria, django_assert_max_num_queries
):
    """No query per advice: two sizes."""
    client, url = als(accounthouder), f"/vraagstukken/{vraagstuk.pk}/triage/"
    aantallen = []
    for aantal in (1, 4):
        for _ in range(aantal):
            TriageadviesFactory(vraagstuk=vraagstuk)
        with django_assert_max_num_queries(15) as gemeten:
            client.get(url)
        aantallen.append(len(gemeten))
    assert aantallen[0] == aantallen[1]
