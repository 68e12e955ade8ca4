"""Vraagstukken from a table of public sources, as concepts on the own side (VRA-0).

Nothing is made up: a provincie comes from the words of the area, or from the NOVEX-gebied that
the words name, and that gebied is the herkomst. Where neither helps, the concept has no provincie
or no herkomst and opening asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from novex.inlezen import Inlezer, Kolom, bron_sleutel
from novex.models import Domein, NovexGebied, Provincie

from .bewerken import Groep, mag_bewerken
from .models import Fase, Vraagstuk
from .services import tekst, vraagstukken

# Words that sources use for a domein of REF-3; a name of the table itself always counts.
ALIASSEN = {
    "bereikbaarheid": "mobiliteit",
    "bodem": "water-en-bodem",
    "drinkwater": "drinkwater-en-zoetwater",
    "erfgoed": "erfgoed-en-landschap",
    "gezondheid": "gezondheid-en-leefomgeving",
    "klimaat": "klimaatadaptatie",
    "landschap": "erfgoed-en-landschap",
    "leefomgeving": "gezondheid-en-leefomgeving",
    "verkeer": "mobiliteit",
    "water": "water-en-bodem",
    "woningbouw": "wonen",
    "zoetwater": "drinkwater-en-zoetwater",
}
ANDERE_NAMEN = {"friesland": "pv21", "brabant": "pv30"}
LANDELIJK = re.compile(r"\b(landelijk|heel nederland)\b", re.IGNORECASE)


class VraagstukInlezer(Inlezer[Vraagstuk]):
    soort = "vraagstukken"
    opschrift = "Vraagstukken importeren"
    recht = "dossiers.importeren"
    urlnaam = "dossiers:inlezen"
    boven = (("Vraagstukken", "dossiers:vraagstuk-lijst"),)
    herkend_aan = "bron en gebied"
    kolommen = (
        Kolom(
            "bron",
            "Bron",
            verplicht=True,
            max_lengte=500,
            uitleg="Een webadres, of de naam van het stuk.",
        ),
        Kolom(
            "gebied",
            "Gebied",
            verplicht=True,
            max_lengte=200,
            uitleg="Noem de provincie als dat kan; anders vult u haar later in.",
        ),
        Kolom(
            "domeinen",
            "Domeinen",
            max_lengte=300,
            uitleg="Met een puntkomma ertussen, zoals: wonen; natuur.",
        ),
        Kolom("botsing_eigen_woorden", "Wat er botst"),
        Kolom("partijen", "Partijen", max_lengte=2000),
    )

    def lees_domeinen(self, woorden: str) -> tuple[str, ...]:
        """The names of the domeinen, in a fixed order; an unknown word is refused."""
        delen = [deel.strip() for deel in re.split(r"[;,/]", woorden) if deel.strip()]
        onbekend = [deel for deel in delen if deel.casefold() not in self._domeinen]
        if onbekend:
            raise ValidationError(
                f"Dit domein is niet bekend: {', '.join(onbekend)}. Gebruik een naam van de lijst "
                f"met domeinen: {', '.join(self._domeinnamen)}.",
                code="domein_onbekend",
            )
        return tuple(sorted({self._domeinen[deel.casefold()].naam for deel in delen}))

    def sleutel(self, waarden: dict[str, Any]) -> str:
        return bron_sleutel(waarden["bron"], waarden["gebied"])

    def bestaande(self, sleutels: Collection[str]) -> dict[str, Vraagstuk]:
        rijen = Vraagstuk.objects.for_user(self.door).filter(bron_sleutel__in=sleutels)
        volledig = rijen.select_related("organisatie").prefetch_related("domeinen", "provincies")
        return {rij.bron_sleutel: rij for rij in volledig}

    def bron(self, waarden: dict[str, Any]) -> str:
        return waarden["bron"]

    def van_bron(self, rijen: Collection[dict[str, Any]]) -> dict[str, list[Vraagstuk]]:
        """A source without an address stands in the omschrijving."""
        bronnen = {rij["bron"] for rij in rijen}
        ergens = Q(bron_url__in=bronnen) | Q(omschrijving__in=[_zonder_adres(b) for b in bronnen])
        zicht = Vraagstuk.objects.for_user(self.door).filter(ergens).exclude(bron_sleutel="")
        gevonden: dict[str, list[Vraagstuk]] = {bron: [] for bron in bronnen}
        for rij in zicht.select_related("organisatie").prefetch_related("domeinen", "provincies"):
            van = (bron for bron in bronnen if bron == rij.bron_url or _is_van(rij, bron))
            gevonden[next(van)].append(rij)
        return gevonden

    def huidig(self, bestaand: Vraagstuk) -> dict[str, Any]:
        return {
            "gebied": bestaand.gebied,
            "domeinen": tuple(sorted(domein.naam for domein in bestaand.domeinen.all())),
            "botsing_eigen_woorden": bestaand.spanningen,
            "partijen": bestaand.partijen,
        }

    def overslaan(self, bestaand: Vraagstuk) -> str:
        """A concept may be updated by its own side; after opening people change it (VRA-16)."""
        if bestaand.fase != Fase.CONCEPT:
            return f"Dit is al vraagstuk {bestaand.nummer}. Wijzig het op de pagina daarvan."
        if not mag_bewerken(self.door, bestaand, Groep.BASIS):
            return f"Dit is een concept van {bestaand.organisatie}. Vraag daar om de wijziging."
        return ""

    def waarschuwingen(self, waarden: dict[str, Any]) -> list[str]:
        gebied = waarden["gebied"]
        provincies = self._provincies_in(gebied)
        gebieden = self._novex_gebieden_in(gebied)
        zinnen = [f"NOVEX-gebied: {g}." for g in gebieden]
        if provincies:
            zinnen.append(f"Provincie: {', '.join(str(p) for p in provincies)}.")
        elif LANDELIJK.search(gebied):
            zinnen.append("Dit is landelijk. Het wordt provincie-overstijgend, zonder provincie.")
        else:
            zinnen.append(
                "De provincie is niet te lezen. Het wordt een concept zonder provincie; "
                "kies haar voordat u het vraagstuk opent."
            )
        return zinnen

    def bewaar(self, waarden: dict[str, Any], bestaand: Vraagstuk | None) -> None:
        if bestaand is None:
            self._breng_in(waarden)
            return
        basis: dict[str, Any] = {"gebied": waarden["gebied"]}
        if "domeinen" in waarden:
            basis["domeinen"] = self._als_domeinen(waarden["domeinen"])
        bestaand = self._wijzig(bestaand, Groep.BASIS, basis)
        eigen = Vraagstuk.objects.for_user(self.door).filter(pk=bestaand.pk)
        eigen.update(bron_sleutel=self.sleutel(waarden))
        velden = {"spanningen": "botsing_eigen_woorden", "partijen": "partijen"}
        nieuw = {veld: waarden[kolom] for veld, kolom in velden.items() if kolom in waarden}
        self._wijzig(bestaand, Groep.BEELD, nieuw)

    def _breng_in(self, waarden: dict[str, Any]) -> None:
        bron, gebied = waarden["bron"], waarden["gebied"]
        is_web = bron.lower().startswith(("https://", "http://"))
        namen = waarden.get("domeinen") or ()
        provincies = self._provincies_in(gebied)
        gebieden = self._novex_gebieden_in(gebied)
        vraagstukken.breng_in(
            door=self.door,
            provincies=provincies,
            provincie_volgt=not provincies,
            titel=f"{gebied}: {', '.join(namen).lower()}"[:200] if namen else gebied,
            omschrijving="" if is_web else _zonder_adres(bron),
            herkomst=Vraagstuk.Herkomst.NOVEX_GEBIED if gebieden else "",
            provincie_overstijgend=len(provincies) > 1 or bool(LANDELIJK.search(gebied)),
            gebied=gebied,
            spanningen=waarden.get("botsing_eigen_woorden", ""),
            partijen=waarden.get("partijen", ""),
            domeinen=self._als_domeinen(namen),
            novex_gebieden=gebieden,
            bron_url=bron if is_web else "",
            bron_sleutel=self.sleutel(waarden),
        )

    def _wijzig(self, vraagstuk: Vraagstuk, groep: str, velden: dict[str, Any]) -> Vraagstuk:
        if not velden:
            return vraagstuk
        return tekst.wijzig(
            pk=vraagstuk.pk, groep=groep, versie=vraagstuk.versie, velden=velden, door=self.door
        )

    # Reference data, read once per file

    @cached_property
    def _domeinen(self) -> dict[str, Domein]:
        """Every word that stands for a domein: its name, its code, an alias."""
        rijen = {domein.code: domein for domein in Domein.objects.geldig(self.op)}
        woorden = {domein.naam.casefold(): domein for domein in rijen.values()} | rijen
        return woorden | {woord: rijen[c] for woord, c in ALIASSEN.items() if c in rijen}

    @property
    def _domeinnamen(self) -> list[str]:
        return sorted({domein.naam.lower() for domein in self._domeinen.values()})

    def _als_domeinen(self, namen: Iterable[str]) -> list[Domein]:
        return [self._domeinen[naam.casefold()] for naam in namen]

    @cached_property
    def _provincies(self) -> list[tuple[re.Pattern[str], Provincie]]:
        rijen = {provincie.code: provincie for provincie in Provincie.objects.geldig(self.op)}
        namen = [(provincie.naam, provincie) for provincie in rijen.values()]
        namen += [(naam, rijen[code]) for naam, code in ANDERE_NAMEN.items() if code in rijen]
        return [(_als_woord(naam), provincie) for naam, provincie in namen]

    @cached_property
    def _novex_gebieden(self) -> list[tuple[re.Pattern[str], NovexGebied]]:
        rijen = NovexGebied.objects.geldig(self.op).prefetch_related("provincies")
        return [(_als_woord(gebied.naam), gebied) for gebied in rijen]

    def _novex_gebieden_in(self, gebied: str) -> list[NovexGebied]:
        return [rij for patroon, rij in self._novex_gebieden if patroon.search(gebied)]

    def _provincies_in(self, gebied: str) -> list[Provincie]:
        """Those the words name; else those of the NOVEX-gebied that they name (REF-4)."""
        genoemd = {rij.pk: rij for patroon, rij in self._provincies if patroon.search(gebied)}
        if not genoemd:
            for novex_gebied in self._novex_gebieden_in(gebied):
                genoemd |= {rij.pk: rij for rij in novex_gebied.provincies.all()}
        return sorted(genoemd.values(), key=lambda rij: rij.naam)


def _zonder_adres(bron: str) -> str:
    return f"Bron: {bron}"


def _is_van(vraagstuk: Vraagstuk, bron: str) -> bool:
    return vraagstuk.omschrijving == _zonder_adres(bron)


def _als_woord(naam: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(naam)}(?!\w)", re.IGNORECASE)
