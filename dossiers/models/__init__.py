from .aanpak import Aanpak, Oplossingsrichting, Weging
from .belegging import Belegging
from .fase import EINDFASEN, OPEN_FASEN, Fase
from .faseovergang import Faseovergang, Instemming
from .feit import Feit
from .notitie import Notitie
from .signaal import Signaal, Signaaluitkomst, SnelleCheck
from .tekst import Tekstreactie, Tekstwijziging
from .triage import (
    Accountteamzienswijze,
    Antwoord,
    Knockout,
    Machine,
    Oordeel,
    Triageadvies,
    Triagebesluit,
)
from .vertrek import Vertrek
from .vraagstuk import Nummerreeks, Vraagstuk

__all__ = [
    "EINDFASEN",
    "OPEN_FASEN",
    "Aanpak",
    "Accountteamzienswijze",
    "Antwoord",
    "Belegging",
    "Fase",
    "Faseovergang",
    "Feit",
    "Instemming",
    "Knockout",
    "Machine",
    "Notitie",
    "Nummerreeks",
    "Oordeel",
    "Oplossingsrichting",
    "Signaal",
    "Signaaluitkomst",
    "SnelleCheck",
    "Tekstreactie",
    "Tekstwijziging",
    "Triageadvies",
    "Triagebesluit",
    "Vertrek",
    "Vraagstuk",
    "Weging",
]
