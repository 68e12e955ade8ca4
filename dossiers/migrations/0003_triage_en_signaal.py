"""The database itself refuses a change of a judgement, and an adviser who decides (ROL-2, TRI-4)."""

from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_append_only")]

    operations = [
        append_only("dossiers_snellecheck"),
        append_only("dossiers_signaaluitkomst"),
        append_only("dossiers_triageadvies"),
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
