"""The pages per vraagstuk: mandaten, Rijksinzet, agendering."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.models import Feit, Vraagstuk
from novex.forms import Verouderd, weigering_op
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..forms.voorbereiding import (
    MandaatForm,
    NieuwMandaatForm,
    RijksinzetForm,
)
from ..gremia import Gremium
from ..models import Agendapunt, Mandaat, Overleg, Rijksinzet, Uitkomst
from ..regels import departementen_van, ontbrekende_mandaten
from ..services import mandaten as mandaatservices
from ..services import rijksinzet as inzetservices
from ..services.agenda import INDIENEN
from ..services.cyclus import PLANNEN
from .pagina import kruimels_vraagstuk, vraag, vraagstuk_voor, weigering_als_bericht

# The two that bring a vraagstuk past the DO; their tables are not for everyone (VRA-5, SNE-1).
RECHTSTREEKS = (Feit.Soort.SNELLE_TAFELADVIES, Feit.Soort.DOORGELEID_NAAR)
KOMEND = 12
VOLGENDE_TAFEL = {
    "oordeelsvorming": (Gremium.DO,),
    "besluitvorming": (Gremium.GP_DG, Gremium.BOL),
}
GET_POST = require_http_methods(["GET", "POST"])


@require_safe
def agendering(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Every agendering and every outcome at every table (VRA-14)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    punten = Agendapunt.objects.for_user(user).filter(vraagstuk=vraagstuk)
    uitkomsten = Uitkomst.objects.for_user(user).filter(agendapunt__vraagstuk=vraagstuk)
    per_punt: dict[int, list[Uitkomst]] = {}
    for uitkomst in uitkomsten.voor_lijst().order_by("provincie__naam", "-volgnr"):
        per_punt.setdefault(uitkomst.agendapunt_id, []).append(uitkomst)
    komend = _komende_overleggen(vraagstuk, user)
    context = {
        "vraagstuk": vraagstuk,
        "regels": [
            (punt, per_punt.get(punt.pk, []))
            for punt in punten.voor_lijst().order_by("overleg__datum", "pk")
        ],
        "rechtstreeks": Feit.objects.for_user(user)
        .filter(vraagstuk=vraagstuk, soort__in=RECHTSTREEKS)
        .order_by("pk"),
        "komend": komend,
        "zonder_agenda": _zonder_agenda(vraagstuk, komend) if komend else [],
        "mag_indienen": user.has_perm(INDIENEN),
        "mag_plannen": user.has_perm(PLANNEN),
        "mag_rijk": user.is_rijk,
        "mag_vastleggen": user.has_perm("governance.uitkomst_vastleggen"),
        "kruimels": kruimels_vraagstuk(vraagstuk, "Agendering"),
    }
    return render(request, "governance/agendering.html", context)


def _komende_overleggen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Overleg]:
    """Where this user can put it on the agenda (AGE-1)."""
    tafels = Overleg.objects.for_user(user).te_agenderen(vraagstuk).voor_lijst()
    return [overleg for overleg in tafels[:KOMEND] if user.has_perm(INDIENEN, overleg)]


def _zonder_agenda(vraagstuk: Vraagstuk, komend: list[Overleg]) -> list[str]:
    """The tables of the cyclus that it waits for now, without a meeting it can come on (AGE-1)."""
    er_zijn = {overleg.gremium for overleg in komend}
    nodig = VOLGENDE_TAFEL.get(vraagstuk.fase, ())
    return [Gremium(tafel).label for tafel in nodig if tafel not in er_zijn]


@require_safe
def mandaten(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The mandaten that this user may read, and which are missing (BES-5)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    _alleen_rijk(user)
    betrokken = departementen_van(vraagstuk)
    zichtbaar = Mandaat.objects.for_user(user).filter(vraagstuk=vraagstuk)
    gevonden = list(
        zichtbaar.select_related("organisatie")
        .prefetch_related("wijzigingen")
        .order_by("organisatie__naam", "-doorloop")
    )
    eigen = next((m for m in gevonden if user.treedt_op_voor(m.organisatie_id)
                  and m.doorloop == vraagstuk.doorloop), None)  # fmt: skip
    mag_geven = user.has_perm(mandaatservices.GEVEN, vraagstuk) and user.organisatie in betrokken
    ontbrekend = ontbrekende_mandaten(vraagstuk)
    context = {
        "vraagstuk": vraagstuk,
        "betrokken": betrokken,
        "ontbrekend": ontbrekend,
        "mandaten": gevonden,
        "eigen": eigen if mag_geven else None,
        "mag_geven": mag_geven and (eigen is None or user.organisatie in ontbrekend),
        "kruimels": kruimels_vraagstuk(vraagstuk, "Mandaten"),
    }
    return render(request, "governance/mandaten.html", context)


def _alleen_rijk(user: Any) -> None:
    """The regio does not come here at all; the page names departments and their mandaten."""
    if not user.is_rijk:
        raise PermissionDenied("Deze pagina is van het Rijk.")


@GET_POST
def mandaat_geven(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Give the mandaat of one's own department, or change it with a reason (BES-5)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    eis_recht(user, mandaatservices.GEVEN, vraagstuk)
    bestaand = (
        Mandaat.objects.for_user(user)
        .filter(vraagstuk=vraagstuk, organisatie=user.organisatie, doorloop=vraagstuk.doorloop)
        .first()
    )
    if bestaand:
        form: Any = MandaatForm(request.POST or None, instance=bestaand)
        if request.POST and "versie" not in request.POST:  # a colleague gave it meanwhile
            raise Verouderd(bestaand, form.ingevuld())
    else:
        form = NieuwMandaatForm(request.POST or None)
    if form.is_valid():
        with weigering_op(form):
            _bewaar_mandaat(form, vraagstuk.pk, user, bestaand is not None)
            messages.success(request, "Het mandaat is vastgelegd.")
            return redirect("governance:mandaten", pk=pk)
    return vraag(
        request, form, f"Mandaat van {user.organisatie}", "Mandaat vastleggen",
        terug=vraagstuk.get_absolute_url(), bij=vraagstuk,
        kruimels=kruimels_vraagstuk(vraagstuk, "Mandaat"),
    )  # fmt: skip


def _bewaar_mandaat(form: Any, pk: int, user: Any, wijzigt: bool) -> None:
    if wijzigt:
        mandaatservices.wijzig(form=form, reden=form.cleaned_data["reden"], door=user)
    else:
        mandaatservices.geef(vraagstuk_pk=pk, ruimte=form.cleaned_data["ruimte"], door=user)


@require_safe
def rijksinzet(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The versions that this user may read: all for the Rijk, released ones for the regio."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    zichtbaar = Rijksinzet.objects.for_user(user).filter(vraagstuk=vraagstuk)
    versies = list(zichtbaar.prefetch_related("akkoorden__organisatie").order_by("-versie"))
    nieuwste = versies[0] if versies else None
    context = {
        "vraagstuk": vraagstuk,
        "versies": versies,
        "nieuwste": nieuwste,
        "ziet_akkoorden": user.is_rijk,
        "mag_opstellen": user.has_perm("governance.rijksinzet_opstellen", vraagstuk),
        "mag_akkoord": nieuwste is not None
        and nieuwste.doorloop == vraagstuk.doorloop
        and user.has_perm("governance.rijksinzet_akkoord", vraagstuk)
        and user.organisatie in nieuwste.zonder_akkoord(),
        "vrijgeven": nieuwste.stap_voor("geef_vrij", user) if nieuwste else None,
        "kruimels": kruimels_vraagstuk(vraagstuk, "Rijksinzet"),
    }
    return render(request, "governance/rijksinzet.html", context)


@GET_POST
def rijksinzet_nieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    eis_recht(user, "governance.rijksinzet_opstellen", vraagstuk)
    vorige = Rijksinzet.objects.for_user(user).nieuwste(vraagstuk)
    form = RijksinzetForm(
        request.POST or None,
        versie=vorige.versie if vorige else 0,
        tekst=vorige.tekst if vorige else "",
    )
    if form.is_valid():
        with weigering_op(form):
            gegevens = {"reden": "", **form.cleaned_data}
            inzetservices.stel_op(vraagstuk_pk=pk, door=user, **gegevens)
            messages.success(request, "De Rijksinzet is opgeslagen als nieuwe versie.")
            return redirect("governance:rijksinzet", pk=pk)
    return vraag(
        request, form, "Rijksinzet schrijven", "Versie opslaan",
        terug=vraagstuk.get_absolute_url(), bij=vraagstuk,
        kruimels=kruimels_vraagstuk(vraagstuk, "Rijksinzet schrijven"),
    )  # fmt: skip


@require_POST
def rijksinzet_akkoord(request: GebruikerRequest, pk: int) -> HttpResponse:
    inzet = get_object_or_404(Rijksinzet.objects.for_user(request.user), pk=pk)
    with weigering_als_bericht(request):
        inzetservices.geef_akkoord(pk=pk, door=request.user)
        messages.success(request, "Uw akkoord is vastgelegd.")
    return redirect("governance:rijksinzet", pk=inzet.vraagstuk_id)


@require_POST
def rijksinzet_vrijgeven(request: GebruikerRequest, pk: int) -> HttpResponse:
    inzet = get_object_or_404(Rijksinzet.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, "governance.rijksinzet_vrijgeven", inzet)
    with weigering_als_bericht(request):
        inzetservices.geef_vrij(pk=pk, door=request.user)
        messages.success(request, "De Rijksinzet is vrijgegeven aan Rijk en regio.")
    return redirect("governance:rijksinzet", pk=inzet.vraagstuk_id)
