import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangementen.vaag import delen, vage_woorden


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("Rijk en regio gaan in gesprek over water.", ["in gesprek gaan"]),
        ("Wij verkennen waar mogelijk een route.", ["verkennen", "waar mogelijk"]),
        ("De regio zet met het Rijk in op wonen.", ["inzetten op"]),
        ("GS zet zich met gemeenten, corporaties en bouwsector in.", ["zich inzetten"]),
        ("Partijen spreken de intentie uit.", ["partijen", "intentie"]),
        ("Zij trekken in de uitwerking zoveel mogelijk samen op.", ["samen optrekken"]),
        ("Gelderland stelt op 1 juli 2027 de kaart vast.", []),
        ("Politieke partijenlandschap en verkenners.", []),
    ],
)
def test_vague_words_are_found(tekst, woorden):
    """AFS-5: vague words warn; whole words only."""
    assert [v.woord for v in vage_woorden(tekst)] == woorden


def test_a_finding_has_its_place_and_a_suggestion():
    """AFS-5: with position and a suggestion."""
    tekst = "Wij gaan in gesprek."
    (vondst,) = vage_woorden(tekst)

    assert tekst[vondst.van : vondst.tot] == vondst.gevonden == "gaan in gesprek"
    assert vondst.suggestie.startswith("Schrijf welk besluit")
    assert not vondst.is_besproken


def test_what_was_left_on_purpose_carries_its_reason():
    """AFS-5: "toch zo laten" with the reason kept."""
    (vondst,) = vage_woorden("Partijen tekenen.", {"partijen": "Alle zes staan in de bijlage."})
    assert vondst.is_besproken
    assert vondst.reden == "Alle zes staan in de bijlage."


@given(st.text(max_size=200) | st.just("waar mogelijk <b>partijen</b> verkennen 🙂 "))
def test_the_parts_are_the_whole_text(tekst):
    """AFS-5: marking words loses nothing of the text."""
    assert "".join(deel.tekst for deel in delen(tekst, vage_woorden(tekst))) == tekst
