"""Earlier afspraken from a table of sources, as the source writes them (AFS-1, AFS-4, AFS-7).

Nothing is made up: an empty cell stays empty, and a place that is not recognised is an error.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from novex.inlezen import Inlezer, Kolom, bron_sleutel
from novex.models import Landsdeel, Provincie

from .bedrag import lees_bedrag, schrijf_bedrag
from .models import Afspraak
from .services import afspraken
from .termijn import eis_bestaande_dag

_KADER, _FEIT = Afspraak.Regelsoort.KADERBEPALING, Afspraak.Regelsoort.CONSTATERING
REGELSOORT = {"voorwaarde": _KADER, "constatering": _FEIT}
# Other spellings of a provincie in sources.
OOK_BEKEND = {"Friesland": "Fryslân"}
# The column of the file and the field it fills as it is.
_VELDEN = {
    "bron_url": "bron_url",
    "jaar": "jaar",
    "thema": "thema",
    "afspraak_tekst": "tekst",
    "partijen": "partijen_tekst",
    "termijn": "termijn_tekst",
    "forum_en_datum": "forum",
    "type_afspraak_duiding": "duiding",
    "weergave": "weergave",
    "provincie_of_landsdeel": "gebied",
}


@dataclass(frozen=True)
class Plaats:
    """Where an afspraak holds, read from the words of the source."""

    scope: str
    provincies: list[Provincie] = field(default_factory=list)
    landsdeel: Landsdeel | None = None


class AfspraakInlezer(Inlezer[Afspraak]):
    """Rows become historical afspraken; voorwaarden are kaderbepalingen (BOL-1)."""

    soort = "afspraken"
    opschrift = "Eerdere afspraken importeren"
    recht = "arrangementen.importeren"
    urlnaam = "arrangementen:inlezen"
    boven = (("Afspraken", "arrangementen:afspraak-lijst"),)
    herkend_aan = "bron en tekst van de afspraak"
    kolommen = (
        Kolom("bron_url", "Bron", verplicht=True, max_lengte=500),
        Kolom("jaar", "Jaar", max_lengte=4),
        Kolom("provincie_of_landsdeel", "Provincie of landsdeel", verplicht=True, max_lengte=200),
        Kolom("thema", "Thema", max_lengte=100),
        Kolom("afspraak_tekst", "Tekst van de afspraak", verplicht=True, max_lengte=2000),
        Kolom("partijen", "Partijen", max_lengte=500),
        Kolom("termijn", "Termijn", max_lengte=200),
        Kolom("forum_en_datum", "Forum en datum", max_lengte=200),
        Kolom("bedrag_eur", "Bedrag in euro", max_lengte=30, uitleg="Zoals 9.680.000"),
        Kolom("type_afspraak_duiding", "Soort afspraak", max_lengte=60),
        Kolom("weergave", "Weergave", max_lengte=60),
    )

    def lees_bron_url(self, tekst: str) -> str:
        try:
            URLValidator(schemes=["http", "https"])(tekst)
        except ValidationError:
            raise ValidationError(
                "Dit is geen webadres. Begin met https:// of http://.", code="geen_webadres"
            ) from None
        return tekst

    def lees_jaar(self, tekst: str) -> int:
        if not re.fullmatch(r"(19[5-9]|20\d|21[0-4])\d", tekst, re.ASCII):
            raise ValidationError(
                "Dit jaar kan niet. Schrijf een jaar van vier cijfers, zoals 2026.",
                code="jaar_kan_niet",
            )
        return int(tekst)

    def lees_provincie_of_landsdeel(self, tekst: str) -> str:
        self.plaats(tekst)
        return tekst

    def lees_termijn(self, tekst: str) -> str:
        eis_bestaande_dag(tekst)
        return tekst

    def lees_bedrag_eur(self, tekst: str) -> Any:
        bedrag = lees_bedrag(tekst)
        if not bedrag:
            raise ValidationError(
                "Een bedrag is hoger dan nul. Laat de cel leeg als er geen bedrag is.",
                code="bedrag_niet_positief",
            )
        return bedrag

    def sleutel(self, waarden: dict[str, Any]) -> str:
        return bron_sleutel(waarden["bron_url"], waarden["afspraak_tekst"])

    def bestaande(self, sleutels: Collection[str]) -> dict[str, Afspraak]:
        rijen = Afspraak.objects.filter(
            bron_sleutel__in=sleutels, herkomst_soort=Afspraak.Herkomst.HISTORISCH
        ).prefetch_related("geldregels")
        return {rij.bron_sleutel: rij for rij in rijen if rij.bron_sleutel}

    def bron(self, waarden: dict[str, Any]) -> str:
        return waarden["bron_url"]

    def van_bron(self, rijen: Collection[dict[str, Any]]) -> dict[str, list[Afspraak]]:
        bronnen = {rij["bron_url"] for rij in rijen}
        gevonden: dict[str, list[Afspraak]] = defaultdict(list)
        historisch = Afspraak.objects.filter(herkomst_soort=Afspraak.Herkomst.HISTORISCH)
        van_hier = historisch.filter(bron_url__in=bronnen, bron_sleutel__isnull=False)
        for rij in van_hier.prefetch_related("geldregels"):
            gevonden[rij.bron_url].append(rij)
        return gevonden

    def huidig(self, bestaand: Afspraak) -> dict[str, Any]:
        nu = {kolom: getattr(bestaand, veld) for kolom, veld in _VELDEN.items()}
        nu["jaar"] = "" if bestaand.jaar is None else bestaand.jaar
        nu["bedrag_eur"] = next((regel.bedrag for regel in bestaand.geldregels.all()), "")
        return nu

    def toon(self, kolom: str, waarde: Any) -> str:
        if kolom == "bedrag_eur" and waarde != "":
            return schrijf_bedrag(waarde)
        return super().toon(kolom, waarde)

    def bewaar(self, waarden: dict[str, Any], bestaand: Afspraak | None) -> None:
        plaats = self.plaats(waarden["provincie_of_landsdeel"])
        velden = {veld: waarden[kolom] for kolom, veld in _VELDEN.items() if kolom in waarden}
        if "jaar" in velden:
            velden["jaar"] = velden["jaar"] or None
        if "type_afspraak_duiding" in waarden:
            duiding = waarden["type_afspraak_duiding"].lower()
            velden["regelsoort"] = REGELSOORT.get(duiding, Afspraak.Regelsoort.AFSPRAAK)
        nu = self.huidig(bestaand) if bestaand else {"bedrag_eur": ""}
        bedrag = waarden.get("bedrag_eur", nu["bedrag_eur"])
        afspraken.neem_op_uit_bron(
            door=self.door,
            bron_sleutel=self.sleutel(waarden),
            bestaand=bestaand,
            titel=kop(waarden["afspraak_tekst"]),
            scope=plaats.scope,
            landsdeel=plaats.landsdeel,
            provincies=plaats.provincies,
            bedrag=None if bedrag == "" else bedrag,
            **velden,
        )

    def plaats(self, tekst: str) -> Plaats:
        """Landelijk, all provincies that are named, or else one landsdeel."""
        if re.match(r"landelijk\b", tekst, re.IGNORECASE):
            return Plaats(Afspraak.Scope.LANDELIJK)
        provincies = [p for naam, p in self._provincies.items() if _noemt(tekst, naam)]
        if provincies:
            return Plaats(Afspraak.Scope.PROVINCIE, list(dict.fromkeys(provincies)))
        genoemd = [deel for deel in self._landsdelen if _noemt(tekst, deel.naam)]
        if len(genoemd) == 1:
            return Plaats(Afspraak.Scope.LANDSDEEL, landsdeel=genoemd[0])
        raise ValidationError(
            "Hier staat geen provincie of landsdeel die we kennen. "
            "Noem een provincie, een landsdeel, of schrijf landelijk.",
            code="plaats_onbekend",
        )

    @cached_property
    def _provincies(self) -> dict[str, Provincie]:
        """By every name that a source may use."""
        op_naam = {provincie.naam: provincie for provincie in Provincie.objects.all()}
        ook = {naam: op_naam[echt] for naam, echt in OOK_BEKEND.items() if echt in op_naam}
        return op_naam | ook

    @cached_property
    def _landsdelen(self) -> list[Landsdeel]:
        return list(Landsdeel.objects.all())


def kop(tekst: str, lengte: int = 100) -> str:
    """The first words of the text, as a title for a row that has none of its own."""
    regel = " ".join(tekst.split())
    if len(regel) <= lengte:
        return regel
    return regel[: lengte - 1].rsplit(" ", 1)[0] + "…"


def _noemt(tekst: str, naam: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(naam)}(?![\w-])", tekst, re.IGNORECASE))
