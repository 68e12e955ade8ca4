"""The page of one afspraak and the forms that change its text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.models import Vraagstuk
from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from .. import bol
from ..forms.afspraak import (
    NieuweAfspraakForm,
    NieuweVersieForm,
    SmartForm,
    TekstForm,
    WoordkeuzeForm,
)
from ..models import Afspraak
from ..services import afspraken, mag
from .afspraak_pagina import pagina


@require_safe
def afspraak_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    zichtbaar = Afspraak.objects.for_user(user).compleet().met_weggehaald().met_lijsten(user)
    afspraak = get_object_or_404(zichtbaar.met_zicht_op_vraagstuk(user), pk=pk)
    context = pagina(afspraak, user) | {"kruimels": kruimels(afspraak)}
    return render(request, "arrangementen/afspraak_detail.html", context)


@require_http_methods(["GET", "POST"])
def afspraak_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = get_object_or_404(Vraagstuk.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, mag.MAKEN, vraagstuk)
    op = timezone.localdate()
    eerste = (bol.gesloten_jaar(vraagstuk) or 0) + 1
    begin = {"jaar": max(bol.lopend_jaar(op), eerste), "scope": Afspraak.Scope.PROVINCIE}
    form = NieuweAfspraakForm(request.POST or None, op=op, initial=begin)
    if form.is_valid():
        with weigering_op(form):
            afspraak = afspraken.maak_afspraak(
                vraagstuk_pk=pk, door=request.user, **form.cleaned_data
            )
            messages.success(request, f"De afspraak {afspraak.nummer} is gemaakt.")
            return redirect(afspraak)
    context = {"vraagstuk": vraagstuk, "form": form, "kruimels": nieuw_kruimels(vraagstuk)}
    return render(request, "arrangementen/afspraak_nieuw.html", context)


@require_http_methods(["GET", "POST"])
def afspraak_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = te_schrijven(request, pk)
    form = TekstForm(request.POST or None, instance=afspraak, op=timezone.localdate())
    if form.is_valid():
        with weigering_op(form):
            afspraken.wijzig(form=form, door=request.user)
            messages.success(request, "De tekst van de afspraak is bewaard.")
            return redirect(afspraak)
    return vraag(request, afspraak, form, "Tekst en opbouw", "Tekst bewaren")


@require_http_methods(["GET", "POST"])
def afspraak_smart(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = te_schrijven(request, pk)
    form = SmartForm(request.POST or None, instance=afspraak)
    if form.is_valid():
        with weigering_op(form):
            nu = afspraken.wijzig_smart(form=form, door=request.user)
            messages.success(request, f"SMART is bewaard. {nu.termijn.uitleg}")
            return redirect(afspraak)
    return vraag(request, afspraak, form, "SMART", "SMART bewaren")


@require_http_methods(["GET", "POST"])
def woordkeuze(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = te_schrijven(request, pk)
    begin = {"woord": request.GET.get("woord", "")[:60]}
    form = WoordkeuzeForm(request.POST or None, initial=begin)
    if form.is_valid():
        with weigering_op(form):
            keuze = afspraken.laat_woord_staan(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, f"'{keuze.woord}' blijft staan. De reden is bewaard.")
            return redirect(afspraak)
    woord = form["woord"].value()
    return vraag(request, afspraak, form, f"'{woord}' toch zo laten", "Woord laten staan")


@require_http_methods(["GET", "POST"])
def afspraak_versie(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    eis_recht(request.user, mag.MAKEN, afspraak)
    vraagstukken = Vraagstuk.objects.for_user(request.user).in_fase(*mag.FASEN)
    form = NieuweVersieForm(request.POST or None, afspraak=afspraak, vraagstukken=vraagstukken)
    if form.is_valid():
        with weigering_op(form):
            nieuw = afspraken.maak_volgende_versie(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, f"De nieuwe versie {nieuw.nummer} is gemaakt.")
            return redirect(nieuw)
    return vraag(request, afspraak, form, "Nieuwe versie", "Nieuwe versie maken")


def lees(request: GebruikerRequest, pk: int) -> Afspraak:
    """The afspraak, with what rights on it are judged by; 404 otherwise."""
    return get_object_or_404(Afspraak.objects.for_user(request.user).met_rechten(), pk=pk)


def te_schrijven(request: GebruikerRequest, pk: int) -> Afspraak:
    """The afspraak, for someone who writes its text; 404 or 403 otherwise."""
    afspraak = lees(request, pk)
    mag.eis_schrijver(request.user, afspraak)
    return afspraak


def kruimels(afspraak: Afspraak, hier: str = "") -> list[tuple[str, str]]:
    pad = [("Afspraken", reverse("arrangementen:afspraak-lijst"))]
    if not hier:
        return [*pad, (str(afspraak), "")]
    return [*pad, (str(afspraak), afspraak.get_absolute_url()), (hier, "")]


def nieuw_kruimels(vraagstuk: Vraagstuk) -> list[tuple[str, str]]:
    lijst = ("Vraagstukken", reverse("dossiers:vraagstuk-lijst"))
    return [lijst, (str(vraagstuk), vraagstuk.get_absolute_url()), ("Afspraak maken", "")]


def vraag(
    request: GebruikerRequest,
    afspraak: Afspraak,
    form: BaseForm,
    opschrift: str,
    knop: str,
    **meer: Any,
) -> HttpResponse:
    """Ask what a handeling needs, or ask it again with the reason of the refusal."""
    context = {
        "afspraak": afspraak,
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "uitleg": "",
        "gevaar": False,
        "anker": "",
        "blokkades": (),
        "oud": "",
        "nieuw": "",
        "kruimels": kruimels(afspraak, opschrift),
        **meer,
    }
    return render(request, "arrangementen/afspraak_handeling.html", context)
