"""The forms around one punt, and around the agenda as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from ..bevroren import vingerafdruk
from ..forms.agenda import (
    BIJ_OVERLEG,
    AfwijkingForm,
    AgendapuntForm,
    AnnotatieForm,
    ErratumForm,
    NieuwAgendapuntForm,
    ReactieForm,
    RedenForm,
    TermijnForm,
)
from ..gremia import Gremium
from ..models import Afwijking
from ..querysets import aan_deze_tafel
from ..services import agenda as services
from ..services.afwijking import motiveer
from ..services.termijn import stel_termijn
from .pagina import agenda_url, agenda_voor, kruimels_overleg, punt_voor, vraag

GET_POST = require_http_methods(["GET", "POST"])


@GET_POST
def agendapunt_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = agenda_voor(request.user, pk)
    eis_recht(request.user, services.INDIENEN, overleg)
    form = NieuwAgendapuntForm(
        request.POST or None, overleg=overleg, user=request.user, initial=_beginwaarden(request, pk)
    )
    if form.is_valid():
        with weigering_op(form):
            punt = services.zet_op_agenda(overleg_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het punt staat op de agenda.")
            return redirect(agenda_url(overleg, punt))
    return vraag(
        request, form, "Nieuw agendapunt", "Op de agenda zetten", terug=agenda_url(overleg),
        bij=overleg, kruimels=kruimels_overleg(overleg, "Nieuw agendapunt"),
    )  # fmt: skip


def _beginwaarden(request: GebruikerRequest, pk: int) -> dict[str, object]:
    """From a candidate: its vraagstuk and title are filled in (ALG-1)."""
    gevraagd = request.GET.get("vraagstuk", "")
    if not gevraagd.isdecimal():
        return {}
    overleg = agenda_voor(request.user, pk)
    vraagstuk = aan_deze_tafel(request.user, overleg).filter(pk=gevraagd).first()
    return {"vraagstuk": vraagstuk.pk, "onderwerp": vraagstuk.titel} if vraagstuk else {}


@GET_POST
def agendapunt_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    punt = punt_voor(request.user, pk)
    services.eis_eigen_punt(punt, punt, request.user)
    form = AgendapuntForm(request.POST or None, instance=punt)
    if form.is_valid():
        with weigering_op(form):
            services.wijzig_punt(form=form, door=request.user)
            messages.success(request, "Het punt is gewijzigd.")
            return redirect(agenda_url(punt.overleg, punt))
    return vraag(
        request, form, "Agendapunt wijzigen", "Punt opslaan",
        terug=agenda_url(punt.overleg, punt), bij=punt.overleg,
        kruimels=kruimels_overleg(punt.overleg, "Agendapunt wijzigen"),
    )  # fmt: skip


@GET_POST
def agendapunt_afvoeren(request: GebruikerRequest, pk: int) -> HttpResponse:
    punt = punt_voor(request.user, pk)
    eis_recht(request.user, services.OPSTELLEN, punt)
    form = RedenForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.voer_af(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het punt is van de agenda gehaald.")
            return redirect(agenda_url(punt.overleg))
    return vraag(
        request, form, "Punt van de agenda halen", "Van de agenda halen",
        terug=agenda_url(punt.overleg, punt), bij=punt,
        kruimels=kruimels_overleg(punt.overleg, "Punt van de agenda halen"),
    )  # fmt: skip


@GET_POST
def erratum(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Correct a punt after sending: a new version with a reason (AGE-3)."""
    punt = punt_voor(request.user, pk)
    eis_recht(request.user, services.VERZENDEN, punt)
    form = ErratumForm(request.POST or None, instance=punt)
    if form.is_valid():
        with weigering_op(form):
            reden = form.cleaned_data["reden"]
            versie = services.erratum(form=form, reden=reden, door=request.user)
            messages.success(request, f"De agenda is nu versie {versie.versie}.")
            return redirect("governance:agenda-verzonden", pk=punt.overleg_id)
    return vraag(
        request, form, f"Erratum bij punt {punt.nummer or ''}", "Erratum verzenden",
        terug=agenda_url(punt.overleg, punt), bij=punt.overleg,
        kruimels=kruimels_overleg(punt.overleg, "Erratum"),
    )  # fmt: skip


