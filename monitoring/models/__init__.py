from .buitenvoortgang import Buitenvoortgang
from .ronde import Monitorronde
from .voortgang import Lichtcorrectie, Voortgang, Voortgangsmelding

__all__ = [
    "Buitenvoortgang",
    "Lichtcorrectie",
    "Monitorronde",
    "Voortgang",
    "Voortgangsmelding",
]
