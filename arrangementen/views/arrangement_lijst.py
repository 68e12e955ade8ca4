"""The list of a year: every provincie with its arrangement, or why there is none (ARR-1)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from novex.http import GebruikerRequest
from novex.models import Gebruiker, Provincie

from .. import bol
from ..forms.arrangement import GEEN, FilterForm
from ..models import Arrangement, GeenEditie
from ..services.arrangement import MAKEN

PER_PAGINA = 25
BADGES = {
    Arrangement.Status.CONCEPT: "concept",
    Arrangement.Status.AFGESTEMD: "info",
    Arrangement.Status.VASTGESTELD: "goed",
    Arrangement.Status.GEPUBLICEERD: "goed",
    Arrangement.Status.INGETROKKEN: "waarschuwing",
}


@dataclass(frozen=True)
class Jaarregel:
    """One provincie in one year."""

    provincie: Provincie
    arrangement: Arrangement | None
    geen: GeenEditie | None
    uitleg: str

    @property
    def soort(self) -> str:
        return BADGES[Arrangement.Status(self.arrangement.status)] if self.arrangement else ""

    @property
    def stand(self) -> str:
        return self.arrangement.status if self.arrangement else GEEN


@require_safe
def arrangement_lijst(request: GebruikerRequest) -> HttpResponse:
    user, op = request.user, timezone.localdate()
    jaren = _jaren(user, op)
    form = FilterForm(request.GET, jaren=jaren)
    form.is_valid()
    jaar = form.cleaned_data.get("jaar") or bol.lopend_jaar(op)
    regels = _gefilterd(jaarregels(user, jaar, op), form.cleaned_data)
    context = {
        "jaar": jaar,
        "jaren": jaren,
        "pagina": Paginator(regels, PER_PAGINA).get_page(request.GET.get("p")),
        "aantal": len(regels),
        "filterformulier": form,
        "mag_maken": user.has_perm(MAKEN),
        "kruimels": [("Arrangementen", "")],
    }
    return render(request, "arrangementen/arrangement_lijst.html", context)


def jaarregels(user: Gebruiker, jaar: int, op: datetime.date) -> list[Jaarregel]:
    """All provincies of a year; a concept of another provincie reads as not there (ZIC-3)."""
    edities = Arrangement.objects.for_user(user).van_jaar(jaar).voor_lijst()
    gevonden = {editie.provincie_id: editie for editie in edities}
    redenen = {rij.provincie_id: rij for rij in GeenEditie.objects.for_user(user).van_jaar(jaar)}
    provincies = Provincie.objects.geldig(op).select_related("landsdeel").order_by("naam")
    return [
        Jaarregel(
            provincie,
            gevonden.get(provincie.pk),
            redenen.get(provincie.pk),
            _uitleg(user, provincie),
        )
        for provincie in provincies
    ]


def _uitleg(user: Gebruiker, provincie: Provincie) -> str:
    if not user.ziet_dossiers:
        return "Niet te zien met uw rol"
    eigen_kring = user.is_rijk or provincie.pk == user.eigen_provincie_id
    return "Nog niet begonnen" if eigen_kring else "Nog niets gepubliceerd"


def _gefilterd(regels: list[Jaarregel], keuze: dict[str, Any]) -> list[Jaarregel]:
    landsdeel, status = keuze.get("landsdeel"), keuze.get("status")
    return [
        regel
        for regel in regels
        if (not landsdeel or regel.provincie.landsdeel == landsdeel)
        and (not status or regel.stand == status)
    ]


def _jaren(user: Gebruiker, op: datetime.date) -> list[int]:
    """The years to choose from, newest first; the running one is always there."""
    edities = Arrangement.objects.for_user(user).values_list("jaar", flat=True)
    redenen = GeenEditie.objects.for_user(user).values_list("jaar", flat=True)
    return sorted({*edities, *redenen, bol.lopend_jaar(op)}, reverse=True)
