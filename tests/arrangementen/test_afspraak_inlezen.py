"""Earlier afspraken from a table: as the source writes them, and nothing made up (AFS-1)."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from arrangementen.inlezen import AfspraakInlezer, kop
from arrangementen.models import Afspraak, Geldregel
from novex.inlezen.services import bevestig, ontvang
from novex.inlezen.voorbeeld import maak_voorbeeld
from novex.models import Inleesbestand
from tests.factories import LandsdeelFactory, ProvincieFactory

KOPPEN = [kolom.naam for kolom in AfspraakInlezer.kolommen]
RIJ = {
    "bron_url": "https://voorbeeld.nl/lijst-2022",
    "jaar": "2022",
    "provincie_of_landsdeel": "Groningen en Drenthe / Noord",
    "thema": "wonen",
    "afspraak_tekst": "Rijksbijdrage voor projecten in Assen en Groningen.",
    "partijen": "Rijk; regio Groningen-Assen",
    "termijn": "t/m 2030",
    "forum_en_datum": "BOL juni 2022",
    "bedrag_eur": "9.680.000",
    "type_afspraak_duiding": "besluit",
    "weergave": "parafrase",
}


@pytest.fixture(autouse=True)
def provincies(db):
    noord = LandsdeelFactory(code="noord", naam="Noord")
    west = LandsdeelFactory(code="noordwest", naam="Noordwest")
    zuid = LandsdeelFactory(code="zuidwest", naam="Zuidwest")
    namen = [
        ("pv20", "Groningen", noord),
        ("pv21", "Fryslân", noord),
        ("pv22", "Drenthe", noord),
        ("pv24", "Flevoland", west),
        ("pv26", "Utrecht", west),
        ("pv27", "Noord-Holland", west),
        ("pv28", "Zuid-Holland", zuid),
        ("pv29", "Zeeland", zuid),
    ]
    for code, naam, deel in namen:
        ProvincieFactory(code=code, naam=naam, landsdeel=deel)


def bestand(*rijen):
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, KOPPEN)
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return SimpleUploadedFile("afspraken.csv", uit.getvalue().encode(), "text/csv")


@pytest.fixture
def upload(client, staf):
    """Upload rows on the screen; gives the preview, and confirms it when asked."""
    client.force_login(staf)

    def _upload(*rijen, bevestig=True):
        antwoord = client.post(reverse("arrangementen:inlezen"), {"bestand": bestand(*rijen)})
        assert antwoord.status_code == 302, antwoord.content.decode()
        pagina = client.get(antwoord["Location"])
        if bevestig:
            zegel = pagina.context["form"]["zegel"].value()
            assert client.post(antwoord["Location"], {"zegel": zegel}).status_code == 302
        return pagina.content.decode()

    return _upload


def test_a_row_becomes_a_historical_afspraak(upload):
    """AFS-1, AFS-4, AFS-7: source, term by kind, exact amount, all provincies named."""
    upload(RIJ)
    afspraak = Afspraak.objects.get()
    assert (afspraak.herkomst_soort, afspraak.status) == ("historisch", "vastgesteld")
    assert afspraak.nummer == "AFS-2022-001"
    assert (afspraak.bron_url, afspraak.forum) == (RIJ["bron_url"], "BOL juni 2022")
    assert [p.naam for p in afspraak.provincies.all()] == ["Drenthe", "Groningen"]
    assert afspraak.gebied == "Groningen en Drenthe / Noord"
    assert afspraak.termijn_soort == "tot_en_met_jaar"
    assert afspraak.beoordeel_op == datetime.date(2030, 12, 31)
    assert Geldregel.objects.get().bedrag == Decimal("9680000.00")
    assert not Geldregel.objects.get().is_bevestigd


def test_nothing_is_saved_before_confirmation(upload):
    """TRI-7: the preview only shows."""
    assert "Assen en Groningen" in upload(RIJ, bevestig=False)
    assert not Afspraak.objects.exists()


def test_the_same_file_twice_gives_nothing_new(upload):
    """A second import recognises every row."""
    upload(RIJ)
    versie = Afspraak.objects.get().versie
    upload(RIJ, bevestig=False)
    assert Inleesbestand.objects.count() == 2
    assert Afspraak.objects.get().versie == versie


@pytest.mark.parametrize(
    ("kolom", "waarde", "veld", "nieuw"),
    [
        ("termijn", "1e kwartaal 2019", "termijn_soort", "kwartaal"),
        ("forum_en_datum", "BO MIRT nov 2022", "forum", "BO MIRT nov 2022"),
        ("type_afspraak_duiding", "voorwaarde", "regelsoort", "kaderbepaling"),
        ("jaar", "2023", "jaar", 2023),
    ],
)
def test_one_changed_cell_is_one_update(upload, kolom, waarde, veld, nieuw):
    """One changed cell: shown as a difference, saved as an update of the same row."""
    upload(RIJ)
    pagina = upload(RIJ | {kolom: waarde})
    assert waarde in pagina
    afspraak = Afspraak.objects.get()
    assert getattr(afspraak, veld) == nieuw
    assert afspraak.nummer == "AFS-2022-001"


def test_an_amount_is_corrected_or_taken_away(upload):
    """AFS-7: the amount follows the source."""
    upload(RIJ)
    upload(RIJ | {"bedrag_eur": "9.680.001"})
    assert Geldregel.objects.get().bedrag == Decimal("9680001.00")
    upload(RIJ | {"bedrag_eur": ""})
    assert not Geldregel.objects.exists()


def test_empty_cells_stay_empty(upload, client, staf):
    """Nothing is made up; the page reads "Nog niet ingevuld"."""
    leeg = dict.fromkeys(KOPPEN, "")
    nodig = ("bron_url", "provincie_of_landsdeel", "afspraak_tekst")
    upload(leeg | {kolom: RIJ[kolom] for kolom in nodig})
    afspraak = Afspraak.objects.get()
    assert afspraak.nummer == "AFS-zj-001"
    assert (afspraak.jaar, afspraak.type, afspraak.termijn_soort) == (None, "", "geen")
    assert not Geldregel.objects.exists()
    assert not afspraak.acties.exists()
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    assert pagina.count("Nog niet ingevuld") > 10
    assert RIJ["bron_url"] in pagina


@pytest.mark.parametrize(
    ("duiding", "soort"),
    [
        ("voorwaarde", "kaderbepaling"),
        ("constatering", "constatering"),
        ("besluit", "afspraak"),
        ("procesafspraak", "afspraak"),
        ("", "afspraak"),
    ],
)
def test_conditions_and_findings_are_lines_of_their_own_kind(upload, duiding, soort):
    """BOL-1: voorwaarde is a kaderbepaling, constatering a constatering."""
    upload(RIJ | {"type_afspraak_duiding": duiding})
    assert Afspraak.objects.get().regelsoort == soort


@pytest.mark.parametrize(
    ("tekst", "scope", "namen"),
    [
        ("landelijk", "landelijk", []),
        ("landelijk (lijst Noord)", "landelijk", []),
        ("Noord-Holland (Schipholregio)", "provincie", ["Noord-Holland"]),
        ("Noord-Holland, Flevoland en Utrecht / Noordvleugel", "provincie",
         ["Flevoland", "Noord-Holland", "Utrecht"]),
        ("Zuid-Holland / Zuidwest", "provincie", ["Zuid-Holland"]),
        ("Friesland", "provincie", ["Fryslân"]),
        ("landsdeel Noord", "landsdeel", []),
    ],
)  # fmt: skip
def test_the_place_is_read_from_the_words(staf, tekst, scope, namen):
    """AFS-1: all provincies named, or one landsdeel, or the whole country."""
    plaats = AfspraakInlezer(staf, datetime.date(2026, 1, 1)).plaats(tekst)
    assert plaats.scope == scope
    assert sorted(p.naam for p in plaats.provincies) == namen
    assert (plaats.landsdeel is not None) == (scope == "landsdeel")


@pytest.mark.parametrize(
    ("kolom", "waarde", "code"),
    [
        ("provincie_of_landsdeel", "Achterhoek", "plaats_onbekend"),
        ("jaar", "22", "jaar_kan_niet"),
        ("termijn", "31 februari 2027", "dag_bestaat_niet"),
        ("bron_url", "javascript:alert(1)", "geen_webadres"),
        ("bedrag_eur", "circa 9 mln", "bedrag_onleesbaar"),
        ("bedrag_eur", "0", "bedrag_niet_positief"),
        ("afspraak_tekst", "", "leeg"),
        ("afspraak_tekst", "x" * 2001, "te_lang"),
    ],
)
def test_a_cell_that_cannot_be_read_has_its_own_error(staf, kolom, waarde, code):
    """TRI-7: errors per cell, in Dutch."""
    inlezer = AfspraakInlezer(staf, datetime.date(2026, 1, 1))
    gezocht = next(k for k in inlezer.kolommen if k.naam == kolom)
    with pytest.raises(ValidationError) as weigering:
        inlezer.lees(gezocht, waarde)
    assert weigering.value.code == code
    assert weigering.value.messages[0].endswith(".")


def importeer(staf, naam, inhoud):
    """The two acts behind the screens: receive, and confirm what the preview showed."""
    inlezer = AfspraakInlezer(staf, datetime.date(2026, 9, 1))
    upload = ontvang(inlezer=inlezer, naam=naam, inhoud=inhoud)
    zegel = maak_voorbeeld(inlezer, upload).zegel
    bevestig(pk=upload.pk, inlezer=inlezer, zegel=zegel)


def test_a_date_in_a_spreadsheet_is_a_date(staf):
    """AFS-4: a cell of the kind date, through the reader up to the day to judge by."""
    boek = Workbook()
    boek.active.append(KOPPEN)
    rij = RIJ | {"termijn": datetime.date(2027, 12, 31)}
    boek.active.append([rij[kop] for kop in KOPPEN])
    uit = io.BytesIO()
    boek.save(uit)
    importeer(staf, "afspraken.xlsx", uit.getvalue())
    afspraak = Afspraak.objects.get()
    assert afspraak.termijn_soort == "datum"
    assert afspraak.beoordeel_op == datetime.date(2027, 12, 31)


def test_who_may_not_import_gets_403(client, provinciaal):
    """The rights table: AH and ST import."""
    client.force_login(provinciaal)
    assert client.get(reverse("arrangementen:inlezen")).status_code == 403


def test_the_title_is_the_beginning_of_the_text():
    """A row has no title of its own; no word is added."""
    assert kop("Kort.") == "Kort."
    lang = kop("woord " * 60)
    assert len(lang) <= 100
    assert lang.startswith("woord woord")
    assert lang.endswith("…")


def test_markup_and_emoji_pass_through_unharmed(upload, client, staf):
    """Any text in any cell stays text."""
    lastig = "<b>vet</b> & 🙂 =1+1"
    upload(RIJ | {kolom: f"{kolom[:4]} {lastig}" for kolom in ("thema", "partijen", "weergave")})
    pagina = client.get(Afspraak.objects.get().get_absolute_url()).content.decode()
    assert "<b>vet" not in pagina
    assert "&lt;b&gt;vet&lt;/b&gt; &amp; 🙂 =1+1" in pagina
