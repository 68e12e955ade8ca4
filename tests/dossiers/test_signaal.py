"""Writing a signaal and handing it in, as each persona (SIG-1, SIG-4, SIG-5, SIG-6)."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from dossiers.models import Signaal
from dossiers.services import signalen
from dossiers.werkdagen import werkdagen_na
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, berichten, fouten, tekst
from tests.dossiers.signalen import SignaalFactory
from tests.factories import DomeinFactory
from tests.weigeringen import geweigerd

MAANDAG = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)


def invoer(provincie, melder, **anders):
    return {
        "titel": "Defensieterrein naast natuur",
        "wat_botst": "Een oefenterrein en een natuurgebied willen dezelfde grond.",
        "domeinen": [DomeinFactory(code="natuur").pk],
        "gebied": "De Veluwe",
        "provincies": [provincie.pk],
        "waarom_urgent": "Er komt een besluit.",
        "bron": "informeel_contact",
        "melder_organisatie": melder.pk,
        "melder_functie": "beleidsmedewerker natuur",
        "zichtbaarheid": "rijk_en_regio",
        **anders,
    }


# Writing and handing in


def test_a_provincie_writes_a_signaal_as_its_own_draft(provinciaal, gelderland):
    """SIG-1, SIG-6: melder and who typed it are two fields; the draft is of the organisatie."""
    data = invoer(gelderland, provinciaal.organisatie)
    als(provinciaal).post("/signalen/nieuw/", data)
    signaal = Signaal.objects.get()
    assert signaal.is_concept
    assert (signaal.melder_organisatie, signaal.organisatie) == (provinciaal.organisatie,) * 2
    assert signaal.melder_functie == "beleidsmedewerker natuur"
    assert signaal.ingevoerd_door == provinciaal


def test_an_accounthouder_logs_what_a_provincie_reports(accounthouder, provinciaal, gelderland):
    """SIG-6: the provincie reports, the accounthouder types; the answer is the melder's."""
    data = invoer(gelderland, provinciaal.organisatie)
    als(accounthouder).post("/signalen/nieuw/", data)
    signaal = Signaal.objects.get()
    assert signaal.organisatie == accounthouder.organisatie
    assert signaal.melder_organisatie == provinciaal.organisatie


def test_a_provincie_reports_for_itself(provinciaal, gelderland, lvvn):
    """SIG-6: another melder cannot be chosen, and the page says what to do."""
    response = als(provinciaal).post("/signalen/nieuw/", invoer(gelderland, lvvn))
    assert fouten(response) == ["Deze keuze kan niet bij wie meldt dit. Kies uit de lijst."]
    with pytest.raises(ValidationError, match="U meldt namens uw eigen provincie"):
        signalen.eis_eigen_kant(provinciaal, {"melder_organisatie": lvvn, "provincies": []})


def test_a_provincie_names_its_own_area(provinciaal, drenthe):
    """SIG-6, ZIC-3: a signaal about another provincie only is refused, the text stays."""
    response = als(provinciaal).post("/signalen/nieuw/", invoer(drenthe, provinciaal.organisatie))
    assert fouten(response) == ["Uw eigen provincie staat er niet bij. Kies die ook."]
    assert "Defensieterrein naast natuur" in response.content.decode()


def test_an_incomplete_draft_names_all_that_is_missing(provinciaal):
    """SIG-1, SIG-6, VRA-3: every question of the one-pager at once; nothing is handed in."""
    concept = SignaalFactory(
        ingevoerd_door=provinciaal,
        wat_botst="",
        gebied="",
        waarom_urgent="",
        bron="",
        melder_functie="",
        domeinen=[],
    )
    pagina = tekst(als(provinciaal).get(concept.get_absolute_url()))
    zinnen = [
        "Er staat niet wat er botst. Beschrijf welke functies of claims elkaar raken.",
        "Er is geen domein gekozen. Kies minstens één domein.",
        "Er staat niet waar het speelt. Noem het gebied of de plaats.",
        "Er staat niet waarom dit urgent is. Beschrijf het, of noem het besluit dat eraan komt "
        "met de datum.",
        "Er staat niet waar het signaal vandaan komt. Kies een bron.",
        "De functie van de melder ontbreekt. Vul in vanuit welke functie dit gemeld wordt.",
    ]
    assert [zin for zin in zinnen if zin not in pagina] == []
    response = als(provinciaal).post(f"/signalen/{concept.pk}/indienen/", follow=True)
    assert berichten(response) == zinnen
    assert Signaal.objects.get().is_concept


def test_a_signaal_without_provincie_is_not_handed_in(provinciaal):
    """SIG-1: without a provincie nobody would have to answer."""
    concept = SignaalFactory(ingevoerd_door=provinciaal, provincies=[])
    with geweigerd("provincie_ontbreekt"):
        signalen.dien_in(pk=concept.pk, door=provinciaal, op=MAANDAG.date())


