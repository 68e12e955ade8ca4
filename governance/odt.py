"""The afsprakenlijst as ODT, paragraph by paragraph the same as the PDF (BOL-1)."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import cast

from odfdo import (
    Bookmark,
    Document,
    Element,
    Header,
    Link,
    Paragraph,
    Style,
    StyleMasterPage,
)

from .rapport import Blok, Lijst

# block style: (heading level or 0, font size, weight, space above, left margin)
_STIJLEN = {
    "titel": (1, "20pt", "bold", "0cm", "0cm"),
    "status": (0, "10pt", "normal", "0cm", "0cm"),
    "inhoud": (0, "11pt", "normal", "0cm", "0.6cm"),
    "deel": (2, "15pt", "bold", "0.8cm", "0cm"),
    "onderwerp": (3, "12pt", "bold", "0.5cm", "0cm"),
    "regel": (0, "11pt", "normal", "0.1cm", "0.6cm"),
    "leeg": (0, "11pt", "normal", "0.1cm", "0cm"),
    "voet": (0, "9pt", "normal", "0cm", "0cm"),
    "concept": (0, "28pt", "bold", "0cm", "0cm"),
}
_ROOD = "#8a1f11"
_ZIPDATUM = (1980, 1, 1, 0, 0, 0)


def lijst_odt(lijst: Lijst, *, op: datetime.datetime) -> bytes:
    """The list as the bytes of an ODT document; the same list and moment give the same bytes."""
    document = Document("text")
    document.language = "nl-NL"
    document.meta.title = lijst.titel
    moment = op.astimezone(datetime.UTC).replace(tzinfo=None)
    document.meta.creation_date = document.meta.date = moment
    for naam in _STIJLEN:
        # The footer and header stand in styles.xml and look for their style there.
        document.insert_style(_stijl(naam), automatic=naam not in {"voet", "concept"})
    document.body.clear()
    for blok in lijst.blokken():
        document.body.append(_alinea(blok))
    _bladzijde(document, lijst)
    stroom = io.BytesIO()
    document.save(stroom)
    return _zonder_klok(stroom.getvalue())


def _stijl(naam: str) -> Style:
    _, grootte, gewicht, boven, links = _STIJLEN[naam]
    stijl = Style("paragraph", name=f"novex-{naam}", area="text", size=grootte, weight=gewicht)
    stijl.set_properties(
        {"fo:margin-top": boven, "fo:margin-bottom": "0.2cm", "fo:margin-left": links},
        area="paragraph",
    )
    letter = {"style:font-name": "Arial", "fo:font-family": "Arial"}
    if naam == "concept":
        letter["fo:color"] = _ROOD
        stijl.set_properties({"fo:text-align": "end"}, area="paragraph")
    stijl.set_properties(letter, area="text")
    return stijl


def _alinea(blok: Blok) -> Element:
    niveau = _STIJLEN[blok.stijl][0]
    alinea = Header(niveau, "") if niveau else Paragraph("")
    if blok.stijl == "inhoud":
        alinea.append(Link(f"#{blok.anker}", text=blok.tekst))
    else:
        alinea.append_plain_text(blok.tekst)
    if blok.stijl == "deel":
        alinea.append(Bookmark(blok.anker))
    alinea.style = f"novex-{blok.stijl}"
    return alinea


def _bladzijde(document: Document, lijst: Lijst) -> None:
    """The footer repeats title and page; the header says of a concept that it is one."""
    voet = Paragraph("", style="novex-voet")
    voet.append_plain_text(f"{lijst.titel}, pagina ")
    voet.append(Element.from_tag('<text:page-number text:select-page="current"/>'))
    voet.append_plain_text(" van ")
    voet.append(Element.from_tag("<text:page-count/>"))
    bladzijde = cast(StyleMasterPage, document.get_style("master-page", "Standard"))
    bladzijde.set_page_footer(voet)
    if lijst.is_concept:
        bladzijde.set_page_header(Paragraph("CONCEPT", style="novex-concept"))


def _zonder_klok(inhoud: bytes) -> bytes:
    """The same files in the same order, without the moment of zipping."""
    stroom = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(stroom, "w") as doel:
        for info in bron.infolist():
            vast = zipfile.ZipInfo(info.filename, date_time=_ZIPDATUM)
            vast.compress_type = info.compress_type
            doel.writestr(vast, bron.read(info))
    return stroom.getvalue()
