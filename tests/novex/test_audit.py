"""The audit trail: what leaves a row, and what shows when one was touched (ZIC-5)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from novex import audit
from novex.celery import app
from novex.ijkpunt import controleer_spoor
from novex.models import Auditregel
from tests.dossiers.factories import VraagstukFactory


@pytest.fixture
def spoor(staf):
    """Three rows, each sealing the one before it."""
    return [
        audit.leg_vast("proef", door=staf, onderwerp=f"rij {n}", gegevens={"n": n}, reden="Zo.")
        for n in range(3)
    ]


@pytest.fixture
def zonder_slot(spoor):
    """The trigger off, as the owner of the database could do; undone with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE novex_auditregel DISABLE TRIGGER USER")


def test_an_untouched_trail_is_sound(spoor):
    """ZIC-5: the first row follows on nothing, each other on the one before it."""
    assert spoor[0].vorige == audit.EERSTE
    assert [regel.vorige for regel in spoor[1:]] == [regel.zegel for regel in spoor[:-1]]
    assert audit.controleer() == []


@pytest.mark.parametrize(
    "anders",
    [{"onderwerp": "iets anders"}, {"reden": "Anders."}, {"gegevens": {"n": 9}}, {"door": None}],
)
def test_a_changed_row_shows(spoor, zonder_slot, anders):
    """ZIC-5: whichever part of it was changed, past the database's own guard."""
    QuerySet.update(Auditregel.objects.filter(pk=spoor[1].pk), **anders)
    assert audit.controleer() == [spoor[1].pk]


def test_a_removed_row_shows(spoor, zonder_slot):
    """ZIC-5: the row after it follows on nothing."""
    Auditregel.objects.filter(pk=spoor[1].pk)._raw_delete("default")
    assert audit.controleer() == [spoor[2].pk]


@pytest.fixture
def bestanden(settings, tmp_path):
    """Where the last check left its mark."""
    settings.MEDIA_ROOT = tmp_path


def test_the_last_rows_that_were_removed_show(spoor, zonder_slot, bestanden):
    """ZIC-5: the chain ends sound, but where it stood at the last check is gone; every time."""
    assert controleer_spoor() == []
    Auditregel.objects.filter(pk=spoor[2].pk)._raw_delete("default")
    assert audit.controleer() == []
    zin = f"Auditregel {spoor[2].pk} van de vorige controle is weg of gewijzigd."
    assert controleer_spoor() == [zin]
    audit.leg_vast("proef", door=None)
    assert controleer_spoor() == [zin]


def test_the_command_says_what_is_wrong(spoor, zonder_slot, bestanden, capsys):
    """ZIC-5: with an exit code, so that a script can watch it."""
    call_command("controleer_audit")
    assert capsys.readouterr().out == "Het auditspoor klopt.\n"
    audit.leg_vast("proef", door=None)
    call_command("controleer_audit")
    QuerySet.update(Auditregel.objects.filter(pk=spoor[1].pk), reden="Anders.")
    with pytest.raises(CommandError, match=f"Auditregel {spoor[1].pk} is gewijzigd"):
        call_command("controleer_audit")


def test_every_night_a_broken_trail_is_an_error_in_the_log(
    settings, spoor, zonder_slot, bestanden, caplog
):
    """ZIC-5: beat knows the task, and the task logs what it finds."""
    taak = settings.CELERY_BEAT_SCHEDULE["controleer_audit"]["task"]
    QuerySet.update(Auditregel.objects.filter(pk=spoor[1].pk), reden="Anders.")
    app.tasks[taak]()
    assert [regel.levelname for regel in caplog.records] == ["ERROR"]
    assert "auditspoor_geschonden" in caplog.text


@pytest.mark.parametrize(
    "sql", ["UPDATE novex_auditregel SET reden = 'Anders.'", "DELETE FROM novex_auditregel"]
)
def test_the_database_keeps_the_trail(spoor, sql):
    """ZIC-5: append-only, also for SQL."""
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_refused_access_leaves_a_row(client, expert, gelderland):
    """ZIC-5: who tried what; the row holds an address and no content."""
    vraagstuk = VraagstukFactory()
    client.force_login(expert)
    pad = f"/vraagstukken/{vraagstuk.pk}/planning/"
    assert client.get(pad).status_code == 403
    regel = Auditregel.objects.get(handeling="toegang geweigerd")
    assert (regel.door, regel.onderwerp, regel.gegevens) == (expert, pad, {"methode": "GET"})


def test_looking_for_what_is_not_visible_leaves_a_row(client, buitenstaander, gelderland):
    """ZIC-5, ZIC-3: a 404 on an address of a row may be someone who tries numbers."""
    vraagstuk = VraagstukFactory()
    client.force_login(buitenstaander)
    assert client.get(vraagstuk.get_absolute_url()).status_code == 404
    regel = Auditregel.objects.get(handeling="niet gevonden of niet zichtbaar")
    assert (regel.door, regel.onderwerp) == (buitenstaander, vraagstuk.get_absolute_url())
