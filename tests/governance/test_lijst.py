"""The afsprakenlijst as a record: its order, its lines and where they come from (BOL-1)."""

import datetime

import pytest

from governance.gremia import Gremium
from governance.models import Lijstonderwerp, Lijstregel
from governance.rapport import dagen_in_woorden, stel_lijst_samen
from governance.services import lijst
from tests.factories import LandsdeelFactory
from tests.governance.factories import RondeFactory
from tests.governance.lijsten import bevries, bevroren_ronde, bol_ronde, duw, regel, zitting
from tests.weigeringen import geweigerd


def koppen(ronde):
    samengesteld = stel_lijst_samen(ronde)
    return [
        (deel.kop, o.nummer, o.titel, o.provincie)
        for deel in samengesteld.delen
        for o in deel.onderwerpen
    ]


def teksten(ronde):
    return [r.tekst for r in stel_lijst_samen(ronde).regels()]


def test_landelijk_then_landsdelen_by_day_then_provincies(staf, gelderland, overijssel, drenthe):
    """The fixed order, numbered through; added in another order on purpose (BOL-1)."""
    ronde = bol_ronde()
    zitting(ronde, "oost", datetime.date(2027, 6, 10))
    zitting(ronde, "noord", datetime.date(2027, 6, 2))
    zitting(ronde, "noord", datetime.date(2027, 6, 11))
    regel(ronde, staf, titel="Van Overijssel", provincie=overijssel)
    regel(ronde, staf, titel="Van Gelderland", provincie=gelderland)
    regel(ronde, staf, titel="Van Oost", landsdeel=gelderland.landsdeel)
    regel(ronde, staf, titel="Van Drenthe", provincie=drenthe)
    regel(ronde, staf, titel="Zuid zonder overleg", landsdeel=LandsdeelFactory(code="zuid"))
    regel(ronde, staf, titel="Van allen")
    assert koppen(ronde) == [
        ("Landelijk", 1, "Van allen", ""),
        ("Landsdeel Noord", 2, "Van Drenthe", "Drenthe"),
        ("Landsdeel Oost", 3, "Van Oost", ""),
        ("Landsdeel Oost", 4, "Van Gelderland", "Gelderland"),
        ("Landsdeel Oost", 5, "Van Overijssel", "Overijssel"),
        ("Landsdeel Zuid", 6, "Zuid zonder overleg", ""),
    ]


def test_the_title_has_all_days(staf):
    """Every zitting of the round is in the title (BOL-1, OVL-3)."""
    ronde = bol_ronde()
    for dag in (11, 2, 10):
        zitting(ronde, datum=datetime.date(2027, 6, dag))
    assert stel_lijst_samen(ronde).titel.endswith("Leefomgeving 2, 10 en 11 juni 2027")
    dagen = [datetime.date(2027, 6, 30), datetime.date(2027, 7, 1)]
    assert dagen_in_woorden(dagen) == "30 juni 2027 en 1 juli 2027"
    assert dagen_in_woorden([]) == "datum nog niet bekend"


def test_lines_are_numbered_within_their_item(staf):
    """An item has numbered lines; the same title is the same item (BOL-1)."""
    ronde = bol_ronde()
    for tekst in ("Een.", "Twee."):
        regel(ronde, staf, tekst)
    regel(ronde, staf, "Drie.", titel="Wonen", soort=Lijstregel.Soort.KADERBEPALING)
    gevonden = [(r.nummer, r.soort, r.tekst) for r in stel_lijst_samen(ronde).regels()]
    assert gevonden == [
        ("1.1", "Constatering of mededeling", "Een."),
        ("1.2", "Constatering of mededeling", "Twee."),
        ("2.1", "Kaderbepaling", "Drie."),
    ]


@pytest.mark.parametrize("niveau", ["landsdeel", "provincie"])
def test_a_part_has_its_place(staf, niveau):
    """Landsdeel and provincie cannot be left out at their own niveau (BOL-1)."""
    with geweigerd("niveau_past_niet"):
        regel(bol_ronde(), staf, niveau=niveau)
    assert not Lijstonderwerp.objects.exists()


def test_only_a_bol_round_has_lines(staf):
    """By hand, pushed or frozen: another table has no list (BOL-1, OVL-1)."""
    ronde = RondeFactory(gremium=Gremium.DO)
    for handeling in (lambda: regel(ronde, staf), lambda: duw(ronde)):
        with geweigerd("geen_bol_ronde"):
            handeling()
    with geweigerd("geen_bol_ronde", "overleg_ontbreekt", "lijst_leeg"):
        bevries(ronde, staf)


# --- pushed by an afspraak -----------------------------------------------------------------------


def test_pushing_again_renews_the_same_line(staf, gelderland):
    """One line per afspraak, which may move to another part (BOL-1)."""
    ronde = bol_ronde()
    eerste = duw(ronde)
    andere = regel(ronde, staf, "Met de hand.", titel="Wonen", provincie=gelderland)
    tweede = duw(ronde, "Nieuw.", niveau="provincie", provincie=gelderland, titel="Wonen")
    assert tweede.pk == eerste.pk
    assert tweede.onderwerp == andere.onderwerp
    assert teksten(ronde) == ["Met de hand.", "Nieuw."]
    assert [koptitel for _, _, koptitel, _ in koppen(ronde)] == ["Wonen"]