@GET_POST
def annotatie_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    punt = punt_voor(request.user, pk)
    eis_recht(request.user, "governance.annotatie_maken", punt)
    form = AnnotatieForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.annoteer(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De annotatie is opgeslagen.")
            return redirect(agenda_url(punt.overleg, punt))
    return vraag(
        request, form, "Annotatie bij een punt", "Annotatie opslaan",
        terug=agenda_url(punt.overleg, punt), bij=punt,
        kruimels=kruimels_overleg(punt.overleg, "Annotatie"),
        uitleg="De provincie ziet een annotatie nooit, ook niet in de stukken.",
    )  # fmt: skip


@GET_POST
def afwijking_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Why this punt goes on without a mandaat, or without the GP-DG (BES-5, BES-10)."""
    punt = punt_voor(request.user, pk)
    eis_recht(request.user, services.VERZENDEN, punt)
    is_bol = punt.gremium == Gremium.BOL
    regel = Afwijking.Regel.ZONDER_GPDG_ADVIES if is_bol else Afwijking.Regel.ZONDER_MANDAAT
    form = AfwijkingForm(request.POST or None, initial={"regel": regel})
    form.fields["regel"].choices = [(regel.value, regel.label)]
    if form.is_valid():
        with weigering_op(form):
            motiveer(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De motivering is vastgelegd.")
            return redirect(agenda_url(punt.overleg, punt))
    return vraag(
        request, form, "Afwijken met reden", "Motivering vastleggen",
        terug=agenda_url(punt.overleg, punt), bij=punt,
        kruimels=kruimels_overleg(punt.overleg, "Afwijken met reden"),
    )  # fmt: skip


@GET_POST
def agenda_reageren(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = agenda_voor(request.user, pk)
    eis_recht(request.user, "governance.agenda_reageren", overleg)
    provincie = get_object_or_404(overleg.provincies, organisatie=request.user.organisatie_id)
    gezien = vingerafdruk(overleg, overleg.punten, provincie.pk)
    form = ReactieForm(request.POST or None, initial={"gezien": gezien})
    if form.is_valid():
        with weigering_op(form):
            services.reageer(overleg_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Uw reactie op de agenda is vastgelegd.")
            return redirect(agenda_url(overleg))
    return vraag(
        request, form, "Reageren op de agenda", "Reactie geven", terug=agenda_url(overleg),
        bij=overleg, kruimels=kruimels_overleg(overleg, "Reageren op de agenda"),
    )  # fmt: skip


@GET_POST
def agenda_termijn(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Until when the provincies may react; again, when the agenda changed since (AGE-5)."""
    overleg = agenda_voor(request.user, pk)
    eis_recht(request.user, services.OPSTELLEN, overleg)
    form = TermijnForm(request.POST or None, initial={"reageren_tot": overleg.reageren_tot})
    if form.is_valid():
        with weigering_op(form):
            stel_termijn(
                overleg_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, "De termijn om te reageren is gesteld.")
            return redirect(agenda_url(overleg))
    return vraag(
        request, form, "Termijn om te reageren", "Termijn stellen", terug=agenda_url(overleg),
        bij=overleg, kruimels=kruimels_overleg(overleg, "Termijn om te reageren"),
    )  # fmt: skip


@GET_POST
def agenda_openen(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = agenda_voor(request.user, pk)
    eis_recht(request.user, services.OPSTELLEN, overleg)
    form = RedenForm(request.POST or None)
    form.fields["reden"].help_text = BIJ_OVERLEG
    if form.is_valid():
        with weigering_op(form):
            services.open_weer(overleg_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De agenda is weer concept.")
            return redirect(agenda_url(overleg))
    return vraag(
        request, form, "Agenda weer openen", "Agenda openen", terug=agenda_url(overleg),
        bij=overleg, kruimels=kruimels_overleg(overleg, "Agenda weer openen"),
    )  # fmt: skip
