"""Actions, money, akkoord and landing of an afspraak: one small form each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Organisatie
from novex.rechten import eis_recht

from ..bedrag import schrijf_bedrag
from ..forms.afspraak import (
    ActieForm,
    Actievelden,
    GelandForm,
    GeldForm,
    Geldvelden,
    LandingForm,
    MotivatieForm,
    TekstgezienForm,
    VersiegezienForm,
)
from ..models import Actie, Afspraak, Geldregel, Landing, eigen_stand, partijstanden
from ..services import acties, mag
from .afspraak import kruimels, lees, te_schrijven, vraag
from .afspraak_pagina import geldrij


@require_http_methods(["GET", "POST"])
def actie_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    eis_recht(request.user, mag.WIJZIGEN, afspraak)
    alleen = _alleen_eigen(request, afspraak)
    form = Actievelden(request.POST or None, op=timezone.localdate(), alleen=alleen)
    if form.is_valid():
        with weigering_op(form):
            acties.maak_actie(afspraak_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De actie is gemaakt.")
            return redirect(f"{afspraak.get_absolute_url()}#acties")
    return vraag(request, afspraak, form, "Actie maken", "Actie bewaren", anker="#acties")


@require_http_methods(["GET", "POST"])
def actie_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    actie = get_object_or_404(Actie.objects.for_user(request.user).met_afspraak(), pk=pk)
    acties.eis_actierecht(request.user, actie.afspraak, actie.trekker_organisatie)
    alleen = _alleen_eigen(request, actie.afspraak)
    form = ActieForm(request.POST or None, instance=actie, op=timezone.localdate(), alleen=alleen)
    if form.is_valid():
        with weigering_op(form):
            acties.wijzig_actie(form=form, door=request.user)
            messages.success(request, "De actie is bewaard.")
            return redirect(f"{actie.afspraak.get_absolute_url()}#acties")
    opschrift = f"Actie van {actie.trekker_organisatie} wijzigen"
    return vraag(request, actie.afspraak, form, opschrift, "Actie bewaren", anker="#acties")


def _alleen_eigen(request: GebruikerRequest, afspraak: Afspraak) -> Organisatie | None:
    """Who writes no text of it, writes only the actions of the own organisatie."""
    user = request.user
    return None if mag.schrijft_tekst(user, afspraak) else user.organisatie


@require_POST
def actie_verwijderen(request: GebruikerRequest, pk: int) -> HttpResponse:
    actie = get_object_or_404(Actie.objects.for_user(request.user).met_afspraak(), pk=pk)
    try:
        acties.verwijder_actie(pk=pk, door=request.user)
        messages.success(request, "De actie is verwijderd.")
    except ValidationError as weigering:
        messages.error(request, weigering.messages[0])
    return redirect(f"{actie.afspraak.get_absolute_url()}#acties")


@require_http_methods(["GET", "POST"])
def akkoord_geven(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The text as it would be agreed on, who agreed already, and one button (AFS-2)."""
    zichtbaar = Afspraak.objects.for_user(request.user).in_eigen_kring(request.user).compleet()
    afspraak = get_object_or_404(zichtbaar, pk=pk)
    form = TekstgezienForm(request.POST or None, initial={"tekst_sha256": afspraak.tekst_sha256})
    if form.is_valid():
        with weigering_op(form):
            acties.geef_akkoord(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het akkoord van uw organisatie is vastgelegd.")
            return redirect(f"{afspraak.get_absolute_url()}#akkoord")
    standen = partijstanden(afspraak, afspraak.akkoorden.all())
    eigen = eigen_stand(standen, request.user)
    vraagt = eigen and not eigen.akkoord and afspraak.status in {"concept", "afgestemd"}
    mag_akkoord = vraagt and request.user.has_perm("arrangementen.akkoord_geven", afspraak)
    context = {
        "afspraak": afspraak,
        "te_lezen": afspraak.te_lezen(),
        "veranderd": eigen.veranderd(afspraak) if eigen else [],
        "eigen": eigen,
        "geldregels": [geldrij(regel, request.user, False) for regel in afspraak.geldregels.all()],
        "form": form,
        "standen": standen,
        "mag_akkoord": mag_akkoord,
        "kruimels": kruimels(afspraak, "Akkoord"),
    }
    return render(request, "arrangementen/afspraak_akkoord.html", context)


@require_http_methods(["GET", "POST"])
def geld_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = te_schrijven(request, pk)
    form = Geldvelden(request.POST or None, op=timezone.localdate())
    if form.is_valid():
        with weigering_op(form):
            acties.maak_geldregel(afspraak_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het bedrag is bewaard. Het is nog niet bevestigd.")
            return redirect(f"{afspraak.get_absolute_url()}#geld")
    return vraag(request, afspraak, form, "Geld als voorwaarde", "Bedrag bewaren", anker="#geld")


@require_http_methods(["GET", "POST"])
def geld_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _geldregel(request, pk)
    mag.eis_schrijver(request.user, regel.afspraak)
    form = GeldForm(request.POST or None, instance=regel, op=timezone.localdate())
    if form.is_valid():
        with weigering_op(form):
            acties.wijzig_geldregel(form=form, door=request.user)
            messages.success(request, "Het bedrag is bewaard. Vraag opnieuw om bevestiging.")
            return redirect(f"{regel.afspraak.get_absolute_url()}#geld")
    return vraag(request, regel.afspraak, form, "Bedrag wijzigen", "Bedrag bewaren", anker="#geld")


@require_http_methods(["GET", "POST"])
def geld_weghalen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _geldregel(request, pk)
    mag.eis_schrijver(request.user, regel.afspraak)
    form = MotivatieForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            acties.haal_geld_weg(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het bedrag is weggehaald.")
            return redirect(f"{regel.afspraak.get_absolute_url()}#geld")
    opschrift = f"Bedrag van € {schrijf_bedrag(regel.bedrag)} weghalen"
    uitleg = "De afspraak staat dan zonder dit bedrag. Wat er stond en uw reden worden bewaard."
    meer = {"uitleg": uitleg, "gevaar": True, "anker": "#geld"}
    return vraag(request, regel.afspraak, form, opschrift, "Bedrag weghalen", **meer)


@require_http_methods(["GET", "POST"])
def geld_bevestigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _geldregel(request, pk)
    acties.eis_verantwoordelijk(request.user, regel)
    form = VersiegezienForm(request.POST or None, initial={"versie": regel.versie})
    if form.is_valid():
        with weigering_op(form):
            acties.bevestig_geld(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het bedrag is bevestigd.")
            return redirect(f"{regel.afspraak.get_absolute_url()}#geld")
    context = {"afspraak": regel.afspraak, "form": form, "rij": geldrij(regel, request.user, False)}
    context["kruimels"] = kruimels(regel.afspraak, "Bedrag bevestigen")
    return render(request, "arrangementen/afspraak_geld.html", context)


@require_http_methods(["GET", "POST"])
def landing(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    mag.eis_landing(request.user, afspraak)
    nu = Landing.objects.for_user(request.user).filter(afspraak=afspraak).first()
    form = LandingForm(request.POST or None, instance=nu or Landing(), op=timezone.localdate())
    if form.is_valid():
        with weigering_op(form):
            acties.leg_landing_vast(afspraak_pk=pk, door=request.user, form=form)
            messages.success(request, "De landing is bewaard. De eigenaar moet die aanvaarden.")
            return redirect(f"{afspraak.get_absolute_url()}#landing")
    return vraag(request, afspraak, form, "Landing", "Landing bewaren", anker="#landing")


@require_http_methods(["GET", "POST"])
def landing_aanvaarden(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    nu = get_object_or_404(Landing.objects.for_user(request.user), afspraak=afspraak)
    acties.eis_eigenaar(request.user, afspraak, nu)
    form = VersiegezienForm(request.POST or None, initial={"versie": nu.versie})
    if form.is_valid():
        with weigering_op(form):
            acties.aanvaard_landing(
                afspraak_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, "De landing is aanvaard.")
            return redirect(f"{afspraak.get_absolute_url()}#landing")
    uitleg = f"{nu}. Eigenaar: {nu.eigenaar}. Uiterlijk geland op {nu.uiterlijk:%d-%m-%Y}."
    return vraag(request, afspraak, form, "Landing aanvaarden", "Landing aanvaarden", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def landing_geland(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    mag.eis_landing(request.user, afspraak)
    get_object_or_404(Landing.objects.for_user(request.user), afspraak=afspraak)
    form = GelandForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            acties.meld_geland(
                afspraak_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, "Vastgelegd dat de afspraak is geland.")
            return redirect(f"{afspraak.get_absolute_url()}#landing")
    return vraag(request, afspraak, form, "Geland", "Vastleggen dat het is geland")


def _geldregel(request: GebruikerRequest, pk: int) -> Geldregel:
    return get_object_or_404(Geldregel.objects.for_user(request.user).met_afspraak(), pk=pk)
