"""Labels inside a sentence."""

from __future__ import annotations


def zonder_hoofdletter(label: str) -> str:
    """A label after the first word of a sentence: DO, BOL and other abbreviations stay as they
    are."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
