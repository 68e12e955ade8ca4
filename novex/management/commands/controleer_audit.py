from typing import Any

from django.core.management.base import BaseCommand, CommandError

from novex.ijkpunt import controleer_spoor


class Command(BaseCommand):
    help = "Check that no row of the audit trail was changed or removed (ZIC-5)."

    def handle(self, *args: Any, **options: Any) -> None:
        if gevonden := controleer_spoor():
            raise CommandError("\n".join(gevonden))
        self.stdout.write("Het auditspoor klopt.")
