from django.db import migrations

import novex.models.gebruiker


class Migration(migrations.Migration):
    dependencies = [
        ("novex", "0003_vaste_tekst"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="gebruiker",
            managers=[
                ("objects", novex.models.gebruiker.GebruikerManager()),
            ],
        ),
    ]
