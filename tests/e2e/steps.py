"""The first half of the line: from imported files and a signaal to an aanpak that can be decided.

Each function is what people do on screen; it reads and presses what they see, nothing else.
"""

from __future__ import annotations

from pathlib import Path

from tests.e2e.toneel import (
    ACCOUNTHOUDER,
    BEHEERDER,
    GELDERLAND,
    IENW,
    REGIETAFEL,
    STAF,
    Toneel,
)

GEGEVENS = Path(__file__).parents[2] / "monitoring/demo/gegevens"
TITEL = "Ruimte voor water en woningen langs de IJssel"


def lees_bronnen_in(toneel: Toneel) -> None:
    """Three files of real rows: upload, read the preview, confirm, find one back (TRI-7)."""
    for naam, lijst, bestand, rijen, zoek in (
        (STAF, "/afspraken/", "afspraken_echt.csv", 45, "?q=Verbreding van de A50"),
        (ACCOUNTHOUDER, "/vraagstukken/", "vraagstukken_echt.csv", 7, "?zoek=Foodvalley"),
        (STAF, "/monitor/andere-programmas/", "monitor_echt.csv", 11, "?zoek=Circulaire"),
    ):
        scherm = toneel.van(naam)
        scherm.ga(f"{lijst}inlezen/")
        scherm.bewaar(bestand=GEGEVENS / bestand)
        scherm.ziet("Fout: 0")
        scherm.klik(f"Importeer {rijen} rijen")
        scherm.ziet(f"Nieuw: {rijen}.")
        scherm.ga(lijst + zoek)
        assert scherm.page.locator("main table tbody tr").count() == 1


def meld_signaal(toneel: Toneel) -> None:
    """The provincie writes it down, reads what is missing, mends that and hands it in (SIG-1)."""
    provincie = toneel.van(GELDERLAND)
    provincie.ga("/signalen/nieuw/")
    provincie.bewaar(
        titel=TITEL,
        wat_botst="Woningen en waterberging vragen dezelfde uiterwaard.",
        domeinen="Water en bodem",
        provincies="Gelderland",
        waarom_urgent="De gemeente stelt dit jaar het omgevingsplan vast.",
        bron="Informeel contact",
        melder_functie="programmamanager ruimte",
        zichtbaarheid="rijk_en_regio",
    )
    toneel.plek["signaal"] = provincie.pad
    provincie.los_op(gebied="IJsselvallei")
    provincie.klik("Signaal indienen")
    provincie.ziet("Wacht op antwoord")


def beantwoord_signaal(toneel: Toneel) -> None:
    """The accounthouder checks it and makes it a vraagstuk; the melder reads why (SIG-2, SIG-3)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.ga(toneel.plek["signaal"])
    accounthouder.klik("Snelle check doen")
    accounthouder.bewaar(is_ruimtelijk_kader="ja", motivatie="Beide claims komen uit Rijkskaders.")
    accounthouder.klik("Signaal beantwoorden")
    accounthouder.bewaar(soort="nieuw_vraagstuk", motivatie="Dit past bij de werkwijze.")
    accounthouder.klik(TITEL, eerste=True)
    toneel.plek["vraagstuk"] = accounthouder.pad
    provincie = toneel.van(GELDERLAND)
    provincie.ga(toneel.plek["signaal"])
    provincie.ziet("Dit past bij de werkwijze.")


def open_vraagstuk(toneel: Toneel) -> None:
    """What opening asks, each mended where its link leads; then it has a number (VRA-0, VRA-1).

    What looks like it was read in from the sources: the same provincie, and woningen there too.
    """
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.volg(toneel.plek["vraagstuk"], "gelijksoortige vraagstukken")
    accounthouder.ziet("Arnhem-Nijmegen-Foodvalley")
    accounthouder.ga(toneel.plek["vraagstuk"])
    gevonden = accounthouder.los_op(
        lichte_triage="Nota Ruimte: water en bodem", gelijksoortig_gezien=True
    )
    assert gevonden == 2
    accounthouder.klik("Vraagstuk openen")
    accounthouder.bewaar(motivatie="De Nota Ruimte vraagt hier om een keuze.")
    accounthouder.ziet(f"{toneel.vandaag.year}-001 {TITEL}")


def maak_bezwaar(toneel: Toneel) -> None:
    """The accounthouder changes the shared text; the provincie objects (VRA-16)."""
    accounthouder, provincie = toneel.van(ACCOUNTHOUDER), toneel.van(GELDERLAND)
    accounthouder.ga(toneel.plek["vraagstuk"])
    accounthouder.klik("Titel, plaats en kaders wijzigen")
    accounthouder.bewaar(omschrijving="Het Rijk wil hier vooral water bergen.")
    provincie.ga(toneel.plek["vraagstuk"])
    provincie.klik("Gewijzigde teksten")
    provincie.klik("Gezien of bezwaar", exact=False)
    provincie.bewaar(soort="bezwaar", toelichting="Wonen ontbreekt nu in de omschrijving.")


def los_alles_op(toneel: Toneel) -> None:
    """All blockers of both sides stand there at once; each is mended behind its link (VRA-3)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.ga(toneel.plek["vraagstuk"])
    gevonden = accounthouder.los_op(
        dilemmas="Bouwen waar het kan, of eerst ruimte voor water?",
        spanningen="Woningen en waterberging vragen dezelfde uiterwaard.",
        organisaties=["LVVN", "IenW", "VRO"],
        prioriteit="hoog",
        planning="DO en BOL van deze cyclus.",
    )
    assert gevonden == 8  # these five, the bezwaar, and of the triage its advice and its besluit
    triage, besluit, bezwaar = (adres for _, adres in accounthouder.blokkades())
    accounthouder.ga(bezwaar)
    accounthouder.klik("Bezwaar beantwoorden", exact=False)
    accounthouder.bewaar(antwoord="Wonen staat weer in het beeld, bij de spanningen.")
    accounthouder.ga(toneel.plek["vraagstuk"])
    assert [adres for _, adres in accounthouder.blokkades()] == [triage, besluit]