def test_a_coming_decision_is_urgent_too(provinciaal):
    """SIG-1: a decision that comes on a date replaces the text on urgency."""
    concept = SignaalFactory(
        ingevoerd_door=provinciaal,
        waarom_urgent="",
        besluit_wat="Vaststellen omgevingsplan",
        besluit_op=datetime.date(2027, 3, 1),
    )
    assert signalen.dien_in(pk=concept.pk, door=provinciaal, op=MAANDAG.date())


@time_machine.travel(MAANDAG, tick=False)
def test_handing_in_promises_an_answer_in_15_working_days(provinciaal, concept):
    """SIG-4: three weeks later on a Monday; the page tells the melder."""
    response = als(provinciaal).post(f"/signalen/{concept.pk}/indienen/", follow=True)
    concept = Signaal.objects.get()
    assert concept.status == Signaal.Status.INGEDIEND
    assert concept.antwoord_voor == datetime.date(2026, 11, 23)
    assert berichten(response) == [
        "Het signaal is ingediend. De melder krijgt uiterlijk op 23-11-2026 antwoord."
    ]


def test_working_days_skip_weekends():
    """SIG-4: from a Friday, one working day is Monday."""
    vrijdag = datetime.date(2026, 11, 6)
    assert werkdagen_na(vrijdag, 1) == datetime.date(2026, 11, 9)
    assert werkdagen_na(vrijdag) == datetime.date(2026, 11, 27)


def test_what_was_handed_in_does_not_change(provinciaal, signaal):
    """SIG-1: who reads it and who answers it speak of the same text."""
    response = als(provinciaal).get(f"/signalen/{signaal.pk}/wijzigen/")
    assert response.status_code == 403
    response = als(provinciaal).post(f"/signalen/{signaal.pk}/indienen/", follow=True)
    assert berichten(response) == [
        "Dit kan niet meer: de stand van het signaal is nu 'wacht op antwoord'. "
        "Open de pagina opnieuw."
    ]


def test_a_stale_form_is_refused_and_keeps_the_text(provinciaal, gelderland, concept):
    """A draft that someone else changed gives 409 with what was typed."""
    client = als(provinciaal)
    data = invoer(gelderland, provinciaal.organisatie, versie=1)
    assert client.post(f"/signalen/{concept.pk}/wijzigen/", data).status_code == 302
    data["titel"] = "Getypt na een ander"
    response = client.post(f"/signalen/{concept.pk}/wijzigen/", data)
    assert response.status_code == 409
    assert "Getypt na een ander" in response.content.decode()
    assert Signaal.objects.get().titel == "Defensieterrein naast natuur"


@pytest.mark.parametrize(
    ("veld", "lengte"),
    [("titel", 120), ("wat_botst", 900), ("gebied", 150), ("waarom_urgent", 600)],
)
def test_a_text_stays_within_its_page(provinciaal, gelderland, veld, lengte):
    """SIG-1, ALG-1: a text that would not fit on the A4 is refused with its limit."""
    data = invoer(gelderland, provinciaal.organisatie, **{veld: "x" * (lengte + 1)})
    response = als(provinciaal).post("/signalen/nieuw/", data)
    assert fouten(response) == [f"Deze tekst is te lang. Gebruik hooguit {lengte} tekens."]


# Similar ones


def test_similar_ones_show_before_saving(provinciaal, gelderland):
    """SIG-5: same provincie and domein, or a same word; nothing is saved, nothing judged."""
    zelfde_woord = SignaalFactory(
        titel="Defensieterrein bij Ede", ingevoerd_door=provinciaal, domeinen=[]
    )
    zelfde_domein = VraagstukFactory(titel="Anders", domeinen=[DomeinFactory(code="natuur")])
    niets = SignaalFactory(titel="Zoutwinning", ingevoerd_door=provinciaal)
    data = invoer(gelderland, provinciaal.organisatie, vergelijk="ja", wat_botst="")
    response = als(provinciaal).post("/signalen/nieuw/", data)
    pagina = tekst(response)
    assert zelfde_woord.titel in pagina
    assert zelfde_domein.titel in pagina
    assert niets.titel not in pagina
    assert fouten(response) == []
    assert 'value="Defensieterrein naast natuur"' in response.content.decode()
    assert Signaal.objects.count() == 2


def test_similar_ones_stay_within_own_sight(provinciaal, gelderland, accounthouder, drenthe):
    """SIG-5, ZIC-2: neither a draft of the other side nor another provincie's."""
    SignaalFactory(titel="Defensieterrein geheim", ingevoerd_door=accounthouder)
    VraagstukFactory(titel="Defensieterrein elders", lead_provincie=drenthe)
    data = invoer(gelderland, provinciaal.organisatie, vergelijk="ja")
    data["provincies"] = [gelderland.pk, drenthe.pk]
    pagina = tekst(als(provinciaal).post("/signalen/nieuw/", data))
    assert "geheim" not in pagina
    assert "Defensieterrein elders" not in pagina
    assert "Er is niets gevonden dat hierop lijkt" in pagina
