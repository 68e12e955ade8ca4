"""A landsdeel objects to a landelijke line, and how that was solved (BOL-1)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from ..forms.lijst import BezwaarForm, OplossingForm
from ..models import Lijstregel, Overleg, Regelbezwaar
from ..models.lijst import Niveau
from ..services import regelbezwaar as services
from .lijst import kruimels_lijst
from .lijst_regels import regels_url
from .pagina import vraag


@require_http_methods(["GET", "POST"])
def bezwaar_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    regels = Lijstregel.objects.for_user(user).filter(
        afgevoerd_op=None, onderwerp__niveau=Niveau.LANDELIJK
    )
    regel = get_object_or_404(regels.select_related("onderwerp__ronde__cyclus"), pk=pk)
    eis_recht(user, services.RECHT)
    ronde, vandaag = regel.onderwerp.ronde, timezone.localdate()
    tafels = ronde.zittingen().filter(landsdeel__isnull=False, datum__lte=vandaag)
    overleggen = Overleg.objects.for_user(user).filter(pk__in=tafels.values("pk"))
    form = BezwaarForm(request.POST or None, overleggen=overleggen)
    if form.is_valid():
        with weigering_op(form):
            services.leg_vast(regel_pk=pk, door=user, op=vandaag, **form.cleaned_data)
            messages.success(request, "Het bezwaar is vastgelegd.")
            return redirect(regels_url(ronde.pk, pk))
    return vraag(
        request, form, "Bezwaar tegen een landelijke regel", "Bezwaar vastleggen",
        terug=regels_url(ronde.pk, pk), bij=regel.onderwerp,
        kruimels=kruimels_lijst(ronde, "Bezwaar"),
        uitleg=f"{_wat_het_doet(overleggen)} De regel: {regel}",
    )  # fmt: skip


def _wat_het_doet(overleggen: Any) -> str:
    if not overleggen:
        return "Er is nog geen BOL van deze ronde geweest; pas daarna is er een bezwaar."
    return "Zolang het bezwaar open is, wordt de lijst niet bevroren."


@require_http_methods(["GET", "POST"])
def bezwaar_oplossen(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    zichtbaar = Regelbezwaar.objects.for_user(user).select_related(
        "overleg", "regel__onderwerp__ronde__cyclus"
    )
    bezwaar = get_object_or_404(zichtbaar, pk=pk)
    eis_recht(user, services.RECHT)
    regel = bezwaar.regel
    ronde = regel.onderwerp.ronde
    form = OplossingForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.los_op(pk=pk, door=user, **form.cleaned_data)
            messages.success(request, "De oplossing is vastgelegd.")
            return redirect(regels_url(ronde.pk, regel.pk))
    return vraag(
        request, form, "Bezwaar oplossen", "Oplossing vastleggen",
        terug=regels_url(ronde.pk, regel.pk), bij=regel.onderwerp,
        kruimels=kruimels_lijst(ronde, "Bezwaar oplossen"),
        uitleg=f"{bezwaar}: {bezwaar.reden}",
    )  # fmt: skip
