"""From HTML to PDF: tagged (PDF/UA-1), Dutch, and the same bytes for the same data (ARR-4).

Fonts come from the pinned npm packages, so another machine draws the same letters. Nothing is
fetched: an address or a missing image fails.
"""

from __future__ import annotations

import datetime
import os
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

# In the order in which letters are looked up; each stylesheet names the files of its subsets.
_LETTERS = {
    "Source Sans 3": "@fontsource-variable/source-sans-3/wght.css",
    "Noto Sans Arabic": "@fontsource/noto-sans-arabic/400.css",
    "Noto Sans Hebrew": "@fontsource/noto-sans-hebrew/400.css",
    "Noto Emoji": "@fontsource/noto-emoji/400.css",
}
_BLOK = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)
_BESTAND = re.compile(r"url\(\./files/([\w.-]+\.woff2)\)")
_BEREIK = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")


# fontTools stamps the moment into each font it unpacks; a fixed moment keeps the bytes equal.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"


class PdfError(RuntimeError):
    """The PDF asks for something that is not there, or from outside."""


@dataclass(frozen=True)
class Letters:
    """One font file and the characters it is for."""

    naam: str
    adres: str
    bereik: tuple[tuple[int, int], ...]

    def dekt(self, teken: str) -> bool:
        return any(begin <= ord(teken) <= einde for begin, einde in self.bereik)


@cache
def _letters() -> tuple[Letters, ...]:
    """Every font file of the packages; the latin ones first, since most text needs only those."""
    gevonden = []
    for naam, css in _LETTERS.items():
        pad = Path(settings.NODE_MODULES) / css
        for blok in _BLOK.findall(pad.read_text(encoding="utf-8")):
            bestand = _BESTAND.search(blok)
            bereik = _BEREIK.findall(blok.partition("unicode-range")[2])
            if bestand is None:
                continue
            paren = tuple((int(begin, 16), int(einde or begin, 16)) for begin, einde in bereik)
            adres = (pad.parent / "files" / bestand[1]).as_uri()
            gevonden.append(Letters(f"{naam} {bestand[1].split('.')[0]}", adres, paren))
    return tuple(sorted(gevonden, key=lambda deel: "latin-wght" not in deel.adres))


def lettertypen_css(tekst: str) -> str:
    """The @font-face rules that this text needs, and the order of looking up.

    A font takes a tenth of a second to unpack, so a font without work is left out.
    """
    over = set(tekst)
    nodig = []
    for deel in _letters():
        if gedekt := {teken for teken in over if deel.dekt(teken)}:
            nodig.append(deel)
            over -= gedekt
    regels = [
        f'@font-face {{ font-family: "{deel.naam}"; '
        + ("font-weight: 200 900; " if "wght" in deel.adres else "")
        + f'src: url("{deel.adres}"); }}'
        for deel in nodig
    ]
    namen = ", ".join(f'"{deel.naam}"' for deel in nodig)
    return "\n".join([*regels, f"html {{ font-family: {namen}, sans-serif; }}"])


@cache
def _adressen() -> frozenset[str]:
    return frozenset(deel.adres for deel in _letters())


class _Letterlader(URLFetcher):
    """Fetches the fonts of this application and data URLs; everything else fails."""

    def fetch(self, url: str, headers: object = None) -> object:
        if not url.startswith("data:") and url not in _adressen():
            raise FatalURLFetchingError(f"Not allowed in a PDF: {url[:80]}")
        return super().fetch(url, headers)


def maak_pdf(html: str, *, kenmerk: str, op: datetime.datetime) -> bytes:
    """Render to PDF/UA-1. ``kenmerk`` is the document's identity, ``op`` its fixed moment.

    Fonts are added to the head here. Raises ``PdfError`` if the html asks for something from
    outside.
    """
    lader = _Letterlader(allowed_protocols={"data", "file"}, fail_on_errors=True)
    stempel = op.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    kop = (
        f'<meta name="dcterms.created" content="{stempel}">'
        f'<meta name="dcterms.modified" content="{stempel}">'
        f"<style>{lettertypen_css(unescape(html))}</style></head>"
    )
    letters = FontConfiguration()
    try:
        document = HTML(
            string=html.replace("</head>", kop, 1), url_fetcher=lader, base_url="about:blank"
        )
        return document.write_pdf(
            pdf_variant="pdf/ua-1",
            pdf_identifier=kenmerk.encode(),
            font_config=letters,
        )
    except FatalURLFetchingError as fout:
        # It is a BaseException: left alone, it slips past Django's error page.
        raise PdfError("The PDF asks for something from outside.") from fout
