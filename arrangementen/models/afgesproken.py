"""What the parties of an afspraak agree on, and who they are (AFS-2)."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

from novex.models import Organisatie

# The fields that the parties agree on (AFS-2).
AFGESPROKEN = (
    "titel",
    "tekst",
    "type",
    "scope",
    "gebied",
    "gezamenlijk_doel",
    "resultaat",
    "indicator",
    "eenheid",
    "nulwaarde",
    "streefwaarde",
    "product",
    "termijn_soort",
    "termijn_tekst",
    "termijn_van",
    "termijn_tot",
    "eenzijdig_reden",
)


class AfgesprokenMixin:
    """The part of an afspraak that the akkoorden stand on."""

    acties: Any  # what Afspraak, which is made of this, points to and is pointed at by
    partijen: Any
    landsdeel_id: int | None
    genoemde_ids: list[int]

    def afgesproken_tekst(self) -> dict[str, Any]:
        """All that the parties agree on; the akkoorden stand on its checksum (AFS-2)."""
        return {veld: _als_tekst(getattr(self, veld)) for veld in AFGESPROKEN} | {
            "landsdeel": _als_tekst(self.landsdeel_id),
            "provincies": sorted(self.genoemde_ids),
            "partijen": sorted(partij.pk for partij in self.partijen.all()),
            "acties": sorted(actie.afgesproken_tekst() for actie in self.acties.all()),
        }

    @property
    def tekst_sha256(self) -> str:
        inhoud = json.dumps(self.afgesproken_tekst(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(inhoud.encode()).hexdigest()

    def partijen_nu(self) -> list[Organisatie]:
        """The parties whose akkoord is asked: those named, and whoever draws an action."""
        gevonden = {organisatie.pk: organisatie for organisatie in self.partijen.all()}
        for actie in self.acties.all():
            gevonden.setdefault(actie.trekker_organisatie_id, actie.trekker_organisatie)
        return sorted(gevonden.values(), key=lambda o: (o.kant != "rijk", o.naam))


def _als_tekst(waarde: Any) -> str:
    """One spelling per value: 5 and 5.000 are the same number."""
    if waarde is None:
        return ""
    if isinstance(waarde, datetime.date):
        return waarde.isoformat()
    if hasattr(waarde, "normalize"):
        return f"{waarde.normalize():f}"
    return str(waarde)
