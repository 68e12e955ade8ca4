from .agenda import Afwijking, Agendapunt, Agendareactie, Agendaversie, Annotatie
from .agendastap import Agendastap
from .lijst import Afsprakenlijst, Lijstonderwerp, Lijstregel
from .mandaat import Mandaat, Mandaatwijziging
from .overleg import Agendastatus, Cyclus, Kamerbrief, Overleg, Ronde
from .regelbezwaar import Regelbezwaar
from .rijksinzet import Inzetstatus, Rijksinzet, Rijksinzetakkoord
from .stuk import Stuk
from .uitkomst import Uitkomst
from .verschil import Escalatie, Inzichtverschil

__all__ = [
    "Afsprakenlijst",
    "Afwijking",
    "Agendapunt",
    "Agendareactie",
    "Agendastap",
    "Agendastatus",
    "Agendaversie",
    "Annotatie",
    "Cyclus",
    "Escalatie",
    "Inzetstatus",
    "Inzichtverschil",
    "Kamerbrief",
    "Lijstonderwerp",
    "Lijstregel",
    "Mandaat",
    "Mandaatwijziging",
    "Overleg",
    "Regelbezwaar",
    "Rijksinzet",
    "Rijksinzetakkoord",
    "Ronde",
    "Stuk",
    "Uitkomst",
]
