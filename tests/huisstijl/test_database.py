"""What the database itself refuses, also when a model is passed by."""

import pytest
from django.apps import apps
from django.db import connection

from novex.logboek import Logregel
from tests.huisstijl.bronnen import APPS

pytestmark = pytest.mark.django_db

MODELLEN = [model for model in apps.get_models() if model._meta.app_label in APPS]


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_every_constraint_of_a_model_is_in_the_database(model):
    """VRA-2, AFS-2, MON-1: what ``Meta.constraints`` promises holds for SQL too."""
    with connection.cursor() as cursor:
        aanwezig = connection.introspection.get_constraints(cursor, model._meta.db_table)
    assert {beperking.name for beperking in model._meta.constraints} <= aanwezig.keys()


def test_every_logboek_is_closed_in_the_database():
    """VRA-2, ZIC-5, ALG-2: a row of a logboek is neither changed nor removed."""
    logboeken = {model._meta.db_table for model in MODELLEN if issubclass(model, Logregel)}
    assert len(logboeken) > 10
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname LIKE '%_append_only' AND tgenabled = 'O'"
        )
        gesloten = {tabel for (tabel,) in cursor.fetchall()}
    assert logboeken <= gesloten
