"""The BOL-afsprakenlijst as a whole: preview as exported, freeze, formats (BOL-1, BOL-2)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from novex.criteria import blokkades
from novex.forms import weigering_op
from novex.http import GebruikerRequest
from novex.rechten import eis_recht

from ..forms.lijst import BevriesForm, KamerbriefForm
from ..gremia import Gremium
from ..models import Overleg, Ronde
from ..models.lijst import Afsprakenlijst
from ..rapport import Lijst, stel_lijst_samen
from ..regels_lijst import BEVRIEZEN, landsdelen_zonder_bol
from ..services import lijst as services
from .pagina import vraag

CONCEPT = "concept"


@require_safe
def lijst(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The newest frozen version, ``?versie=1`` or ``?versie=concept``: as a file prints it.

    Who does not draw it up reads the newest frozen version, after the Kamerbrief (BOL-2).
    """
    user = request.user
    ronde = bol_ronde(pk)
    mag_opstellen = user.has_perm(services.OPSTELLEN)
    if not mag_opstellen and not ronde.is_openbaar:
        raise PermissionDenied(
            "Op deze afsprakenlijst rust een embargo. U kunt hem lezen zodra de Kamerbrief "
            "is vastgelegd."
        )
    versies = list(ronde.afsprakenlijsten.select_related("door"))
    gekozen = _gekozen(versies, request.GET.get("versie", "") if mag_opstellen else "")
    context = {
        "ronde": ronde,
        "lijst": Lijst.uit(gekozen.gegevens) if gekozen else stel_lijst_samen(ronde),
        "gekozen": gekozen,
        "brief": getattr(ronde, "kamerbrief", None),
        "mag_opstellen": mag_opstellen,
        "kruimels": [*kruimels_ronde(ronde), ("Afsprakenlijst", "")],
    }
    if mag_opstellen:
        context |= _werk(request, ronde, versies)
        context["versienummer"] = gekozen.versie if gekozen else ""
    return render(request, "governance/lijst.html", context)


def _gekozen(versies: list[Afsprakenlijst], keuze: str) -> Afsprakenlijst | None:
    """The frozen version asked for, else the newest; None is the concept."""
    if keuze == CONCEPT or not (keuze or versies):
        return None
    if not keuze:
        return versies[0]
    for versie in versies:
        if str(versie.versie) == keuze:
            return versie
    raise Http404


def _werk(
    request: GebruikerRequest, ronde: Ronde, versies: list[Afsprakenlijst]
) -> dict[str, object]:
    """What only who draws up the list needs: versions, files, and what blocks freezing."""
    laatste = Lijst.uit(versies[0].gegevens) if versies else None
    return {
        "versies": versies,
        "gewijzigd": laatste and not laatste.zegt_hetzelfde_als(stel_lijst_samen(ronde)),
        "overleggen": Overleg.objects.for_user(request.user).filter(ronde=ronde),
        "blokkades": blokkades(ronde, BEVRIEZEN, request.user),
        "zonder_bol": _zonder_bol(ronde),
        "formaten": list(services.FORMATEN.items()),
    }


def _zonder_bol(ronde: Ronde) -> str:
    """Which landsdelen did not speak about lines that are theirs too, in a sentence (BOL-1)."""
    namen = [landsdeel.naam for landsdeel in landsdelen_zonder_bol(ronde, timezone.localdate())]
    if not namen:
        return ""
    return (
        f"Op de lijst staat een regel die ook gaat over: {', '.join(namen)}. Daarvan heeft deze "
        "ronde geen BOL. Plan dat BOL eerst, of haal de regel weg als hij daar niet geldt."
    )


@require_http_methods(["GET", "POST"])
def lijst_bevriezen(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, services.BEVRIEZEN_RECHT)
    ronde = bol_ronde(pk)
    laatste = services.laatste_versie(ronde)
    nummer = laatste.versie if laatste else 0
    form = BevriesForm(request.POST or None, initial={"op_versie": nummer})
    if form.is_valid():
        with weigering_op(form):
            bevroren = services.bevries(
                ronde_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, f"Versie {bevroren.versie} van de lijst is bevroren.")
            return redirect("governance:lijst", ronde.pk)
    return vraag(
        request, form, "Afsprakenlijst bevriezen", "Lijst bevriezen", terug=lijst_url(ronde),
        bij=f"Afsprakenlijst {ronde}", kruimels=kruimels_lijst(ronde, "Bevriezen"),
        uitleg="Een bevroren versie verandert nooit meer. Daarna kunt u wel een nieuwe maken. "
        + _zonder_bol(ronde),
    )  # fmt: skip


@require_POST
def lijst_exporteren(request: GebruikerRequest, pk: int, formaat: str) -> HttpResponse:
    """The file of what the page shows: ``versie`` is a number, or empty for the concept."""
    eis_recht(request.user, services.OPSTELLEN)
    ronde = bol_ronde(pk)
    keuze = request.POST.get("versie", "")
    if formaat not in services.FORMATEN:
        raise Http404
    gekozen = _gekozen(list(ronde.afsprakenlijsten.all()), keuze or CONCEPT)
    versie = gekozen.versie if gekozen else None
    return redirect(
        services.exporteer(ronde_pk=pk, door=request.user, formaat=formaat, versie=versie)
    )


@require_http_methods(["GET", "POST"])
def kamerbrief(request: GebruikerRequest, pk: int) -> HttpResponse:
    eis_recht(request.user, services.KAMERBRIEF)
    ronde = bol_ronde(pk)
    form = KamerbriefForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            services.leg_kamerbrief_vast(
                ronde_pk=pk, door=request.user, op=timezone.localdate(), **form.cleaned_data
            )
            messages.success(request, "De Kamerbrief is vastgelegd. Het embargo is voorbij.")
            return redirect("governance:lijst", ronde.pk)
    return vraag(
        request, form, "Kamerbrief vastleggen", "Kamerbrief vastleggen", terug=lijst_url(ronde),
        bij=f"Afsprakenlijst {ronde}", kruimels=kruimels_lijst(ronde, "Kamerbrief"),
        uitleg="Hiermee eindigt het embargo: iedereen mag de laatste bevroren lijst lezen.",
    )  # fmt: skip


def bol_ronde(pk: int) -> Ronde:
    """Only a round of the BOL has a list (OVL-1); another one is not found here."""
    return get_object_or_404(Ronde.objects.select_related("cyclus"), pk=pk, gremium=Gremium.BOL)


def lijst_url(ronde: Ronde) -> str:
    return reverse("governance:lijst", args=[ronde.pk])


def kruimels_ronde(ronde: Ronde) -> list[tuple[str, str]]:
    return [
        ("Cyclus", reverse("governance:cyclus")),
        (str(ronde.cyclus), ronde.cyclus.get_absolute_url()),
    ]


def kruimels_lijst(ronde: Ronde, opschrift: str) -> list[tuple[str, str]]:
    return [*kruimels_ronde(ronde), ("Afsprakenlijst", lijst_url(ronde)), (opschrift, "")]
