"""Importing vraagstukken from public sources as concepts on the own side."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains

from dossiers.inlezen import VraagstukInlezer
from dossiers.models import Fase, Vraagstuk
from dossiers.services.tekst import wijzig
from dossiers.services.vraagstukken import breng_in
from novex.inlezen.services import bevestig, ontvang
from novex.inlezen.voorbeeld import Stand, maak_voorbeeld
from novex.models import NovexGebied, Provincie
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als, tekst
from tests.factories import DomeinFactory, ProvincieFactory
from tests.weigeringen import geweigerd

OP = datetime.date(2026, 11, 20)
KOP = ["bron", "gebied", "domeinen", "botsing_eigen_woorden", "partijen"]
DEFENSIE = [
    "https://www.defensie.nl/onderwerpen/ruimte-voor-defensie",
    "Zeewolde, Spiekweg (Flevoland)",
    "defensie; landbouw; bereikbaarheid",
    "Kazerne en oefenterrein op landbouwgrond",
    "Defensie; VRO; provincie Flevoland",
]
GROENE_HART = [
    "Programma NOVEX, bijlage I",
    "Groene Hart",
    "water en bodem; landbouw; wonen; erfgoed",
    "Bodemdaling afremmen tegenover landbouw",
    "LVVN; provincies; waterschappen",
]
LANDELIJK = [
    "https://klimaatweb.nl/nieuws/pbl",
    "landelijk",
    "wonen; bereikbaarheid; energie",
    "Bij woningbouwlocaties ontbreken plannen",
    "Rijk; provincies",
]


@pytest.fixture(autouse=True)
def tabellen(db):
    """The reference data that these rows refer to."""
    namen = {
        "wonen": "Wonen",
        "landbouw": "Landbouw",
        "energie": "Energie",
        "defensie": "Defensie",
        "mobiliteit": "Mobiliteit",
        "water-en-bodem": "Water en bodem",
        "erfgoed-en-landschap": "Erfgoed en landschap",
    }
    for code, naam in namen.items():
        DomeinFactory(code=code, naam=naam)
    provincies = {
        code: ProvincieFactory(code=code, naam=naam)
        for code, naam in {
            "pv21": "Fryslân",
            "pv22": "Drenthe",
            "pv23": "Overijssel",
            "pv24": "Flevoland",
            "pv26": "Utrecht",
            "pv28": "Zuid-Holland",
        }.items()
    }
    groene_hart = NovexGebied.objects.create(
        code="groene-hart", naam="Groene Hart", soort=NovexGebied.Soort.LANDELIJK
    )
    groene_hart.provincies.set([provincies["pv26"], provincies["pv28"]])
    return provincies


def bestand(door, *rijen):
    uit = io.StringIO()
    csv.writer(uit).writerows([KOP, *rijen])
    inlezer = VraagstukInlezer(door, OP)
    return inlezer, ontvang(inlezer=inlezer, naam="v.csv", inhoud=uit.getvalue().encode())


def voorbeeld(door, *rijen):
    inlezer, rij = bestand(door, *rijen)
    return maak_voorbeeld(inlezer, rij)


def importeer(door, *rijen):
    inlezer, rij = bestand(door, *rijen)
    zegel = maak_voorbeeld(inlezer, rij).zegel
    return bevestig(pk=rij.pk, inlezer=VraagstukInlezer(door, OP), zegel=zegel)


def namen(rijen):
    return sorted(str(rij) for rij in rijen.all())


def test_a_row_becomes_a_concept_with_its_source(accounthouder):
    """VRA-0, VRA-1: nothing but what the row says; the source is kept."""
    assert importeer(accounthouder, DEFENSIE).nieuw == 1
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.fase == Fase.CONCEPT
    assert vraagstuk.bron_url == DEFENSIE[0]
    assert vraagstuk.organisatie == accounthouder.organisatie
    assert namen(vraagstuk.provincies) == ["Flevoland"]
    assert namen(vraagstuk.domeinen) == ["Defensie", "Landbouw", "Mobiliteit"]
    assert vraagstuk.spanningen == DEFENSIE[3]
    assert vraagstuk.partijen == DEFENSIE[4]
    assert (vraagstuk.dilemmas, vraagstuk.kansen, vraagstuk.prioriteit) == ("", "", "")


def test_a_source_on_the_web_is_a_link(accounthouder, gelderland):
    """ALG-2, VRA-0: among the kenmerken, and only where there is one."""
    bron = "https://voorbeeld.nl/signaal?a=1&b=2"
    v = VraagstukFactory(lead_provincie=gelderland, bron_url=bron)
    html = als(accounthouder).get(v.get_absolute_url()).content.decode()
    link = '<a href="https://voorbeeld.nl/signaal?a=1&amp;b=2" rel="noreferrer">'
    assert link in html.partition("<h2>Kenmerken</h2>")[2]
    zonder = VraagstukFactory(lead_provincie=gelderland)
    assert "<dt>Bron</dt>" not in als(accounthouder).get(zonder.get_absolute_url()).content.decode()


@pytest.mark.parametrize("bron", ["javascript:alert(1)", "ftp://voorbeeld.nl/a", "data:text/html,"])
def test_a_source_that_is_no_web_address_is_no_link(accounthouder, gelderland, bron):
    """ALG-2: readable, and not to be followed."""
    v = VraagstukFactory(lead_provincie=gelderland, bron_url=bron)
    html = als(accounthouder).get(v.get_absolute_url()).content.decode()
    assert bron in html
    assert f'href="{bron}"' not in html


def test_a_source_that_is_no_web_address_stays_readable(accounthouder):
    importeer(accounthouder, GROENE_HART)
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.bron_url == ""
    assert vraagstuk.omschrijving == "Bron: Programma NOVEX, bijlage I"


def test_a_novex_gebied_brings_its_provincies(accounthouder):
    """REF-4: where no provincie is named, the NOVEX-gebied says which; the preview tells it."""
    (rij,) = voorbeeld(accounthouder, GROENE_HART).rijen
    assert rij.waarschuwingen == [
        "NOVEX-gebied: Groene Hart.",
        "Provincie: Utrecht, Zuid-Holland.",
    ]
    importeer(accounthouder, GROENE_HART)
    vraagstuk = Vraagstuk.objects.get()
    assert namen(vraagstuk.provincies) == ["Utrecht", "Zuid-Holland"]
    assert vraagstuk.provincie_overstijgend
    assert vraagstuk.herkomst == Vraagstuk.Herkomst.NOVEX_GEBIED


def test_landelijk_is_provincie_overstijgend_without_a_provincie(accounthouder):
    """VRA-0: no provincie is made up; opening will ask for one."""
    (rij,) = voorbeeld(accounthouder, LANDELIJK).rijen
    assert "provincie-overstijgend, zonder provincie" in rij.waarschuwingen[0]
    importeer(accounthouder, LANDELIJK)
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.provincie_overstijgend
    assert not vraagstuk.provincies.exists()


def test_a_herkomst_that_no_source_names_is_asked_at_opening(accounthouder):
    """VRA-0: nothing is made up; the page says that it is open, and opening waits for it."""
    importeer(accounthouder, DEFENSIE)
    vraagstuk = Vraagstuk.objects.get()
    assert vraagstuk.herkomst == ""
    pagina = als(accounthouder).get(vraagstuk.get_absolute_url())
    assertContains(pagina, "De herkomst ontbreekt. Kies waar dit vraagstuk vandaan komt.")
    assert "Herkomst Nog niet ingevuld" in tekst(pagina)
    basis = {"herkomst": "kennislacune"}
    wijzig(
        pk=vraagstuk.pk, groep="basis", versie=vraagstuk.versie, velden=basis, door=accounthouder
    )
    pagina = als(accounthouder).get(vraagstuk.get_absolute_url())
    assert "De herkomst ontbreekt." not in tekst(pagina)
    with geweigerd("herkomst_ontbreekt"):
        breng_in(door=accounthouder, titel="Zonder", provincies=Provincie.objects.all()[:1])


@pytest.mark.parametrize(
    ("gebied", "verwacht"),
    [
        ("Noordwest-Overijssel", ["Overijssel"]),
        ("Midden-Drenthe (De Haar)", ["Drenthe"]),
        ("Kust van Friesland", ["Fryslân"]),
        ("Drenthe en Overijssel", ["Drenthe", "Overijssel"]),
        ("Overijsselse Vecht", []),
        ("Ergens", []),
    ],
)
def test_a_provincie_is_read_only_where_it_is_named(accounthouder, gebied, verwacht):
    (rij,) = voorbeeld(accounthouder, [DEFENSIE[0], gebied, *DEFENSIE[2:]]).rijen
    if verwacht:
        assert rij.waarschuwingen == [f"Provincie: {', '.join(verwacht)}."]
    else:
        assert "De provincie is niet te lezen." in rij.waarschuwingen[0]
    importeer(accounthouder, [DEFENSIE[0], gebied, *DEFENSIE[2:]])
    assert namen(Vraagstuk.objects.get().provincies) == verwacht


def test_an_unknown_domein_is_an_error_at_its_cell(accounthouder):
    """REF-3: a word that the table does not know is refused by name."""
    resultaat = voorbeeld(accounthouder, [*DEFENSIE[:2], "defensie; ruimtevaart", "x", "y"])
    (rij,) = resultaat.rijen
    assert rij.stand == Stand.FOUT
    fouten = {cel.label: cel.fout for cel in rij.cellen if cel.fout}
    assert fouten["Domeinen"].startswith("Dit domein is niet bekend: ruimtevaart.")
    with geweigerd("rijen_met_fout"):
        importeer(accounthouder, [*DEFENSIE[:2], "defensie; ruimtevaart", "x", "y"], LANDELIJK)
    assert not Vraagstuk.objects.exists()


def test_the_same_file_twice_and_one_changed_cell(accounthouder):
    """TRI-7: nothing new the second time; a changed cell is one update."""
    importeer(accounthouder, DEFENSIE, LANDELIJK)
    weer = importeer(accounthouder, DEFENSIE, LANDELIJK)
    assert (weer.nieuw, weer.gewijzigd, weer.gelijk) == (0, 0, 2)

    anders = [*DEFENSIE[:2], "defensie; landbouw", *DEFENSIE[3:]]
    (verschil,) = voorbeeld(accounthouder, anders).rijen[0].verschillen
    assert (verschil.oud, verschil.nieuw) == (
        "Defensie, Landbouw, Mobiliteit",
        "Defensie, Landbouw",
    )
    assert importeer(accounthouder, anders, LANDELIJK).gewijzigd == 1
    vraagstuk = Vraagstuk.objects.get(bron_url=DEFENSIE[0])
    assert namen(vraagstuk.domeinen) == ["Defensie", "Landbouw"]
    assert Vraagstuk.objects.count() == 2


def test_an_opened_vraagstuk_is_not_overwritten_by_a_file(accounthouder):
    """VRA-16: once both sides see it, people change the text, not an import."""
    inlezer = VraagstukInlezer(accounthouder, OP)
    sleutel = inlezer.sleutel({"bron": DEFENSIE[0], "gebied": DEFENSIE[1]})
    vraagstuk = VraagstukFactory(bron_sleutel=sleutel, spanningen="Samen geschreven.")
    (rij,) = voorbeeld(accounthouder, DEFENSIE).rijen
    assert (rij.stand, rij.verschillen) == (Stand.OVERGESLAGEN, [])
    assert rij.fouten == [
        f"Dit is al vraagstuk {vraagstuk.nummer}. Wijzig het op de pagina daarvan."
    ]
    klaar = importeer(accounthouder, DEFENSIE, LANDELIJK)
    assert (klaar.nieuw, klaar.gewijzigd, klaar.gelijk) == (1, 0, 0)
    assert klaar.meldingen == ["1 rij is overgeslagen. Wijzig wat er al staat op de eigen pagina."]
    vraagstuk = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert vraagstuk.spanningen == "Samen geschreven."


@pytest.mark.parametrize(
    "persona", ["provinciaal", "expert", "staf", "beheerder", "bestuurder_rijk"]
)
def test_only_the_accounthouder_imports(request, persona):
    door = request.getfixturevalue(persona)
    with pytest.raises(PermissionDenied):
        bestand(door, DEFENSIE)


def test_the_preview_costs_a_fixed_number_of_queries(accounthouder, django_assert_max_num_queries):
    for aantal in (3, 30):
        rijen = [[DEFENSIE[0], f"{DEFENSIE[1]} {n}", *DEFENSIE[2:]] for n in range(aantal)]
        importeer(accounthouder, *rijen)
        inlezer, rij = bestand(accounthouder, *rijen)
        with django_assert_max_num_queries(9):
            maak_voorbeeld(inlezer, rij)


def test_the_whole_way_on_screen(client, accounthouder):
    """TRI-7: upload, preview, confirm; then the list."""
    client.force_login(accounthouder)
    rij = [DEFENSIE[0], "Flevoland", "wonen", "", ""]
    bron = io.BytesIO(f"{','.join(KOP)}\n{','.join(rij)}".encode())
    bron.name = "vraagstukken.csv"
    pagina = client.post(reverse("dossiers:inlezen"), {"bestand": bron}, follow=True)
    assertContains(pagina, "Provincie: Flevoland.")
    assert not Vraagstuk.objects.exists()
    zegel = pagina.context["form"].initial["zegel"]
    pagina = client.post(pagina.request["PATH_INFO"], {"zegel": zegel}, follow=True)
    assertContains(pagina, "Nieuw: 1. Gewijzigd: 0. Gelijk: 0.")
    vraagstuk = Vraagstuk.objects.get()
    assertContains(client.get(vraagstuk.get_absolute_url()), "Flevoland: wonen")


def test_a_file_of_another_kind_is_refused_at_the_field(client, accounthouder):
    """TRI-7: the sentence stands beside the file to choose again."""
    client.force_login(accounthouder)
    upload = SimpleUploadedFile("lijst.pdf", b"%PDF-1.7")
    response = client.post(reverse("dossiers:inlezen"), {"bestand": upload})
    assert response.context["form"].errors == {
        "bestand": ["Dit is geen CSV- of XLSX-bestand. Kies een bestand op .csv of .xlsx."]
    }


def test_what_stands_twice_in_the_file_is_counted_apart(accounthouder):
    """TRI-7: the result says what the preview said."""
    klaar = importeer(accounthouder, DEFENSIE, DEFENSIE, LANDELIJK)
    assert (klaar.nieuw, klaar.gewijzigd, klaar.gelijk) == (2, 0, 0)
    assert klaar.meldingen == ["1 rij staat dubbel in het bestand en telt niet mee."]
    klaar = importeer(accounthouder, DEFENSIE, DEFENSIE, DEFENSIE)
    assert (klaar.nieuw, klaar.gelijk) == (0, 1)
    assert klaar.meldingen == ["2 rijen staan dubbel in het bestand en tellen niet mee."]
