"""The end of the line: the afspraak, the arrangement, the BOL, its list, and the monitor."""

from __future__ import annotations

import datetime
from io import BytesIO

from odfdo import Document
from pypdf import PdfReader

from tests.e2e import tables
from tests.e2e.toneel import ACCOUNTHOUDER, ELDERS, GELDERLAND, IENW, OVERIJSSEL, STAF, Toneel

TITEL = "Nevengeul met woningen bij Zutphen"
TEKST = "Rijk en provincie leggen samen vast waar de nevengeul komt en waar de woningen komen."
PRODUCT = "Ruimtelijk ontwerp nevengeul Zutphen"


def maak_afspraak(toneel: Toneel) -> None:
    """SMART in fields, a trekker on both sides, and where it lands (AFS-1..4, AFS-6)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.ga(toneel.plek["vraagstuk"] + "afspraken/")
    accounthouder.klik("Afspraak maken")
    accounthouder.bewaar(
        titel=TITEL, tekst=TEKST, type="B", provincies="Gelderland", partijen=["IenW", "Gelderland"]
    )
    afspraak = toneel.plek["afspraak"] = accounthouder.pad
    assert accounthouder.volg_alle(afspraak) == 6
    accounthouder.klik("Tekst en opbouw wijzigen")
    accounthouder.bewaar(
        probleemanalyse="Woningen en waterberging vragen dezelfde uiterwaard.",
        gezamenlijk_doel="Wonen en water passen allebei.",
        stand_rijk="Het Rijk heeft mensen vrijgemaakt.",
        stand_regio="De provincie heeft de plannen geïnventariseerd.",
    )
    for woord, velden in (
        (
            "Er staat geen resultaat",
            {
                "resultaat": "Een ontwerp dat beide partijen in procedure brengen.",
                "product": PRODUCT,
                "uitvoerbaarheid_capaciteit": "Past in de werkplannen van beide kanten.",
                "uitvoerbaarheid_geld": "Past in de begroting van beide kanten.",
                "uitvoerbaarheid_recht": "Past binnen de Omgevingswet.",
            },
        ),
        ("Er staat geen termijn", {"termijn_tekst": f"voor BOL {toneel.jaar + 1}"}),
        ("nog niet beantwoord", {"elders_afgesproken": "Nee", "procesafspraak": "Nee"}),
    ):
        accounthouder.volg(afspraak, woord)
        accounthouder.bewaar(**velden)
    for naam, organisatie, functie, woord in (
        (IENW, "IenW", "programmadirecteur", "Er zijn nog geen acties"),
        (GELDERLAND, "Gelderland", "programmamanager ruimte", "Er is geen actie voor"),
    ):
        accounthouder.volg(afspraak, woord)
        partij = toneel.van(naam)
        partij.ga(accounthouder.pad)
        partij.klik("Actie maken")
        partij.bewaar(
            trekker_organisatie=organisatie,
            trekker_functie=functie,
            resultaat=f"Eigen bijdrage van {organisatie}.",
            termijn=f"{datetime.date(toneel.jaar + 1, 5, 1):%d-%m-%Y}",
        )
    provincie = toneel.van(GELDERLAND)
    provincie.ga(afspraak)
    provincie.klik("Landing vastleggen")
    provincie.bewaar(
        plek_soort="povi",
        plek_naam="Omgevingsvisie Gelderland",
        eigenaar_organisatie="Gelderland",
        eigenaar_functie="gedeputeerde ruimte",
        uiterlijk=f"{datetime.date(toneel.jaar + 1, 12, 31):%d-%m-%Y}",
    )
    provincie.klik("Landing aanvaarden")
    provincie.bewaar()
    provincie.ziet("De landing is aanvaard.")


def stem_afspraak_af(toneel: Toneel) -> None:
    """Each party agrees to this very text; then it leaves concept (AFS-2, AFS-5)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    assert accounthouder.volg_alle(toneel.plek["afspraak"]) == 2
    for naam, organisatie in ((IENW, "IenW"), (GELDERLAND, "Gelderland")):
        accounthouder.volg(toneel.plek["afspraak"], f"{organisatie} is nog niet akkoord")
        partij = toneel.van(naam)
        partij.ga(accounthouder.pad)
        partij.bewaar()
    accounthouder.ga(toneel.plek["afspraak"])
    accounthouder.klik("Afspraak afstemmen")
    accounthouder.bewaar(motivatie="Alle partijen zijn akkoord.")
    accounthouder.ziet("Afgestemd")


