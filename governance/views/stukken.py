"""The papers of a punt: add, take off, and hand out (AGE-2, AGE-3)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex import audit
from novex.achtergrond import pad_onder_bestanden
from novex.forms import weigering_op
from novex.http import GebruikerRequest

from ..forms.stuk import StukForm
from ..models import Stuk
from ..services import stukken as services
from .pagina import (
    agenda_url,
    kruimels_overleg,
    punt_voor,
    vraag,
    weigering_als_bericht,
)


@require_http_methods(["GET", "POST"])
def stuk_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    punt = punt_voor(request.user, pk)
    services.eis_recht_op_stuk(punt, request.user)
    invoer = (request.POST, request.FILES) if request.method == "POST" else ()
    laat = punt.overleg.is_uitgegaan
    form = StukForm(*invoer, niveaus=services.niveaus_voor(punt, request.user), laat=laat)
    if form.is_valid():
        with weigering_op(form):
            services.voeg_toe(punt_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het stuk staat bij het punt.")
            return redirect(agenda_url(punt.overleg, punt))
    opschrift = "Stuk nazenden" if laat else "Stuk toevoegen"
    return vraag(
        request, form, opschrift, opschrift, terug=agenda_url(punt.overleg, punt), bij=punt,
        kruimels=kruimels_overleg(punt.overleg, opschrift),
    )  # fmt: skip


@require_safe
def stuk(request: GebruikerRequest, pk: int) -> FileResponse:
    """The file itself, as an attachment: a browser never shows it as a page of ours."""
    gevonden = get_object_or_404(Stuk.objects.for_user(request.user), pk=pk)
    pad = pad_onder_bestanden(services.MAP, gevonden.bestand)
    if not pad.is_file():
        raise Http404
    audit.leg_vast(
        "stuk opgehaald",
        door=request.user,
        onderwerp=request.path,
        gegevens={"sha256": gevonden.sha256},
    )
    return FileResponse(
        pad.open("rb"),
        as_attachment=True,
        filename=gevonden.bestandsnaam,
        content_type=gevonden.mediatype,
    )


@require_POST
def stuk_weghalen(request: GebruikerRequest, pk: int) -> HttpResponse:
    gevonden = get_object_or_404(Stuk.objects.for_user(request.user), pk=pk)
    punt = punt_voor(request.user, gevonden.agendapunt_id)
    with weigering_als_bericht(request):
        services.haal_weg(pk=pk, door=request.user)
        messages.success(request, "Het stuk is van de agenda gehaald.")
    return redirect(agenda_url(punt.overleg, punt))
