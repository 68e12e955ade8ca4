"""The database of the tests: migrated once, and copied for every process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.state import ModelState, ProjectState
from django.test import TransactionTestCase

from tests.decor import zet_decor

# What migrating wrote, and no test changes.
BLIJFT = {"auth_permission", "django_content_type", "django_migrations"}


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_keepdb, tmp_path_factory, worker_id
):
    """In place of what pytest-django does: migrating in every process, many seconds each.

    ``--reuse-db`` keeps what was migrated for a next run.
    """
    eigen_map = tmp_path_factory.getbasetemp()
    slot = (eigen_map if worker_id == "master" else eigen_map.parent) / "database.slot"
    with django_db_blocker.unblock(), _om_de_beurt(slot) as gemigreerd:
        connection.settings_dict["NAME"] = mal = _migreer(gemigreerd, django_db_keepdb)
        connection.creation.clone_test_db(worker_id, verbosity=0)
        kopie = connection.creation.get_test_db_clone_settings(worker_id)
        connection.settings_dict["NAME"] = kopie["NAME"]
        zet_decor()
    with pytest.MonkeyPatch.context() as even:
        even.setattr(TransactionTestCase, "_fixture_teardown", _maak_leeg)
        yield
    with django_db_blocker.unblock(), _om_de_beurt(slot) as gemigreerd:
        connection.settings_dict["NAME"] = mal
        connection.creation.destroy_test_db(verbosity=0, suffix=worker_id)
        if gemigreerd.exists() and not django_db_keepdb:
            connection.creation.destroy_test_db(verbosity=0)
            gemigreerd.unlink()  # who starts only now migrates again


@contextmanager
def _om_de_beurt(slot: Path) -> Iterator[Path]:
    """The processes of one run, one after another; gives the file that says it was migrated."""
    with slot.open("a") as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        yield slot.with_suffix(".gemigreerd")


def _migreer(gemigreerd: Path, houd: bool) -> str:
    """The name of the database that the others are copied from."""
    if not gemigreerd.exists():
        maken = connection.creation
        with pytest.MonkeyPatch.context() as even:
            even.setattr(ProjectState, "add_model", _voeg_toe)
            naam = maken.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=houd)
        gemigreerd.write_text(naam)
    return gemigreerd.read_text()


def _voeg_toe(self: ProjectState, nieuw: ModelState) -> None:
    """Django's ``add_model``, but without drawing up again all models that a new one points to.

    Those are as they were, and three quarters of migrating an empty database went there.
    """
    sleutel = nieuw.app_label, nieuw.name_lower
    self.models[sleutel] = nieuw
    if self._relations is not None:
        self.resolve_model_relations(sleutel)
    if "apps" in self.__dict__:
        self.apps.render_multiple([nieuw])


_flush = TransactionTestCase._fixture_teardown


def _maak_leeg(test: TransactionTestCase) -> None:
    """After a test that committed: empties the few tables that hold rows, and not all of them.

    Past the triggers of the logs, which takes a superuser; without one it is Django's ``flush``.
    """
    tabellen = set(connection.introspection.django_table_names()) - BLIJFT
    vol = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM \"{t}\")" for t in tabellen)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(vol)
            for (tabel,) in cursor.fetchall():
                cursor.execute(f'DELETE FROM "{tabel}"')
    except ProgrammingError:
        _flush(test)
    else:
        zet_decor()
