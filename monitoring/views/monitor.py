"""The pages to read: overview, arrangement, one afspraak, other programmes."""

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arrangementen.models import Afspraak, Arrangement
from novex.http import GebruikerRequest

from .. import rapport
from ..forms import ZoekForm
from ..models import Buitenvoortgang, Monitorronde, Voortgang
from ..querysets import afspraken_in_monitor

MONITOR = ("Monitor", "/monitor/")
PER_PAGINA = 25


@require_safe
def overzicht(request: GebruikerRequest) -> HttpResponse:
    """All provincies beside each other, the rounds and the arrangementen (MON-6)."""
    user = request.user
    edities = Arrangement.objects.for_user(user).in_eigen_kring(user).select_related("provincie")
    context = {
        "matrix": rapport.matrix(user, timezone.localdate()),
        "rondes": Monitorronde.objects.for_user(user)[:10],
        "arrangementen": edities.exclude(status="ingetrokken")[:24],
        "mag_ronde_openen": user.has_perm("monitoring.ronde_beheren")
        and not Monitorronde.objects.for_user(user).open().exists(),
        "kruimels": [("Monitor", "")],
    }
    return render(request, "monitoring/overzicht.html", context)


@require_safe
def arrangement(request: GebruikerRequest, pk: int) -> HttpResponse:
    """All afspraken of one arrangement with their four signals (MON-2).

    A published edition of another provincie is read without its monitor (ZIC-3).
    """
    user = request.user
    zicht = Arrangement.objects.for_user(user).in_eigen_kring(user)
    onderwerp = get_object_or_404(zicht.select_related("provincie"), pk=pk)
    afspraken = afspraken_in_monitor(user).filter(opnames__arrangement=onderwerp)
    pagina = Paginator(afspraken, PER_PAGINA).get_page(request.GET.get("p"))
    op = timezone.localdate()
    context = {
        "arrangement": onderwerp,
        "pagina": pagina,
        "beelden": rapport.beelden(cast("QuerySet[Afspraak]", pagina.object_list), user, op),
        "op": op,
        "kruimels": [MONITOR, (str(onderwerp), "")],
    }
    return render(request, "monitoring/arrangement.html", context)


@require_safe
def afspraak(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Both views side by side, their difference, the signals and the history (MON-3)."""
    user = request.user
    afspraken = afspraken_in_monitor(user).filter(pk=pk)
    met_provincies = afspraken.prefetch_related("provincies", "vraagstuk__provincies")
    op = timezone.localdate()
    beelden = rapport.beelden(met_provincies, user, op)
    if not beelden:
        raise Http404
    onderwerp = beelden[0].afspraak
    rijen = Voortgang.objects.for_user(user).voor_lijst()
    open_ = list(rijen.filter(afspraak=pk, ronde__status="open"))
    mag_vragen = user.has_perm("monitoring.vraag_stellen", onderwerp)
    context = {
        "afspraak": onderwerp,
        "beeld": beelden[0],
        "eigen": [rij for rij in open_ if rij.is_van(user) and rij.is_bewerkbaar(op)],
        "te_bevragen": [r for r in open_ if mag_vragen and r.status == "ingediend"],
        "mag_bijstellen": user.has_perm("monitoring.licht_bijstellen", onderwerp),
        "kruimels": [MONITOR, (str(onderwerp), "")],
    }
    return render(request, "monitoring/afspraak.html", context)


@require_safe
def buiten(request: GebruikerRequest) -> HttpResponse:
    """What other programmes published about their progress."""
    form = ZoekForm(request.GET or None)
    rijen = Buitenvoortgang.objects.for_user(request.user)
    if form.is_valid():
        rijen = rijen.zoek(form.cleaned_data["zoek"])
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("p"))
    context = {
        "filter": form,
        "pagina": pagina,
        "mag_importeren": request.user.has_perm("monitoring.importeren"),
        "kruimels": [MONITOR, ("Andere programma's", "")],
    }
    return render(request, "monitoring/buiten.html", context)
