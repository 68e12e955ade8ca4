from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from novex.forms import Achterhaald, weigering_op
from novex.http import GebruikerRequest
from novex.models import Criteriaset, Criterium, Gebruiker
from novex.rechten import eis_recht

from ..bewerken import Groep, mag_bewerken
from ..forms.triage import TriageadviesForm, TriagebesluitForm, Triageform, ZienswijzeForm
from ..models import (
    Accountteamzienswijze,
    Fase,
    Feit,
    Triageadvies,
    Triagebesluit,
    Vraagstuk,
)
from ..services import triage
from ..triagecheck import Bevinding, bevinding
from .pagina import gepost, kruimels_bij, vraag, vraagstuk_voor, weigering_als_bericht

ZELF_GEADVISEERD = "U gaf zelf het advies. Vraag een ander regietafellid om te besluiten."
ADVIES_VASTGELEGD = (
    "Uw advies is vastgelegd. De regietafel besluit als ook het accountteam zijn zienswijze gaf."
)
GEEN_ADVIES = "Er wacht geen advies op een besluit. Vraag de accounthouder om advies."


@require_safe
def triage_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Advice and besluit side by side, per criterium, for every doorloop (TRI-6)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    adviezen = Triageadvies.objects.for_user(user).filter(vraagstuk=vraagstuk)
    in_beeldvorming = vraagstuk.fase == Fase.BEELDVORMING
    wachtend = adviezen.wacht_op_besluit().first()
    mag_besluiten = user.has_perm("dossiers.triage_besluiten", vraagstuk)
    mag_zienswijze = user.has_perm("dossiers.accountteam_zienswijze", vraagstuk)
    context = {
        "vraagstuk": vraagstuk,
        "triages": _triages(vraagstuk, adviezen.met_oordelen(), user),
        "nu": _bevindingen_nu(request, vraagstuk),
        "wachtend": wachtend,
        "mag_adviseren": in_beeldvorming and user.has_perm("dossiers.triage_adviseren", vraagstuk),
        "mag_besluiten": in_beeldvorming and mag_besluiten and wachtend is not None,
        "mag_zienswijze": in_beeldvorming and mag_zienswijze and wachtend is not None,
        "zienswijze": _te_lezen_zienswijze(wachtend, user),
        "mag_aanvullen": mag_bewerken(user, vraagstuk, Groep.BASIS),
        "zelf_geadviseerd": wachtend is not None and wachtend.door_id == user.pk,
        "kruimels": kruimels_bij(vraagstuk, "Triage"),
    }
    return render(request, "dossiers/triage_detail.html", context)


@require_http_methods(["GET", "POST"])
def triage_advies(request: GebruikerRequest, pk: int) -> HttpResponse:
    vraagstuk = vraagstuk_voor(request.user, pk)
    eis_recht(request.user, "dossiers.triage_adviseren", vraagstuk)
    op = timezone.localdate()
    bevindingen = _bevindingen_nu(request, vraagstuk)
    if not bevindingen:
        return redirect("dossiers:triage", pk)
    adviezen = Triageadvies.objects.for_user(request.user).van_doorloop(vraagstuk)
    gelezen = adviezen.values_list("pk", flat=True).first()
    form = TriageadviesForm(
        gepost(request), bevindingen=bevindingen, initial={"gelezen_pk": gelezen}
    )
    if form.is_valid():
        with weigering_op(form):
            triage.geef_advies(pk=pk, door=request.user, op=op, **form.invoer())
            messages.success(request, ADVIES_VASTGELEGD)
            return redirect("dossiers:triage", pk)
    return _vraag(request, vraagstuk, form, "Advies bij de triage", "Advies vastleggen")


