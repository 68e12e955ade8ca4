from __future__ import annotations

import math

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex.criteria import blokkades
from novex.forms import Achterhaald, weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker, Provincie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from .. import signaalregels
from ..forms.signaal import (
    SignaalAntwoordForm,
    SignaalFilter,
    SignaalForm,
    SignaalWijzigForm,
    SnelleCheckForm,
)
from ..gelijksoortig import Gelijksoortig, gelijksoortig
from ..models import Vraagstuk
from ..models.signaal import Signaal, Signaaluitkomst
from ..services import signalen
from .pagina import SIGNALEN, als_pdf, gepost, vraag, weigering_als_bericht

PER_PAGINA = 25
# How many of the widest letter stand on a line of the print, and how many lines the longest texts
# then take: that fits (SIG-1).
TEKENS_PER_REGEL, REGELS_OP_A4 = 76, 32


@require_safe
def signaal_lijst(request: GebruikerRequest) -> HttpResponse:
    """Signalen within own sight, newest first; late answers show to both sides (SIG-4)."""
    op = timezone.localdate()
    form = SignaalFilter(request.GET, provincies=Provincie.objects.geldig(op))
    form.is_valid()  # a filter that cannot be read filters nothing, the others do
    alle = Signaal.objects.for_user(request.user).voor_lijst()
    gevonden = alle.gefilterd(form.cleaned_data, op)
    pagina = Paginator(gevonden, PER_PAGINA).get_page(request.GET.get("p"))
    for signaal in pagina:
        signaal.te_laat = signaal.is_te_laat(op)
    context = {
        "pagina": pagina,
        "form": form,
        "mag_maken": request.user.has_perm("dossiers.signaal_maken"),
        "kruimels": [("Signalen", "")],
    }
    return render(request, "dossiers/signaal_lijst.html", context)


@require_http_methods(["GET", "POST"])
def signaal_nieuw(request: GebruikerRequest) -> HttpResponse:
    """Write a signaal; "zoek vergelijkbare" shows what looks like it (SIG-1, SIG-5)."""
    user = request.user
    eis_recht(user, "dossiers.signaal_maken")
    if "vergelijk" in request.POST:
        form = SignaalForm.nog_even(request.POST, user)
        return _formulier(request, form, "Nieuw signaal", lijkt_op=_lijkt_op_getypt(request))
    begin = {"melder_organisatie": user.organisatie_id, "provincies": _eigen_provincie(user)}
    form = SignaalForm(gepost(request), door=user, initial=begin)
    if form.is_valid():
        with weigering_op(form):
            signaal = signalen.maak(door=user, gegevens=form.cleaned_data)
            messages.success(request, "Het signaal is bewaard. Dien het in als het af is.")
            return redirect(signaal)
    return _formulier(request, form, "Nieuw signaal")


@require_http_methods(["GET", "POST"])
def signaal_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    signaal = get_object_or_404(Signaal.objects.for_user(request.user), pk=pk)
    signalen.eis_wijzigbaar(signaal, request.user)
    form = SignaalWijzigForm(gepost(request), instance=signaal, door=request.user)
    if form.is_valid():
        with weigering_op(form):
            signalen.eis_eigen_kant(request.user, form.cleaned_data)
            form.bewaar(door=request.user)
            messages.success(request, "Het signaal is gewijzigd.")
            return redirect(signaal)
    return _formulier(request, form, "Signaal wijzigen", signaal=signaal)


@require_safe
def signaal_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    user, op = request.user, timezone.localdate()
    signaal = _signaal(request, pk)
    eigen_concept = signaal.is_concept and user.treedt_op_voor(signaal.organisatie_id)
    mag_beantwoorden = user.has_perm("dossiers.signaal_beantwoorden", signaal)
    context = {
        "signaal": signaal,
        "te_laat": signaal.is_te_laat(op),
        "mag_wijzigen": eigen_concept and user.has_perm("dossiers.signaal_maken"),
        "mag_beantwoorden": mag_beantwoorden and signaal.wacht_op_antwoord,
        "checks": list(signaal.checks.select_related("door__organisatie")),
        "antwoorden": _antwoorden(signaal, user),
        "blokkades": blokkades(signaal, signaalregels.INDIENEN, user) if eigen_concept else (),
        "lijkt_op": _lijkt_op(signaal, user),
        "kruimels": [SIGNALEN, (signaal.titel, "")],
    }
    return render(request, "dossiers/signaal_detail.html", context)


