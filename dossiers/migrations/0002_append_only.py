"""The database itself refuses a change of what was logged or judged, and an adviser who decides.

VRA-2, VRA-16, VRA-19, TRI-4, ROL-2.
"""

from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        append_only("dossiers_faseovergang"),
        append_only("dossiers_instemming"),
        append_only("dossiers_tekstwijziging"),
        append_only("dossiers_vertrek"),
        append_only(
            "dossiers_tekstreactie",
            except_columns=("antwoord", "beantwoord_door_id", "beantwoord_op"),
        ),
        append_only(
            "dossiers_feit",
            except_columns=("ingetrokken_op", "ingetrokken_door_id", "ingetrokken_reden"),
        ),
        append_only("dossiers_snellecheck"),
        append_only("dossiers_signaaluitkomst"),
        append_only("dossiers_triageadvies"),
        append_only("dossiers_accountteamzienswijze"),
        append_only("dossiers_triagebesluit"),
        append_only("dossiers_oordeel"),
        # ROL-2: the adviseur named in a besluit is the one who gave that advice.
        migrations.RunSQL(
            """
            ALTER TABLE dossiers_triageadvies
                ADD CONSTRAINT triageadvies_met_adviseur UNIQUE (id, door_id);
            ALTER TABLE dossiers_triagebesluit
                ADD CONSTRAINT triagebesluit_adviseur_gaf_advies
                FOREIGN KEY (advies_id, adviseur_id) REFERENCES dossiers_triageadvies (id, door_id);
            """,
            """
            ALTER TABLE dossiers_triagebesluit DROP CONSTRAINT triagebesluit_adviseur_gaf_advies;
            ALTER TABLE dossiers_triageadvies DROP CONSTRAINT triageadvies_met_adviseur;
            """,
        ),
    ]
