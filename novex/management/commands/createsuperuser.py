from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError
from django.utils import timezone

from novex.models import Organisatie


class Command(createsuperuser.Command):
    help = "Make the first account, of VRO unless told otherwise; it gives out the roles (ROL-1)."

    def handle(self, *args: Any, **options: Any) -> Any:
        """Nobody knows the key of an organisatie before the first log-in, so none is asked."""
        if options["organisatie"] is None:
            vro = Organisatie.objects.geldig(timezone.localdate()).filter(is_vro=True).first()
            if vro is None:
                raise CommandError(
                    "Er is nog geen organisatie VRO. Laad eerst de referentiegegevens: "
                    "python manage.py laad_referentie."
                )
            options["organisatie"] = vro.pk
        return super().handle(*args, **options)