def test_a_pushed_text_loses_control_characters(staf):
    """Pasted text comes in as a form would clean it, or no file can hold it (BOL-1)."""
    duw(bol_ronde(), "Een\r\ntwee\x0bdrie\x00.")
    assert Lijstregel.objects.get().tekst == "Een\ntweedrie."


def test_the_frozen_line_is_the_source(staf):
    """The frozen text stays; a changed concept counts only in a new version (BOL-1)."""
    ronde = bol_ronde()
    zitting(ronde)
    duw(ronde, "Eerst.")
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") is None
    bevries(ronde, staf)
    duw(ronde, "Later.")
    assert teksten(ronde) == ["Later."]
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") == "Eerst."
    bevries(ronde, staf)
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") == "Later."
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-002") is None


def test_a_line_by_hand_is_the_source_of_no_afspraak(staf):
    """An empty key finds nothing (BOL-1)."""
    ronde = bevroren_ronde(staf)
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="") is None


# --- order and taking off ------------------------------------------------------------------------


def test_a_line_moves_up_and_down_within_its_item(staf):
    """At the edge nothing happens, and an unknown direction does nothing (BOL-1, AGE-1)."""
    ronde = bol_ronde()
    een, _, drie = (regel(ronde, staf, tekst) for tekst in ("Een.", "Twee.", "Drie."))

    def verplaats(rij, richting):
        lijst.verplaats_regel(pk=rij.pk, richting=richting, door=staf)
        return teksten(ronde)

    assert verplaats(drie, "omhoog") == ["Een.", "Drie.", "Twee."]
    assert verplaats(een, "omlaag") == ["Drie.", "Een.", "Twee."]
    assert verplaats(drie, "omhoog") == ["Drie.", "Een.", "Twee."]
    assert verplaats(drie, "opzij") == ["Drie.", "Een.", "Twee."]


def test_an_item_moves_within_its_part_only(staf, gelderland):
    """Landelijk stays before landsdeel, whatever someone presses (BOL-1)."""
    ronde = bol_ronde()
    a = regel(ronde, staf, titel="A").onderwerp
    b = regel(ronde, staf, titel="B").onderwerp
    oost = regel(ronde, staf, titel="C", landsdeel=gelderland.landsdeel).onderwerp

    def verplaats(onderwerp, richting):
        lijst.verplaats_onderwerp(pk=onderwerp.pk, richting=richting, door=staf)
        return [titel for _, _, titel, _ in koppen(ronde)]

    assert verplaats(b, "omhoog") == ["B", "A", "C"]
    assert verplaats(a, "omlaag") == ["B", "A", "C"]
    assert verplaats(oost, "omhoog") == ["B", "A", "C"]


def test_a_line_taken_off_keeps_its_reason_and_history(staf):
    """It leaves the list, not the record (ALG-2, BOL-1)."""
    ronde = bol_ronde()
    weg, _ = regel(ronde, staf, "Dubbel."), regel(ronde, staf, "Blijft.")
    lijst.haal_regel_weg(pk=weg.pk, reden="Staat er al", door=staf)
    assert teksten(ronde) == ["Blijft."]
    weg = Lijstregel.objects.afgevoerd().get()
    assert (weg.afgevoerd_reden, weg.gewijzigd_door) == ("Staat er al", staf)
    assert [(h.history_type, h.history_user) for h in weg.history.all()] == [
        ("~", staf),
        ("+", staf),
    ]
    with geweigerd("regel_al_weg"):
        lijst.haal_regel_weg(pk=weg.pk, reden="Nog eens", door=staf)


@pytest.mark.parametrize("reden", ["", " \n"])
def test_taking_off_needs_a_reason(staf, reden):
    """ALG-2: no line disappears without a word."""
    ronde = bol_ronde()
    rij = regel(ronde, staf)
    with geweigerd("reden_ontbreekt"):
        lijst.haal_regel_weg(pk=rij.pk, reden=reden, door=staf)
    assert teksten(ronde) == [rij.tekst]


def test_taking_off_leaves_the_frozen_version(staf):
    """What was frozen stays the source until the next version (BOL-1)."""
    ronde = bol_ronde()
    zitting(ronde)
    rij = duw(ronde)
    regel(ronde, staf, titel="Wonen")
    bevries(ronde, staf)
    lijst.haal_regel_weg(pk=rij.pk, reden="Vervallen", door=staf)
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") == "Het concept."
    bevries(ronde, staf)
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") is None


def test_a_line_taken_off_blocks_nothing_and_comes_back_when_pushed(staf):
    """An empty line that is gone does not hold the list up; pushing puts it back (BOL-1)."""
    ronde = bol_ronde()
    zitting(ronde)
    rij = duw(ronde, "")
    regel(ronde, staf, "Met de hand.", titel="Water")
    lijst.haal_regel_weg(pk=rij.pk, reden="Nog leeg", door=staf)
    bevries(ronde, staf)
    duw(ronde, "Nu wel.")
    assert teksten(ronde) == ["Met de hand.", "Nu wel."]
    assert not Lijstregel.objects.afgevoerd().exists()
