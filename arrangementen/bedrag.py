"""Amounts in euros as people write them, read as exact decimals (AFS-7)."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

HOOGSTE = Decimal("99999999999999.99")
_VORM = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", re.ASCII)


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