@require_safe
def signaal_print(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The one-pager as PDF: one A4, whatever was typed (SIG-1)."""
    signaal = _signaal(request, pk)
    check, antwoord = signaal.laatste_check(), signaal.uitkomsten.first()
    teksten = [signaal.wat_botst, signaal.waarom_urgent]
    teksten += [deel.motivatie for deel in (check, antwoord) if deel]
    context = {
        "signaal": signaal,
        "check": check,
        "antwoord": antwoord,
        "met_regels": _passen_met_regels(teksten),
    }
    return als_pdf("dossiers/signaal_print.html", context, f"signaal-{pk}", signaal)


def _passen_met_regels(teksten: list[str]) -> bool:
    """Do they take no more of the A4 with their line breaks than the longest texts without?"""
    regels = [regel for tekst in teksten for regel in tekst.splitlines()]
    return sum(max(1, math.ceil(len(regel) / TEKENS_PER_REGEL)) for regel in regels) <= REGELS_OP_A4


@require_POST
def signaal_indienen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Hand it in; what is missing shows on the page of the signaal (SIG-1, VRA-3)."""
    signaal = get_object_or_404(Signaal.objects.for_user(request.user), pk=pk)
    with weigering_als_bericht(request):
        signaal = signalen.dien_in(pk=pk, door=request.user, op=timezone.localdate())
        dag = f"{signaal.antwoord_voor:%d-%m-%Y}"
        messages.success(
            request, f"Het signaal is ingediend. De melder krijgt uiterlijk op {dag} antwoord."
        )
    return redirect(signaal)


@require_http_methods(["GET", "POST"])
def signaal_check(request: GebruikerRequest, pk: int) -> HttpResponse:
    signaal = get_object_or_404(Signaal.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, "dossiers.signaal_beantwoorden", signaal)
    laatste = signaal.laatste_check()
    form = SnelleCheckForm(gepost(request), initial={"gelezen_pk": laatste and laatste.pk})
    if form.is_valid():
        with weigering_op(form):
            signalen.doe_check(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De snelle check is vastgelegd.")
            return redirect(signaal)
    return vraag(request, signaal, form, "Snelle check", "Snelle check vastleggen")


@require_http_methods(["GET", "POST"])
def signaal_beantwoorden(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    signaal = get_object_or_404(Signaal.objects.for_user(user), pk=pk)
    eis_recht(user, "dossiers.signaal_beantwoorden", signaal)
    if not signaal.wacht_op_antwoord:
        raise Achterhaald("Dit signaal is al beantwoord.", terug=signaal.get_absolute_url())
    keuze = (
        Vraagstuk.objects.for_user(user)
        .filter(provincies__in=signaal.betrokken_provincie_ids())
        .distinct()
    )
    alleen_rijk = signaal.zichtbaarheid == Zichtbaarheid.RIJK
    form = SignaalAntwoordForm(gepost(request), vraagstukken=keuze, alleen_rijk=alleen_rijk)
    if form.is_valid():
        with weigering_op(form):
            signalen.beantwoord(pk=pk, door=user, **form.cleaned_data)
            messages.success(request, "Het signaal is beantwoord. De melder kan dit nu lezen.")
            return redirect(signaal)
    return vraag(request, signaal, form, "Signaal beantwoorden", "Antwoord vastleggen")


def _signaal(request: GebruikerRequest, pk: int) -> Signaal:
    alle = Signaal.objects.for_user(request.user).select_related(
        "melder_organisatie", "organisatie", "ingevoerd_door", "novex_gebied"
    )
    return get_object_or_404(alle.prefetch_related("provincies", "domeinen"), pk=pk)


def _formulier(
    request: GebruikerRequest,
    form: SignaalForm | SignaalWijzigForm,
    opschrift: str,
    *,
    signaal: Signaal | None = None,
    lijkt_op: list[Gelijksoortig] | None = None,
) -> HttpResponse:
    eind = [(signaal.titel, signaal.get_absolute_url())] if signaal else []
    context = {
        "form": form,
        "opschrift": opschrift,
        "signaal": signaal,
        "lijkt_op": lijkt_op,
        "kruimels": [SIGNALEN, *eind, (opschrift, "")],
    }
    return render(request, "dossiers/signaal_formulier.html", context)


def _eigen_provincie(user: Gebruiker) -> list[int]:
    return [user.eigen_provincie_id] if user.eigen_provincie_id else []


def _nummers(waarden: list[str]) -> list[int]:
    return [int(waarde) for waarde in waarden if waarde.isdecimal() and len(waarde) < 10]


def _lijkt_op_getypt(request: GebruikerRequest) -> list[Gelijksoortig]:
    """What looks like the text that was typed, before it is saved (SIG-5)."""
    return gelijksoortig(
        request.user,
        tekst=request.POST.get("titel", ""),
        provincie_ids=_nummers(request.POST.getlist("provincies")),
        domein_ids=_nummers(request.POST.getlist("domeinen")),
    )


def _lijkt_op(signaal: Signaal, user: Gebruiker) -> list[Gelijksoortig]:
    return gelijksoortig(
        user,
        tekst=signaal.titel,
        provincie_ids=signaal.betrokken_provincie_ids(),
        domein_ids=[domein.pk for domein in signaal.domeinen.all()],
        behalve=signaal,
    )


def _antwoorden(signaal: Signaal, user: Gebruiker) -> list[Signaaluitkomst]:
    """The answer; its vraagstuk only for who may see that (ZIC-2)."""
    antwoorden = list(signaal.uitkomsten.select_related("door__organisatie", "vraagstuk"))
    zichtbaar = set(
        Vraagstuk.objects.for_user(user)
        .filter(pk__in=[a.vraagstuk_id for a in antwoorden])
        .values_list("pk", flat=True)
    )
    for antwoord in antwoorden:
        setattr(antwoord, "vraagstuk_zichtbaar", antwoord.vraagstuk_id in zichtbaar)  # noqa: B010
    return antwoorden
