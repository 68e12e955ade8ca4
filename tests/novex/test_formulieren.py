"""The sentences that every form has of its own."""

import pytest
from django import forms

from novex.forms import Formulier
from novex.hoofdletters import zonder_hoofdletter


class Vraag(Formulier):
    jaar = forms.IntegerField(label="BOL-jaar van de nieuwe versie", min_value=2026)


def test_a_refusal_writes_an_abbreviation_as_people_do():
    """AFS-9: the name of the field as it stands above it."""
    assert Vraag({"jaar": "2020"}).errors["jaar"] == [
        "Vul bij BOL-jaar van de nieuwe versie een getal van 2026 of hoger in."
    ]
    assert Vraag({}).errors["jaar"] == [
        "Dit is nog leeg: BOL-jaar van de nieuwe versie. Vul het in of maak een keuze."
    ]


@pytest.mark.parametrize(
    ("label", "zin"),
    [
        ("Besluit in het DO", "besluit in het DO"),
        ("GP-DG", "GP-DG"),
        ("Élan", "élan"),
        ("A", "A"),
        ("", ""),
    ],
)
def test_only_the_capital_of_the_sentence_goes(label, zin):
    """ALG-1: a label inside a sentence."""
    assert zonder_hoofdletter(label) == zin
