"""The steps of an afspraak: afstemmen, vaststellen, vervallen, and the way to the BOL list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from novex.criteria import blokkades
from novex.forms import Formulier, weigering_op
from novex.fsm import mogelijke_overgang
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from .. import bol
from ..forms.afspraak import MotivatieForm, OpLijstForm, VaststellenForm, VervallenForm
from ..models import Afspraak
from ..models.afspraak import AFSTEMMEN, VASTSTELLEN
from ..services import status
from .afspraak import lees, vraag


@require_http_methods(["GET", "POST"])
def afstemmen(request: GebruikerRequest, pk: int) -> HttpResponse:
    return _stap(request, pk, "afstemmen", AFSTEMMEN)


@require_http_methods(["GET", "POST"])
def heropenen(request: GebruikerRequest, pk: int) -> HttpResponse:
    return _stap(request, pk, "heropen", AFSTEMMEN)


@require_http_methods(["GET", "POST"])
def vaststellen(request: GebruikerRequest, pk: int) -> HttpResponse:
    return _stap(request, pk, "vaststellen", VASTSTELLEN)


@require_http_methods(["GET", "POST"])
def vervallen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """An established afspraak is ended by VRO-staf; before that it is withdrawn."""
    gelezen = request.POST.get("stand") or lees(request, pk).status
    if gelezen == Afspraak.Status.VASTGESTELD:
        return _stap(request, pk, "beeindig", VASTSTELLEN)
    return _stap(request, pk, "trek_in", AFSTEMMEN)


@require_http_methods(["GET", "POST"])
def op_lijst(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    eis_recht(request.user, AFSTEMMEN, afspraak)
    form = OpLijstForm(request.POST or None, rondes=bol.rondes_voor(afspraak.jaar))
    if form.is_valid():
        with weigering_op(form):
            status.zet_op_lijst(pk=pk, ronde=form.cleaned_data["ronde"], door=request.user)
            messages.success(request, "De tekst staat op de BOL-afsprakenlijst.")
            return redirect(afspraak)
    return vraag(request, afspraak, form, "Op de BOL-afsprakenlijst", "Tekst op de lijst zetten")


@require_http_methods(["GET", "POST"])
def overnemen(request: GebruikerRequest, pk: int) -> HttpResponse:
    afspraak = lees(request, pk)
    eis_recht(request.user, VASTSTELLEN, afspraak)
    form = Formulier(request.POST if request.method == "POST" else None)
    besluit = afspraak.gekozen_besluit()
    if request.method == "POST":
        form.full_clean()
        with weigering_op(form):
            status.neem_regeltekst_over(pk=pk, door=request.user)
            messages.success(
                request,
                "De tekst van de BOL-afsprakenlijst is overgenomen. Vraag de partijen opnieuw om "
                "akkoord.",
            )
            return redirect(afspraak)
    regeltekst = besluit.regeltekst if besluit and besluit.is_van_bol else ""
    return vraag(
        request,
        afspraak,
        form,
        "Tekst van het BOL overnemen",
        "Tekst overnemen",
        oud=afspraak.tekst,
        nieuw=regeltekst or "",
    )


def _stap(request: GebruikerRequest, pk: int, naam: str, recht: str) -> HttpResponse:
    afspraak = get_object_or_404(Afspraak.objects.for_user(request.user).compleet(), pk=pk)
    eis_recht(request.user, recht, afspraak)
    if naam == "vaststellen":
        form: MotivatieForm = VaststellenForm(request.POST or None, afspraak=afspraak)
    elif naam in status.EINDES:
        gelezen = {"stand": afspraak.status, "versie": afspraak.versie}
        form = VervallenForm(request.POST or None, initial=gelezen)
    else:
        form = MotivatieForm(request.POST or None)
    if form.is_valid():
        form.cleaned_data.pop("stand", None)  # it chose the step
        with weigering_op(form):
            nu = status.voer_stap_uit(
                pk=pk, naam=naam, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, f"De status is nu: {nu.get_status_display().lower()}.")
            return redirect(nu)
    overgang = mogelijke_overgang(afspraak, "status", naam)
    opschrift = overgang.custom["opschrift"] if overgang else "Deze stap kan nu niet"
    open_punten = blokkades(afspraak, overgang.custom["criteria"], request.user) if overgang else ()
    gevaar = naam in status.EINDES
    return vraag(
        request, afspraak, form, opschrift, opschrift, gevaar=gevaar, blokkades=open_punten
    )