def adviseer(toneel: Toneel) -> None:
    """A ja against the data is refused and says what is missing; mended, it is advised (TRI-4).

    The advice is given with the keyboard alone, both times.
    """
    accounthouder = toneel.van(ACCOUNTHOUDER)
    accounthouder.volg(toneel.plek["vraagstuk"], "Er is geen positief triagebesluit")
    accounthouder.klik("Advies geven")
    advies = accounthouder.pad
    antwoorden = accounthouder.beoordeling("Dat laten de gegevens zien.") | {
        "knockout": "doorwerking",
        "knockout_besluit": "Nota Ruimte",
        "uitkomst": "naar_oordeelsvorming",
        "motivatie": "De belangen botsen in dit gebied.",
    }
    accounthouder.toets(**antwoorden)
    een_domein, geen_kader = accounthouder.fouten()
    assert "maar één domein" in een_domein
    assert "geen beleidskader" in geen_kader
    keuze = "Water en bodem: regionale water- en bodemsystemen"
    for knop, velden in (
        ("Kies een tweede domein bij het vraagstuk.", {"domeinen": "Wonen"}),
        ("Kies bij het vraagstuk een keuze van de Nota Ruimte of van de POVI.", {"keuzes": keuze}),
    ):
        accounthouder.klik(knop)
        accounthouder.bewaar(**velden)
        accounthouder.ga(advies)
        accounthouder.toets(**antwoorden)
    accounthouder.ziet("Uw advies is vastgelegd.")
    expert = toneel.van(IENW)
    expert.ga(toneel.plek["vraagstuk"] + "triage/")
    expert.klik("Zienswijze van het accountteam geven")
    expert.bewaar(tekst="Het accountteam ziet een nationaal belang.")


def zet_adviseur_aan_regietafel(toneel: Toneel) -> None:
    """The beheerder gives the adviser the other role and assignment too (ROL-1, ROL-5)."""
    beheerder = toneel.van(BEHEERDER)
    beheerder.ga("/beheer/")
    beheerder.klik("Gebruikers", eerste=True)
    beheerder.klik("accounthouder-oost")
    beheerder.vul(rollen=["regietafellid"], reden="Ook aan de regietafel.")
    beheerder.klik("Opslaan")
    beheerder.ziet("met succes gewijzigd")
    beheerder.ga("/beheer/novex/toewijzing/add/")
    beheerder.vul(gebruiker=ACCOUNTHOUDER, soort="regietafel", geldig_van=toneel.dag)
    beheerder.klik("Opslaan")
    beheerder.ziet("met succes toegevoegd")


def weiger_besluit_van_adviseur(toneel: Toneel) -> None:
    """With every right to decide, and yet not on the own advice (ROL-2, H 4.1)."""
    accounthouder = toneel.van(ACCOUNTHOUDER)
    triage = toneel.plek["vraagstuk"] + "triage/"
    accounthouder.ga(triage)
    accounthouder.ziet("Een ander regietafellid neemt het besluit.")
    assert accounthouder.knoppen("Besluit nemen") == 0
    accounthouder.ga(triage + "besluit/")
    accounthouder.ziet("U gaf zelf het advies.")
    accounthouder.ga(triage)
    accounthouder.ziet("advies zonder besluit")


def besluit_met_toetsenbord(toneel: Toneel) -> None:
    """A regietafellid decides with the keyboard alone, and puts it through (TRI-6, VRA-4)."""
    regietafel = toneel.van(REGIETAFEL)
    regietafel.ga(toneel.plek["vraagstuk"] + "triage/besluit/")
    regietafel.toets(
        **regietafel.beoordeling("De regietafel ziet dit ook zo."),
        knockout="doorwerking",
        knockout_besluit="Nota Ruimte",
        uitkomst="positief",
        motivatie="De regietafel volgt het accountteam.",
    )
    assert not regietafel.fouten(), regietafel.fouten()
    regietafel.ga(toneel.plek["vraagstuk"])
    assert [z for z, _ in regietafel.blokkades()] == []
    regietafel.klik("Doorzetten naar oordeelsvorming")
    regietafel.bewaar(motivatie="Geselecteerd door de regietafel.")
    regietafel.ziet("Het vraagstuk staat nu in de fase: oordeelsvorming.")
