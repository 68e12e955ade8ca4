"""From HTML to PDF: tagged (PDF/UA-1), Dutch, and the same bytes for the same data (ARR-4).

Fonts come from the pinned npm packages, so another machine draws the same letters. Nothing is
fetched: an address or a missing image fails.
"""

from __future__ import annotations

import datetime
import os
from functools import cache
from pathlib import Path

from django.conf import settings
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

_LETTERS = {
    "Source Sans 3": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal",
    "Source Sans 3 Ext": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal"
    ),
    "Source Sans 3 Greek": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-greek-wght-normal"
    ),
    "Source Sans 3 Cyrillic": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-cyrillic-wght-normal"
    ),
    "Noto Sans Arabic": "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal",
    "Noto Sans Hebrew": "@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal",
    **{
        f"Noto Emoji {deel}": f"@fontsource/noto-emoji/files/noto-emoji-{deel}-400-normal"
        for deel in range(10)
    },
}


# fontTools stamps the moment into each font it unpacks; a fixed moment keeps the bytes equal.
os.environ["SOURCE_DATE_EPOCH"] = "1767225600"


class PdfError(RuntimeError):
    """The PDF asks for something that is not there, or from outside."""


@cache
def lettertypen_css() -> str:
    """The @font-face rules, and the order in which letters are looked up."""
    regels = []
    for naam, pad in _LETTERS.items():
        gewicht = "font-weight: 200 900;" if naam.startswith("Source") else ""
        regels.append(
            f'@font-face {{ font-family: "{naam}"; {gewicht} src: url("{_pad(pad).as_uri()}"); }}'
        )
    namen = ", ".join(f'"{naam}"' for naam in _LETTERS)
    return "\n".join([*regels, f"html {{ font-family: {namen}, sans-serif; }}"])


@cache
def _adressen() -> frozenset[str]:
    return frozenset(_pad(pad).as_uri() for pad in _LETTERS.values())


def _pad(naam: str) -> Path:
    return Path(settings.NODE_MODULES) / f"{naam}.woff2"


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
        f"<style>{lettertypen_css()}</style></head>"
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
