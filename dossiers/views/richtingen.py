from __future__ import annotations

import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest

from ..bewerken import Groep, mag_bewerken
from ..forms.aanpak import RichtingForm, RichtingWijzigForm, VoorkeurForm, WegingForm
from ..models import Aanpak, Oplossingsrichting, Vraagstuk, Weging
from ..services import aanpak as aanpakken
from .bewerken import LAAT, bewerking_nu, wijziging
from .pagina import als_pdf, gepost, kruimels_bij, vraag, vraagstuk_voor


@require_safe
def vraagstuk_richtingen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The richtingen side by side and the weighing matrix (VRA-12)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    richtingen = list(vraagstuk.richtingen.prefetch_related("wegingen", "instrumenten"))
    context = {
        "vraagstuk": vraagstuk,
        "richtingen": richtingen,
        "matrix": _matrix(richtingen),
        "aanpak": getattr(vraagstuk, "aanpak", None),
        "mag_wijzigen": mag_bewerken(request.user, vraagstuk, Groep.RICHTINGEN),
        "kruimels": kruimels_bij(vraagstuk, "Richtingen en weging"),
    }
    return render(request, "dossiers/richtingen.html", context)


@require_http_methods(["GET", "POST"])
def richting_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = vraagstuk_voor(request.user, pk)
    nu = bewerking_nu(vraagstuk, Groep.RICHTINGEN, request.user)
    form = RichtingForm(gepost(request), met_reden=nu.met_reden)
    if form.is_valid():
        with weigering_op(form):
            aanpakken.voeg_richting_toe(
                pk=pk,
                door=request.user,
                velden=form.velden(),
                reden=form.cleaned_data.get("reden", ""),
            )
            messages.success(request, "De richting is toegevoegd.")
            return redirect("dossiers:vraagstuk-richtingen", pk)
    uitleg = LAAT if nu.met_reden else ""
    return vraag(request, vraagstuk, form, "Richting toevoegen", "Richting bewaren", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def richting_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    richting, vraagstuk = _richting(request, pk)
    nu = bewerking_nu(vraagstuk, Groep.RICHTINGEN, request.user)
    form = RichtingWijzigForm(gepost(request), instance=copy.copy(richting), met_reden=nu.met_reden)
    if form.is_valid():
        with weigering_op(form):
            aanpakken.wijzig_richting(pk=pk, door=request.user, **wijziging(form))
            messages.success(request, "De richting is gewijzigd.")
            return redirect("dossiers:vraagstuk-richtingen", vraagstuk.pk)
    uitleg = LAAT if nu.met_reden else ""
    return vraag(request, vraagstuk, form, str(richting), "Wijziging bewaren", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def weging(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Score one richting on the three principles, each with a motivation (VRA-12)."""
    richting, vraagstuk = _richting(request, pk)
    nu = bewerking_nu(vraagstuk, Groep.RICHTINGEN, request.user)
    form = WegingForm(gepost(request), richting=richting, met_reden=nu.met_reden)
    if form.is_valid():
        with weigering_op(form):
            aanpakken.weeg(
                pk=pk,
                versie=form.cleaned_data["versie"],
                cellen=form.gewijzigd(),
                door=request.user,
                reden=form.cleaned_data.get("reden", ""),
                ingevuld=form.ingevuld(),
            )
            messages.success(request, "De weging is vastgelegd.")
            return redirect("dossiers:vraagstuk-richtingen", vraagstuk.pk)
    titel = f"Weging van {richting}"
    return vraag(request, vraagstuk, form, titel, "Weging vastleggen")


@require_http_methods(["GET", "POST"])
def voorkeur(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The preferred richting with its reason, or the motivated exception (VRA-12)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    nu = bewerking_nu(vraagstuk, Groep.AANPAK, request.user)
    aanpak = getattr(vraagstuk, "aanpak", None) or Aanpak(vraagstuk=vraagstuk)
    form = VoorkeurForm(
        gepost(request),
        instance=copy.copy(aanpak),
        vraagstuk=vraagstuk,
        met_reden=nu.met_reden,
    )
    if form.is_valid():
        with weigering_op(form):
            aanpakken.wijzig_aanpak(pk=pk, door=request.user, **wijziging(form))
            messages.success(request, "De voorkeur is vastgelegd.")
            return redirect("dossiers:vraagstuk-richtingen", pk)
    return vraag(request, vraagstuk, form, "Voorkeursrichting", "Voorkeur vastleggen")


@require_safe
def aanpak_print(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The format aanpak as PDF: one A5, whatever was typed (VRA-11)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    aanpak = get_object_or_404(Aanpak.objects.for_user(request.user), vraagstuk=vraagstuk)
    context = {"vraagstuk": vraagstuk, "aanpak": aanpak}
    return als_pdf("dossiers/aanpak_print.html", context, f"aanpak-{pk}", aanpak)


def _richting(request: GebruikerRequest, pk: int) -> tuple[Oplossingsrichting, Vraagstuk]:
    richting = get_object_or_404(Oplossingsrichting.objects.for_user(request.user), pk=pk)
    return richting, vraagstuk_voor(request.user, richting.vraagstuk_id)


def _matrix(richtingen: list[Oplossingsrichting]) -> list[dict[str, Any]]:
    """Per richting its weging on each principle, in the order of the principles."""
    rijen = []
    for richting in richtingen:
        per_principe = {weging.principe: weging for weging in richting.wegingen.all()}
        cellen = [per_principe.get(principe) for principe in Weging.Principe.values]
        rijen.append({"richting": richting, "cellen": cellen})
    return rijen
