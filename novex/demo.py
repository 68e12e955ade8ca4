"""The demo accounts: one per role, named after the role (no invented people)."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from novex.models import Gebruiker, Organisatie, Provincie, Toewijzing
from novex.rechten import Rol


@dataclass(frozen=True)
class Persona:
    """An account to look around with. Codes are those of the reference data."""

    naam: str
    organisatie: str
    rollen: tuple[Rol, ...]
    provincies: tuple[str, ...] = ()
    regietafel: bool = False
    uitleg: str = ""


_ALLEN = [
    Persona(
        "Accounthouder Oost",
        "vro",
        (Rol.ACCOUNTHOUDER,),
        ("pv23", "pv25"),
        uitleg="Legt signalen vast, adviseert bij de triage, houdt vraagstukken bij.",
    ),
    Persona(
        "Accounthouder Noord",
        "vro",
        (Rol.ACCOUNTHOUDER,),
        ("pv20", "pv21", "pv22"),
        uitleg="Dezelfde taak, voor de noordelijke provincies.",
    ),
    Persona(
        "Accounthouder Noordwest",
        "vro",
        (Rol.ACCOUNTHOUDER,),
        ("pv24", "pv26", "pv27"),
        uitleg="Dezelfde taak, voor Flevoland, Utrecht en Noord-Holland.",
    ),
    Persona(
        "Accounthouder Zuid",
        "vro",
        (Rol.ACCOUNTHOUDER,),
        ("pv28", "pv29", "pv30", "pv31"),
        uitleg="Dezelfde taak, voor de zuidelijke en zuidwestelijke provincies.",
    ),
    Persona(
        "Regietafellid VRO",
        "vro",
        (Rol.REGIETAFELLID,),
        regietafel=True,
        uitleg="Besluit over de triage en stemt de DO-agenda af.",
    ),
    Persona(
        "Regietafellid LVVN",
        "lvvn",
        (Rol.REGIETAFELLID, Rol.VAKDEPARTEMENT),
        regietafel=True,
        uitleg="Als de vorige, en geeft het mandaat van LVVN.",
    ),
    Persona(
        "Expert IenW",
        "ienw",
        (Rol.VAKDEPARTEMENT,),
        uitleg="Brengt kennis in en geeft het mandaat van IenW.",
    ),
    Persona(
        "Expert Defensie",
        "def",
        (Rol.VAKDEPARTEMENT,),
        uitleg="Brengt kennis in en geeft het mandaat van Defensie.",
    ),
    Persona(
        "Expert KGG",
        "kgg",
        (Rol.VAKDEPARTEMENT,),
        uitleg="Brengt kennis in en geeft het mandaat van KGG.",
    ),
    Persona("Provincie Gelderland", "pv25", (Rol.PROVINCIE,), uitleg="Werkt voor Gelderland."),
    Persona("Provincie Overijssel", "pv23", (Rol.PROVINCIE,), uitleg="Werkt voor Overijssel."),
    Persona("Provincie Flevoland", "pv24", (Rol.PROVINCIE,), uitleg="Werkt voor Flevoland."),
    Persona("Provincie Utrecht", "pv26", (Rol.PROVINCIE,), uitleg="Werkt voor Utrecht."),
    *(
        Persona(f"Provincie {naam}", code, (Rol.PROVINCIE,), uitleg=f"Werkt voor {naam}.")
        for code, naam in (
            ("pv20", "Groningen"),
            ("pv21", "Fryslân"),
            ("pv22", "Drenthe"),
            ("pv27", "Noord-Holland"),
            ("pv28", "Zuid-Holland"),
            ("pv29", "Zeeland"),
            ("pv30", "Noord-Brabant"),
            ("pv31", "Limburg"),
        )
    ),
    Persona(
        "VRO-staf",
        "vro",
        (Rol.VRO_STAF,),
        uitleg="Plant de cyclus, legt uitkomsten vast, bevriest lijsten, leidt de monitor.",
    ),
    Persona("Bestuurder Rijk", "vro", (Rol.BESTUURDER,), uitleg="Leest mee voor het Rijk."),
    Persona(
        "Bestuurder Gelderland", "pv25", (Rol.BESTUURDER,), uitleg="Leest mee voor Gelderland."
    ),
    Persona(
        "Beheerder",
        "vro",
        (Rol.BEHEERDER,),
        uitleg="Beheert accounts en referentiegegevens; ziet geen dossiers.",
    ),
]

# By user name, such as "accounthouder-oost".
PERSONAS: dict[str, Persona] = {slugify(p.naam): p for p in _ALLEN}


@transaction.atomic
def maak_accounts(van: datetime.date) -> dict[str, Gebruiker]:
    """Make the demo accounts that are not there yet; they have no password (one click)."""
    gevonden: dict[str, Gebruiker] = {}
    provincies = {p.code: p for p in Provincie.objects.all()}
    organisaties = {o.code: o for o in Organisatie.objects.all()}
    for naam, persona in PERSONAS.items():
        gebruiker, nieuw = Gebruiker.objects.get_or_create(
            username=naam,
            defaults={
                "first_name": persona.naam,
                "functie": persona.naam,
                "organisatie": organisaties[persona.organisatie],
                "rollen": [str(rol) for rol in persona.rollen],
                "is_staff": Rol.BEHEERDER in persona.rollen,
            },
        )
        if nieuw:
            gebruiker.set_unusable_password()
            gebruiker.save(update_fields=["password"])
            _wijs_toe(gebruiker, persona, provincies, van)
        gevonden[naam] = gebruiker
    return gevonden


def _wijs_toe(
    gebruiker: Gebruiker, persona: Persona, provincies: dict[str, Provincie], van: datetime.date
) -> None:
    soort = Toewijzing.Soort
    for code in persona.provincies:
        Toewijzing.objects.create(
            gebruiker=gebruiker,
            soort=soort.ACCOUNTHOUDER,
            provincie=provincies[code],
            geldig_van=van,
        )
    if persona.regietafel:
        Toewijzing.objects.create(gebruiker=gebruiker, soort=soort.REGIETAFEL, geldig_van=van)
