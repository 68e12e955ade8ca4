"""The round: open it, see who reported, close it, report, ask (MON-1)."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from novex.forms import Formulier, weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from .. import rapport
from ..forms import LichtForm, RondeForm, RondeVerzettenForm, VoortgangForm, VraagForm
from ..models import Monitorronde, Voortgang
from ..querysets import afspraken_in_monitor, leest_alleen_gesloten
from ..services import rondes, voortgang
from .monitor import MONITOR, PER_PAGINA


@require_safe
def ronde(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Who reported and who did not; the own questions on top."""
    user = request.user
    onderwerp = get_object_or_404(Monitorronde.objects.for_user(user), pk=pk)
    eigen = Voortgang.objects.for_user(user).filter(ronde=onderwerp)
    eigen = eigen.gevraagd_aan(user).voor_lijst().order_by("-status", "pk")
    standen = rapport.rondestanden(onderwerp, user)
    bladen = Paginator(eigen, PER_PAGINA)
    if not leest_alleen_gesloten(user):  # counted already, with those of the others
        bladen.count = sum(stand.eigen for stand in standen)
    context = {
        "ronde": onderwerp,
        "standen": standen,
        "pagina": bladen.get_page(request.GET.get("p")),
        "over_tijd": onderwerp.is_over_tijd(timezone.localdate()),
        "mag_sluiten": onderwerp.is_open and user.has_perm("monitoring.ronde_beheren"),
        "kruimels": [MONITOR, (str(onderwerp), "")],
    }
    return render(request, "monitoring/ronde.html", context)


@require_http_methods(["GET", "POST"])
def ronde_nieuw(request: GebruikerRequest) -> HttpResponse:
    eis_recht(request.user, "monitoring.ronde_beheren")
    form = RondeForm(request.POST or None)
    if form.is_valid():
        nieuw = None
        with weigering_op(form):
            nieuw = rondes.open_ronde(door=request.user, **form.cleaned_data)
        if nieuw:
            messages.success(request, "De ronde is open. Beide kanten kunnen nu melden.")
            return redirect(nieuw)
    return _vraag(request, form, "Monitorronde openen", "Ronde openen", "/monitor/")


