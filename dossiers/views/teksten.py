from __future__ import annotations

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from ..forms.aanpak import BezwaarAntwoordForm, ReactieForm
from ..models import Tekstreactie, Tekstwijziging
from ..services import tekst
from .pagina import gepost, kruimels_bij, vraag, vraagstuk_voor

PER_PAGINA = 25
GETAL = re.compile("[0-9]{1,15}")


@require_safe
def vraagstuk_teksten(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Every change of shared text with its word diff and the reaction to it (VRA-16)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    wijzigingen = (
        Tekstwijziging.objects.for_user(user)
        .filter(vraagstuk=vraagstuk)
        .select_related("organisatie", "door")
        .prefetch_related("reacties__organisatie", "reacties__beantwoord_door__organisatie")
    )
    mag = user.has_perm("dossiers.tekst_beantwoorden", vraagstuk)
    pagina = Paginator(wijzigingen, PER_PAGINA).get_page(request.GET.get("p"))
    regels = []
    for wijziging in pagina:
        reacties = list(wijziging.reacties.all())
        gereageerd = any(r.organisatie_id == user.organisatie_id for r in reacties)
        regels.append(
            {
                "wijziging": wijziging,
                "reacties": reacties,
                "mag_reageren": mag and wijziging.kant != user.kant and not gereageerd,
                "mag_antwoorden": mag and wijziging.kant == user.kant,
            }
        )
    context = {
        "vraagstuk": vraagstuk,
        "pagina": pagina,
        "regels": regels,
        "te_zien": [str(r["wijziging"].pk) for r in regels if r["mag_reageren"]],
        "kruimels": kruimels_bij(vraagstuk, "Gewijzigde teksten"),
    }
    return render(request, "dossiers/teksten.html", context)


@require_POST
def teksten_gezien(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Gezien for all that the page showed, and for nothing that came after it (VRA-16)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    getoond = [int(n) for n in request.POST.get("wijzigingen", "").split() if GETAL.fullmatch(n)]
    aantal = tekst.zie(vraagstuk_pk=pk, wijzigingen=getoond[:PER_PAGINA], door=request.user)
    wat = "1 wijziging" if aantal == 1 else f"{aantal} wijzigingen"
    messages.success(request, f"Uw organisatie heeft {wat} gezien.")
    return redirect("dossiers:vraagstuk-teksten", vraagstuk.pk)


@require_http_methods(["GET", "POST"])
def tekst_reageren(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Gezien, or bezwaar with why, by the other side (VRA-16)."""
    zichtbaar = Tekstwijziging.objects.for_user(request.user).select_related("vraagstuk")
    wijziging = get_object_or_404(zichtbaar, pk=pk)
    vraagstuk = wijziging.vraagstuk
    eis_recht(request.user, "dossiers.tekst_beantwoorden", vraagstuk)
    tekst.eis_andere_kant(wijziging, request.user)
    form = ReactieForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            tekst.reageer(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Uw reactie is vastgelegd.")
            return redirect("dossiers:vraagstuk-teksten", vraagstuk.pk)
    titel = f"Reageren op: {wijziging.label}"
    return vraag(request, vraagstuk, form, titel, "Reactie vastleggen", wijziging=wijziging)


@require_http_methods(["GET", "POST"])
def bezwaar_beantwoorden(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The side that made the change answers; then the bezwaar no longer blocks (VRA-16)."""
    zichtbaar = Tekstreactie.objects.for_user(request.user)
    reactie = get_object_or_404(zichtbaar.select_related("wijziging__vraagstuk"), pk=pk)
    wijziging = reactie.wijziging
    eis_recht(request.user, "dossiers.tekst_beantwoorden", wijziging.vraagstuk)
    tekst.eis_andere_kant(reactie, request.user)
    form = BezwaarAntwoordForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            tekst.beantwoord(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Uw antwoord is vastgelegd.")
            return redirect("dossiers:vraagstuk-teksten", wijziging.vraagstuk_id)
    return vraag(
        request,
        wijziging.vraagstuk,
        form,
        "Bezwaar beantwoorden",
        "Antwoord vastleggen",
        uitleg=reactie.toelichting,
        wijziging=wijziging,
    )
