"""The demo accounts: one per role, named after the role (no invented people)."""

from dataclasses import dataclass

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
    Persona("Provincie Gelderland", "pv25", (Rol.PROVINCIE,), uitleg="Werkt voor Gelderland."),
    Persona("Provincie Overijssel", "pv23", (Rol.PROVINCIE,), uitleg="Werkt voor Overijssel."),
    Persona("Provincie Flevoland", "pv24", (Rol.PROVINCIE,), uitleg="Werkt voor Flevoland."),
    Persona("Provincie Utrecht", "pv26", (Rol.PROVINCIE,), uitleg="Werkt voor Utrecht."),
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
PERSONAS: dict[str, Persona] = {p.naam.lower().replace(" ", "-"): p for p in _ALLEN}
