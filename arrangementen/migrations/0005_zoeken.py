"""Searching and paging through thousands of afspraken."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0004_zoeken'),  # the extension
        ('arrangementen', '0004_append_only'),
        ('dossiers', '0005_nieuwste_overgangen'),
        ('governance', '0002_append_only'),
        ('novex', '0003_vaste_tekst'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='afspraak',
            index=models.Index(models.OrderBy(models.F('jaar'), descending=True, nulls_last=True), models.F('nummer'), name='afspraak_volgorde'),
        ),
        migrations.AddIndex(
            model_name='afspraak',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('nummer'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('titel'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('tekst'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('partijen_tekst'), 'gin_trgm_ops'), name='afspraak_deel_van_tekst'),
        ),
    ]
