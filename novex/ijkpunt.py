"""Is the audit trail whole? Judged by itself, and by where it stood the last time (ZIC-5).

The chain shows a row that was changed or taken out between others, but not that the last ones
went. So where it stood is kept outside the database, in a file, and in the log of the server.
"""

from __future__ import annotations

import json

import structlog

from novex import audit
from novex.achtergrond import pad_onder_bestanden, schrijf_heel
from novex.models import Auditregel

logger = structlog.get_logger(__name__)


def controleer_spoor() -> list[str]:
    """What is wrong with the trail, in sentences; empty is sound, and moves the ijkpunt on."""
    gevonden = [
        f"Auditregel {pk} is gewijzigd, of een regel ervoor is weg." for pk in audit.controleer()
    ]
    pad = pad_onder_bestanden("audit", "ijkpunt.json")
    toen = json.loads(pad.read_text()) if pad.exists() else None
    if toen and not Auditregel.objects.filter(**toen).exists():
        gevonden.append(f"Auditregel {toen['pk']} van de vorige controle is weg of gewijzigd.")
    for zin in gevonden:
        logger.error("auditspoor_geschonden", zin=zin)
    nu = Auditregel.objects.order_by("-pk").values("pk", "zegel").first()
    if nu and not gevonden:
        schrijf_heel(pad, json.dumps(nu).encode())
        logger.info("auditspoor_klopt", **nu)
    return gevonden
