"""The database itself refuses a change of what was logged (VRA-2, VRA-16, VRA-19)."""

from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        append_only("dossiers_faseovergang"),
        append_only("dossiers_instemming"),
        append_only("dossiers_tekstwijziging"),
        append_only(
            "dossiers_tekstreactie",
            except_columns=("antwoord", "beantwoord_door_id", "beantwoord_op"),
        ),
        append_only(
            "dossiers_feit",
            except_columns=("ingetrokken_op", "ingetrokken_door_id", "ingetrokken_reden"),
        ),
    ]
