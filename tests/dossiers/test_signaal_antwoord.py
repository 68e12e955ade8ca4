"""Checking and answering a signaal, and its print, as each persona (SIG-1 to SIG-4)."""

import datetime
import io

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from dossiers.models import Fase, Signaal, Signaaluitkomst, SnelleCheck, Vraagstuk
from dossiers.services import signalen
from novex.models import NovexGebied
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, berichten, fouten, tekst
from tests.dossiers.signalen import SignaalFactory
from tests.factories import DomeinFactory, ProvincieFactory
from tests.weigeringen import geweigerd


def antwoord(signaal, door, soort, **anders):
    gegevens = {"motivatie": "Dit hoort daar.", **anders}
    return signalen.beantwoord(pk=signaal.pk, door=door, soort=soort, **gegevens)


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
    gelezen = None
    for uitkomst in ("ja", "nee"):
        gelezen = signalen.doe_check(
            pk=signaal.pk,
            door=accounthouder,
            is_ruimtelijk_kader=uitkomst,
            motivatie="Zo.",
            gelezen_pk=gelezen and gelezen.pk,
        )
    with geweigerd("snelle_check_geen_ja"):
        antwoord(signaal, accounthouder, "snelle_tafel")
    assert signaal.checks.count() == 2


def test_a_new_vraagstuk_takes_over_the_signaal(accounthouder, signaal):
    """SIG-3, VRA-0, SIG-6: it keeps its melder, provincies, domeinen, gebied and its urgency."""
    Signaal.objects.update(
        novex_gebied=NovexGebied.objects.create(
            code="de-liemers", naam="De Liemers", soort="landelijk"
        ),
        besluit_wat="Vaststelling van de POVI",
        besluit_op=datetime.date(2027, 3, 1),
    )
    uitkomst = antwoord(signaal, accounthouder, "nieuw_vraagstuk")
    vraagstuk = uitkomst.vraagstuk
    assert vraagstuk.herkomst == Vraagstuk.Herkomst.SIGNAAL
    assert vraagstuk.melder_organisatie == signaal.melder_organisatie
    assert vraagstuk.melder_functie == signaal.melder_functie
    assert set(vraagstuk.domeinen.all()) == set(signaal.domeinen.all())
    assert (vraagstuk.gebied, vraagstuk.lead_provincie.code) == (signaal.gebied, "pv25")
    assert [gebied.naam for gebied in vraagstuk.novex_gebieden.all()] == ["De Liemers"]
    assert "Komend besluit: Vaststelling van de POVI op 01-03-2027." in vraagstuk.omschrijving


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


@pytest.mark.parametrize("fase", [Fase.BEEINDIGD, Fase.TERUGGELEGD, Fase.BEELDVORMING])
def test_what_is_added_to_an_end_waits_for_somebody(accounthouder, signaal, vro, fase):
    """SIG-3, VRA-8: at an end nobody is aan zet; whether it opens again is asked of who leads. Also
    in the last days of an organisatie whose end is known (REF-2)."""
    vro.geldig_tot = timezone.localdate() + datetime.timedelta(days=30)
    vro.save()
    vraagstuk = VraagstukFactory(fase=fase)
    antwoord(signaal, accounthouder, "bij_bestaand", vraagstuk=vraagstuk)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    open_ = fase == Fase.BEELDVORMING
    assert nu.aan_zet_organisatie == (None if open_ else vro)
    assert open_ or nu.aan_zet_reden.startswith("Er is een signaal toegevoegd.")


def test_elders_belegd_names_who_takes_over(accounthouder, signaal):
    """SIG-3."""
    response = als(accounthouder).post(
        f"/signalen/{signaal.pk}/beantwoorden/", {"soort": "elders_belegd", "motivatie": "Ja."}
    )
    assert fouten(response) == ["Noem wie het signaal overneemt."]


def test_an_answered_signaal_has_no_form_for_an_answer_any_more(accounthouder, signaal):
    """SIG-3: its page says what was answered."""
    url = f"/signalen/{signaal.pk}/beantwoorden/"
    data = {"soort": "geen_vervolg", "motivatie": "Het is een lokale keuze."}
    assert als(accounthouder).post(url, data).status_code == 302
    response = als(accounthouder).get(url, follow=True)
    assert berichten(response) == ["Dit signaal is al beantwoord."]
    assert response.request["PATH_INFO"] == signaal.get_absolute_url()


def test_a_second_check_is_made_by_who_read_the_first(accounthouder, signaal):
    """SIG-2: two tabs, or two accounthouders; the second reads the first and may replace it."""
    url = f"/signalen/{signaal.pk}/check/"
    data = {"is_ruimtelijk_kader": "nee", "motivatie": "Het is een lokale keuze.", "gelezen_pk": ""}
    assert als(accounthouder).post(url, data).status_code == 302
    laat = als(accounthouder).post(url, data | {"is_ruimtelijk_kader": "ja"})
    assert fouten(laat) == [
        f"Intussen deed {accounthouder} een snelle check: nee. Het is een lokale keuze. "
        "Stuur de uwe opnieuw in als u die wilt vervangen."
    ]
    assert signaal.checks.count() == 1
    nu = laat.context["form"]["gelezen_pk"].value()
    data |= {"is_ruimtelijk_kader": "ja", "gelezen_pk": nu}
    assert als(accounthouder).post(url, data).status_code == 302
    assert signaal.laatste_check().is_ruimtelijk_kader == "ja"


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


# Lateness and the print


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


@pytest.mark.parametrize("letters", ["WW ", "Waterveiligheid en ", "W", "a\n", "W" * 75 + "\n"])
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


@pytest.mark.parametrize(("niveau", "gewaarschuwd"), [("rijk", True), ("rijk_en_regio", False)])
def test_what_was_for_the_rijk_only_warns_before_it_opens(
    accounthouder, signaal, niveau, gewaarschuwd
):
    """SIG-3, ZIC-1: a vraagstuk takes the text along, and every provincie concerned reads it."""
    Signaal.objects.filter(pk=signaal.pk).update(zichtbaarheid=niveau)
    pagina = tekst(als(accounthouder).get(f"/signalen/{signaal.pk}/beantwoorden/"))
    assert ("kijk die na voordat u het opent" in pagina) == gewaarschuwd


def test_the_print_keeps_the_lines_of_a_text(accounthouder):
    """SIG-1: a list reads as a list, as on the page."""
    lijst = "Er botsen drie dingen:\n- wonen\n- water"
    signaal = SignaalFactory(wat_botst=lijst, ingediend=True, ingevoerd_door=accounthouder)
    response = als(accounthouder).get(f"/signalen/{signaal.pk}/afdruk/")
    (blad,) = PdfReader(io.BytesIO(response.content)).pages
    assert lijst in blad.extract_text()
