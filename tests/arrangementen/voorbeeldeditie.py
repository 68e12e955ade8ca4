"""Editions as plain data: what the layout gets, without a database."""

import datetime

from arrangementen.rapport import (
    Actieregel,
    Afspraakdeel,
    Alinea,
    Editie,
    Eerder,
    Knelpuntdeel,
    Landingsregel,
    Vraagstukdeel,
)

OP = datetime.datetime(2027, 6, 14, 9, 30, tzinfo=datetime.UTC)
ZINNEN = "Rijk en provincie leggen de zoekgebieden vast. Daarna kiezen zij een voorkeursvariant. "


def criteria(tekst="De opgave raakt wonen en water."):
    namen = ("Multisectoraal", "Gebied met spanning", "Geen regulier traject")
    return tuple(Alinea(naam, f"{naam}: {tekst}") for naam in namen)


def afspraak(nummer, tekst=ZINNEN * 2, zin="Een tekst van gewone lengte. "):
    opbouw = ("Probleemanalyse", "Gezamenlijk doel", "Stand van zaken Rijk", "Betrokken partijen")
    return Afspraakdeel(
        nummer=f"AFS-2027-{nummer:03d}",
        titel=f"Bergingsopgave {nummer}",
        type="B Richting",
        tekst=tekst,
        opbouw=tuple(Alinea(kop, f"{kop} van {nummer}. {zin * 4}") for kop in opbouw),
        acties=(
            Actieregel("Rijk", f"VRO, directeur {nummer}", f"Programma {nummer}", "01-10-2027"),
            Actieregel("Regio", f"Provincie, manager {nummer}", f"Kaart {nummer}", "01-12-2027"),
        ),
    )


def editie(*, aantal=3, per_vraagstuk=2, stand="vastgesteld", **anders):
    """An edition with every part filled; ``anders`` replaces parts."""
    velden = {
        "titel": "Ruimtelijk Arrangement Gelderland 2027",
        "provincie": "Gelderland",
        "jaar": 2027,
        "status": (Alinea("Wat dit is", "Geen wettelijk product."), Alinea("Doel", ZINNEN * 3)),
        "vraagstukken": tuple(
            Vraagstukdeel(
                f"2026-{i:03d}",
                f"Woningbouw of waterberging {i}",
                f"Twee claims op polder {i}. {ZINNEN * 3}",
                criteria(f"Nummer {i}."),
                tuple(afspraak(10 * i + j) for j in range(per_vraagstuk)),
            )
            for i in range(1, aantal + 1)
        ),
        "overige_afspraken": (afspraak(900),),
        "knelpunten": (
            Knelpuntdeel("2026-099", "Spoor of natuur", "Geen keuze gemaakt.", criteria("Spoor.")),
        ),
        "voortgang": ("De meeste afspraken lopen op schema.",),
        "eerdere": (Eerder("AFS-2026-004", "Netcapaciteit", "2026", "voor BOL 2027", "Loopt"),),
        "doorwerking": (
            Landingsregel("AFS-2026-001", "Verstedelijking", "POVI", "01-03-2027", "PS-besluit 12"),
        ),
        "gebieden": ("Groene Metropoolregio Arnhem-Nijmegen.",),
        "wijzigingen": ("Nieuw: AFS-2027-010 Bergingsopgave 10.",),
        "colofon": (Alinea("Provincie", "Gelderland"), Alinea("Besluit van", "BOL Oost")),
        "stand": stand,
    }
    return Editie(**{**velden, **anders})
