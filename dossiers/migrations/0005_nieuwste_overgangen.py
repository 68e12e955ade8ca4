"""The newest overgangen first, for Mijn werk."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0004_zoeken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='faseovergang',
            index=models.Index(fields=['-op', '-id'], name='faseovergang_nieuwste'),
        ),
    ]
