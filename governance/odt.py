"""The afsprakenlijst as ODT, paragraph by paragraph the same as the PDF (BOL-1)."""

from __future__ import annotations

import io

from odfdo import Document, Element, Header, Paragraph, Style

from .rapport import Lijst

# block style: (heading level or 0, font size, weight, space above, left margin)
_STIJLEN = {
    "titel": (1, "20pt", "bold", "0cm", "0cm"),
    "status": (0, "10pt", "normal", "0cm", "0cm"),
    "deel": (2, "15pt", "bold", "0.8cm", "0cm"),
    "onderwerp": (3, "12pt", "bold", "0.5cm", "0cm"),
    "regel": (0, "11pt", "normal", "0.1cm", "0.6cm"),
}


def lijst_odt(lijst: Lijst) -> bytes:
    """The list as the bytes of an ODT document."""
    document = Document("text")
    document.language = "nl-NL"
    document.meta.title = lijst.titel
    for naam, (_, grootte, gewicht, boven, links) in _STIJLEN.items():
        stijl = Style("paragraph", name=f"novex-{naam}", area="text", size=grootte, weight=gewicht)
        stijl.set_properties(
            {"fo:margin-top": boven, "fo:margin-bottom": "0.2cm", "fo:margin-left": links},
            area="paragraph",
        )
        stijl.set_properties({"style:font-name": "Arial", "fo:font-family": "Arial"}, area="text")
        document.insert_style(stijl, automatic=True)
    document.body.clear()
    for blok in lijst.blokken():
        niveau = _STIJLEN[blok.stijl][0]
        alinea = Header(niveau, "") if niveau else Paragraph("")
        alinea.append_plain_text(blok.tekst)
        alinea.style = f"novex-{blok.stijl}"
        document.body.append(alinea)
    _voet(document, lijst)
    stroom = io.BytesIO()
    document.save(stroom)
    return stroom.getvalue()


def _voet(document: Document, lijst: Lijst) -> None:
    """The footer repeats title and page, and says that a concept is one."""
    voet = Paragraph("")
    concept = "Concept. " if lijst.is_concept else ""
    voet.append_plain_text(f"{concept}{lijst.titel}, pagina ")
    voet.append(Element.from_tag('<text:page-number text:select-page="current"/>'))
    document.get_style("master-page", "Standard").set_page_footer(voet)
