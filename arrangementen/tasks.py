"""What Celery makes for arrangementen."""

import datetime
from typing import Any

from novex.achtergrond import Bestand, Voortgang, maker

from .pdf import editie_pdf
from .rapport import Editie


@maker("arrangement-pdf")
def maak_arrangement_pdf(gegevens: dict[str, Any], voortgang: Voortgang) -> Bestand:
    """From frozen data only: the same request gives the same bytes on any day (ARR-4)."""
    editie = Editie.uit(gegevens["editie"])
    inhoud = editie_pdf(editie, op=datetime.datetime.fromisoformat(gegevens["op"]))
    concept = "-concept" if editie.is_concept else ""
    naam = editie.titel.lower().replace(" ", "-")
    return Bestand(inhoud, f"{naam}{concept}.pdf", "application/pdf")
