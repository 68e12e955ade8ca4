"""What the tables decided, and what else hangs under the vraagstukken and afspraken."""

from __future__ import annotations

import datetime
from itertools import product
from typing import Any

from arrangementen.models import Afspraak, Akkoord, Statusovergang
from dossiers.models import Belegging, Fase, Vraagstuk
from governance.models import (
    Agendapunt,
    Cyclus,
    Lijstonderwerp,
    Lijstregel,
    Mandaat,
    Overleg,
    Rijksinzet,
    Ronde,
    Uitkomst,
)
from monitoring.models import Buitenvoortgang
from novex.models import Gebruiker, Organisatie, Provincie
from novex.zichtbaarheid import Kant

DAG = datetime.date(2026, 3, 2)
CYCLUS = 2027  # the one of the edition that was published, so that there are two
# Two in each title, so that one in eight holds a word: as haven or natuur in the demo.
WOORDEN = (
    "woningbouw", "stikstof", "netcongestie", "waterberging", "landbouw", "defensie", "haven",
    "spoor", "natuur", "windenergie", "drinkwater", "bedrijventerrein", "kustlijn", "mobiliteit",
    "erfgoed", "bodemdaling",
)  # fmt: skip


def woord(nummer: int) -> str:
    return WOORDEN[nummer % len(WOORDEN)]


def koppel(veld: Any, rijen: list[Any], bij: Any) -> None:
    bron, doel = veld.field.m2m_field_name(), veld.field.m2m_reverse_field_name()
    veld.through.objects.bulk_create(
        veld.through(**{bron: rij, doel: ander})
        for i, rij in enumerate(rijen)
        for ander in sorted(bij(i), key=lambda o: o.pk)
    )


def maak_uitkomsten(
    vraagstukken: list[Vraagstuk], provincies: list[Provincie], door: Gebruiker
) -> None:
    """An earlier DO per provincie, that advised on each of its vraagstukken."""
    cyclus = Cyclus.objects.get(jaar=CYCLUS)
    toen = DAG - datetime.timedelta(days=60)
    do = Ronde.objects.create(cyclus=cyclus, gremium="do", label="DO van januari")
    overleggen = Overleg.objects.bulk_create(
        Overleg(
            gremium="do", naam=f"DO NOVEX {provincie.naam}", datum=toen, ronde=do,
            agenda_status="gehouden",
        )
        for provincie in provincies
    )  # fmt: skip
    koppel(Overleg.provincies, overleggen, lambda i: {provincies[i]})
    punten = Agendapunt.objects.bulk_create(
        Agendapunt(
            overleg=overleggen[i % 12], gremium="do", volgorde=i // 12 + 1, nummer=i // 12 + 1,
            vraagstuk=v, onderwerp=v.titel, soort="ter_advisering", indiener=door.organisatie,
            gevraagd_besluit="Adviseer over de richting.", duur_minuten=15,
        )
        for i, v in enumerate(vraagstukken)
    )  # fmt: skip
    Uitkomst.objects.bulk_create(
        Uitkomst(
            agendapunt=punt, gremium="do", puntsoort=punt.soort, soort="advies", doorloop=1,
            tekst="Het DO adviseert de eerste richting.", door=door, provincie=provincies[i % 12],
        )
        for i, punt in enumerate(punten)
    )  # fmt: skip


def bereid_rijk_voor(vraagstukken: list[Vraagstuk], door: Gebruiker, lvvn: Organisatie) -> None:
    """Mandaten and Rijksinzet, and who took it over."""
    Mandaat.objects.bulk_create(
        Mandaat(vraagstuk=v, organisatie=lvvn, ruimte="Tot tien hectare.", doorloop=1, door=door)
        for i, v in enumerate(vraagstukken)
        if i % 5 < 3
    )
    Rijksinzet.objects.bulk_create(
        Rijksinzet(vraagstuk=v, versie=1, doorloop=1, tekst="Het Rijk kiest.", door=door)
        for i, v in enumerate(vraagstukken)
        if i % 2
    )
    Belegging.objects.bulk_create(
        Belegging(
            vraagstuk=v, doorloop=1, ontvanger_soort="departement", ontvanger_organisatie=lvvn,
            ontvanger_naam="Programma natuur", waarom="Dit kan daar.", geraadpleegd="De provincie.",
            opvolging="Halfjaarlijks.", terug_op=DAG, antwoord_voor=DAG, door=door,
        )
        for v in vraagstukken
        if v.fase == Fase.ELDERS_BELEGD
    )  # fmt: skip


def maak_afsprakenlijst(vraagstukken: list[Vraagstuk]) -> None:
    """A subject with a line for every third."""
    cyclus = Cyclus.objects.get(jaar=CYCLUS)
    bol = Ronde.objects.create(cyclus=cyclus, gremium="bol", label="BOL van juni")
    onderwerpen = Lijstonderwerp.objects.bulk_create(
        Lijstonderwerp(
            ronde=bol, niveau="provincie", provincie=v.lead_provincie, volgorde=i, titel=v.titel
        )
        for i, v in enumerate(vraagstukken)
        if i % 3 == 0
    )
    Lijstregel.objects.bulk_create(
        Lijstregel(onderwerp=o, volgorde=1, soort="afspraak", tekst="Rijk en regio kiezen.")
        for o in onderwerpen
    )


def stel_vast(afspraken: list[Afspraak], partijen: dict[Kant, Any], door: Gebruiker) -> None:
    """Who agreed, and the steps that were made."""
    Statusovergang.objects.bulk_create(
        Statusovergang(
            afspraak=a, naam=naam, van=van, naar=naar, motivatie="Zoals besloten.", door=door,
            rollen="VRO-staf",
        )
        for a in afspraken
        for naam, van, naar in (
            ("afstemmen", "concept", "afgestemd"),
            ("vaststellen", "afgestemd", "vastgesteld"),
        )
    )  # fmt: skip
    Akkoord.objects.bulk_create(
        Akkoord(afspraak=a, organisatie=van(a), tekst_sha256="0" * 64, door=door)
        for a, van in product(afspraken, partijen.values())
    )


def maak_buitenvoortgang(aantal: int) -> None:
    Buitenvoortgang.objects.bulk_create(
        Buitenvoortgang(
            bron_url="https://example.org/", bron_sleutel=f"rij-{i}", peildatum="2025-12",
            programma=f"Programma {woord(i)}", item=f"Maatregel {i} in {woord(i + 5)}",
            status="Loopt", toelichting="Het werk loopt volgens plan." * (i % 2),
        )
        for i in range(aantal * 11 // 15)
    )  # fmt: skip
