"""From HTML to PDF: tagged (PDF/UA-1), Dutch, and the same bytes for the same data (ARR-4).

Fonts come from the pinned npm packages, so another machine draws the same letters. Nothing is
fetched: an address or a missing image fails.
"""

from __future__ import annotations

import datetime
import io
import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont, woff2
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

# In the order in which letters are looked up; each stylesheet names the files of its subsets.
_LETTERS = {
    "Source Sans 3": "@fontsource-variable/source-sans-3/wght.css",
    "Noto Sans Arabic": "@fontsource/noto-sans-arabic/400.css",
    "Noto Sans Hebrew": "@fontsource/noto-sans-hebrew/400.css",
    "Noto Sans Math": "@fontsource/noto-sans-math/400.css",
    "Noto Emoji": "@fontsource/noto-emoji/400.css",
}
_BESTAND = re.compile(r"url\(\./files/([\w.-]+\.woff2)\)")
_VARIANTEN = range(0xFE00, 0xFE10)  # they choose between drawings, and are nothing by themselves
_ONBEKEND = "\u25a1"


# fontTools stamps the moment into each font it unpacks; a fixed moment keeps the bytes equal.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"


class PdfError(RuntimeError):
    """The PDF asks for something that is not there, or from outside."""


@dataclass(frozen=True)
class Letters:
    """One font file and the characters that it really draws."""

    naam: str
    pad: Path
    tekens: frozenset[str]

    @property
    def adres(self) -> str:
        return self.pad.as_uri()


@cache
def _letters() -> tuple[Letters, ...]:
    """Every font file of the packages; the latin one first, since most text needs only that.

    The ranges in the stylesheets promise more than the files hold, so the files are asked.
    """
    gevonden = []
    for naam, css in _LETTERS.items():
        pad = Path(settings.NODE_MODULES) / css
        for bestand in _BESTAND.findall(pad.read_text(encoding="utf-8")):
            letterbestand = pad.parent / "files" / bestand
            with TTFont(letterbestand, lazy=True) as letters:
                tekens = frozenset(chr(nummer) for nummer in letters.getBestCmap())
            gevonden.append(Letters(f"{naam} {bestand.split('.')[0]}", letterbestand, tekens))
    return tuple(sorted(gevonden, key=lambda deel: "-latin-wght" not in deel.adres))


def lettertypen_css(tekst: str) -> str:
    """The @font-face rules that this text needs, and the order of looking up.

    A font takes time to unpack and to read, so a font without work is left out.
    """
    over = set(tekst)
    nodig = []
    for deel in _letters():
        if over & deel.tekens:
            nodig.append(deel)
            over -= deel.tekens
    regels = [
        f'@font-face {{ font-family: "{deel.naam}"; '
        + ("font-weight: 200 900; " if "wght" in deel.adres else "")
        + f'src: url("{deel.adres}"); }}'
        for deel in nodig
    ]
    namen = ", ".join(f'"{deel.naam}"' for deel in nodig)
    return "\n".join([*regels, f"html {{ font-family: {namen}, sans-serif; }}"])


def drukbaar(html: str) -> str:
    """Only characters that our fonts draw, so that every machine prints the same.

    What has no shape of its own goes; a letter that we cannot draw becomes an empty box.
    PDF/UA refuses a character without a drawing.
    """
    vreemd = {teken for teken in set(html) if not teken.isascii() or not teken.isprintable()}
    gedekt: frozenset[str] = frozenset().union(*(deel.tekens for deel in _letters()))
    vervang = {}
    for teken in vreemd - {"\n", "\t"}:
        if ord(teken) in _VARIANTEN or unicodedata.category(teken) in {"Cc", "Cf"}:
            vervang[ord(teken)] = ""
        elif unicodedata.category(teken).startswith("Z"):
            vervang[ord(teken)] = teken if teken in gedekt else " "
        elif teken not in gedekt:
            vervang[ord(teken)] = "" if unicodedata.combining(teken) else _plat(teken, gedekt)
    return html.translate(vervang)


def _plat(teken: str, gedekt: frozenset[str]) -> str:
    """The plain letters or digits of a character, as in CO₂; else an empty box.

    Nothing but letters and digits: a wide "less than" must not become markup.
    """
    plat = unicodedata.normalize("NFKC", teken)
    return plat if plat.isalnum() and set(plat) <= gedekt else _ONBEKEND


@cache
def _paden() -> dict[str, Path]:
    return {deel.adres: deel.pad for deel in _letters()}


@cache
def _uitgepakt(pad: Path) -> bytes:
    """The font as drawn from, unpacked once per process: that takes longer than a short PDF."""
    uit = io.BytesIO()
    with pad.open("rb") as bestand:
        woff2.decompress(bestand, uit)
    return uit.getvalue()


class _Letterlader(URLFetcher):
    """Gives the fonts of this application and data URLs; everything else fails."""

    def fetch(self, url: str, headers: object = None) -> object:
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if url not in _paden():
            raise FatalURLFetchingError(f"Not allowed in a PDF: {url[:80]}")
        return URLFetcherResponse(url, _uitgepakt(_paden()[url]))


def maak_pdf(html: str, *, kenmerk: str, op: datetime.datetime) -> bytes:
    """Render to PDF/UA-1. ``kenmerk`` is the document's identity, ``op`` its fixed moment.

    Fonts are added to the head here, and what no font draws is replaced. Raises ``PdfError``
    if the html asks for something from outside.
    """
    html = drukbaar(html)
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
