"""Who waits longest, read by index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0006_stand'),
        ('novex', '0004_eerste_account'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='vraagstuk',
            index=models.Index(fields=['aan_zet_sinds', 'id'], name='vraagstuk_wacht'),
        ),
        migrations.AddIndex(
            model_name='vraagstuk',
            index=models.Index(fields=['aan_zet_organisatie', 'aan_zet_sinds', 'id'], name='vraagstuk_aan_zet'),
        ),
    ]
