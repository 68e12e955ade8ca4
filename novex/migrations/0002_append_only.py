from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    """The database itself refuses a change in the audit trail (ZIC-5)."""

    dependencies = [("novex", "0001_initial")]

    operations = [append_only("novex_auditregel")]
