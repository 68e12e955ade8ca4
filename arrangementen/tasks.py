"""What Celery makes for arrangementen."""

import datetime
import hashlib
from typing import Any

from novex.achtergrond import Bestand, Voortgang, maker

from .models import Editiebestand
from .pdf import editie_pdf
from .rapport import Editie


@maker("arrangement-pdf")
def maak_arrangement_pdf(gegevens: dict[str, Any], voortgang: Voortgang) -> Bestand:
    """From frozen data only: the same request gives the same bytes on any day (ARR-4)."""
    editie = Editie.uit(gegevens["editie"])
    inhoud = editie_pdf(editie, op=datetime.datetime.fromisoformat(gegevens["op"]))
    if gegevens.get("vaststelling"):
        _bewaak(gegevens["vaststelling"], hashlib.sha256(inhoud).hexdigest())
    concept = "-concept" if editie.is_concept else ""
    naam = editie.titel.lower().replace(" ", "-")
    return Bestand(inhoud, f"{naam}{concept}.pdf", "application/pdf")


def _bewaak(vaststelling: int, sha256: str) -> None:
    """Keep the checksum of the first PDF, and refuse a later one that differs (ARR-4)."""
    bestand, _ = Editiebestand.objects.get_or_create(
        vaststelling_id=vaststelling, defaults={"sha256": sha256}
    )
    if bestand.sha256 != sha256:
        raise RuntimeError(f"The PDF of vaststelling {vaststelling} differs from the first one.")
