"""What the parties of an afspraak agree on, and who they are (AFS-2)."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from novex.models import Organisatie

from ..bedrag import schrijf_getal

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


# What an afspraak does not have unless it is filled in.
_SOMS = {"Landsdeel", "Gebied", "Reden dat maar een kant iets doet"}


class AfgesprokenMixin:
    """The part of an afspraak that the akkoorden stand on."""

    # What Afspraak, which is made of this, has and is pointed at by.
    acties: Any
    partijen: Any
    provincies: Any
    landsdeel: Any
    landsdeel_id: int | None
    genoemde_ids: list[int]
    titel: str
    tekst: str
    gebied: str
    gezamenlijk_doel: str
    resultaat: str
    indicator: str
    eenheid: str
    nulwaarde: Any
    streefwaarde: Any
    product: str
    termijn_tekst: str
    termijn_van: datetime.date | None
    termijn_tot: datetime.date | None
    eenzijdig_reden: str
    get_type_display: Any
    get_scope_display: Any
    get_termijn_soort_display: Any

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

    @property
    def nulwaarde_tekst(self) -> str:
        return schrijf_getal(self.nulwaarde)

    @property
    def streefwaarde_tekst(self) -> str:
        return schrijf_getal(self.streefwaarde)

    def te_lezen(self) -> dict[str, str]:
        """The same as a party reads it, label by label; in one order each time (AFS-2)."""
        regels = {
            "Titel": self.titel,
            "Tekst": self.tekst,
            "Type": self.get_type_display(),
            "Reikwijdte": self.get_scope_display(),
            "Landsdeel": _als_tekst(self.landsdeel),
            "Provincies": _opgesomd(self.provincies.all()),
            "Gebied": self.gebied,
            "Partijen": _opgesomd(self.partijen.all()),
            "Gezamenlijk doel": self.gezamenlijk_doel,
            "Resultaat": self.resultaat,
            "Indicator": self.indicator,
            "Eenheid": self.eenheid,
            "Nulwaarde": self.nulwaarde_tekst,
            "Streefwaarde": self.streefwaarde_tekst,
            "Product": self.product,
            "Termijn": self._termijn_te_lezen(),
            "Reden dat maar een kant iets doet": self.eenzijdig_reden,
            "Wie doet wat": "\n".join(
                f"{actie.trekker}: {actie.resultaat} (uiterlijk {actie.termijn:%d-%m-%Y})"
                for actie in self.acties.all()
            ),
        }
        return {label: tekst for label, tekst in regels.items() if tekst or label not in _SOMS}

    def _termijn_te_lezen(self) -> str:
        if not self.termijn_tekst:
            return ""
        dagen = [f"{dag:%d-%m-%Y}" for dag in (self.termijn_van, self.termijn_tot) if dag]
        soort = self.get_termijn_soort_display().lower()
        return f"{self.termijn_tekst} ({', '.join([soort, ' tot en met '.join(dagen)])})"

    def partijen_nu(self) -> list[Organisatie]:
        """The parties whose akkoord is asked: those named, and whoever draws an action."""
        gevonden = {organisatie.pk: organisatie for organisatie in self.partijen.all()}
        for actie in self.acties.all():
            gevonden.setdefault(actie.trekker_organisatie_id, actie.trekker_organisatie)
        return sorted(gevonden.values(), key=lambda o: (o.kant != "rijk", o.naam))


def _opgesomd(rijen: Iterable[Any]) -> str:
    return ", ".join(sorted(str(rij) for rij in rijen))


def _als_tekst(waarde: Any) -> str:
    """One spelling per value: 5 and 5.000 are the same number."""
    if waarde is None:
        return ""
    if isinstance(waarde, datetime.date):
        return waarde.isoformat()
    if hasattr(waarde, "normalize"):
        return f"{waarde.normalize():f}"
    return str(waarde)
