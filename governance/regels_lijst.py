"""What blocks freezing the BOL-afsprakenlijst (BOL-1)."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError

from .gremia import Gremium
from .models import Ronde
from .models.lijst import Lijstregel
from .models.overleg import Agendastatus


def alleen_van_een_bol(ronde: Ronde, op: datetime.date) -> list[ValidationError]:
    """Only a BOL round has an afsprakenlijst (BOL-1, OVL-1)."""
    if ronde.gremium == Gremium.BOL:
        return []
    return [
        ValidationError(
            "Alleen een BOL-ronde heeft een afsprakenlijst. Kies een BOL-ronde.",
            code="geen_bol_ronde",
        )
    ]


def elk_overleg_is_gesloten(ronde: Ronde, op: datetime.date) -> list[ValidationError]:
    """A landelijke line holds only when the last landsdeel closed; so the list waits (BOL-1)."""
    gesloten = {Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD}
    return [
        ValidationError(
            f"{overleg.naam} van {overleg.datum:%d-%m-%Y} is nog niet gesloten. "
            "Leg daar van elk agendapunt de uitkomst vast en sluit het overleg.",
            code="overleg_open",
        )
        for overleg in ronde.overleggen.order_by("datum", "pk")
        if overleg.agenda_status not in gesloten
    ]


def elke_regel_heeft_tekst(ronde: Ronde, op: datetime.date) -> list[ValidationError]:
    """An empty line says nothing (BOL-1)."""
    leeg = Lijstregel.objects.filter(onderwerp__ronde=ronde).exclude(tekst__regex=r"\S")
    return [
        ValidationError(
            f"Een regel onder '{regel.onderwerp}' is leeg. Vul de tekst in.", code="regel_leeg"
        )
        for regel in leeg.select_related("onderwerp")
    ]


BEVRIEZEN: tuple[Callable[[Ronde, datetime.date], list[ValidationError]], ...] = (
    alleen_van_een_bol,
    elk_overleg_is_gesloten,
    elke_regel_heeft_tekst,
)
