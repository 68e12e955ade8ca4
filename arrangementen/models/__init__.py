from .actie import Actie
from .afspraak import Afspraak
from .akkoord import Akkoord, Partijstand, eigen_stand, partijstanden
from .arrangement import Arrangement
from .editie import Arrangementakkoord, Arrangementstap, Editiebestand, GeenEditie, Vaststelling
from .geldregel import Geldregel
from .landing import Landing
from .logregels import Relatie, Statusovergang, Voortgangsstand, Woordkeuze
from .opname import Opgenomenafspraak, Opname, Opnameoordeel

__all__ = [
    "Actie",
    "Afspraak",
    "Akkoord",
    "Arrangement",
    "Arrangementakkoord",
    "Arrangementstap",
    "Editiebestand",
    "GeenEditie",
    "Geldregel",
    "Landing",
    "Opgenomenafspraak",
    "Opname",
    "Opnameoordeel",
    "Partijstand",
    "Relatie",
    "Statusovergang",
    "Vaststelling",
    "Voortgangsstand",
    "Woordkeuze",
    "eigen_stand",
    "partijstanden",
]
