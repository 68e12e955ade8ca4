"""The pages to read: overview, arrangement, one afspraak, other programmes."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arrangementen.models import Arrangement
from novex.http import GebruikerRequest

from .. import rapport
from ..forms import ZoekForm
from ..models import Buitenvoortgang, Lichtcorrectie, Monitorronde, Voortgang, Voortgangsmelding
from ..querysets import afspraken_in_monitor

MONITOR = ("Monitor", "/monitor/")
PER_PAGINA = 25


@require_safe
def overzicht(request: GebruikerRequest) -> HttpResponse:
    """All provincies beside each other, the rounds and the arrangementen (MON-6)."""
    user = request.user
    arrangementen = Arrangement.objects.for_user(user).select_related("provincie")
    if not user.is_rijk:
        arrangementen = arrangementen.filter(provincie=user.eigen_provincie_id)
    context = {
        "matrix": rapport.matrix(user, timezone.localdate()),
        "rondes": Monitorronde.objects.for_user(user)[:10],
        "arrangementen": arrangementen.exclude(status="ingetrokken")[:24],
        "mag_ronde_openen": user.has_perm("monitoring.ronde_beheren"),
        "kruimels": [("Monitor", "")],
    }
    return render(request, "monitoring/overzicht.html", context)


@require_safe
def arrangement(request: GebruikerRequest, pk: int) -> HttpResponse:
    """All afspraken of one arrangement with their four signals (MON-2)."""
    user = request.user
    zicht = Arrangement.objects.for_user(user).select_related("provincie")
    if not user.is_rijk:
        # A published edition of another provincie is read without its monitor (ZIC-3).
        zicht = zicht.filter(provincie=user.eigen_provincie_id)
    onderwerp = get_object_or_404(zicht, pk=pk)
    afspraken = afspraken_in_monitor(user).filter(opnames__arrangement=onderwerp)
    pagina = Paginator(afspraken, PER_PAGINA).get_page(request.GET.get("p"))
    op = timezone.localdate()
    context = {
        "arrangement": onderwerp,
        "pagina": pagina,
        "beelden": rapport.beelden(pagina.object_list, user, op),
        "op": op,
        "kruimels": [MONITOR, (str(onderwerp), "")],
    }
    return render(request, "monitoring/arrangement.html", context)


@require_safe
def afspraak(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Both views side by side, their difference, the signals and the history (MON-3)."""
    user = request.user
    onderwerp = get_object_or_404(afspraken_in_monitor(user), pk=pk)
    op = timezone.localdate()
    (beeld,) = rapport.beelden(afspraken_in_monitor(user).filter(pk=pk), user, op)
    meldingen = Voortgangsmelding.objects.for_user(user).filter(voortgang__afspraak=pk)
    eigen = Voortgang.objects.for_user(user).van_organisatie(user.organisatie_id).te_melden()
    gemeld = Voortgang.objects.for_user(user).filter(ronde__status="open", status="ingediend")
    context = {
        "afspraak": onderwerp,
        "beeld": beeld,
        "meldingen": meldingen.select_related("voortgang__ronde", "organisatie", "door"),
        "correcties": Lichtcorrectie.objects.for_user(user)
        .filter(afspraak=pk)
        .select_related("door", "ronde"),
        "eigen": eigen.filter(afspraak=pk).select_related("ronde"),
        "gemeld": gemeld.filter(afspraak=pk).select_related("organisatie"),
        "mag_vragen": user.has_perm("monitoring.vraag_stellen", onderwerp),
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
