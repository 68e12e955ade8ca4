from django.db import migrations

from novex.logboek import append_only


class Migration(migrations.Migration):
    """Log rows and frozen editions of arrangementen are only added (ARR-1, ARR-4, ALG-2)."""

    dependencies = [("arrangementen", "0003_arrangement")]

    operations = [
        append_only("arrangementen_opnameoordeel"),
        append_only("arrangementen_arrangementakkoord"),
        append_only("arrangementen_arrangementstap"),
        append_only("arrangementen_geeneditie"),
        append_only("arrangementen_vaststelling"),
        append_only("arrangementen_editiebestand"),
    ]
