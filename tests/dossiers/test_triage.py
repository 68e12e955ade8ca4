"""Advising on a triage: the machine beside the human judgement, and the knock-out."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dossiers.models import Fase, Oordeel, Triageadvies, Triagebesluit
from dossiers.services import triage
from dossiers.services.triage import Oordeelinvoer
from dossiers.triagecheck import bevinding, eis_geen_tegenspraak
from novex.models import Beleidskader, Criterium
from tests.dossiers.factories import (
    CriteriasetFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, fouten, tekst
from tests.dossiers.triages import adviseer, besluit
from tests.factories import BeleidskaderFactory, DomeinFactory, KeuzeFactory
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.usefixtures("criteria")


# The machine's finding beside the human judgement


def _een_domein(vraagstuk):
    vraagstuk.domeinen.set([DomeinFactory(code="wonen")])


def _geen_domein(vraagstuk):
    vraagstuk.domeinen.clear()


def _geen_gebied(vraagstuk):
    type(vraagstuk).objects.filter(pk=vraagstuk.pk).update(gebied="")


def _ander_kader(vraagstuk):
    kader = BeleidskaderFactory(
        code="us", naam="Strategie", soort=Beleidskader.Soort.UITVOERINGSSTRATEGIE
    )
    vraagstuk.keuzes.set([KeuzeFactory(code="us-1", kader=kader)])


def _geen_kader(vraagstuk):
    vraagstuk.keuzes.clear()


TEGEN = [
    (
        "domeinen",
        _een_domein,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. Er is maar één domein gekozen: Wonen. Kies een tweede "
        "domein bij het vraagstuk.",
    ),
    (
        "domeinen",
        _geen_domein,
        "geen_gegevens",
        "U kunt hier nog geen ja kiezen. Er zijn nog geen domeinen gekozen. Kies minstens twee "
        "domeinen bij het vraagstuk.",
    ),
    (
        "gebied",
        _geen_gebied,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. Er is geen gebied ingevuld en er is maar één provincie: "
        "Gelderland. Vul een gebied in, of kies een tweede provincie bij het vraagstuk.",
    ),
    (
        "kader",
        _ander_kader,
        "voldoet_niet",
        "U kunt hier nog geen ja kiezen. De gekozen kaders horen niet bij de Nota Ruimte of de "
        "POVI van een provincie hier. Kies bij het vraagstuk een keuze van de Nota Ruimte of van "
        "de POVI.",
    ),
    (
        "kader",
        _geen_kader,
        "geen_gegevens",
        "U kunt hier nog geen ja kiezen. Er is nog geen beleidskader gekozen. Kies bij het "
        "vraagstuk een keuze van de Nota Ruimte of van de POVI.",
    ),
]


def test_a_yes_that_the_data_confirm_is_frozen_with_it(accounthouder, vraagstuk, criteria):
    """TRI-1, TRI-4: for each criterium the machine result of that moment stays as it was."""
    response = adviseer(accounthouder, vraagstuk, criteria)
    assert response.status_code == 302
    vraagstuk.domeinen.clear()
    assert [o.machine for o in Oordeel.objects.all()] == ["voldoet"] * 3
    assert Oordeel.objects.first().machine_zin == "Gekozen domeinen: Water en bodem, Wonen."


@pytest.mark.parametrize(("code", "haal_weg", "uitkomst", "zin"), TEGEN)
def test_a_yes_against_the_data_is_refused(
    accounthouder, vraagstuk, criteria, code, haal_weg, uitkomst, zin
):
    """TRI-4: it names the missing datum at that criterium, and nothing is stored."""
    haal_weg(vraagstuk)
    response = adviseer(accounthouder, vraagstuk, criteria)
    assert response.context["form"].errors == {f"antwoord_{criteria[code].pk}": [zin]}
    assert not Triageadvies.objects.exists()


KLOPT = {
    "domeinen": "Gekozen domeinen: Water en bodem, Wonen.",
    "gebied": "Ingevuld gebied: ",
    "kader": "Genoemde keuzes: ",
}


def _geen_plek(vraagstuk):
    _geen_gebied(vraagstuk)
    vraagstuk.provincies.clear()


# Per criterium: what the data contradict, what they lack, and the datum that is then named.
DRIE_GEVALLEN = [
    ("domeinen", _een_domein, _geen_domein, "Kies een tweede domein",
     "Kies minstens twee domeinen"),
    ("gebied", _geen_gebied, _geen_plek, "Vul een gebied in, of kies een tweede provincie",
     "Vul een gebied in, of kies minstens twee provincies"),
    ("kader", _ander_kader, _geen_kader, "Kies bij het vraagstuk een keuze van de Nota Ruimte",
     "Kies bij het vraagstuk een keuze van de Nota Ruimte"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spreek_tegen", "haal_weg", "anders", "aanvullen"), DRIE_GEVALLEN)
def test_each_criterium_of_the_triage_in_three_cases(
    vraagstuk, criteria, code, spreek_tegen, haal_weg, anders, aanvullen
):
    """TRI-1, TRI-4: the machine agrees; it contradicts a ja and names the datum; it lacks data."""
    gevonden = bevinding(criteria[code], vraagstuk)
    assert gevonden.uitkomst == "voldoet"
    assert gevonden.zin.startswith(KLOPT[code])
    eis_geen_tegenspraak(gevonden, "ja")
    for verander, uitkomst, zin in (
        (spreek_tegen, "voldoet_niet", anders),
        (haal_weg, "geen_gegevens", aanvullen),
    ):
        verander(vraagstuk)
        gevonden = bevinding(criteria[code], type(vraagstuk).objects.get(pk=vraagstuk.pk))
        assert gevonden.uitkomst == uitkomst
        with pytest.raises(ValidationError, match=zin):
            eis_geen_tegenspraak(gevonden, "ja")
        for antwoord in ("nee", "onvoldoende_informatie"):
            eis_geen_tegenspraak(gevonden, antwoord)


def test_only_a_povi_of_its_own_provincies_counts(vraagstuk, criteria, gelderland, drenthe):
    """TRI-1: that of Drenthe is no frame of a vraagstuk of Gelderland."""
    for provincie, uitkomst in ((drenthe, "voldoet_niet"), (gelderland, "voldoet")):
        povi = BeleidskaderFactory(
            code=f"povi-{provincie.code}", naam="POVI", soort="povi", provincie=provincie
        )
        keuze = KeuzeFactory(code=f"keuze-{provincie.code}", naam="Een keuze", kader=povi)
        vraagstuk.keuzes.set([keuze])
        assert bevinding(criteria["kader"], vraagstuk).uitkomst == uitkomst


@pytest.mark.parametrize(("code", "haal_weg", "uitkomst", "zin"), TEGEN)
def test_a_no_needs_no_data(accounthouder, vraagstuk, criteria, code, haal_weg, uitkomst, zin):
    """TRI-4: without the datum a "nee" passes, with the machine result beside it."""
    haal_weg(vraagstuk)
    criterium = criteria[code]
    adviseer(
        accounthouder, vraagstuk, criteria, uitkomst="niet", **{f"antwoord_{criterium.pk}": "nee"}
    )
    assert Oordeel.objects.get(criterium=criterium).machine == uitkomst


def test_two_provincies_stand_in_for_a_gebied(
    accounthouder, vraagstuk, criteria, gelderland, overijssel
):
    """TRI-1: province-transcending is the other half of criterium 2."""
    _geen_gebied(vraagstuk)
    vraagstuk.provincies.set([gelderland, overijssel])
    assert adviseer(accounthouder, vraagstuk, criteria).status_code == 302


def test_the_database_refuses_a_yes_against_the_machine(advies, criteria):
    """TRI-4: whatever writes the row."""
    with pytest.raises(IntegrityError, match="oordeel_ja_past_bij_machine"), transaction.atomic():
        Oordeel.objects.bulk_create(
            [
                Oordeel(
                    besluit=TriagebesluitFactory(advies=advies),
                    criterium=criteria["kader"],
                    machine="voldoet_niet",
                    antwoord="ja",
                    motivatie="Toch.",
                )
            ]
        )


def test_a_criterium_without_machine_check_leaves_it_to_people(accounthouder, vraagstuk, criteria):
    """TRI-4: "where the data allows one"."""
    Criterium.objects.filter(code="kader").update(machinecheck="")
    vraagstuk.keuzes.clear()
    adviseer(accounthouder, vraagstuk, criteria)
    assert Oordeel.objects.get(criterium=criteria["kader"]).machine == ""


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


@pytest.mark.parametrize("pad", ["triage/", "triage/advies/"])
def test_what_the_data_lack_leads_to_the_field(accounthouder, criteria, gelderland, pad):
    """TRI-4, VRA-3: each with the field of the form where it is filled in."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, gebied="", domeinen=[], keuzes=[])
    client = als(accounthouder)
    wijzigen = f"/vraagstukken/{vraagstuk.pk}/wijzigen/"
    pagina = client.get(f"/vraagstukken/{vraagstuk.pk}/{pad}").content.decode()
    ankers = re.findall(rf'href="{wijzigen}#([^"]+)"', pagina)
    assert ankers == ["id_domeinen-groep", "id_gebied", "id_keuzes-groep"]
    formulier = client.get(wijzigen).content.decode()
    assert [anker for anker in ankers if f'id="{anker}"' not in formulier] == []


def test_who_may_not_fill_in_the_data_reads_what_is_missing(regietafellid, gelderland, criteria):
    """TRI-4: a sentence, and no link to a page that refuses."""
    vraagstuk = VraagstukFactory(lead_provincie=gelderland, domeinen=[])
    response = als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/")
    assert "Kies minstens twee domeinen bij het vraagstuk." in tekst(response)
    assert f"/vraagstukken/{vraagstuk.pk}/wijzigen/" not in response.content.decode()


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
