from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from novex.forms import Achterhaald, weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..bewerken import Bewerking, Groep, eis_bewerkbaar
from ..forms.aanpak import AanpakForm
from ..forms.vraagstuk import (
    BasisForm,
    BeeldForm,
    InbrengForm,
    NotitieForm,
    PlanningForm,
    Tekstform,
)
from ..models import Aanpak, Vraagstuk
from ..services import aanpak as aanpakken
from ..services import notities, tekst, vraagstukken
from .pagina import (
    VRAAGSTUKKEN,
    gepost,
    lijkt_op,
    vraag,
    vraag_nieuw,
    vraagstuk_voor,
)

LAAT = "De stukken liggen al voor een besluit. Uw wijziging krijgt een reden en blijft zichtbaar."


@require_http_methods(["GET", "POST"])
def vraagstuk_nieuw(request: GebruikerRequest) -> HttpResponse:
    """Bring in a vraagstuk as a concept on one's own side (VRA-0)."""
    user = request.user
    eis_recht(user, "dossiers.vraagstuk_inbrengen")
    eigen = [user.eigen_provincie_id] if user.eigen_provincie_id else []
    begin = {"melder_organisatie": user.organisatie_id, "provincies": eigen}
    form = InbrengForm(gepost(request), initial=begin)
    if form.is_valid():
        with weigering_op(form):
            vraagstuk = vraagstukken.breng_in(door=user, **form.cleaned_data)
            messages.success(request, "Het vraagstuk is bewaard als concept.")
            return redirect(vraagstuk)
    opschrift = "Vraagstuk inbrengen"
    return vraag_nieuw(request, form, opschrift, "Concept bewaren", VRAAGSTUKKEN)


@require_http_methods(["GET", "POST"])
def vraagstuk_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """In concept beside what looks like it: who opens it has seen that (VRA-0, SIG-5)."""
    vraagstuk = vraagstuk_voor(request.user, pk, "domeinen")
    mag_openen = request.user.has_perm("dossiers.vraagstuk_openen", vraagstuk)
    form = partial(BasisForm, mag_openen=mag_openen)
    return _wijzig(request, vraagstuk, Groep.BASIS, form, "Titel, plaats en kaders wijzigen")


@require_http_methods(["GET", "POST"])
def vraagstuk_beeld(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = vraagstuk_voor(request.user, pk)
    return _wijzig(request, vraagstuk, Groep.BEELD, BeeldForm, "Beeld wijzigen")


@require_http_methods(["GET", "POST"])
def vraagstuk_planning(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = vraagstuk_voor(request.user, pk)
    return _wijzig(request, vraagstuk, Groep.PLANNING, PlanningForm, "Prioriteit en planning")


@require_http_methods(["GET", "POST"])
def vraagstuk_aanpak(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The format aanpak (VRA-11)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    nu = bewerking_nu(vraagstuk, Groep.AANPAK, request.user)
    aanpak = getattr(vraagstuk, "aanpak", None) or Aanpak(vraagstuk=vraagstuk)
    form = AanpakForm(gepost(request), instance=copy.copy(aanpak), met_reden=nu.met_reden)
    if form.is_valid():
        with weigering_op(form):
            aanpakken.wijzig_aanpak(pk=pk, door=request.user, **wijziging(form))
            messages.success(request, "De aanpak is gewijzigd.")
            return redirect(vraagstuk)
    uitleg = LAAT if nu.met_reden else "De aanpak past op één A5: houd het kort."
    return vraag(request, vraagstuk, form, "Aanpak wijzigen", "Wijziging bewaren", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def notitie_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """A remark; its audience is a required choice (ZIC-1)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    eis_recht(request.user, "dossiers.notitie_maken", vraagstuk)
    form = NotitieForm(gepost(request), door=request.user)
    if form.is_valid():
        with weigering_op(form):
            notities.schrijf(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De notitie is bewaard.")
            return redirect(f"{vraagstuk.get_absolute_url()}#notities")
    return vraag(request, vraagstuk, form, "Notitie maken", "Notitie bewaren")


def wijziging(form: Tekstform) -> dict[str, Any]:
    """What every service of shared text gets of its form."""
    return {
        "versie": form.cleaned_data["versie"],
        "velden": form.velden(),
        "reden": form.cleaned_data.get("reden", ""),
        "ingevuld": form.ingevuld(),
    }


def bewerking_nu(vraagstuk: Vraagstuk, groep: str, user: Gebruiker) -> Bewerking:
    """May this be edited now? No right is 403; what is frozen says so on the dossier."""
    try:
        return eis_bewerkbaar(vraagstuk, groep, user)
    except ValidationError as weigering:
        raise Achterhaald(weigering.messages[0], terug=vraagstuk.get_absolute_url()) from weigering


def _wijzig(
    request: GebruikerRequest,
    vraagstuk: Vraagstuk,
    groep: str,
    soort: Callable[..., Tekstform],
    opschrift: str,
) -> HttpResponse:
    """One group of fields of the vraagstuk itself (VRA-16)."""
    nu = bewerking_nu(vraagstuk, groep, request.user)
    # A copy: a refused form must not change what the page says of the vraagstuk.
    form = soort(gepost(request), instance=copy.copy(vraagstuk), met_reden=nu.met_reden)
    if form.is_valid():
        with weigering_op(form):
            tekst.wijzig(pk=vraagstuk.pk, groep=groep, door=request.user, **wijziging(form))
            messages.success(request, "De wijziging is bewaard.")
            return redirect(vraagstuk)
    uitleg = LAAT if nu.met_reden else ""
    lijst = lijkt_op(vraagstuk, request.user) if groep == Groep.BASIS else None
    return vraag(
        request, vraagstuk, form, opschrift, "Wijziging bewaren", uitleg=uitleg, lijkt_op=lijst
    )
