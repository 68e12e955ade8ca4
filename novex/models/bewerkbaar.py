from typing import Any

from django.conf import settings
from django.db import models

from novex.beperkingen import SamenGetoetst


class Bewerkbaar(SamenGetoetst):
    """A row that people edit in a form: who did last, when, and a version against stale forms."""

    versie = models.PositiveIntegerField(default=1, editable=False)
    gewijzigd_op = models.DateTimeField(auto_now=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    # Who and why, for the technical history of the next save (django-simple-history).
    _history_user: Any
    _change_reason: str

    class Meta:
        abstract = True
