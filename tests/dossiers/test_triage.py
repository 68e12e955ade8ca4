"""Advising and deciding on a triage, through the pages, as each persona."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from dossiers.models import Fase, Oordeel, Triageadvies, Triagebesluit
from dossiers.services import feiten, triage
from dossiers.services.triage import Oordeelinvoer
from dossiers.triagecheck import bevinding, eis_geen_tegenspraak
from novex.models import Beleidskader, Criterium
from novex.rechten import Rol
from tests.dossiers.factories import (
    CriteriasetFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.paginas import als, fouten, tekst
from tests.factories import (
    BeleidskaderFactory,
    DomeinFactory,
    GebruikerFactory,
    KeuzeFactory,
    ToewijzingFactory,
)
from tests.weigeringen import geweigerd

CRITERIA = (
    ("domeinen", "Multisectoraal", "twee_domeinen"),
    ("gebied", "Gebied met spanning", "gebied_of_meer_provincies"),
    ("kader", "Inhoudelijke prioriteit", "verwijzing_nr_povi"),
)


@pytest.fixture
def criteria(db):
    criteriaset = CriteriasetFactory()
    return {
        code: Criterium.objects.create(
            set=criteriaset, code=code, volgorde=n, naam=naam, vraag=f"{naam}?", machinecheck=check
        )
        for n, (code, naam, check) in enumerate(CRITERIA, start=1)
    }


@pytest.fixture
def vraagstuk(criteria, gelderland):
    return VraagstukFactory(lead_provincie=gelderland)


def adviesinvoer(criteria, **anders):
    data = {
        "knockout": "doorwerking",
        "knockout_besluit": "Nota Ruimte",
        "uitkomst": "naar_oordeelsvorming",
        "motivatie": "Het hoort hier.",
    }
    for criterium in criteria.values():
        data[f"antwoord_{criterium.pk}"] = "ja"
        data[f"motivatie_{criterium.pk}"] = "Dat blijkt uit het beeld."
    return data | anders


def besluitinvoer(criteria, advies, **anders):
    data = adviesinvoer(
        criteria,
        uitkomst="positief",
        advies_pk=advies.pk,
        accountteam_zienswijze="Het accountteam is het eens.",
        accountteam_op=f"{timezone.localdate():%d-%m-%Y}",
    )
    return data | anders


def adviseer(user, vraagstuk, criteria, **anders):
    url = f"/vraagstukken/{vraagstuk.pk}/triage/advies/"
    return als(user).post(url, adviesinvoer(criteria, **anders))


def besluit(user, vraagstuk, criteria, **anders):
    advies = Triageadvies.objects.filter(vraagstuk=vraagstuk).first()
    url = f"/vraagstukken/{vraagstuk.pk}/triage/besluit/"
    return als(user).post(url, besluitinvoer(criteria, advies, **anders))


@pytest.fixture
def advies(vraagstuk, criteria, accounthouder):
    adviseer(accounthouder, vraagstuk, criteria)
    return Triageadvies.objects.get()


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
        "U kunt hier nog geen ja kiezen. De gekozen kaders horen niet bij de Nota Ruimte of een "
        "POVI. Kies bij het vraagstuk een keuze van de Nota Ruimte of van de POVI.",
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
    assert Oordeel.objects.first().machine_zin == "Gekozen domeinen: Water-en-bodem, Wonen."


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
    "domeinen": "Gekozen domeinen: Water-en-bodem, Wonen.",
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
    assert "Gekozen domeinen: Water-en-bodem, Wonen." in tekst(pagina)


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


@pytest.mark.parametrize(("soort", "datum"), [("doorwerking", ""), ("voorafgaand", "01-06-2027")])
def test_doorwerking_and_a_coming_decision_pass(accounthouder, vraagstuk, criteria, soort, datum):
    """TRI-5."""
    response = adviseer(accounthouder, vraagstuk, criteria, knockout=soort, knockout_datum=datum)
    assert response.status_code == 302


# Two records by two people


def test_one_advises_and_another_decides(
    accounthouder, regietafellid, provinciaal, vraagstuk, criteria
):
    """TRI-6, ROL-2: separate records side by side; then the melder's side reads the result."""
    adviseer(accounthouder, vraagstuk, criteria, motivatie="Het speelt op de grens.")
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    assert "Er is nog geen advies dat u kunt lezen." in tekst(als(provinciaal).get(url))
    assert "Het speelt op de grens." in tekst(als(regietafellid).get(url))
    besluit(regietafellid, vraagstuk, criteria, besproken_in_do="DO Gelderland")
    genomen = Triagebesluit.objects.get()
    assert genomen.is_positief
    assert (genomen.adviseur, genomen.door) == (accounthouder, regietafellid)
    pagina = tekst(als(provinciaal).get(url))
    for zin in ("Het speelt op de grens.", "Positief", "Besproken in: DO Gelderland"):
        assert zin in pagina