def stel_arrangement_samen(toneel: Toneel) -> None:
    """Five times ja and the afspraak; both sides agree to that content (ARR-1, ARR-2, TRI-10)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.ga("/arrangementen/")
    accounthouder.klik("Arrangement beginnen")
    ronde = f"BOL-ronde {toneel.jaar}"
    accounthouder.bewaar(provincie="Gelderland", jaar=str(toneel.jaar), ronde=ronde)
    arrangement = toneel.plek["arrangement"] = accounthouder.pad
    accounthouder.klik("Vraagstuk of knelpunt opnemen")
    accounthouder.vul(vraagstuk=f"{toneel.vandaag.year}-001")
    accounthouder.klik("Vraagstuk beoordelen")
    assert len(accounthouder.elk("antwoord_")) == 5
    accounthouder.vul_elk("antwoord_", "ja")
    accounthouder.vul_elk("motivatie_", "Dit blijkt uit het vraagstuk.")
    accounthouder.bewaar(soort="vraagstuk")
    accounthouder.ga(arrangement)
    accounthouder.klik("Afspraak opnemen")
    accounthouder.bewaar(afspraak=f"AFS-{toneel.jaar}-001")
    for naam, bericht in (
        (STAF, "Uw akkoord is vastgelegd."),
        (GELDERLAND, "Het arrangement is afgestemd."),
    ):
        kant = toneel.van(naam)
        kant.ga(arrangement)
        kant.klik("Akkoord geven")
        kant.bewaar()
        kant.ziet(bericht)


def houd_bol(toneel: Toneel) -> None:
    """The BOL chooses, and establishes the arrangement (VRA-6, OVL-1, BES-10)."""
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["afspraak"])
    staf.klik("Op de BOL-afsprakenlijst zetten")
    staf.bewaar(ronde=f"BOL-ronde {toneel.jaar}")
    tables.zet_op_agenda(toneel, "BOL", "ter_besluitvorming", "Kiezen voor de voorkeursrichting.")
    staf.ga(toneel.plek["BOL"] + "agenda/")
    staf.klik("Nieuw agendapunt")
    staf.bewaar(
        onderwerp=f"Ruimtelijk Arrangement Gelderland {toneel.jaar}",
        soort="ter_besluitvorming",
        gevraagd_besluit="Vaststellen van het Ruimtelijk Arrangement.",
        provincies="Gelderland",
    )
    for provincie in (GELDERLAND, OVERIJSSEL):
        tables.reageer(toneel, "BOL", provincie)
    tables.stem_af(toneel, "BOL", STAF)
    tables.verzend(toneel, "BOL")
    tables.leg_vast(toneel, "BOL", soort="besluit", tekst="Het BOL kiest de voorkeursrichting.")
    staf.ga(toneel.plek["vraagstuk"])
    assert staf.fase() == "Opvolging"
    tables.leg_vast(toneel, "BOL", soort="besluit", tekst="Het BOL stelt het arrangement vast.")
    tables.sluit(toneel, "BOL")


def bevries_lijst(toneel: Toneel) -> None:
    """Frozen, and both files say the same as the page (BOL-1)."""
    staf = toneel.van(STAF)
    lijst = toneel.plek["ronde BOL"] + "lijst/"
    staf.ga(lijst)
    staf.ziet("Concept: nog niet bevroren.")
    staf.klik("Lijst bevriezen")
    staf.bewaar(doel="Bijlage bij de Kamerbrief")
    staf.ziet("Versie 1 van de lijst is bevroren.")
    staf.klik("PDF van de afsprakenlijst maken")
    pdf = _pdf_tekst(staf.haal_op("Bestand ophalen"))
    staf.ga(lijst)
    staf.klik("ODT (LibreOffice, Word) van de afsprakenlijst maken")
    odt = _plat(Document(BytesIO(staf.haal_op("Bestand ophalen"))).get_formatted_text())
    for tekst in (pdf, odt):
        assert f"1.1 Afspraak: {TEKST}" in tekst
        assert "Versie 1, bevroren op" in tekst
        assert "Bijlage bij de Kamerbrief" in tekst
        assert "nog niet bevroren" not in tekst


def stel_vast(toneel: Toneel) -> None:
    """Arrangement and afspraak are established; the worker makes the PDF (ARR-1, ARR-4, AFS-9)."""
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["arrangement"])
    staf.klik("Vaststelling vastleggen")
    besluit = f"BOL Oost ({toneel.dag}), Ruimtelijk Arrangement Gelderland {toneel.jaar}: "
    besluit += "Het BOL stelt het arrangement vast."
    staf.bewaar(uitkomst=besluit, motivatie="Besluit van het BOL.")
    staf.ziet("De status is nu: vastgesteld.")
    assert staf.knoppen("Arrangement publiceren") == 0
    staf.ziet("De Kamerbrief van deze BOL-ronde is nog niet vastgelegd.")
    staf.klik("PDF maken")
    pdf = _pdf_tekst(staf.haal_op("Bestand ophalen"))
    for tekst in (
        TEKST,
        PRODUCT,
        "Gelderland, programmamanager ruimte",
        "IenW, programmadirecteur",
    ):
        assert tekst in pdf, tekst
    staf.ga(toneel.plek["afspraak"])
    staf.ziet("Vastgesteld")
    assert staf.knoppen("Tekst en opbouw wijzigen") == 0


def publiceer(toneel: Toneel) -> None:
    """Nobody elsewhere reads it before the Kamerbrief was recorded; then everyone may (BOL-2)."""
    elders, staf = toneel.van(ELDERS), toneel.van(STAF)
    arrangement = toneel.plek["arrangement"]
    elders.ga(arrangement)
    elders.ziet_niet(TITEL)
    staf.ga(toneel.plek["ronde BOL"] + "lijst/")
    staf.klik("Kamerbrief vastleggen")
    staf.bewaar(datum=toneel.dag, nummer=f"{toneel.vandaag.year}D00001")
    staf.ga(arrangement)
    staf.klik("Arrangement publiceren")
    staf.bewaar(motivatie="De Kamerbrief is verstuurd.")
    staf.ziet("De status is nu: gepubliceerd.")
    elders.ga(arrangement)
    elders.ziet(TITEL)


def meld_voortgang(toneel: Toneel) -> None:
    """Both sides report, each what it sees; the difference stays in sight (MON-1, MON-3)."""
    staf = toneel.van(STAF)
    staf.ga("/monitor/")
    staf.klik("Monitorronde openen")
    staf.bewaar(
        jaar=str(toneel.jaar),
        naam="Monitor",
        peildatum=toneel.dag,
        open_van=toneel.dag,
        open_tot=f"{toneel.vandaag + datetime.timedelta(days=30):%d-%m-%Y}",
    )
    ronde = toneel.plek["monitorronde"] = staf.pad
    for naam, stadium in ((IENW, "Bezig"), (GELDERLAND, "Stilgelegd")):
        partij = toneel.van(naam)
        partij.ga(ronde)
        partij.klik(f"AFS-{toneel.jaar}-001", exact=False)
        partij.vul(stadium=stadium, toelichting="Zo ziet onze kant het nu.")
        toneel.plek["voortgang"] = partij.pad
        partij.klik("Voortgang indienen")
        assert not partij.fouten(), partij.fouten()


def sluit_monitorronde(toneel: Toneel) -> None:
    """What was reported stays as it is, and the round takes no more (MON-1)."""
    staf = toneel.van(STAF)
    staf.ga(toneel.plek["monitorronde"])
    staf.klik("Ronde sluiten")
    staf.bewaar()
    staf.ziet("De ronde is gesloten.")
    provincie = toneel.van(GELDERLAND)
    provincie.ga(toneel.plek["voortgang"])
    assert provincie.knoppen("Voortgang indienen") == 0
    provincie.ziet("Stilgelegd")


def lees_monitor(toneel: Toneel) -> None:
    """Four separate signals per afspraak on the page of the arrangement (MON-2, MON-3)."""
    provincie = toneel.van(GELDERLAND)
    provincie.ga(toneel.plek["arrangement"])
    provincie.klik("Naar de monitor")
    koppen, rij = provincie.tabel()
    assert koppen == ["Afspraak", "Stadium", "Licht", "Versheid", "Volledigheid"]
    for tekst, cel in zip(
        (TITEL, "Rijk: bezig. Regio: stilgelegd.", "Aandacht", "Actueel", "Volledig"),
        rij,
        strict=True,
    ):
        assert tekst in cel, rij


def _pdf_tekst(inhoud: bytes) -> str:
    return _plat("\n".join(blad.extract_text() for blad in PdfReader(BytesIO(inhoud)).pages))


def _plat(tekst: str) -> str:
    """On one line: where a line breaks is up to the file."""
    return " ".join(tekst.split())
