from typing import Any

from django.core.management.base import BaseCommand

from novex.demo import PERSONAS


class Command(BaseCommand):
    help = "Print the demo accounts; each logs in with one click on the log-in page."

    def handle(self, *args: Any, **options: Any) -> None:
        breedte = max(len(persona.naam) for persona in PERSONAS.values())
        for persona in PERSONAS.values():
            self.stdout.write(f"  {persona.naam:<{breedte}}  {persona.uitleg}")
