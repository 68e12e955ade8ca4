"""Writing, handing in, checking and answering a signaal, as each persona."""

import datetime
import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from dossiers.models import Fase, Signaal, Signaaluitkomst, SnelleCheck, Vraagstuk
from dossiers.services import signalen
from dossiers.werkdagen import werkdagen_na
from novex.models import NovexGebied
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, berichten, fouten, tekst
from tests.dossiers.signalen import SignaalFactory
from tests.factories import DomeinFactory, ProvincieFactory
from tests.weigeringen import geweigerd

MAANDAG = datetime.datetime(2026, 11, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def concept(provinciaal):
    return SignaalFactory(ingevoerd_door=provinciaal)


@pytest.fixture
def signaal(provinciaal):
    return SignaalFactory(ingevoerd_door=provinciaal, ingediend=True)


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


def antwoord(signaal, door, soort, **anders):
    gegevens = {"motivatie": "Dit hoort daar.", **anders}
    return signalen.beantwoord(pk=signaal.pk, door=door, soort=soort, **gegevens)


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
        "Dit kan niet meer: de stand van het signaal is nu 'wacht op antwoord'. Ververs de pagina."
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


@pytest.mark.parametrize("letters", ["WW ", "Waterveiligheid en ", "W", "a\n"])
def test_the_longest_signaal_prints_on_one_a4(accounthouder, letters):
    """SIG-1: at maximum length, checked and answered, whatever was typed."""

    def vol(model, veld):
        lengte = model._meta.get_field(veld).max_length
        return (letters * lengte)[: lengte - 1] + "X"

    signaal = SignaalFactory(
        **{
            veld: vol(Signaal, veld)
            for veld in (
                "titel",
                "wat_botst",
                "gebied",
                "waarom_urgent",
                "besluit_wat",
                "melder_functie",
            )
        },
        besluit_op=datetime.date(2027, 3, 1),
        novex_gebied=NovexGebied.objects.create(code="g", naam="W" * 60, soort="landelijk"),
        ingediend=True,
        ingevoerd_door=accounthouder,
        provincies=[
            ProvincieFactory(code="pv25"),
            *(ProvincieFactory(code=f"pv{n}", naam="Noord-Holland") for n in range(41, 52)),
        ],
        domeinen=[
            DomeinFactory(code=f"d{n}", naam="Gezondheid en leefomgeving") for n in range(12)
        ],
    )
    SnelleCheck(
        signaal=signaal,
        is_ruimtelijk_kader="ja",
        motivatie=vol(SnelleCheck, "motivatie"),
        door=accounthouder,
    ).save()
    antwoord(
        signaal,
        accounthouder,
        "elders_belegd",
        motivatie=vol(Signaaluitkomst, "motivatie"),
        ontvanger=vol(Signaaluitkomst, "ontvanger"),
    )
    response = als(accounthouder).get(f"/signalen/{signaal.pk}/afdruk/")
    assert response["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(response.content))
    assert len(pdf.pages) == 1
    assert "Bladzijde 1 van 1" in pdf.pages[0].extract_text()


# Checking and answering


def test_the_check_asks_for_a_motivation(accounthouder, signaal):
    """SIG-2: an answer alone is refused, with what to do."""
    response = als(accounthouder).post(
        f"/signalen/{signaal.pk}/check/", {"is_ruimtelijk_kader": "ja", "motivatie": " "}
    )
    assert fouten(response) == ["Er is geen motivatie. Schrijf waarom u dit vindt."]


def test_a_no_closes_only_the_snelle_tafel(accounthouder, signaal):
    """SIG-2: after "nee" no snelle tafel, but still a vraagstuk."""
    client = als(accounthouder)
    client.post(
        f"/signalen/{signaal.pk}/check/",
        {"is_ruimtelijk_kader": "nee", "motivatie": "Het is een lokale kwestie."},
    )
    url = f"/signalen/{signaal.pk}/beantwoorden/"
    response = client.post(url, {"soort": "snelle_tafel", "motivatie": "Snel."})
    assert fouten(response) == [
        "De snelle tafel kan alleen na een snelle check met ja. Doe eerst de snelle check, of "
        "kies een andere uitkomst."
    ]
    client.post(url, {"soort": "nieuw_vraagstuk", "motivatie": "Het speelt breed."})
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.fase == Fase.CONCEPT
    assert vraagstuk.titel == signaal.titel


def test_a_yes_opens_the_snelle_tafel(accounthouder, signaal):
    """SIG-2, SIG-3."""
    signalen.doe_check(
        pk=signaal.pk, door=accounthouder, is_ruimtelijk_kader="ja", motivatie="Nota Ruimte."
    )
    assert antwoord(signaal, accounthouder, "snelle_tafel").soort == "snelle_tafel"
    assert Signaal.objects.get().status == Signaal.Status.BEANTWOORD


def test_a_newer_check_counts_and_the_older_stays(accounthouder, signaal):
    """SIG-2, ALG-2."""
    for uitkomst in ("ja", "nee"):
        signalen.doe_check(
            pk=signaal.pk, door=accounthouder, is_ruimtelijk_kader=uitkomst, motivatie="Zo."
        )
    with geweigerd("snelle_check_geen_ja"):
        antwoord(signaal, accounthouder, "snelle_tafel")
    assert signaal.checks.count() == 2


def test_a_new_vraagstuk_takes_over_the_signaal(accounthouder, signaal):
    """SIG-3, VRA-0, SIG-6: it keeps its melder, provincies, domeinen and gebied."""
    uitkomst = antwoord(signaal, accounthouder, "nieuw_vraagstuk")
    vraagstuk = uitkomst.vraagstuk
    assert vraagstuk.herkomst == Vraagstuk.Herkomst.SIGNAAL
    assert vraagstuk.melder_organisatie == signaal.melder_organisatie
    assert vraagstuk.melder_functie == signaal.melder_functie
    assert set(vraagstuk.domeinen.all()) == set(signaal.domeinen.all())
    assert (vraagstuk.gebied, vraagstuk.lead_provincie.code) == (signaal.gebied, "pv25")


def test_adding_to_an_existing_vraagstuk_asks_which(accounthouder, signaal):
    """SIG-3: without a vraagstuk refused; with one, the answer links to it."""
    vraagstuk = VraagstukFactory()
    client, url = als(accounthouder), f"/signalen/{signaal.pk}/beantwoorden/"
    data = {"soort": "bij_bestaand", "motivatie": "Hoort hierbij."}
    response = client.post(url, data)
    assert fouten(response) == ["Kies het vraagstuk waar dit signaal bij hoort."]
    client.post(url, data | {"vraagstuk": vraagstuk.pk})
    assert Signaaluitkomst.objects.get().vraagstuk == vraagstuk
    assert signaal.titel in tekst(client.get(vraagstuk.get_absolute_url()))


def test_elders_belegd_names_who_takes_over(accounthouder, signaal):
    """SIG-3."""
    response = als(accounthouder).post(
        f"/signalen/{signaal.pk}/beantwoorden/", {"soort": "elders_belegd", "motivatie": "Ja."}
    )
    assert fouten(response) == ["Noem wie het signaal overneemt."]


@pytest.mark.parametrize("soort", Signaaluitkomst.Soort.values)
def test_every_answer_has_a_motivation(accounthouder, signaal, soort):
    """SIG-3: an outcome without a motivation is refused on the page and by the record."""
    response = als(accounthouder).post(
        f"/signalen/{signaal.pk}/beantwoorden/", {"soort": soort, "motivatie": ""}
    )
    assert "Er is geen motivatie. Schrijf de melder waarom." in fouten(response)
    signalen.doe_check(pk=signaal.pk, door=accounthouder, is_ruimtelijk_kader="ja", motivatie="Zo.")
    with geweigerd("motivatie_ontbreekt"):
        antwoord(
            signaal,
            accounthouder,
            soort,
            motivatie=" ",
            vraagstuk=VraagstukFactory(),
            ontvanger="LVVN",
        )


def test_a_signaal_is_answered_once(accounthouder, signaal):
    """SIG-3: the second answer is refused."""
    antwoord(signaal, accounthouder, "geen_vervolg")
    with geweigerd("overgang_onmogelijk"):
        antwoord(signaal, accounthouder, "geen_vervolg")


def test_the_melder_reads_the_answer(accounthouder, provinciaal, signaal):
    """SIG-3, SIG-6: with the motivation."""
    antwoord(signaal, accounthouder, "geen_vervolg", motivatie="Het loopt al in de POVI.")
    pagina = tekst(als(provinciaal).get(signaal.get_absolute_url()))
    assert "Geen vervolg" in pagina
    assert "Het loopt al in de POVI." in pagina


def test_the_answer_names_no_vraagstuk_that_the_reader_cannot_see(
    accounthouder, provinciaal, signaal
):
    """ZIC-2: a concept on the side of the Rijk has no link and no title here."""
    uitkomst = antwoord(signaal, accounthouder, "nieuw_vraagstuk")
    pagina = als(provinciaal).get(signaal.get_absolute_url()).content.decode()
    assert uitkomst.vraagstuk.get_absolute_url() not in pagina


@pytest.mark.parametrize("wie", ["expert", "staf", "provinciaal", "accounthouder_elders"])
def test_only_the_accounthouder_of_the_provincie_answers(request, signaal, wie):
    """ROL-1: others see the signaal, and get 403 on the act."""
    client = als(request.getfixturevalue(wie))
    assert client.get(signaal.get_absolute_url()).status_code == 200
    assert client.get(f"/signalen/{signaal.pk}/check/").status_code == 403
    assert client.get(f"/signalen/{signaal.pk}/beantwoorden/").status_code == 403


def test_the_records_are_append_only(accounthouder, signaal):
    """SIG-2, SIG-3, ALG-2: the database itself refuses a change."""
    signalen.doe_check(pk=signaal.pk, door=accounthouder, is_ruimtelijk_kader="ja", motivatie="Zo.")
    antwoord(signaal, accounthouder, "geen_vervolg")
    for tabel in ("dossiers_snellecheck", "dossiers_signaaluitkomst"):
        with (
            pytest.raises(ProgrammingError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {tabel} SET motivatie = 'anders'")


# Sight, lateness, similar ones


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


def test_a_late_answer_shows_to_both_sides(accounthouder, provinciaal, signaal):
    """SIG-4: on the page, in the list and through the filter, from the day after."""
    with time_machine.travel(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)):
        assert not signaal.is_te_laat(timezone.localdate())
    with time_machine.travel(datetime.datetime(2026, 12, 2, 12, tzinfo=datetime.UTC)):
        for wie in (accounthouder, provinciaal):
            client = als(wie)
            assert "Te laat beantwoord" in tekst(client.get(signaal.get_absolute_url()))
            assert signaal.titel in tekst(client.get("/signalen/?te_laat=on"))
    antwoord(signaal, accounthouder, "geen_vervolg")
    with time_machine.travel(datetime.datetime(2026, 12, 2, 12, tzinfo=datetime.UTC)):
        assert signaal.titel not in tekst(als(accounthouder).get("/signalen/?te_laat=on"))


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
