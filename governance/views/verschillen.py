"""The pages of verschillen van inzicht, after a DO without consensus (BES-3)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.models import Vraagstuk
from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker

from ..forms.voorbereiding import (
    EscalatieForm,
    NieuweEscalatieForm,
    VerschilForm,
    WijzigVerschilForm,
)
from ..models import Agendapunt, Escalatie, Inzichtverschil
from ..services import verschillen as services
from .pagina import kruimels_vraagstuk, punt_voor, vraag, vraagstuk_voor, weigering_als_bericht

GET_POST = require_http_methods(["GET", "POST"])


@require_safe
def verschillen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Per DO without consensus: where each party stands, and who goes on (BES-3)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    punten = Agendapunt.objects.for_user(user).filter(vraagstuk=vraagstuk).zonder_consensus()
    context = {
        "vraagstuk": vraagstuk,
        "regels": _regels(services.met_einde(punten, vraagstuk), vraagstuk, user),
        "kruimels": kruimels_vraagstuk(vraagstuk, "Verschillen van inzicht"),
    }
    return render(request, "governance/verschillen.html", context)


def _regels(
    punten: list[Agendapunt], vraagstuk: Vraagstuk, user: Gebruiker
) -> list[dict[str, Any]]:
    """Each punt with the standpunten that this user may read, and what it may do (ZIC-2)."""
    per_punt: dict[int, list[Inzichtverschil]] = defaultdict(list)
    gevonden = Inzichtverschil.objects.for_user(user).filter(agendapunt__in=punten)
    for verschil in gevonden.select_related("organisatie"):
        per_punt[verschil.agendapunt_id].append(verschil)
    return [
        {
            "punt": punt,
            "verschillen": per_punt[punt.pk],
            "escalatie": getattr(punt, "escalatie", None),
            "mag": punt.einde is None
            and punt.doorloop_escalatie == vraagstuk.doorloop
            and user.has_perm(services.VASTLEGGEN, punt)
            and services.is_partij(punt, user),
            "eigen": user.organisatie_ids,
            "heeft_eigen": any(user.treedt_op_voor(v.organisatie_id) for v in per_punt[punt.pk]),
        }
        for punt in punten
    ]


@GET_POST
def verschil_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Where one's own party stands on this punt; a second time it is changed (BES-3)."""
    user = request.user
    punt = punt_voor(user, pk)
    services.eis_partij(punt, user)
    vraagstuk = vraagstuk_voor(user, punt.vraagstuk_id or 0)
    eigen = Inzichtverschil.objects.for_user(user).van_partij(punt, user)
    if eigen:
        form: Any = WijzigVerschilForm(request.POST or None, instance=eigen)
    else:
        form = VerschilForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.leg_vast(punt_pk=pk, form=form, door=user)
            messages.success(request, "Het standpunt is opgeslagen.")
            return redirect("governance:verschillen", pk=vraagstuk.pk)
    return vraag(
        request, form, f"Standpunt van {user.organisatie}", "Standpunt opslaan",
        terug=vraagstuk.get_absolute_url(), bij=punt, uitleg=_uitleg(eigen),
        kruimels=kruimels_vraagstuk(vraagstuk, "Standpunt"),
    )  # fmt: skip


def _uitleg(eigen: Inzichtverschil | None) -> str:
    if eigen and eigen.is_vrijgegeven:
        return "Dit standpunt is vrijgegeven. Beide kanten lezen uw wijziging meteen."
    return "Alleen uw eigen kant leest dit, tot u het standpunt vrijgeeft."


@require_POST
def verschil_vrijgeven(request: GebruikerRequest, pk: int) -> HttpResponse:
    """From here on the other side reads it, and it counts (BES-3)."""
    verschil = get_object_or_404(
        Inzichtverschil.objects.for_user(request.user).select_related("agendapunt"), pk=pk
    )
    with weigering_als_bericht(request):
        services.geef_vrij(pk=pk, door=request.user)
        messages.success(request, "Het standpunt is vrijgegeven. Beide kanten kunnen het lezen.")
    return redirect("governance:verschillen", pk=verschil.agendapunt.vraagstuk_id)


@GET_POST
def escalatie(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    punt = punt_voor(user, pk)
    services.eis_partij(punt, user)
    vraagstuk = vraagstuk_voor(user, punt.vraagstuk_id or 0)
    bestaand = Escalatie.objects.for_user(user).filter(agendapunt=punt).first()
    if bestaand:
        form: Any = EscalatieForm(request.POST or None, instance=bestaand)
    else:
        form = NieuweEscalatieForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.leg_escalatie_vast(punt_pk=pk, form=form, door=user)
            messages.success(request, "De escalatie is vastgelegd.")
            return redirect("governance:verschillen", pk=vraagstuk.pk)
    return vraag(
        request, form, "Escalatie vastleggen", "Escalatie opslaan",
        terug=vraagstuk.get_absolute_url(), bij=punt,
        kruimels=kruimels_vraagstuk(vraagstuk, "Escalatie vastleggen"),
    )  # fmt: skip
