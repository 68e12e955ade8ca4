"""The audit trail: append-only, and a change in it shows (ZIC-5).

Model changes are in django-simple-history; this trail holds the acts that history does not
know: refused access, exports, releases, role changes, log-ins as a demo account.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from novex.models import Auditregel, Gebruiker

EERSTE = "0" * 64
_SLOT = 7_250_001  # advisory lock: one row at a time, so that the chain has no forks


def _zegel(regel: Auditregel) -> str:
    inhoud = json.dumps(
        [
            regel.op.astimezone(datetime.UTC).isoformat(),
            regel.door_id,
            regel.handeling,
            regel.onderwerp,
            regel.gegevens,
            regel.reden,
            regel.vorige,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(inhoud.encode()).hexdigest()


@transaction.atomic
def leg_vast(
    handeling: str,
    *,
    door: Gebruiker | None,
    onderwerp: str = "",
    gegevens: dict[str, Any] | None = None,
    reden: str = "",
) -> Auditregel:
    """Add a row. ``gegevens`` is JSON; never put content of a dossier in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])
    laatste = Auditregel.objects.order_by("-pk").values_list("zegel", flat=True).first()
    regel = Auditregel(
        op=timezone.now(),
        door=door,
        handeling=handeling,
        onderwerp=onderwerp[:200],
        gegevens=gegevens or {},
        reden=reden,
        vorige=laatste or EERSTE,
    )
    regel.zegel = _zegel(regel)
    regel.save()
    return regel


def controleer() -> list[int]:
    """The ids of rows that were changed or that follow on a removed row; empty is sound."""
    fout: list[int] = []
    vorige = EERSTE
    for regel in Auditregel.objects.order_by("pk").iterator():
        if regel.vorige != vorige or regel.zegel != _zegel(regel):
            fout.append(regel.pk)
        vorige = regel.zegel
    return fout
