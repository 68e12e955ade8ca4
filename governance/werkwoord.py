"""Does a gevraagd besluit start with a verb? (AGE-2)"""

from __future__ import annotations

import re

# First words that end on -en and are no verb.
GEEN_WERKWOORD = frozenset(
    {
        *("een", "geen", "samen", "tussen", "binnen", "buiten", "boven", "beneden", "tegen"),
        *("alleen", "bovendien", "morgen", "beiden", "velen", "allen", "eigen", "zeven", "tien"),
        *("steden", "gebieden", "partijen", "gemeenten", "waterschappen", "departementen"),
        *("afspraken", "kansen", "plannen", "richtingen", "woningen", "wegen", "provincies"),
    }
)
# The stem, as a request: "Stel vast", "Kies voor".
STAM = frozenset(
    {
        *("bekrachtig", "benoem", "bepaal", "beslis", "besluit", "bespreek", "bevestig", "borg"),
        *("breng", "draag", "erken", "geef", "handhaaf", "kies", "laat", "leg", "maak", "neem"),
        *("onderschrijf", "onderzoek", "open", "reserveer", "richt", "start", "stel", "stem"),
        *("steun", "verken", "verleen", "verzoek", "volg", "voer", "wijs", "zeg", "zet", "zorg"),
    }
)
KORT = frozenset({"gaan", "staan", "doen", "zien", "toestaan", "nagaan", "doorgaan", "aangaan"})


def begint_met_werkwoord(tekst: str) -> bool:
    """Yes for "Instemmen met", "In te stemmen met" and "Stem in met"; no for "Het plan"."""
    woorden = re.findall(r"[a-zà-ÿ]+", tekst.lower())
    if not woorden:
        return False
    if woorden[0] in STAM or _is_infinitief(woorden[0]):
        return True
    # "In te stemmen met", "Akkoord te gaan met", "Kennis te nemen van".
    return "te" in woorden[:2] and any(_is_infinitief(woord) for woord in woorden[1:4])


def _is_infinitief(woord: str) -> bool:
    return woord in KORT or (
        len(woord) > 4 and woord.endswith("en") and woord not in GEEN_WERKWOORD
    )
