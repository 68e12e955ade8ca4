"""What Celery makes for arrangementen."""

import datetime
import hashlib
from typing import Any

from novex.achtergrond import Bestand, Voortgang, maker, pad_onder_bestanden, schrijf_heel

from .models import Editiebestand
from .pdf import editie_pdf
from .rapport import Editie


@maker("arrangement-pdf")
def maak_arrangement_pdf(gegevens: dict[str, Any], voortgang: Voortgang) -> Bestand:
    """From the request's own data: the same request gives the same bytes on any day (ARR-4)."""
    editie = Editie.uit(gegevens["editie"])
    vaststelling = gegevens.get("vaststelling")
    inhoud = bewaarde_pdf(vaststelling) if vaststelling else None
    voortgang(20)
    if inhoud is None:
        inhoud = editie_pdf(editie, op=datetime.datetime.fromisoformat(gegevens["op"]))
        voortgang(90)
        if vaststelling:
            bewaar_pdf(vaststelling, inhoud)
    concept = "-concept" if editie.is_concept else ""
    naam = editie.titel.lower().replace(" ", "-")
    return Bestand(inhoud, f"{naam}{concept}.pdf", "application/pdf")


def bewaarde_pdf(vaststelling: int) -> bytes | None:
    """The PDF that was stored with the frozen edition, if it is there and unchanged."""
    bestand = Editiebestand.objects.filter(vaststelling=vaststelling).first()
    if bestand is None or not _pad(bestand.sha256).is_file():
        return None
    inhoud = _pad(bestand.sha256).read_bytes()
    return inhoud if hashlib.sha256(inhoud).hexdigest() == bestand.sha256 else None


def bewaar_pdf(vaststelling: int, inhoud: bytes) -> None:
    """Store the first PDF and its checksum; refuse a later one that differs (ARR-4)."""
    sha256 = hashlib.sha256(inhoud).hexdigest()
    bestand, _ = Editiebestand.objects.get_or_create(
        vaststelling_id=vaststelling, defaults={"sha256": sha256}
    )
    if bestand.sha256 != sha256:
        raise RuntimeError(f"The PDF of vaststelling {vaststelling} differs from the first one.")
    schrijf_heel(_pad(sha256), inhoud)


def _pad(sha256: str) -> Any:
    return pad_onder_bestanden("edities", f"{sha256}.pdf")
