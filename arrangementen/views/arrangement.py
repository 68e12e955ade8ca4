"""The pages of one arrangement: read, begin, fill, and its texts (ARR-1 to ARR-6)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet, prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Provincie
from novex.rechten import eis_recht

from .. import bol
from ..forms.arrangement import ArrangementNieuwForm, ArrangementWijzigForm, GeenEditieForm
from ..models import Arrangement, Vaststelling
from ..services import arrangement as verbs
from ..services import edities, inhoud
from .arrangement_pagina import pagina


@require_safe
def arrangement_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The workbench for both sides; anyone else reads what was published (ARR-7, ZIC-3)."""
    arrangement = lees(request, pk)
    if not arrangement.is_eigen_kring:
        return _lezen(request, arrangement)
    prefetch_related_objects([arrangement], *Arrangement.objects.verloop())
    context = pagina(arrangement, request.user, timezone.localdate())
    context["kruimels"] = kruimels(arrangement)
    return render(request, "arrangementen/arrangement_detail.html", context)


@require_safe
def arrangement_voorbeeld(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The edition exactly as the PDF prints it (ARR-6)."""
    return _lezen(request, lees(request, pk), "Lezen")


@require_http_methods(["GET", "POST"])
def arrangement_nieuw(request: GebruikerRequest) -> HttpResponse:
    eis_recht(request.user, verbs.MAKEN)
    begin = _begin(request)
    form = ArrangementNieuwForm(
        request.POST or None, provincies=_provincies(request), initial=begin
    )
    if form.is_valid():
        with weigering_op(form):
            nieuw = verbs.maak(door=request.user, **form.cleaned_data)
            messages.success(request, f"{nieuw} is begonnen.")
            return redirect(nieuw)
    return _los(request, form, "Arrangement beginnen", "Arrangement beginnen")


@require_http_methods(["GET", "POST"])
def geen_editie(request: GebruikerRequest) -> HttpResponse:
    eis_recht(request.user, verbs.MAKEN)
    begin = _begin(request)
    form = GeenEditieForm(request.POST or None, provincies=_provincies(request), initial=begin)
    if form.is_valid():
        with weigering_op(form):
            rij = edities.leg_geen_editie_vast(door=request.user, **form.cleaned_data)
            messages.success(request, f"De reden voor {rij.provincie} {rij.jaar} is vastgelegd.")
            return redirect(f"{reverse('arrangementen:arrangement-lijst')}?jaar={rij.jaar}")
    return _los(request, form, "Geen arrangement dit jaar", "Reden vastleggen")


@require_http_methods(["GET", "POST"])
def arrangement_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    arrangement = te_wijzigen(request, pk)
    form = ArrangementWijzigForm(request.POST or None, instance=arrangement)
    if form.is_valid():
        with weigering_op(form):
            inhoud.wijzig(form=form, door=request.user)
            messages.success(request, "De teksten van het arrangement zijn bewaard.")
            return redirect("arrangementen:arrangement-detail", pk)
    # The instance of a refused form holds typed values; the page shows what was saved.
    return vraag(request, lees(request, pk), form, "Teksten wijzigen", "Teksten bewaren")


def lees(request: GebruikerRequest, pk: int) -> Arrangement:
    """The arrangement, as far as this user may see it; 404 otherwise."""
    zichtbaar = Arrangement.objects.for_user(request.user)
    return get_object_or_404(zichtbaar.voor_pagina(request.user), pk=pk)


def te_wijzigen(request: GebruikerRequest, pk: int) -> Arrangement:
    """The arrangement, for someone who writes in it; 404 or 403 otherwise."""
    arrangement = lees(request, pk)
    eis_recht(request.user, inhoud.WIJZIGEN, arrangement)
    return arrangement


def kruimels(arrangement: Arrangement, hier: str = "") -> list[tuple[str, str]]:
    pad = [("Arrangementen", reverse("arrangementen:arrangement-lijst"))]
    if not hier:
        return [*pad, (str(arrangement), "")]
    return [*pad, (str(arrangement), arrangement.get_absolute_url()), (hier, "")]


def vraag(
    request: GebruikerRequest,
    arrangement: Arrangement,
    form: BaseForm,
    opschrift: str,
    knop: str,
    **meer: Any,
) -> HttpResponse:
    """Ask what a handeling needs, or ask it again with the reason of the refusal."""
    context = {
        "arrangement": arrangement,
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "uitleg": "",
        "gevaar": False,
        "blokkades": (),
        "kruimels": kruimels(arrangement, opschrift),
        **meer,
    }
    return render(request, "arrangementen/arrangement_handeling.html", context)


def _los(request: GebruikerRequest, form: BaseForm, opschrift: str, knop: str) -> HttpResponse:
    lijst = reverse("arrangementen:arrangement-lijst")
    context = {
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "terug": lijst,
        "kruimels": [("Arrangementen", lijst), (opschrift, "")],
    }
    return render(request, "arrangementen/arrangement_nieuw.html", context)


def _lezen(request: GebruikerRequest, arrangement: Arrangement, hier: str = "") -> HttpResponse:
    vaststelling: Vaststelling | None = getattr(arrangement, "vaststelling", None)
    context: dict[str, Any] = {
        "arrangement": arrangement,
        "vaststelling": vaststelling,
        "editie": None,
        "maximum": settings.NOVEX_MAX_AFSPRAKEN,
        "kruimels": kruimels(arrangement, hier),
    }
    if not arrangement.is_van_elders:
        editie = verbs.editie_van(arrangement, vaststelling, timezone.localdate())
        context["editie"] = editie
        context["inhoud"] = [(deel.kop, f"#{deel.anker}") for deel in editie.delen()]
    return render(request, "arrangementen/arrangement_lezen.html", context)


def _begin(request: GebruikerRequest) -> dict[str, Any]:
    return {
        "jaar": bol.lopend_jaar(timezone.localdate()),
        "provincie": request.GET.get("provincie"),
    }


def _provincies(request: GebruikerRequest) -> QuerySet[Provincie]:
    """Those for which this user may begin an edition: all for VRO-staf, else the assigned."""
    provincies = Provincie.objects.geldig(timezone.localdate()).order_by("naam")
    mag = [
        provincie.pk
        for provincie in provincies
        if request.user.has_perm(verbs.MAKEN, Arrangement(provincie=provincie))
    ]
    return provincies.filter(pk__in=mag)
