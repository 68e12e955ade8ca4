from typing import Any

from django.core.management.base import BaseCommand, CommandError

from novex.referentie.lader import Gegevensfout, laad


class Command(BaseCommand):
    help = "Load the reference data (REF-1 to REF-6). Safe to repeat: edited rows stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verslagen = laad()
        except Gegevensfout as fout:
            raise CommandError(f"Er is niets geladen. {fout}") from fout
        for verslag in verslagen:
            self.stdout.write(
                f"{verslag.tabel}: {verslag.nieuw} nieuw, {verslag.gewijzigd} gewijzigd, "
                f"{verslag.ongewijzigd} ongewijzigd, "
                f"{verslag.aangepast} door beheerder aangepast, "
                f"{verslag.verwijderd} door beheerder verwijderd"
                + (f", {verslag.vast} vast omdat ermee is geoordeeld" if verslag.vast else "")
            )
