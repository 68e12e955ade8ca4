"""Searching in thousands of vraagstukken: words and parts of a name (VRA-10).

The extension is a trusted one: the owner of the database may create it.
"""

from django.contrib.postgres.operations import TrigramExtension
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0003_triage_en_signaal'),
        ('novex', '0003_vaste_tekst'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name='vraagstuk',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('titel', 'omschrijving', 'nummer', 'dilemmas', 'spanningen', 'kansen', config='dutch'), name='vraagstuk_woorden'),
        ),
        migrations.AddIndex(
            model_name='vraagstuk',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('titel'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('nummer'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('gebied'), 'gin_trgm_ops'), name='vraagstuk_deel_van_naam'),
        ),
        migrations.AddIndex(
            model_name='vraagstuk',
            index=models.Index(fields=['-gewijzigd_op', '-id'], name='vraagstuk_gewijzigd'),
        ),
    ]
