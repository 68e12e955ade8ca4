"""What Celery makes for the tables."""

import datetime
from typing import Any

from django.utils.text import slugify

from novex.achtergrond import Bestand, Voortgang, maker

from .odt import lijst_odt
from .pdf import lijst_pdf
from .rapport import Lijst

ODT = "application/vnd.oasis.opendocument.text"


@maker("afsprakenlijst-pdf")
def maak_lijst_pdf(gegevens: dict[str, Any], voortgang: Voortgang) -> Bestand:
    lijst = Lijst.uit(gegevens["lijst"])
    inhoud = lijst_pdf(lijst, op=datetime.datetime.fromisoformat(gegevens["op"]))
    return Bestand(inhoud, f"{_naam(lijst)}.pdf", "application/pdf")


@maker("afsprakenlijst-odt")
def maak_lijst_odt(gegevens: dict[str, Any], voortgang: Voortgang) -> Bestand:
    lijst = Lijst.uit(gegevens["lijst"])
    inhoud = lijst_odt(lijst, op=datetime.datetime.fromisoformat(gegevens["op"]))
    return Bestand(inhoud, f"{_naam(lijst)}.odt", ODT)


def _naam(lijst: Lijst) -> str:
    return slugify(lijst.naam)
