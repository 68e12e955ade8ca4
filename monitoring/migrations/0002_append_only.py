"""The database itself refuses to change or remove what was reported (ZIC-5, ALG-2)."""

from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        append_only("monitoring_voortgangsmelding"),
        append_only("monitoring_lichtcorrectie"),
    ]
