"""Progress of other programmes, read from their published monitors (see ``novex.inlezen``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from simple_history.utils import bulk_create_with_history

from novex.inlezen import Inlezer, Kolom, bron_sleutel

from .models import Buitenvoortgang

_INHOUD = (
    "bron_url",
    "peildatum",
    "programma",
    "item",
    "status",
    "realisatie",
    "voortgang",
    "toelichting",
    "weergave",
)
_PEILDATUM = re.compile(r"(19|20|21)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_WEBADRES = re.compile(r"https?://\S+", re.IGNORECASE)


class BuitenvoortgangInlezer(Inlezer[Buitenvoortgang]):
    soort = "voortgang"
    opschrift = "Voortgang van andere programma's importeren"
    recht = "monitoring.importeren"
    urlnaam = "monitoring:inlezen"
    boven = (("Monitor", "monitoring:overzicht"), ("Andere programma's", "monitoring:buiten"))
    herkend_aan = "bron, peildatum, programma en item"
    kolommen = (
        Kolom(
            "bron_url",
            "Bron",
            verplicht=True,
            max_lengte=500,
            uitleg="Het webadres waar de rij vandaan komt.",
        ),
        Kolom(
            "peildatum",
            "Peildatum",
            verplicht=True,
            max_lengte=10,
            uitleg="Jaar, maand of dag: 2026, 2026-03 of 2026-03-31.",
        ),
        Kolom("programma", "Programma", verplicht=True, max_lengte=200),
        Kolom("item", "Item", verplicht=True, max_lengte=300),
        Kolom("status", "Status", max_lengte=200),
        Kolom("realisatie", "Realisatie", max_lengte=200),
        Kolom("voortgang", "Voortgang", max_lengte=200),
        Kolom("toelichting", "Toelichting"),
        Kolom("weergave", "Weergave", max_lengte=60),
    )

    def lees_bron_url(self, tekst: str) -> str:
        if not _WEBADRES.fullmatch(tekst):
            raise ValidationError(
                "Dit is geen webadres. Gebruik een adres dat begint met https://.",
                code="geen_webadres",
            )
        return tekst

    def lees_peildatum(self, tekst: str) -> str:
        if not _PEILDATUM.fullmatch(tekst):
            raise ValidationError(
                "Deze peildatum is niet te lezen. Schrijf 2026, 2026-03 of 2026-03-31.",
                code="peildatum",
            )
        return tekst

    def sleutel(self, waarden: dict[str, Any]) -> str:
        delen = ("bron_url", "peildatum", "programma", "item")
        return bron_sleutel(*(waarden[naam] for naam in delen))

    def bestaande(self, sleutels: Collection[str]) -> dict[str, Buitenvoortgang]:
        rijen = Buitenvoortgang.objects.for_user(self.door).filter(bron_sleutel__in=sleutels)
        return {rij.bron_sleutel: rij for rij in rijen}

    def bron(self, waarden: dict[str, Any]) -> str:
        return waarden["bron_url"]

    def van_bron(self, rijen: Collection[dict[str, Any]]) -> dict[str, list[Buitenvoortgang]]:
        bronnen = {rij["bron_url"] for rij in rijen}
        gevonden: dict[str, list[Buitenvoortgang]] = defaultdict(list)
        for rij in Buitenvoortgang.objects.for_user(self.door).filter(bron_url__in=bronnen):
            gevonden[rij.bron_url].append(rij)
        return gevonden

    def huidig(self, bestaand: Buitenvoortgang) -> dict[str, Any]:
        return {naam: getattr(bestaand, naam) for naam in _INHOUD}

    def bewaar_alles(self, rijen: Iterable[tuple[dict[str, Any], Buitenvoortgang | None]]) -> None:
        """All new rows in a few statements; a changed row with its history."""
        nieuw = []
        for waarden, bestaand in rijen:
            if bestaand is None:
                sleutel = self.sleutel(waarden)
                nieuw.append(
                    Buitenvoortgang(bron_sleutel=sleutel, gewijzigd_door=self.door, **waarden)
                )
            else:
                self.bewaar(waarden, bestaand)
        bulk_create_with_history(nieuw, Buitenvoortgang, batch_size=1000, default_user=self.door)

    def bewaar(self, waarden: dict[str, Any], bestaand: Buitenvoortgang | None) -> None:
        rij = bestaand or Buitenvoortgang()
        rij.bron_sleutel = self.sleutel(waarden)
        for naam, waarde in waarden.items():
            setattr(rij, naam, waarde)
        rij.versie += 1 if bestaand else 0
        rij.gewijzigd_door = self.door
        rij._history_user = self.door
        rij.save()
