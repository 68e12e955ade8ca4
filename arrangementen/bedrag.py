"""Amounts and numbers as people write them, read as exact decimals (AFS-2, AFS-7)."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import number_format

HOOGSTE = Decimal("99999999999999.99")
_VORM = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII)
_GETAL = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?", re.ASCII)


def lees_bedrag(tekst: str) -> Decimal:
    """Dots between thousands, a comma before cents: 9.680.000 or 1.250,50.

    Raises ``ValidationError`` for anything else; nothing is rounded or guessed.
    """
    schoon = tekst.replace("€", "").replace("\u00a0", " ").strip().removesuffix(",-")
    m = _VORM.fullmatch(schoon)
    if m is None:
        raise ValidationError(
            "Dit bedrag is niet te lezen. Schrijf het in euro, zoals 9.680.000 of 1.250,50.",
            code="bedrag_onleesbaar",
        )
    bedrag = Decimal(f"{m[1].replace('.', '')}.{(m[2] or '').ljust(2, '0')}")
    if bedrag > HOOGSTE:
        raise ValidationError(
            "Dit bedrag is te hoog. Schrijf het bedrag in euro, niet in centen.",
            code="bedrag_te_hoog",
        )
    return bedrag


def schrijf_bedrag(bedrag: Decimal) -> str:
    """9680000 as 9.680.000, and with cents when there are any."""
    heel, _, centen = f"{bedrag:,.2f}".partition(".")
    return heel.replace(",", ".") + (f",{centen}" if int(centen) else "")


def lees_getal(tekst: str) -> Decimal:
    """Dots between thousands, a comma before decimals: 900.000 or 12,5.

    Raises ``ValidationError`` for anything else; nothing is rounded or guessed.
    """
    m = _GETAL.fullmatch(tekst.replace("\u00a0", " ").strip())
    if m is None:
        raise ValidationError(
            "Dit getal is niet te lezen. Schrijf alleen cijfers, zoals 900.000 of 12,5.",
            code="getal_onleesbaar",
        )
    return Decimal(f"{m[1]}{m[2].replace('.', '')}.{m[3] or '0'}")


def schrijf_getal(waarde: Decimal | None) -> str:
    """900.000 or 12,5: without the zeros that the database adds."""
    if waarde is None:
        return ""
    vast = f"{waarde:f}"
    if "." in vast:
        vast = vast.rstrip("0").rstrip(".")
    decimalen = len(vast.partition(".")[2])
    return number_format(vast, decimalen or None, use_l10n=True, force_grouping=True)
