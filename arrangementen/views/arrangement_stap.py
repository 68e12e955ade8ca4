"""The steps of an arrangement: agree, establish, publish, withdraw, and its PDF (ARR-1, ARR-4)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_fsm import Transition

from novex.criteria import blokkades
from novex.forms import weigering_op
from novex.fsm import mogelijke_overgang
from novex.http import GebruikerRequest
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant

from .. import bol
from ..forms.arrangement import AkkoordForm, StapForm
from ..models import Arrangement
from ..samenstelling import stel_samen
from ..services import arrangement as verbs
from .arrangement import lees, vraag
from .arrangement_pagina import voor_akkoord

GEVAARLIJK = ("trek_in",)
UITLEG = {
    "stel_vast": "De tekst, de PDF en het controlegetal liggen daarna vast. De afspraken worden "
    "ook vastgesteld.",
    "publiceer": "Iedereen kan het arrangement en de afspraken daarna lezen.",
    "heropen": "Beide kanten geven daarna opnieuw akkoord.",
    "trek_in": "Het arrangement geldt niet meer. De reden blijft te lezen voor iedereen die het "
    "arrangement kon lezen.",
}


@require_http_methods(["GET", "POST"])
def arrangement_akkoord(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Agree for your own side with exactly what you read (ARR-1)."""
    arrangement, op = lees(request, pk), timezone.localdate()
    if request.user.kant not in verbs.AKKOORDRECHT:
        raise PermissionDenied("U mag hier geen akkoord geven.")
    eis_recht(request.user, verbs.AKKOORDRECHT[Kant(request.user.kant)], arrangement)
    som = stel_samen(arrangement, op=op).inhoud_sha256
    form = AkkoordForm(request.POST or None, initial={"inhoud_sha256": som})
    if form.is_valid():
        with weigering_op(form):
            nu = verbs.geef_akkoord(
                pk=pk, kant=request.user.kant, door=request.user, op=op, **form.cleaned_data
            )
            messages.success(request, _na_akkoord(nu))
            if nu.status == Arrangement.Status.AFGESTEMD:
                _meld_andere_regels(request, nu)
            return redirect(f"{nu.get_absolute_url()}#akkoord")
    uitleg = "U geeft akkoord met de inhoud zoals die nu is. Verandert de inhoud, dan vervalt het."
    return vraag(
        request,
        arrangement,
        form,
        "Akkoord geven",
        "Akkoord geven",
        uitleg=uitleg,
        blokkades=voor_akkoord(arrangement, request.user),
    )


@require_http_methods(["GET", "POST"])
def arrangement_stap(request: GebruikerRequest, pk: int, naam: str) -> HttpResponse:
    arrangement = lees(request, pk)
    overgang = _overgang(arrangement, naam)
    eis_recht(request.user, overgang.permission, arrangement)
    te_kiezen = None
    if naam == "stel_vast":
        prefetch_related_objects([arrangement], "akkoorden", "stappen")
        som = stel_samen(arrangement, op=timezone.localdate()).inhoud_sha256
        arrangement.inhoud_sha256 = som
        hierover = [besluit.pk for besluit in arrangement.besluiten_hierover]
        te_kiezen = arrangement.bol_besluiten().filter(pk__in=hierover) if hierover else None
    form = StapForm(request.POST or None, besluiten=te_kiezen)
    if form.is_valid():
        with weigering_op(form):
            nu = verbs.voer_stap_uit(
                pk=pk, naam=naam, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, f"De status is nu: {nu.get_status_display().lower()}.")
            return redirect(nu)
    opschrift = overgang.custom["opschrift"]
    return vraag(
        request,
        arrangement,
        form,
        opschrift,
        opschrift,
        uitleg=UITLEG[naam],
        gevaar=naam in GEVAARLIJK,
        blokkades=blokkades(arrangement, overgang.custom["criteria"], request.user),
    )


@require_POST
def arrangement_pdf(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Ask for the PDF; it is made in the background (ARR-4)."""
    arrangement = lees(request, pk)
    try:
        taak = verbs.vraag_pdf(pk=pk, door=request.user, op=timezone.localdate())
    except ValidationError as weigering:
        messages.error(request, weigering.messages[0])
        return redirect(arrangement)
    return redirect(taak)


def _overgang(arrangement: Arrangement, naam: str) -> Transition:
    """A step that has a button; a name that does not exist is no page."""
    if naam not in UITLEG:
        raise Http404
    gevonden = mogelijke_overgang(arrangement, "status", naam)
    if gevonden is not None:
        return gevonden
    # Not from this status: the service refuses with the sentence that says so.
    alle = arrangement.get_all_status_transitions()  # type: ignore[attr-defined]
    return next(o for o in alle if o.name == naam)


def _meld_andere_regels(request: GebruikerRequest, arrangement: Arrangement) -> None:
    """Say which lines of the list kept their own text (BOL-1)."""
    gevonden = bol.anders_op_de_lijst(arrangement.afspraken, arrangement.ronde_id, request.user)
    if gevonden:
        nummers = ", ".join(afspraak.nummer for afspraak in gevonden)
        messages.warning(
            request,
            f"De BOL-afsprakenlijst heeft een andere tekst voor {nummers}. Die tekst is blijven "
            "staan. Neem bij de afspraak de tekst van de lijst over, of zet de tekst van de "
            "afspraak opnieuw op de lijst.",
        )


def _na_akkoord(arrangement: Arrangement) -> str:
    if arrangement.status == Arrangement.Status.AFGESTEMD:
        return "Beide kanten zijn akkoord. Het arrangement is afgestemd."
    return "Uw akkoord is vastgelegd. De andere kant geeft ook nog akkoord."
