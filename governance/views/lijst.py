"""The BOL-afsprakenlijst on screen: preview exactly as exported, freeze, formats (BOL-1, BOL-2)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from ..forms.lijst import BevriesForm, KamerbriefForm, LijstregelForm, LijstregelWijzigForm
from ..models import Ronde
from ..models.lijst import Afsprakenlijst, Lijstregel
from ..rapport import Lijst, stel_lijst_samen
from ..regels_lijst import BEVRIEZEN
from ..services import lijst as services


@require_safe
def lijst(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The list of a ronde: the concept, or with ``?versie=2`` a frozen version."""
    eis_recht(request.user, services.OPSTELLEN)
    ronde = get_object_or_404(Ronde, pk=pk)
    versies = list(Afsprakenlijst.objects.filter(ronde=ronde).select_related("door"))
    gekozen = next((v for v in versies if str(v.versie) == request.GET.get("versie")), None)
    getoond = Lijst.uit(gekozen.gegevens) if gekozen else stel_lijst_samen(ronde)
    op = timezone.localdate()
    context = {
        "ronde": ronde,
        "lijst": getoond,
        "gekozen": gekozen,
        "versies": versies,
        "brief": getattr(ronde, "kamerbrief", None),
        "blokkades": [t.messages[0] for regel in BEVRIEZEN for t in regel(ronde, op)],
        "formaten": services.FORMATEN.items(),
        "kruimels": [*_kruimels(ronde)[:-1], ("Afsprakenlijst", "")],
    }
    return render(request, "governance/lijst.html", context)


@require_safe
def lijst_regels(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The lines one by one, to change; a provincie reads those that concern it (ZIC-3)."""
    ronde = get_object_or_404(Ronde, pk=pk)
    regels = (
        Lijstregel.objects.for_user(request.user)
        .filter(onderwerp__ronde=ronde)
        .select_related("onderwerp__landsdeel", "onderwerp__provincie")
        .order_by("onderwerp__volgorde", "onderwerp", "volgorde", "pk")
    )
    context = {
        "ronde": ronde,
        "pagina": Paginator(regels, 50).get_page(request.GET.get("p")),
        "mag_opstellen": request.user.has_perm(services.OPSTELLEN),
        "kruimels": [*_kruimels(ronde)[:-1], ("Regels", "")],
    }
    return render(request, "governance/lijst_regels.html", context)


@require_http_methods(["GET", "POST"])
def lijstregel_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, services.OPSTELLEN)
    ronde = get_object_or_404(Ronde, pk=pk)
    form = LijstregelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with weigering_op(form):
            services.voeg_regel_toe(ronde_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De regel staat op de lijst.")
            return redirect("governance:lijst-regels", ronde.pk)
    return _vraag(request, ronde, form, "Regel toevoegen", "Regel toevoegen")


@require_http_methods(["GET", "POST"])
def lijstregel_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regels = Lijstregel.objects.for_user(request.user).select_related("onderwerp__ronde")
    regel = get_object_or_404(regels, pk=pk)
    eis_recht(request.user, services.OPSTELLEN)
    form = LijstregelWijzigForm(request.POST or None, instance=regel)
    if request.method == "POST" and form.is_valid():
        with weigering_op(form):
            form.bewaar(door=request.user)
            messages.success(request, "De regel is gewijzigd.")
            return redirect("governance:lijst-regels", regel.onderwerp.ronde_id)
    return _vraag(request, regel.onderwerp.ronde, form, "Regel wijzigen", "Regel bewaren")


@require_http_methods(["GET", "POST"])
def lijst_bevriezen(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, "governance.afsprakenlijst_bevriezen")
    ronde = get_object_or_404(Ronde, pk=pk)
    form = BevriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with weigering_op(form):
            bevroren = services.bevries(
                ronde_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, f"Versie {bevroren.versie} van de lijst is bevroren.")
            return redirect("governance:lijst", ronde.pk)
    return _vraag(request, ronde, form, "Afsprakenlijst bevriezen", "Lijst bevriezen")


@require_POST
def lijst_exporteren(request: GebruikerRequest, pk: int, formaat: str) -> HttpResponse:
    eis_recht(request.user, services.OPSTELLEN)
    get_object_or_404(Ronde, pk=pk)
    return redirect(services.exporteer(ronde_pk=pk, door=request.user, formaat=formaat))


@require_http_methods(["GET", "POST"])
def kamerbrief(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, "governance.kamerbrief_vastleggen")
    ronde = get_object_or_404(Ronde, pk=pk)
    form = KamerbriefForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with weigering_op(form):
            services.leg_kamerbrief_vast(
                ronde_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, "De Kamerbrief is vastgelegd. Het embargo is voorbij.")
            return redirect("governance:lijst", ronde.pk)
    return _vraag(request, ronde, form, "Kamerbrief vastleggen", "Kamerbrief vastleggen")


def _kruimels(ronde: Ronde) -> list[tuple[str, str]]:
    return [
        ("Cyclus", reverse("governance:cyclus")),
        (str(ronde), reverse("governance:lijst-regels", args=[ronde.pk])),
        ("", ""),
    ]


def _vraag(
    request: GebruikerRequest, ronde: Ronde, form: BaseForm, opschrift: str, knop: str
) -> HttpResponse:
    context = {
        "ronde": ronde,
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "kruimels": [*_kruimels(ronde)[:-1], (opschrift, "")],
    }
    return render(request, "governance/lijst_handeling.html", context)
