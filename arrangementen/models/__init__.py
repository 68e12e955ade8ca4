from .actie import Actie
from .afspraak import Afspraak
from .akkoord import Akkoord, Partijstand, partijstanden
from .geldregel import Geldregel
from .landing import Landing
from .logregels import Relatie, Statusovergang, Woordkeuze

__all__ = [
    "Actie",
    "Afspraak",
    "Akkoord",
    "Geldregel",
    "Landing",
    "Partijstand",
    "Relatie",
    "Statusovergang",
    "Woordkeuze",
    "partijstanden",
]
