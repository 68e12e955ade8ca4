"""What comes in and goes out of a concept: opnames and afspraken (ARR-2, ARR-3)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.bewerken import Groep, mag_bewerken
from dossiers.models import Vraagstuk
from dossiers.triagecheck import bevinding
from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..forms.arrangement import AfspraakOpnemenForm, OpnameForm, RedenForm, VraagstukKiezenForm
from ..models import Arrangement, Opgenomenafspraak, Opname
from ..regels_arrangement import OPNEEMBAAR
from ..services import inhoud
from .arrangement import kruimels, te_wijzigen, vraag


@require_http_methods(["GET", "POST"])
def opname_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """First choose the vraagstuk, then judge it beside what the data show (TRI-2, TRI-4)."""
    arrangement = te_wijzigen(request, pk)
    kiezen = VraagstukKiezenForm(
        request.GET or None, vraagstukken=_op_te_nemen(arrangement, request.user)
    )
    if not kiezen.is_valid():
        return _kies_vraagstuk(request, arrangement, kiezen)
    vraagstuk, op = kiezen.cleaned_data["vraagstuk"], timezone.localdate()
    try:
        criteria = inhoud.opname_criteria(op)
    except ValidationError as weigering:
        messages.error(request, weigering.messages[0])
        return redirect(arrangement)
    bevindingen = [(c, bevinding(c, vraagstuk)) for c in criteria]
    form = OpnameForm(request.POST or None, bevindingen=bevindingen)
    if form.is_valid():
        with weigering_op(form):
            inhoud.neem_op(pk=pk, vraagstuk=vraagstuk, door=request.user, op=op, **form.invoer())
            messages.success(request, f"{vraagstuk} is opgenomen.")
            return redirect(arrangement)
    mag = mag_bewerken(request.user, vraagstuk, Groep.BASIS)
    context = {"arrangement": arrangement, "vraagstuk": vraagstuk, "form": form}
    context |= {"mag_aanvullen": mag, "kruimels": kruimels(arrangement, "Vraagstuk opnemen")}
    return render(request, "arrangementen/arrangement_opname.html", context)


@require_http_methods(["GET", "POST"])
def opname_intrekken(request: GebruikerRequest, pk: int) -> HttpResponse:
    opname = get_object_or_404(
        Opname.objects.for_user(request.user)
        .actuele()
        .select_related("vraagstuk", "arrangement__provincie"),
        pk=pk,
    )
    arrangement = opname.arrangement
    eis_recht(request.user, inhoud.WIJZIGEN, arrangement)
    form = RedenForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            inhoud.trek_opname_in(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, f"{opname} staat niet meer in het arrangement.")
            return redirect(arrangement)
    uitleg = (
        f"{opname} en de afspraken daarbij gaan uit dit arrangement. Het oordeel en uw reden "
        "blijven te lezen."
    )
    return vraag(
        request,
        arrangement,
        form,
        "Opname intrekken",
        "Opname intrekken",
        uitleg=uitleg,
        gevaar=True,
    )


@require_http_methods(["GET", "POST"])
def afspraak_opnemen(request: GebruikerRequest, pk: int) -> HttpResponse:
    arrangement = te_wijzigen(request, pk)
    nog_niet = inhoud.op_te_nemen_afspraken(arrangement, request.user).exclude(
        opnames__arrangement=arrangement
    )
    form = AfspraakOpnemenForm(request.POST or None, afspraken=nog_niet)
    if form.is_valid():
        with weigering_op(form):
            opgenomen = inhoud.neem_afspraak_op(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, f"{opgenomen} is opgenomen.")
            return redirect(f"{arrangement.get_absolute_url()}#afspraak-{opgenomen.afspraak_id}")
    uitleg = "" if nog_niet.exists() else (
        "Er is nu geen afspraak om op te nemen. Neem eerst een vraagstuk op, of maak een afspraak "
        "bij een opgenomen vraagstuk."
    )  # fmt: skip
    return vraag(request, arrangement, form, "Afspraak opnemen", "Afspraak opnemen", uitleg=uitleg)


@require_POST
def afspraak_uithalen(request: GebruikerRequest, pk: int) -> HttpResponse:
    opgenomen = _opgenomen(request, pk)
    try:
        inhoud.haal_afspraak_uit(pk=pk, door=request.user)
        messages.success(request, f"{opgenomen} staat niet meer in het arrangement.")
    except ValidationError as weigering:
        messages.error(request, weigering.messages[0])
    return redirect(f"{opgenomen.arrangement.get_absolute_url()}#afspraken")


@require_POST
def afspraak_verplaats(request: GebruikerRequest, pk: int) -> HttpResponse:
    opgenomen = _opgenomen(request, pk)
    try:
        omhoog = request.POST.get("richting") == "omhoog"
        inhoud.verplaats_afspraak(pk=pk, omhoog=omhoog, door=request.user)
    except ValidationError as weigering:
        messages.error(request, weigering.messages[0])
    anker = f"#afspraak-{opgenomen.afspraak_id}"
    return redirect(f"{opgenomen.arrangement.get_absolute_url()}{anker}")


def _opgenomen(request: GebruikerRequest, pk: int) -> Opgenomenafspraak:
    opgenomen = get_object_or_404(
        Opgenomenafspraak.objects.for_user(request.user).select_related("arrangement", "afspraak"),
        pk=pk,
    )
    eis_recht(request.user, inhoud.WIJZIGEN, opgenomen.arrangement)
    return opgenomen


def _op_te_nemen(arrangement: Arrangement, user: Gebruiker) -> QuerySet[Vraagstuk]:
    """The vraagstukken of this provincie that may come in and are not there yet (ARR-2)."""
    koppeling = Vraagstuk.provincies.through.objects.filter(provincie=arrangement.provincie_id)
    return (
        Vraagstuk.objects.for_user(user)
        .filter(pk__in=koppeling.values("vraagstuk"), fase__in=OPNEEMBAAR)
        .exclude(pk__in=arrangement.opnames.actuele().values("vraagstuk"))
        .order_by("nummer")
    )


def _kies_vraagstuk(
    request: GebruikerRequest, arrangement: Arrangement, form: VraagstukKiezenForm
) -> HttpResponse:
    context = {
        "arrangement": arrangement,
        "form": form,
        "is_leeg": not form.fields["vraagstuk"].queryset.exists(),
        "kruimels": kruimels(arrangement, "Vraagstuk opnemen"),
    }
    return render(request, "arrangementen/arrangement_kies_vraagstuk.html", context)
