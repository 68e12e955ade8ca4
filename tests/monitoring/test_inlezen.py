"""Importing progress of other programmes, through the screen that every kind of table shares."""

import io

import pytest
from django.urls import reverse
from openpyxl import Workbook
from pytest_django.asserts import assertContains, assertNotContains

from monitoring.models import Buitenvoortgang
from novex.models import Auditregel, Inleesbestand

KOP = "bron_url,peildatum,programma,item,status,realisatie,voortgang,toelichting,weergave"
RIJ = (
    "https://www.voorbeeld.nl/1,2022-10,Strategische agenda,Gebiedsproces,In uitvoering,50%,,,feit"
)
RIJ_2 = "https://www.voorbeeld.nl/1,2022-10,Strategische agenda,Manifest,Vooronderzoek,,,,feit"
BESTAND = "\n".join([KOP, RIJ, RIJ_2])


@pytest.fixture
def url():
    return reverse("monitoring:inlezen")


def upload(client, url, inhoud=BESTAND, naam="monitor.csv"):
    """Upload a file; gives the page that follows."""
    bestand = io.BytesIO(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    bestand.name = naam
    return client.post(url, {"bestand": bestand}, follow=True)


def bevestig(client, pagina):
    zegel = pagina.context["form"].initial["zegel"]
    return client.post(pagina.request["PATH_INFO"], {"zegel": zegel}, follow=True)


def test_the_screen_states_types_and_size_before(client, url, staf):
    """TRI-7: upload says what it accepts."""
    client.force_login(staf)
    response = client.get(url)
    assertContains(response, "Toegestaan: CSV, XLSX.")
    assertContains(response, "Een bestand mag hoogstens 5 MB groot zijn.")
    assertContains(response, "Hooguit 20.000 rijen.")


def test_nothing_is_saved_before_confirmation(client, url, staf):
    """TRI-7: preview first; then every row in one go."""
    client.force_login(staf)
    pagina = upload(client, url)
    assertContains(pagina, "Importeer 2 rijen")
    assert not Buitenvoortgang.objects.exists()

    pagina = bevestig(client, pagina)
    assertContains(pagina, "Nieuw: 2. Gewijzigd: 0. Gelijk: 0.")
    rij = Buitenvoortgang.objects.get(item="Gebiedsproces")
    assert (rij.bron_url, rij.realisatie, rij.toelichting) == (
        "https://www.voorbeeld.nl/1",
        "50%",
        "",
    )
    assert rij.history.get().history_user == staf
    assert Auditregel.objects.filter(handeling="bestand geïmporteerd").exists()


def test_an_empty_cell_reads_nog_niet_ingevuld(client, url, staf):
    client.force_login(staf)
    bevestig(client, upload(client, url))
    assertContains(client.get(reverse("monitoring:buiten")), "Nog niet ingevuld")


def test_the_same_file_twice_gives_nothing_new(client, url, staf):
    """TRI-7: a row is known again; one changed cell is one update, shown as a difference."""
    client.force_login(staf)
    bevestig(client, upload(client, url))

    pagina = upload(client, url)
    assertContains(pagina, "Alle rijen staan er al, met dezelfde inhoud.")
    assertNotContains(pagina, "Importeer")

    pagina = upload(client, url, BESTAND.replace("50%", "75%"))
    assertContains(pagina, "Importeer 1 rij<")
    assertContains(pagina, "Gewijzigd: 1")
    assertContains(pagina, "[verwijderd: </span>50<")
    assertContains(pagina, "[toegevoegd: </span>75<")
    pagina = bevestig(client, pagina)
    assertContains(pagina, "Nieuw: 0. Gewijzigd: 1. Gelijk: 1.")
    assert Buitenvoortgang.objects.get(item="Gebiedsproces").realisatie == "75%"
    assert Buitenvoortgang.objects.count() == 2


def test_an_error_stands_at_its_cell_and_stops_the_whole_file(client, url, staf):
    """TRI-7: errors per cell in Dutch; one bad row keeps all rows out."""
    client.force_login(staf)
    fout = BESTAND.replace("2022-10,Strategische agenda,Manifest", "herfst,,Manifest")
    pagina = upload(client, url, fout)
    assertContains(pagina, "Peildatum: Deze peildatum is niet te lezen. Schrijf 2026, 2026-03")
    assertContains(pagina, "Programma: Deze cel is leeg. Vul in: programma.")
    assertContains(pagina, "1 rij heeft een fout.")
    assertContains(pagina, "In: Peildatum, Programma.")

    pagina = client.post(pagina.request["PATH_INFO"], {"zegel": "x"})
    assertContains(pagina, "Er is niets bewaard: 1 rij heeft een fout.")
    assert not Buitenvoortgang.objects.exists()


def test_filter_on_the_rows_with_an_error(client, url, staf):
    client.force_login(staf)
    pagina = upload(client, url, BESTAND + "\nhttps://x.nl,ooit,Programma,Fout item,,,,,")
    response = client.get(pagina.request["PATH_INFO"], {"stand": "fout"})
    assertContains(response, "Fout item")
    assertNotContains(response, "Manifest")


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("bron_url,peildatum,programma\nx,y,z", "Deze kolommen ontbreken: item."),
        (KOP + ",item\n" + RIJ, "Deze kolom staat er twee keer: item."),
        ("", "Dit bestand is leeg."),
        (KOP + "\n" + "x\n" * 50_000, "Dit bestand heeft meer dan 20.000 rijen."),
        (b"\x00\x01\x02", "Dit is geen tekstbestand."),
        (b"x" * (5 * 1024 * 1024 + 1), "Een bestand mag hooguit 5 MB zijn."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(client, url, staf, inhoud, zin):
    """TRI-7: a refusal names what is wrong; nothing is kept."""
    client.force_login(staf)
    assertContains(upload(client, url, inhoud), zin)
    assert not Inleesbestand.objects.exists()


def test_no_file_at_all(client, url, staf):
    client.force_login(staf)
    response = client.post(url, {})
    assertContains(response, "Er is geen bestand gekozen. Kies een CSV- of XLSX-bestand.")
    assertContains(response, "<title>1 foutmelding - ")


def test_other_columns_are_named_and_left_out(client, url, staf):
    client.force_login(staf)
    pagina = upload(client, url, f"{KOP},budget\n{RIJ},geheim")
    assertContains(pagina, "Deze kolommen worden niet ingelezen: budget.")
    assertNotContains(pagina, "geheim")


def test_a_column_that_is_not_there_is_left_alone(client, url, staf):
    """An update with fewer columns does not empty the others."""
    client.force_login(staf)
    bevestig(client, upload(client, url))
    kort = "bron_url,peildatum,programma,item,status\n" + ",".join(RIJ.split(",")[:4]) + ",Klaar"
    bevestig(client, upload(client, url, kort))
    rij = Buitenvoortgang.objects.get(item="Gebiedsproces")
    assert (rij.status, rij.realisatie) == ("Klaar", "50%")


def test_double_rows_are_skipped_and_contradictions_are_errors(client, url, staf):
    client.force_login(staf)
    pagina = upload(client, url, "\n".join([KOP, RIJ, RIJ]))
    assertContains(pagina, "Deze rij staat ook op regel 2.")
    assertContains(pagina, "Importeer 1 rij<")
    pagina = upload(client, url, "\n".join([KOP, RIJ, RIJ.replace("50%", "60%")]))
    assertContains(pagina, "Regel 2 gaat over hetzelfde, maar met een andere inhoud.")


def test_a_formula_is_kept_as_text(client, url, staf):
    """TRI-7: nothing is evaluated, and the preview says so."""
    client.force_login(staf)
    boek = Workbook()
    for regel in (KOP.split(","), RIJ.replace("50%", "=2+3").split(",")):
        boek.active.append(regel)
    uit = io.BytesIO()
    boek.save(uit)
    pagina = upload(client, url, uit.getvalue(), "monitor.xlsx")
    assertContains(pagina, "Een formule wordt niet uitgerekend en blijft staan als tekst.")
    bevestig(client, pagina)
    assert Buitenvoortgang.objects.get().realisatie == "=2+3"


@pytest.mark.parametrize("tekst", ["<script>alert(1)</script>", "🌊 שלום", "x" * 4000])
def test_odd_texts_survive(client, url, staf, tekst):
    client.force_login(staf)
    delen = RIJ.split(",")
    delen[7] = tekst
    pagina = upload(client, url, KOP + "\n" + ",".join(delen))
    assertNotContains(pagina, "<script>alert(1)")
    bevestig(client, pagina)
    assert Buitenvoortgang.objects.get().toelichting == tekst


def test_a_text_that_is_too_long(client, url, staf):
    client.force_login(staf)
    delen = RIJ.split(",")
    delen[7] = "x" * 4001
    pagina = upload(client, url, KOP + "\n" + ",".join(delen))
    assertContains(pagina, "Deze tekst is 4001 tekens. Gebruik er hooguit 4000.")


def test_the_preview_is_private_and_ends_with_the_confirmation(client, url, staf, accounthouder):
    """The upload of one is a 404 for another; after confirming its rows are gone."""
    client.force_login(staf)
    pagina = upload(client, url)
    pad = pagina.request["PATH_INFO"]
    client.force_login(accounthouder)
    assert client.get(pad).status_code == 404

    client.force_login(staf)
    bevestig(client, pagina)
    assert Inleesbestand.objects.get().rijen == []
    response = client.post(pad, {"zegel": pagina.context["form"].initial["zegel"]})
    assertContains(response, "Dit bestand is al geïmporteerd.")
    assert Buitenvoortgang.objects.count() == 2


def test_what_is_saved_is_what_was_shown(client, url, staf, accounthouder):
    """TRI-7: confirming checks again; a preview that no longer holds is refused."""
    client.force_login(accounthouder)
    pagina = upload(client, url)
    client.force_login(staf)
    bevestig(client, upload(client, url, BESTAND.replace("50%", "75%")))

    client.force_login(accounthouder)
    response = bevestig(client, pagina)
    assertContains(response, "Intussen is er iets veranderd.")
    assert Buitenvoortgang.objects.get(item="Gebiedsproces").realisatie == "75%"
    # The page shows the preview of now, and that one can be confirmed.
    bevestig(client, response)
    assert Buitenvoortgang.objects.get(item="Gebiedsproces").realisatie == "50%"


def test_double_click_imports_once(client, url, staf):
    client.force_login(staf)
    pagina = upload(client, url)
    gegevens = {
        "zegel": pagina.context["form"].initial["zegel"],
        "formuliersleutel": "3f0a3c62-4d4e-4f57-9c3a-0e6a8f8e1111",
    }
    for _ in range(2):
        response = client.post(pagina.request["PATH_INFO"], gegevens, follow=True)
        assertContains(response, "Import klaar")
    assert Buitenvoortgang.objects.count() == 2


@pytest.mark.parametrize("persona", ["provinciaal", "expert", "regietafellid", "beheerder"])
def test_who_may_not_import_gets_a_403(client, url, request, persona):
    client.force_login(request.getfixturevalue(persona))
    assert client.get(url).status_code == 403
    assert upload(client, url).status_code == 403
    assert not Inleesbestand.objects.exists()


def test_the_preview_costs_a_fixed_number_of_queries(
    client, url, staf, django_assert_max_num_queries
):
    client.force_login(staf)
    for aantal in (5, 60):
        rijen = [RIJ_2.replace("Manifest", f"Item {n}") for n in range(aantal)]
        pad = upload(client, url, "\n".join([KOP, *rijen])).request["PATH_INFO"]
        with django_assert_max_num_queries(8):
            client.get(pad)
