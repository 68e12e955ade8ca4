"""The lines of the BOL-afsprakenlijst one by one: read, add, change, move, take off (BOL-1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..forms.lijst import LijstregelForm, LijstregelWijzigForm, RegelWeghalenForm
from ..models import Regelbezwaar, Ronde
from ..models.lijst import Lijstonderwerp, Lijstregel
from ..rapport import genummerd
from ..services import lijst as services
from .lijst import bol_ronde, kruimels_lijst, kruimels_ronde
from .pagina import vraag, weigering_als_bericht


@require_safe
def lijst_regels(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The lines in their order; a provincie reads those that concern it (ZIC-3)."""
    user = request.user
    ronde = bol_ronde(pk)
    if not user.ziet_dossiers:
        raise Http404
    zichtbaar = Lijstregel.objects.for_user(user).filter(onderwerp__ronde=ronde)
    bezwaren = Regelbezwaar.objects.for_user(user).filter(regel__onderwerp__ronde=ronde)
    mag_opstellen = user.has_perm(services.OPSTELLEN)
    kruimels = kruimels_lijst if mag_opstellen else _kruimels_zonder_lijst
    context = {
        "ronde": ronde,
        "pagina": Paginator(
            list(_rijen(ronde, set(zichtbaar.values_list("pk", flat=True)), bezwaren)), 50
        ).get_page(request.GET.get("p")),
        "afgevoerd": _afgevoerd(user, ronde, bezwaren) if mag_opstellen else [],
        "mag_opstellen": mag_opstellen,
        "leest_alleen": user.leest_alleen,
        "mag_wijzigen": mag_opstellen and not ronde.heeft_kamerbrief,
        "kruimels": kruimels(ronde, "Regels"),
    }
    return render(request, "governance/lijst_regels.html", context)


def _rijen(
    ronde: Ronde, zichtbaar: set[int], bezwaren: QuerySet[Regelbezwaar]
) -> Iterator[dict[str, Any]]:
    """The lines of these ids, numbered as on the list, with what stands against each."""
    alle = genummerd(ronde)
    tegen = _per_regel(bezwaren)
    delen = [(o.niveau, o.landsdeel_id, o.provincie_id) for _, o in alle]
    for nummer, onderwerp in alle:
        deel, regels = delen[nummer - 1], list(onderwerp.regels.all())
        for i, regel in enumerate(regels, start=1):
            if regel.pk not in zichtbaar:
                continue
            yield {
                "nummer": f"{nummer}.{i}",
                "regel": regel,
                "bezwaren": tegen.get(regel.pk, []),
                "onderwerp": onderwerp,
                "onderwerpnummer": nummer,
                "eerste": i == 1,
                "laatste": i == len(regels),
                "eerste_onderwerp": deel not in delen[: nummer - 1],
                "laatste_onderwerp": deel not in delen[nummer:],
            }


def _afgevoerd(
    user: Gebruiker, ronde: Ronde, bezwaren: QuerySet[Regelbezwaar]
) -> list[dict[str, Any]]:
    """What was taken off, with what stood against it: that stays readable too (ALG-2)."""
    weg = Lijstregel.objects.for_user(user).filter(onderwerp__ronde=ronde).afgevoerd()
    tegen = _per_regel(bezwaren.filter(regel__afgevoerd_op__isnull=False)) if weg else {}
    return [{"regel": regel, "bezwaren": tegen.get(regel.pk, [])} for regel in weg]


def _per_regel(bezwaren: QuerySet[Regelbezwaar]) -> dict[int, list[Regelbezwaar]]:
    tegen: dict[int, list[Regelbezwaar]] = {}
    for bezwaar in bezwaren.select_related("overleg"):
        tegen.setdefault(bezwaar.regel_id, []).append(bezwaar)
    return tegen


def _kruimels_zonder_lijst(ronde: Ronde, opschrift: str) -> list[tuple[str, str]]:
    """For who may not open the whole list."""
    return [*kruimels_ronde(ronde), (opschrift, "")]


@require_http_methods(["GET", "POST"])
def lijstregel_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, services.OPSTELLEN)
    ronde = bol_ronde(pk)
    form = LijstregelForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.voeg_regel_toe(ronde_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De regel staat op de lijst.")
            return redirect("governance:lijst-regels", ronde.pk)
    return vraag(
        request, form, "Regel toevoegen", "Regel toevoegen", terug=regels_url(ronde.pk),
        bij=f"Afsprakenlijst {ronde}", kruimels=kruimels_lijst(ronde, "Regel toevoegen"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def lijstregel_wijzigen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _regel(request, pk)
    ronde = regel.onderwerp.ronde
    form = LijstregelWijzigForm(request.POST or None, instance=regel)
    if form.is_valid():
        with weigering_op(form):
            services.wijzig_regel(form=form, door=request.user)
            messages.success(request, "De regel is gewijzigd.")
            return redirect(regels_url(ronde.pk, regel.pk))
    return vraag(
        request, form, "Regel wijzigen", "Regel bewaren", terug=regels_url(ronde.pk, pk),
        bij=regel.onderwerp, kruimels=kruimels_lijst(ronde, "Regel wijzigen"),
        uitleg="Een bevroren versie verandert niet mee. Bevries daarna een nieuwe versie.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def lijstregel_weghalen(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _regel(request, pk)
    ronde = regel.onderwerp.ronde
    form = RegelWeghalenForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.haal_regel_weg(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De regel is van de lijst gehaald.")
            return redirect(regels_url(ronde.pk))
    return vraag(
        request, form, "Regel weghalen", "Regel van de lijst halen",
        terug=regels_url(ronde.pk, pk), bij=regel.onderwerp,
        kruimels=kruimels_lijst(ronde, "Regel weghalen"), uitleg=f"De regel: {regel}",
    )  # fmt: skip


@require_POST
def lijstregel_verplaats(request: GebruikerRequest, pk: int) -> HttpResponse:
    regel = _regel(request, pk)
    richting = request.POST.get("richting", "")
    with weigering_als_bericht(request):
        services.verplaats_regel(pk=pk, richting=richting, door=request.user)
    return redirect(regels_url(regel.onderwerp.ronde_id, pk))


@require_POST
def lijstonderwerp_verplaats(request: GebruikerRequest, pk: int) -> HttpResponse:
    onderwerp = get_object_or_404(Lijstonderwerp.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, services.OPSTELLEN)
    richting = request.POST.get("richting", "")
    with weigering_als_bericht(request):
        services.verplaats_onderwerp(pk=pk, richting=richting, door=request.user)
    return redirect(regels_url(onderwerp.ronde_id))


def _regel(request: GebruikerRequest, pk: int) -> Lijstregel:
    """A line on the concept, for who may change it: not visible is 404, no right is 403."""
    regels = Lijstregel.objects.for_user(request.user).filter(afgevoerd_op=None)
    regel = get_object_or_404(regels.select_related("onderwerp__ronde__cyclus"), pk=pk)
    eis_recht(request.user, services.OPSTELLEN)
    return regel


def regels_url(ronde_pk: int, regel_pk: int | None = None) -> str:
    url = reverse("governance:lijst-regels", args=[ronde_pk])
    return f"{url}#regel-{regel_pk}" if regel_pk else url
