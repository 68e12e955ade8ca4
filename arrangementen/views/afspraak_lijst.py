"""The list of afspraken, and those of one vraagstuk."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dossiers.models import Vraagstuk
from novex.alfabet import alfabetisch
from novex.http import GebruikerRequest

from ..forms.afspraak import FilterForm
from ..models import Afspraak
from ..querysets import AfspraakQuerySet
from ..services import mag

PER_PAGINA = 25
SORTEERBAAR = ("nummer", "titel", "status", "beoordeel_op")


@require_safe
def afspraak_lijst(request: GebruikerRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    afspraken = gefilterd(Afspraak.objects.for_user(request.user), form)
    sleutel = request.GET.get("sorteer", "")
    if (kolom := sleutel.removeprefix("-")) in SORTEERBAAR:
        waarde = alfabetisch(kolom) if kolom == "titel" else F(kolom)
        afspraken = afspraken.order_by(waarde.desc() if kolom != sleutel else waarde.asc(), "-pk")
    afspraken = afspraken.voor_lijst().met_zicht_op_vraagstuk(request.user)
    context = {
        "pagina": Paginator(afspraken, PER_PAGINA).get_page(request.GET.get("p")),
        "filterformulier": form,
        "mag_importeren": request.user.has_perm("arrangementen.importeren"),
        "kruimels": [("Afspraken", "")],
    }
    return render(request, "arrangementen/afspraak_lijst.html", context)


@require_safe
def afspraken_van_vraagstuk(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = get_object_or_404(Vraagstuk.objects.for_user(request.user), pk=pk)
    afspraken = Afspraak.objects.for_user(request.user).filter(vraagstuk=vraagstuk).voor_lijst()
    afspraken = afspraken.met_zicht_op_vraagstuk(request.user)
    context = {
        "vraagstuk": vraagstuk,
        "pagina": Paginator(afspraken, PER_PAGINA).get_page(request.GET.get("p")),
        "mag_maken": vraagstuk.fase in mag.FASEN and request.user.has_perm(mag.MAKEN, vraagstuk),
        "kruimels": [
            ("Vraagstukken", reverse("dossiers:vraagstuk-lijst")),
            (str(vraagstuk), vraagstuk.get_absolute_url()),
            ("Afspraken", ""),
        ],
    }
    return render(request, "arrangementen/afspraak_van_vraagstuk.html", context)


def gefilterd(afspraken: AfspraakQuerySet, form: FilterForm) -> AfspraakQuerySet:
    """Apply every filter that can be read; the others filter nothing."""
    form.is_valid()
    data = form.cleaned_data
    velden = {"status": "status", "type": "type", "herkomst": "herkomst_soort", "jaar": "jaar"}
    for naam, veld in velden.items():
        if data.get(naam):
            afspraken = afspraken.filter(**{veld: data[naam]})
    if data.get("provincie"):
        afspraken = afspraken.van_provincie(data["provincie"])
    return afspraken.zoek(data.get("q", ""))
