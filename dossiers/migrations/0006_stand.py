"""Counting per fase without reading the texts."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0005_nieuwste_overgangen'),
        ('novex', '0003_vaste_tekst'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='vraagstuk',
            index=models.Index(fields=['fase', 'organisatie', 'aan_zet_organisatie', 'id'], name='vraagstuk_stand'),
        ),
    ]
