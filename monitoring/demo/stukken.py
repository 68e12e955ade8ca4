"""The papers of the demo: small documents of our own, made here (AGE-2)."""

from __future__ import annotations

import datetime
import io

from django.utils.html import format_html
from odfdo import Document, Paragraph

from governance.models import Agendapunt
from governance.services import stukken
from novex.models import Gebruiker
from novex.pdf import maak_pdf
from novex.upload import lees_document

from .verhalen import DEMO

MOMENT = datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC)
NOTITIE = "Notitie bij de voorkeursrichting"
SPREEKLIJN = "Spreeklijn van het Rijk"


def voeg_stukken_toe(punt: Agendapunt, door: Gebruiker) -> None:
    """A notitie for both sides, and a paper that stays inside the Rijk."""
    for naam, titel, inhoud, niveau in (
        ("notitie.pdf", NOTITIE, _pdf(NOTITIE), "rijk_en_regio"),
        ("spreeklijn.odt", SPREEKLIJN, _odt(SPREEKLIJN), "rijk"),
    ):
        stukken.voeg_toe(
            punt_pk=punt.pk,
            titel=titel,
            document=lees_document(naam, inhoud),
            zichtbaarheid=niveau,
            door=door,
        )


def _pdf(titel: str) -> bytes:
    html = format_html(
        '<!doctype html><html lang="nl"><head><title>{0}</title></head>'
        "<body><h1>{0}</h1><p>Wat vraagt de voorkeursrichting van beide kanten? {1}</p></body>"
        "</html>",
        titel,
        DEMO,
    )
    return maak_pdf(html, kenmerk=titel, op=MOMENT)


def _odt(titel: str) -> bytes:
    document = Document("text")
    document.body.clear()
    document.body.append(Paragraph(titel, style="Title"))
    document.body.append(Paragraph(f"Het Rijk spreekt met één mond. {DEMO}"))
    stroom = io.BytesIO()
    document.save(stroom)
    return stroom.getvalue()
