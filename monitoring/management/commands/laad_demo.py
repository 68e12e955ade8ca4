from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitoring.demo.laden import laad_demo
from novex.models import Gebruiker


class Command(BaseCommand):
    help = "Load the demo once: imported sources, two cycli, vraagstukken in every phase."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.NOVEX_DEMO:
            raise CommandError("De demo staat uit. Zet NOVEX_DEMO=ja om de demo te laden.")
        if Gebruiker.objects.filter(username="vro-staf").exists():
            self.stdout.write("De demo is al geladen.")
            return
        laad_demo()
        self.stdout.write("De demo is geladen.")