@require_http_methods(["GET", "POST"])
def ronde_verzetten(request: GebruikerRequest, pk: int) -> HttpResponse:
    onderwerp = get_object_or_404(Monitorronde.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, "monitoring.ronde_beheren")
    nu = {"open_van": onderwerp.open_van, "open_tot": onderwerp.open_tot}
    form = RondeVerzettenForm(request.POST or None, initial=nu)
    if form.is_valid():
        with weigering_op(form):
            rondes.verzet_ronde(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De ronde heeft nieuwe dagen.")
            return redirect(onderwerp)
    terug = onderwerp.get_absolute_url()
    return _vraag(request, form, f"{onderwerp} verzetten", "Dagen bewaren", terug)


@require_http_methods(["GET", "POST"])
def ronde_sluiten(request: GebruikerRequest, pk: int) -> HttpResponse:
    onderwerp = get_object_or_404(Monitorronde.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, "monitoring.ronde_beheren")
    form = Formulier(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with weigering_op(form):
            rondes.sluit_ronde(pk=pk, door=request.user)
            messages.success(request, "De ronde is gesloten. De meldingen blijven zoals zij zijn.")
            return redirect(onderwerp)
    uitleg = " ".join(_voor_het_sluiten(onderwerp, request.user))
    terug = onderwerp.get_absolute_url()
    return _vraag(request, form, f"{onderwerp} sluiten", "Ronde sluiten", terug, uitleg=uitleg)


def _voor_het_sluiten(ronde: Monitorronde, user: Gebruiker) -> Iterator[str]:
    """What closing does, and to whom: it cannot be undone (MON-1)."""
    yield "Alle ingediende meldingen worden opgenomen zoals zij zijn."
    if timezone.localdate() <= ronde.open_tot:
        yield f"De ronde loopt nog tot en met {ronde.open_tot:%d-%m-%Y}."
    standen = rapport.rondestanden(ronde, user)
    if missend := [f"{s.organisatie}: {s.gevraagd - s.gemeld}" for s in standen if s.mist]:
        yield "Wie nog niet heeft gemeld, kan dat in deze ronde niet meer doen."
        yield f"Nog niet gemeld: {', '.join(missend)}."
    elif standen:
        yield "Alles is gemeld."


@require_http_methods(["GET", "POST"])
def voortgang_melden(request: GebruikerRequest, pk: int) -> HttpResponse:
    zicht = Voortgang.objects.for_user(request.user).voor_lijst()
    onderwerp = get_object_or_404(zicht, pk=pk)
    form = VoortgangForm(request.POST or None, instance=onderwerp)
    vandaag = timezone.localdate()
    if form.is_valid():
        indienen = "indienen" in request.POST
        with weigering_op(form):
            gegevens = form.cleaned_data | {"indienen": indienen, "op": vandaag}
            voortgang.schrijf(pk=pk, door=request.user, **gegevens)
            zin = "Uw melding is ingediend." if indienen else "Uw concept is bewaard."
            messages.success(request, zin)
            return redirect("monitoring:ronde", onderwerp.ronde_id)
    mag = onderwerp.is_van(request.user) and onderwerp.is_bewerkbaar(vandaag)
    context = {
        "voortgang": onderwerp,
        "form": form,
        "ziet_vraag": onderwerp.is_van(request.user) or request.user.is_vro,
        "mag_melden": mag and request.user.has_perm("monitoring.voortgang_melden"),
        # Refused after the round closed or a colleague sent it in: what was typed is not lost.
        "getypt": request.POST.get("toelichting", "") if onderwerp.is_van(request.user) else "",
        "nog_niet": not onderwerp.ronde.is_begonnen(vandaag),
        "over_tijd": mag and onderwerp.ronde.is_over_tijd(vandaag),
        "kruimels": [
            MONITOR,
            (str(onderwerp.ronde), onderwerp.ronde.get_absolute_url()),
            (str(onderwerp.afspraak), ""),
        ],
    }
    return render(request, "monitoring/voortgang_melden.html", context)


@require_http_methods(["GET", "POST"])
def vraag_stellen(request: GebruikerRequest, pk: int) -> HttpResponse:
    onderwerp = get_object_or_404(Voortgang.objects.for_user(request.user).voor_lijst(), pk=pk)
    eis_recht(request.user, "monitoring.vraag_stellen", onderwerp)
    form = VraagForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            voortgang.stuur_terug(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, f"Uw vraag is gesteld aan {onderwerp.organisatie}.")
            return redirect("monitoring:afspraak", onderwerp.afspraak_id)
    terug = reverse("monitoring:afspraak", args=[onderwerp.afspraak_id])
    opschrift = f"Vraag aan {onderwerp.organisatie}"
    return _vraag(request, form, opschrift, "Vraag stellen", terug, bij=onderwerp.afspraak)


@require_http_methods(["GET", "POST"])
def licht_bijstellen(request: GebruikerRequest, pk: int) -> HttpResponse:
    onderwerp = get_object_or_404(afspraken_in_monitor(request.user), pk=pk)
    eis_recht(request.user, "monitoring.licht_bijstellen", onderwerp)
    form = LichtForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            voortgang.stel_licht_bij(afspraak_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het licht is bijgesteld. De reden staat erbij.")
            return redirect("monitoring:afspraak", pk)
    uitleg = "Uw licht geldt tot de volgende ronde. Een verouderde afspraak blijft niet groen."
    terug = reverse("monitoring:afspraak", args=[pk])
    return _vraag(
        request, form, "Licht bijstellen", "Licht bijstellen", terug, uitleg=uitleg, bij=onderwerp
    )


def _vraag(
    request: GebruikerRequest,
    form: BaseForm,
    opschrift: str,
    knop: str,
    terug: str,
    *,
    uitleg: str = "",
    bij: Any = "",
) -> HttpResponse:
    """Ask what a handeling needs, or ask it again with the reason of the refusal."""
    context = {
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "terug": terug,
        "uitleg": uitleg,
        "bij": bij,
        "kruimels": [MONITOR, *([(str(bij), terug)] if bij else []), (opschrift, "")],
    }
    return render(request, "monitoring/handeling.html", context)
