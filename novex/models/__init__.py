from .auditregel import Auditregel
from .criteriaset import Criteriaset, Criterium, Referentielading
from .gebied import Landsdeel, NovexGebied, Provincie
from .gebruiker import Gebruiker, Toewijzing
from .inleesbestand import Inleesbestand
from .kader import Beleidskader, Domein, JuridischInstrument, Keuze, Programma, VasteTekst
from .organisatie import Organisatie
from .taak import Achtergrondtaak
from .verwerking import Verwerking

__all__ = [
    "Achtergrondtaak",
    "Auditregel",
    "Beleidskader",
    "Criteriaset",
    "Criterium",
    "Domein",
    "Gebruiker",
    "Inleesbestand",
    "JuridischInstrument",
    "Keuze",
    "Landsdeel",
    "NovexGebied",
    "Organisatie",
    "Programma",
    "Provincie",
    "Referentielading",
    "Toewijzing",
    "VasteTekst",
    "Verwerking",
]