@require_http_methods(["GET", "POST"])
def triage_zienswijze(request: GebruikerRequest, pk: int) -> HttpResponse:
    """What the accountteam thinks of the advice, as a record of its own (TRI-6)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    eis_recht(user, "dossiers.accountteam_zienswijze", vraagstuk)
    advies = _wachtend_advies(vraagstuk, user)
    if advies is None:
        raise Achterhaald(GEEN_ADVIES, terug=reverse("dossiers:triage", args=[pk]))
    form = ZienswijzeForm(gepost(request), initial={"advies_pk": advies.pk})
    if form.is_valid():
        with weigering_op(form):
            triage.geef_zienswijze(pk=pk, door=user, **form.cleaned_data)
            messages.success(request, "De zienswijze is vastgelegd. De regietafel leest die mee.")
            return redirect("dossiers:triage", pk)
    titel, uitleg = "Zienswijze van het accountteam", f"Het advies: {advies}. {advies.motivatie}"
    return vraag(request, vraagstuk, form, titel, "Zienswijze vastleggen", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def triage_besluit(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    eis_recht(user, "dossiers.triage_besluiten", vraagstuk)
    advies = _wachtend_advies(vraagstuk, user)
    if advies is not None and advies.door_id == user.pk:
        raise PermissionDenied(ZELF_GEADVISEERD)
    zienswijze = _te_lezen_zienswijze(advies, user)
    if advies is None or (zienswijze is None and request.method == "GET"):
        zin = triage.ZIENSWIJZE_ONTBREEKT if advies else GEEN_ADVIES
        raise Achterhaald(zin, terug=reverse("dossiers:triage", args=[pk]))
    form = _besluitformulier(request, vraagstuk, advies, zienswijze)
    if form.is_valid():
        with weigering_op(form):
            invoer = form.invoer()
            triage.besluit(pk=pk, door=user, op=timezone.localdate(), **invoer)
            messages.success(request, "Het besluit is vastgelegd. De melder kan dit nu lezen.")
            return redirect("dossiers:triage", pk)
    return _vraag(
        request, vraagstuk, form, "Besluit over de triage", "Besluit vastleggen", advies=advies
    )


def _besluitformulier(
    request: GebruikerRequest,
    vraagstuk: Vraagstuk,
    advies: Triageadvies,
    zienswijze: Accountteamzienswijze | None,
) -> TriagebesluitForm:
    """With what is decided on: the advice and the view of this moment, and the DO's."""
    besprekingen = Feit.objects.for_user(request.user).van(Feit.Soort.DO_BESPREKING)
    return TriagebesluitForm(
        gepost(request),
        bevindingen=_bevindingen(vraagstuk, advies.set),
        adviezen={oordeel.criterium_id: oordeel for oordeel in advies.oordelen.all()},
        besprekingen=besprekingen.filter(
            vraagstuk=vraagstuk, doorloop=vraagstuk.doorloop
        ).prefetch_related("vraagstuk__provincies"),
        initial={"advies_pk": advies.pk, "zienswijze_pk": zienswijze and zienswijze.pk},
    )


def _wachtend_advies(vraagstuk: Vraagstuk, user: Gebruiker) -> Triageadvies | None:
    adviezen = Triageadvies.objects.for_user(user).met_oordelen().filter(vraagstuk=vraagstuk)
    return adviezen.wacht_op_besluit().first()


def _te_lezen_zienswijze(
    advies: Triageadvies | None, user: Gebruiker
) -> Accountteamzienswijze | None:
    """The view that a besluit of this user rests on, if there is one (TRI-6)."""
    alle = Accountteamzienswijze.objects.for_user(user).van_anderen(user)
    return alle.filter(advies=advies).first() if advies else None


def _bevindingen(
    vraagstuk: Vraagstuk, criteriaset: Criteriaset
) -> list[tuple[Criterium, Bevinding]]:
    return [(c, bevinding(c, vraagstuk)) for c in criteriaset.criteria.all()]


def _bevindingen_nu(
    request: GebruikerRequest, vraagstuk: Vraagstuk
) -> list[tuple[Criterium, Bevinding]]:
    """With the set of today; without one the page says who can help."""
    with weigering_als_bericht(request):
        return _bevindingen(vraagstuk, triage.geldende_set(timezone.localdate()))
    return []


def _triages(vraagstuk: Vraagstuk, adviezen: Any, user: Gebruiker) -> list[dict[str, Any]]:
    """Newest first; a besluit of an earlier doorloop counts only when confirmed (VRA-8)."""
    mag = user.has_perm("dossiers.feit_herbevestigen", vraagstuk)
    geldend = vraagstuk.geldend_triagebesluit()
    triages = [_naast_elkaar(advies) for advies in adviezen]
    laatste = next((regel["besluit"] for regel in triages if regel["besluit"]), None)
    for regel in triages:
        eerder = regel["advies"].doorloop < vraagstuk.doorloop
        telt_niet = regel["besluit"] == laatste != geldend
        regel["mag_bevestigen"] = bool(mag and eerder and laatste and telt_niet)
    return triages


def _naast_elkaar(advies: Triageadvies) -> dict[str, Any]:
    """Per criterium the oordeel of the advice beside that of the besluit, if there is one."""
    besluit: Triagebesluit | None = getattr(advies, "besluit", None)
    besloten = {o.criterium_id: o for o in besluit.oordelen.all()} if besluit else {}
    rijen = [(oordeel, besloten.get(oordeel.criterium_id)) for oordeel in advies.oordelen.all()]
    # Each table is a landmark, so its name differs from that of the others on the page.
    bijschrift = f"Advies en besluit naast elkaar, advies {advies.pk}"
    return {
        "advies": advies,
        "besluit": besluit,
        "rijen": rijen,
        "zienswijzen": list(advies.zienswijzen.all()),
        "bijschrift": bijschrift,
    }


def _vraag(
    request: GebruikerRequest,
    vraagstuk: Vraagstuk,
    form: Triageform,
    opschrift: str,
    knop: str,
    *,
    advies: Triageadvies | None = None,
) -> HttpResponse:
    context = {
        "vraagstuk": vraagstuk,
        "form": form,
        "opschrift": opschrift,
        "knop": knop,
        "advies": advies,
        "zienswijzen": list(advies.zienswijzen.all()) if advies else [],
        "mag_aanvullen": mag_bewerken(request.user, vraagstuk, Groep.BASIS),
        "kruimels": [
            *kruimels_bij(vraagstuk, "Triage")[:-1],
            ("Triage", f"/vraagstukken/{vraagstuk.pk}/triage/"),
            (opschrift, ""),
        ],
    }
    return render(request, "dossiers/triage_formulier.html", context)
