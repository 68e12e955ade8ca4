"""Freezing the afsprakenlijst, and the Kamerbrief that ends its embargo (BOL-1, BOL-2)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from governance.models import Afsprakenlijst, Agendastatus, Lijstregel, Ronde
from governance.rapport import Lijst
from governance.services import lijst
from novex.audit import controleer
from novex.models import Auditregel
from tests.governance.factories import DAG, in_stand
from tests.governance.lijsten import (
    OP,
    bevries,
    bevroren_ronde,
    bol_ronde,
    duw,
    kamerbrief,
    regel,
    zitting,
)
from tests.weigeringen import geweigerd

S = Agendastatus


# --- freezing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("stand", S.values)
def test_the_list_waits_for_every_meeting(staf, stand):
    """A landelijke line holds when the last landsdeel closed (BOL-1); what was called off is no
    meeting (OVL-3)."""
    ronde = bol_ronde()
    zitting(ronde, "oost")
    laatste = zitting(ronde, "noord", stand=stand)
    duw(ronde)
    if stand not in {S.GEHOUDEN, S.VASTGESTELD, S.AFGELAST}:
        with geweigerd("overleg_open"):
            bevries(ronde, staf)
        assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") is None
        in_stand(laatste, S.GEHOUDEN)
    bevries(ronde, staf)
    assert lijst.regeltekst(ronde=ronde, bron_sleutel="A-2027-001") == "Het concept."


def test_all_that_blocks_freezing_is_named_at_once(staf):
    """Open meetings, an empty line and a missing purpose (BOL-1, VRA-3)."""
    ronde = bol_ronde()
    zitting(ronde, stand=S.VERZONDEN)
    duw(ronde, " \n ")
    with geweigerd("overleg_open", "regel_leeg", "doel_ontbreekt"):
        bevries(ronde, staf, doel="  ")
    assert not Afsprakenlijst.objects.exists()


def test_an_empty_list_or_a_round_without_a_meeting_is_not_frozen(staf):
    """There is nothing to record, and no day for the title (BOL-1)."""
    with geweigerd("overleg_ontbreekt", "lijst_leeg"):
        bevries(bol_ronde(), staf)


def test_each_version_says_when_by_whom_and_what_for(staf):
    """Version, checksum, who, when, purpose; the old version stays as it was (BOL-1)."""
    ronde = bevroren_ronde(staf)
    oud = Afsprakenlijst.objects.get()
    regel(ronde, staf, "Erbij.")
    nieuw = bevries(ronde, staf, doel="Erratum na het BOL")
    assert (oud.versie, nieuw.versie) == (1, 2)
    assert (nieuw.door, nieuw.doel) == (staf, "Erratum na het BOL")
    nieuw = Afsprakenlijst.objects.get(versie=2)
    assert Lijst.uit(nieuw.gegevens).status == (
        "Versie 2, bevroren op 30-06-2027. Doel: Erratum na het BOL"
    )
    assert len(list(Lijst.uit(oud.gegevens).regels())) == 1
    assert len(list(Lijst.uit(nieuw.gegevens).regels())) == 2
    assert oud.sha256 != nieuw.sha256
    for versie in (oud, nieuw):
        assert Lijst.uit(versie.gegevens).sha256 == versie.sha256
        assert versie.klopt


def test_one_changed_letter_shows_in_the_checksum(staf):
    """The checksum is over the frozen content (BOL-1)."""
    bevroren_ronde(staf)
    bevroren = Afsprakenlijst.objects.get()
    bevroren.gegevens["delen"][0]["onderwerpen"][0]["regels"][0]["tekst"] += "!"
    assert not bevroren.klopt


def test_a_renamed_provincie_keeps_its_name_in_a_frozen_list(staf, gelderland):
    """Frozen data hold the names of that day (BOL-1, REF-2)."""
    bevroren_ronde(staf, provincie=gelderland)
    gelderland.naam = "Gelre"
    gelderland.save()
    assert Lijst.uit(Afsprakenlijst.objects.get().gegevens).delen[0].onderwerpen[0].provincie == (
        "Gelderland"
    )


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE governance_afsprakenlijst SET doel = 'anders'",
        "DELETE FROM governance_afsprakenlijst",
    ],
)
def test_a_frozen_version_is_never_changed(staf, opdracht):
    """The database itself refuses it (BOL-1)."""
    bevroren_ronde(staf)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(opdracht)


def test_freezing_is_in_the_audit_trail(staf):
    """Who froze and why (ZIC-5)."""
    bevroren_ronde(staf)
    rij = Auditregel.objects.get(handeling="afsprakenlijst bevroren")
    assert (rij.door, rij.reden) == (staf, "Bijlage bij de Kamerbrief")
    assert controleer() == []


@pytest.mark.parametrize(
    "wie", ["accounthouder", "regietafellid", "expert", "provinciaal", "beheerder"]
)
def test_only_vro_staf_draws_up_and_freezes(request, staf, wie):
    """The right is asked in the service itself (BOL-1, ROL-1)."""
    ronde = bevroren_ronde(staf)
    ander, eigen = request.getfixturevalue(wie), Lijstregel.objects.get()
    handelingen = [
        lambda: regel(ronde, ander),
        lambda: bevries(ronde, ander),
        lambda: kamerbrief(ronde, ander),
        lambda: lijst.exporteer(ronde_pk=ronde.pk, door=ander, formaat="pdf"),
    ]
    if ander.ziet_dossiers:
        handelingen += [
            lambda: lijst.haal_regel_weg(pk=eigen.pk, reden="Dubbel", door=ander),
            lambda: lijst.verplaats_regel(pk=eigen.pk, richting="omhoog", door=ander),
            lambda: lijst.verplaats_onderwerp(pk=eigen.onderwerp_id, richting="omhoog", door=ander),
        ]
    for handeling in handelingen:
        with pytest.raises(PermissionDenied):
            handeling()
    assert Afsprakenlijst.objects.count() == Lijstregel.objects.count() == 1


# --- the Kamerbrief ------------------------------------------------------------------------------


def test_the_kamerbrief_ends_the_embargo_once(staf):
    """Date and number, one per round, never changed (BOL-2)."""
    ronde = bevroren_ronde(staf)
    assert not Ronde.objects.get(pk=ronde.pk).is_openbaar
    brief = kamerbrief(ronde, staf)
    assert str(brief) == "Kamerbrief 2027D00001 van 30-06-2027"
    assert Ronde.objects.get(pk=ronde.pk).is_openbaar
    assert Auditregel.objects.filter(handeling="Kamerbrief vastgelegd", door=staf).exists()
    with geweigerd("kamerbrief_bestaat"):
        kamerbrief(ronde, staf)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM governance_kamerbrief")


def test_no_kamerbrief_without_a_frozen_list(staf):
    """The list is its annex (BOL-1, BOL-2)."""
    ronde = bol_ronde()
    zitting(ronde)
    with geweigerd("lijst_niet_bevroren"):
        kamerbrief(ronde, staf)
    assert not ronde.is_openbaar


@pytest.mark.parametrize(
    ("datum", "mag"),
    [
        (DAG - datetime.timedelta(days=1), False),
        (DAG, True),
        (OP, True),
        (OP + datetime.timedelta(days=1), False),
    ],
)
def test_the_kamerbrief_is_sent_after_the_last_meeting_and_not_later_than_today(staf, datum, mag):
    """The edges of the date (BOL-2)."""
    ronde = bevroren_ronde(staf)
    if mag:
        assert kamerbrief(ronde, staf, datum=datum).datum == datum
    else:
        with geweigerd("kamerbriefdatum_kan_niet"):
            kamerbrief(ronde, staf, datum=datum)
        assert not ronde.is_openbaar
