from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Provincie
from novex.rechten import eis_recht

from ..forms.agenda import RedenForm
from ..forms.cyclus import (
    LEEST_IEDEREEN,
    CyclusForm,
    OverlegForm,
    RondeForm,
    VerplaatsOverlegForm,
)
from ..jaarbeeld import stel_jaarbeeld_samen
from ..models import Cyclus, Overleg, Ronde
from ..services import cyclus as services
from .pagina import CYCLUS, kruimels_overleg, overleg_voor, vraag

AL_GEWEEST = (
    "De dag van dit overleg is al geweest. Provincies kunnen nog op de agenda reageren, maar u "
    "kunt daarvoor geen termijn meer stellen."
)


@require_safe
def cyclus(request: GebruikerRequest, jaar: int | None = None) -> HttpResponse:
    """The year: matrix of provincies and months, list, and warnings (OVL-2, OVL-6)."""
    user, vandaag = request.user, timezone.localdate()
    cycli = list(Cyclus.objects.all())
    gekozen = _gekozen(cycli, jaar, vandaag)
    toon_jaar = gekozen.jaar if gekozen else vandaag.year
    overleggen = list(Overleg.objects.for_user(user).van_jaar(toon_jaar).voor_lijst())
    provincies = Provincie.objects.geldig(vandaag).select_related("landsdeel").order_by("naam")
    if not user.is_rijk:
        provincies = provincies.filter(pk=user.eigen_provincie_id)
    context = {
        "cyclus": gekozen,
        "cycli": cycli,
        "rondes": list(gekozen.rondes.select_related("kamerbrief")) if gekozen else [],
        "overleggen": overleggen,
        "beeld": stel_jaarbeeld_samen(toon_jaar, overleggen, list(provincies)),
        "mag_plannen": user.has_perm(services.PLANNEN),
        "ziet_overleggen": user.ziet_dossiers,
        "kruimels": [("Cyclus", "")],
    }
    return render(request, "governance/cyclus.html", context)


def _gekozen(cycli: list[Cyclus], jaar: int | None, op: datetime.date) -> Cyclus | None:
    """The asked one, else the one that runs, else the newest."""
    if jaar is not None:
        return get_object_or_404(Cyclus, jaar=jaar)
    return Cyclus.objects.lopend(op) or next(iter(cycli), None)


@require_http_methods(["GET", "POST"])
def cyclus_nieuw(request: GebruikerRequest) -> HttpResponse:
    eis_recht(request.user, services.PLANNEN)
    form = CyclusForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            cyclus = services.maak_cyclus(door=request.user, **form.cleaned_data)
            messages.success(request, f"{cyclus} is gemaakt.")
            return redirect(cyclus)
    kruimels = [CYCLUS, ("Nieuwe cyclus", "")]
    return vraag(request, form, "Nieuwe cyclus", "Cyclus maken", terug=CYCLUS[1], kruimels=kruimels)


@require_http_methods(["GET", "POST"])
def ronde_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, services.PLANNEN)
    cyclus = get_object_or_404(Cyclus, pk=pk)
    form = RondeForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            ronde = services.maak_ronde(cyclus=cyclus, door=request.user, **form.cleaned_data)
            messages.success(request, f"De ronde {ronde} is gemaakt.")
            return redirect(cyclus)
    kruimels = [CYCLUS, ("Nieuwe ronde", "")]
    terug = cyclus.get_absolute_url()
    return vraag(
        request, form, "Nieuwe ronde", "Ronde maken", terug=terug, kruimels=kruimels, bij=cyclus
    )


@require_http_methods(["GET", "POST"])
def overleg_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """A meeting of a ronde: DO, GP-DG or BOL (OVL-2)."""
    return _nieuw_overleg(request, get_object_or_404(Ronde.objects.select_related("cyclus"), pk=pk))


@require_http_methods(["GET", "POST"])
def ander_overleg_nieuw(request: GebruikerRequest) -> HttpResponse:
    """A meeting of another table: accountteam, werkgroep, snelle tafel, regietafel."""
    return _nieuw_overleg(request, None)


def _nieuw_overleg(request: GebruikerRequest, ronde: Ronde | None) -> HttpResponse:
    eis_recht(request.user, services.PLANNEN)
    form = OverlegForm(request.POST or None, ronde=ronde)
    if form.is_valid():
        gegevens = {"gremium": ronde.gremium if ronde else "", **form.cleaned_data}
        with weigering_op(form):
            overleg = services.plan_overleg(door=request.user, ronde=ronde, **gegevens)
            messages.success(request, f"{overleg} staat op de kalender.")
            if overleg.datum < timezone.localdate():
                messages.warning(request, AL_GEWEEST)
            return redirect(overleg)
    opschrift = f"Nieuw overleg: {ronde.get_gremium_display()}" if ronde else "Nieuw overleg"
    kruimels = [CYCLUS, (opschrift, "")]
    return vraag(
        request, form, opschrift, "Overleg plannen", terug=CYCLUS[1], kruimels=kruimels,
        bij=ronde or "",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def overleg_verplaatsen(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = overleg_voor(request.user, pk)
    eis_recht(request.user, services.PLANNEN, overleg)
    begin = {"datum": overleg.datum, "gezien": overleg.datum.isoformat()}
    form = VerplaatsOverlegForm(request.POST or None, initial=begin)
    if form.is_valid():
        with weigering_op(form):
            services.verplaats_overleg(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het overleg is verplaatst.")
            return redirect(overleg)
    return vraag(
        request, form, "Overleg verplaatsen", "Datum wijzigen",
        terug=overleg.get_absolute_url(), bij=overleg,
        kruimels=kruimels_overleg(overleg, "Overleg verplaatsen"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def overleg_afgelasten(request: GebruikerRequest, pk: int) -> HttpResponse:
    """A meeting that does not take place, with the reason (OVL-3, ALG-2)."""
    overleg = overleg_voor(request.user, pk)
    eis_recht(request.user, services.PLANNEN, overleg)
    form = RedenForm(request.POST or None)
    form.fields["reden"].help_text = LEEST_IEDEREEN
    if form.is_valid():
        with weigering_op(form):
            services.gelast_af(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het overleg is afgelast.")
            return redirect(overleg)
    return vraag(
        request, form, "Overleg afgelasten", "Overleg afgelasten",
        terug=overleg.get_absolute_url(), bij=overleg,
        kruimels=kruimels_overleg(overleg, "Overleg afgelasten"),
        uitleg="Het overleg blijft leesbaar, met uw reden. U kunt dit niet meer terugdraaien.",
    )  # fmt: skip
