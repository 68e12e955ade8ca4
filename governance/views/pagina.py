"""What the pages of this app share: finding the row, asking, showing a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dossiers.models import Vraagstuk
from novex.models import Gebruiker, Organisatie

from ..models import Agendapunt, Overleg

CYCLUS = ("Cyclus", "/cyclus/")
VRAAGSTUKKEN = ("Vraagstukken", "/vraagstukken/")


def overleg_voor(user: Gebruiker, pk: int) -> Overleg:
    """The meeting if this user may see it; else 404."""
    return get_object_or_404(Overleg.objects.for_user(user).voor_lijst(), pk=pk)


def agenda_voor(user: Gebruiker, pk: int) -> Overleg:
    """The meeting with its agenda; who only reads sees it once it is sent."""
    overleg = overleg_voor(user, pk)
    if user.leest_alleen and not overleg.is_voor_lezers:
        raise PermissionDenied("Deze agenda is nog niet verzonden. U kunt hem daarna lezen.")
    return overleg


def punt_voor(user: Gebruiker, pk: int) -> Agendapunt:
    # A right on a punt without provincies is asked for those of its meeting.
    punten = Agendapunt.objects.for_user(user).voor_lijst()
    return get_object_or_404(punten.prefetch_related("overleg__provincies"), pk=pk)


def vraagstuk_voor(user: Gebruiker, pk: int) -> Vraagstuk:
    zichtbaar = Vraagstuk.objects.for_user(user).prefetch_related(
        "provincies__landsdeel", Prefetch("organisaties", Organisatie.objects.met_sprekers())
    )
    return get_object_or_404(zichtbaar, pk=pk)


def kruimels_overleg(overleg: Overleg, opschrift: str = "") -> list[tuple[str, str]]:
    """Through the cyclus that the meeting is planned in; another table has none (OVL-1)."""
    ronde = overleg.ronde
    cyclus = [(str(ronde.cyclus), ronde.cyclus.get_absolute_url())] if ronde else []
    hier = [(opschrift, "")] if opschrift else []
    return [CYCLUS, *cyclus, (str(overleg), overleg.get_absolute_url()), *hier]


def kruimels_vraagstuk(vraagstuk: Vraagstuk, opschrift: str) -> list[tuple[str, str]]:
    return [VRAAGSTUKKEN, (str(vraagstuk), vraagstuk.get_absolute_url()), (opschrift, "")]


def agenda_url(overleg: Overleg, punt: Agendapunt | None = None) -> str:
    url = reverse("governance:agenda", args=[overleg.pk])
    return f"{url}#punt-{punt.pk}" if punt else url


def vraag(
    request: HttpRequest,
    form: BaseForm,
    opschrift: str,
    knop: str,
    *,
    terug: str,
    kruimels: list[tuple[str, str]],
    **extra: Any,
) -> HttpResponse:
    """Ask what a handeling needs, or ask it again with the reason of the refusal."""
    context = {
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "terug": terug,
        "kruimels": kruimels,
        "bij": "",
        "uitleg": "",
        **extra,
    }
    return render(request, "novex/handeling.html", context)


@contextmanager
def weigering_als_bericht(request: HttpRequest) -> Iterator[None]:
    """For a button without a form: the refusal shows on the page it came from."""
    try:
        yield
    except ValidationError as weigering:
        for zin in weigering.messages:
            messages.error(request, zin)