@pytest.fixture
def dubbelrol(vro, gelderland):
    """Both accounthouder and regietafellid: rights add up, the bar on the person stays."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER, Rol.REGIETAFELLID])
    ToewijzingFactory(gebruiker=user, provincie=gelderland)
    ToewijzingFactory(gebruiker=user, aan_regietafel=True)
    return user


def test_whoever_advised_does_not_decide(dubbelrol, vraagstuk, criteria):
    """ROL-2: the page is closed and says why, and the service refuses it too."""
    adviseer(dubbelrol, vraagstuk, criteria)
    response = besluit(dubbelrol, vraagstuk, criteria)
    assert response.status_code == 403
    pagina = tekst(als(dubbelrol).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "U gaf zelf het advies. Een ander regietafellid neemt het besluit." in pagina
    assert "Besluit nemen" not in pagina
    with geweigerd("adviseur_besluit_niet"):
        triage.besluit(
            pk=vraagstuk.pk,
            advies_pk=Triageadvies.objects.get().pk,
            door=dubbelrol,
            op=timezone.localdate(),
            uitkomst="positief",
            motivatie="Ook mijn besluit.",
            oordelen=[Oordeelinvoer(c, "ja", "Zo.") for c in criteria.values()],
            accountteam_zienswijze="Eens.",
            accountteam_op=timezone.localdate(),
            knockout="doorwerking",
            knockout_besluit="Nota Ruimte",
        )


def test_whoever_advised_before_does_not_decide_either(
    dubbelrol, accounthouder, vraagstuk, criteria
):
    """ROL-2: a newer advice by another does not lift the bar."""
    adviseer(dubbelrol, vraagstuk, criteria)
    adviseer(accounthouder, vraagstuk, criteria)
    response = besluit(dubbelrol, vraagstuk, criteria)
    assert fouten(response) == [
        "U gaf eerder zelf een advies bij deze triage. Vraag een ander regietafellid om te "
        "besluiten."
    ]


def test_the_database_bars_the_adviser(advies):
    """ROL-2: whatever writes the row."""
    with pytest.raises(IntegrityError, match="triagebesluit_door_een_ander"), transaction.atomic():
        TriagebesluitFactory(advies=advies, door=advies.door)


def test_the_database_knows_who_the_adviser_is(advies, regietafellid):
    """ROL-2: another name as adviser does not open a way round."""
    with pytest.raises(IntegrityError, match="adviseur_gaf_advies"), transaction.atomic():
        TriagebesluitFactory(advies=advies, adviseur=regietafellid, door=advies.door)


@pytest.mark.parametrize(
    "tabel", ["dossiers_triageadvies", "dossiers_triagebesluit", "dossiers_oordeel"]
)
def test_judgements_are_append_only(regietafellid, advies, vraagstuk, criteria, tabel):
    """TRI-4, ALG-2: frozen by the database itself."""
    besluit(regietafellid, vraagstuk, criteria)
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {tabel} SET motivatie = 'anders'")


def test_the_accountteam_is_heard_first(regietafellid, advies, vraagstuk, criteria):
    """TRI-6: its view is required and dated, and not of tomorrow."""
    response = besluit(
        regietafellid, vraagstuk, criteria, accountteam_zienswijze="", accountteam_op=""
    )
    assert fouten(response) == [
        "De zienswijze van het accountteam ontbreekt. Vul in wat het accountteam vindt.",
        "De datum van de zienswijze ontbreekt. Vul de dag in waarop het accountteam dit vond.",
    ]
    morgen = timezone.localdate() + datetime.timedelta(days=1)
    response = besluit(regietafellid, vraagstuk, criteria, accountteam_op=f"{morgen:%d-%m-%Y}")
    assert fouten(response) == [
        "Deze datum ligt in de toekomst. Vul de dag in waarop het accountteam dit vond."
    ]


def test_departing_from_the_advice_has_a_motivation_of_its_own(
    regietafellid, advies, vraagstuk, criteria
):
    """TRI-6: negative against a positive advice; shown with the besluit."""
    response = besluit(regietafellid, vraagstuk, criteria, uitkomst="negatief")
    assert fouten(response) == ["U wijkt af van het advies. Schrijf apart waarom u afwijkt."]
    besluit(
        regietafellid,
        vraagstuk,
        criteria,
        uitkomst="negatief",
        afwijking_motivatie="De provincie pakt dit zelf op.",
    )
    pagina = tekst(als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "Wijkt af van het advies: De provincie pakt dit zelf op." in pagina


@pytest.mark.parametrize("handeling", ["advies", "besluit"])
def test_insufficient_information_blocks(
    accounthouder, regietafellid, vraagstuk, criteria, handeling
):
    """TRI-10: for a positive advice and a positive besluit."""
    anders = {f"antwoord_{criteria['kader'].pk}": "onvoldoende_informatie"}
    if handeling == "advies":
        response = adviseer(accounthouder, vraagstuk, criteria, **anders)
    else:
        adviseer(accounthouder, vraagstuk, criteria)
        response = besluit(regietafellid, vraagstuk, criteria, **anders)
    assert fouten(response) == [
        "Bij 'Inhoudelijke prioriteit' is er onvoldoende informatie. Zoek de informatie op, of "
        "kies een andere uitkomst."
    ]


def test_going_on_with_a_no_is_motivated_and_shown(regietafellid, advies, vraagstuk, criteria):
    """TRI-10: by a motivation naming that criterium, shown for ever."""
    nee = {f"antwoord_{criteria['kader'].pk}": "nee"}
    response = besluit(regietafellid, vraagstuk, criteria, **nee)
    assert fouten(response) == [
        "U gaat door met een nee op 'Inhoudelijke prioriteit'. Schrijf apart waarom."
    ]
    nee[f"nee_motivatie_{criteria['kader'].pk}"] = "De POVI volgt volgend jaar."
    assert besluit(regietafellid, vraagstuk, criteria, **nee).status_code == 302
    pagina = tekst(als(regietafellid).get(f"/vraagstukken/{vraagstuk.pk}/triage/"))
    assert "Gaat door met een nee: De POVI volgt volgend jaar." in pagina


def test_a_negative_besluit_needs_no_exception(regietafellid, advies, vraagstuk, criteria):
    """TRI-10 asks it of a positive one only."""
    response = besluit(
        regietafellid,
        vraagstuk,
        criteria,
        uitkomst="negatief",
        afwijking_motivatie="Anders.",
        **{f"antwoord_{c.pk}": "nee" for c in criteria.values()},
    )
    assert response.status_code == 302


def test_a_newer_advice_is_not_decided_on_unread(accounthouder, regietafellid, vraagstuk, criteria):
    """TRI-6: who decides read this very advice."""
    adviseer(accounthouder, vraagstuk, criteria)
    gelezen = Triageadvies.objects.get()
    data = besluitinvoer(criteria, gelezen)
    adviseer(accounthouder, vraagstuk, criteria)
    response = als(regietafellid).post(f"/vraagstukken/{vraagstuk.pk}/triage/besluit/", data)
    assert fouten(response) == [
        "Er is een nieuwer advies dan u las. Ververs de pagina en lees het nieuwe advies."
    ]


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


def test_without_advice_there_is_nothing_to_decide(regietafellid, vraagstuk):
    """TRI-6."""
    url = f"/vraagstukken/{vraagstuk.pk}/triage/besluit/"
    response = als(regietafellid).get(url, follow=True)
    assert "Er wacht geen advies op een besluit. Vraag de accounthouder om advies." in tekst(
        response
    )


def test_triage_belongs_to_beeldvorming(accounthouder, vraagstuk, criteria):
    """VRA-4: later its advice would decide nothing."""
    later = VraagstukFactory(fase=Fase.OORDEELSVORMING)
    response = adviseer(accounthouder, later, criteria)
    assert fouten(response) == [
        "Triage hoort bij beeldvorming. Dit vraagstuk is in een andere fase; ververs de pagina."
    ]


# Who


@pytest.mark.parametrize(
    "wie",
    ["regietafellid", "expert", "provinciaal", "staf", "bestuurder_rijk", "accounthouder_elders"],
)
def test_only_the_accounthouder_advises(request, vraagstuk, criteria, wie):
    """TRI-6, ROL-1."""
    assert adviseer(request.getfixturevalue(wie), vraagstuk, criteria).status_code == 403


@pytest.mark.parametrize("wie", ["accounthouder", "expert", "provinciaal", "staf"])
def test_only_the_regietafel_decides(request, vraagstuk, criteria, advies, wie):
    """TRI-6, OVL-1."""
    assert besluit(request.getfixturevalue(wie), vraagstuk, criteria).status_code == 403
    assert not Triagebesluit.objects.exists()


def test_an_outsider_gets_404(buitenstaander, vraagstuk, criteria, advies):
    """ZIC-3: on the page, the advice and the besluit."""
    for pad in ("", "advies/", "besluit/"):
        url = f"/vraagstukken/{vraagstuk.pk}/triage/{pad}"
        assert als(buitenstaander).get(url).status_code == 404


def test_a_besluit_of_an_earlier_doorloop_is_confirmed_by_name(
    accounthouder, staf, vraagstuk, criteria
):
    """VRA-8: with a reason, by who did not advise; before that it does not count."""
    genomen = TriagebesluitFactory(advies__vraagstuk=vraagstuk, advies__door=accounthouder)
    type(vraagstuk).objects.filter(pk=vraagstuk.pk).update(doorloop=2)
    vraagstuk.refresh_from_db()
    assert vraagstuk.geldend_triagebesluit() is None
    url = f"/vraagstukken/{vraagstuk.pk}/triage/"
    assert "Dit besluit bevestigen" in tekst(als(staf).get(url))
    bevestig = f"{url}{genomen.pk}/herbevestigen/"
    assert fouten(als(staf).post(bevestig, {"reden": ""})) == [
        "De reden is leeg. Schrijf waarom dit nog geldt."
    ]
    assert fouten(als(accounthouder).post(bevestig, {"reden": "Geldt nog."})) == [
        "U gaf zelf het advies bij deze triage. Vraag een ander om het besluit te bevestigen."
    ]
    als(staf).post(bevestig, {"reden": "Er veranderde niets aan de claims."})
    assert vraagstuk.geldend_triagebesluit() == genomen
    assert feiten.Feit.objects.get().reden == "Er veranderde niets aan de claims."


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
