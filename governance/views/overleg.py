from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dossiers.models import Vraagstuk
from novex.forms import weigering_op
from novex.fsm import Stap
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.weergave.onderdelen import Gebeurtenis

from ..forms.agenda import BIJ_OVERLEG, RedenForm
from ..forms.uitkomst import UitkomstForm
from ..gevolgen import opvolging_zonder_besluit, vervolgstap
from ..models import Agendapunt, Agendareactie, Agendastap, Overleg, Uitkomst
from ..services import uitkomsten as services
from .pagina import (
    agenda_voor,
    kruimels_overleg,
    overleg_voor,
    punt_voor,
    vraag,
    vraagstuk_voor,
    weigering_als_bericht,
)

ZONDER_BESLUIT = (
    "Het besluit geldt niet meer, maar het vraagstuk staat nog in opvolging. Vraag de "
    "accounthouder om het terug te brengen naar besluitvorming of oordeelsvorming."
)


@require_safe
def overleg_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    user = request.user
    overleg = overleg_voor(user, pk)
    punten = Agendapunt.objects.for_user(user).op_agenda().filter(overleg=overleg)
    context = {
        "overleg": overleg,
        "punten": list(punten.voor_lijst().order_by("volgorde", "pk")),
        "leest_agenda": overleg.is_voor_lezers or not user.leest_alleen,
        "mag_verplaatsen": user.has_perm("governance.cyclus_plannen", overleg)
        and not (overleg.is_gesloten or overleg.is_afgelast),
        "afgelasten": overleg.stap_voor("gelast_af", "governance.cyclus_plannen", user),
        "mag_sluiten": user.has_perm(services.SLUITEN, overleg),
        "mag_vastleggen": user.has_perm(services.VASTLEGGEN, overleg),
        "verloop": _verloop(overleg, user),
        "kruimels": kruimels_overleg(overleg),
    }
    return render(request, "governance/overleg_detail.html", context)


def _verloop(overleg: Overleg, user: Gebruiker) -> list[Gebeurtenis]:
    """What happened to the agenda and who reacted on it, newest first, each with its reason
    (AGE-5, ALG-2)."""
    stappen = Agendastap.objects.for_user(user).filter(overleg=overleg).select_related("door")
    reacties = Agendareactie.objects.for_user(user).filter(overleg=overleg)
    gebeurd = [
        *((stap.op, _als_stap(stap, overleg)) for stap in stappen),
        *((r.op, _als_reactie(r)) for r in reacties.select_related("provincie", "door")),
    ]
    op_volgorde = sorted(gebeurd, key=lambda paar: paar[0], reverse=True)
    return [gebeurtenis for _, gebeurtenis in op_volgorde]


def _als_stap(stap: Agendastap, overleg: Overleg) -> Gebeurtenis:
    return Gebeurtenis(
        titel=stap.get_handeling_display(),
        moment=stap.op,
        door=str(stap.door),
        tekst=stap.reden,
        url=reverse("governance:agenda-versie", args=[overleg.pk, stap.versie])
        if stap.versie
        else "",
        regels=tuple((n, d) for n, d in (("Van", stap.van), ("Naar", stap.naar)) if d),
    )


def _als_reactie(reactie: Agendareactie) -> Gebeurtenis:
    return Gebeurtenis(
        titel=f"{reactie.get_soort_display()} van {reactie.provincie}",
        moment=reactie.op,
        door=str(reactie.door),
        tekst=reactie.reden,
    )


@require_safe
def uitkomsten(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Per punt what was concluded, and what is still open (BES-1, BES-2)."""
    user = request.user
    overleg = agenda_voor(user, pk)
    punten = Agendapunt.objects.for_user(user).op_agenda().filter(overleg=overleg).voor_lijst()
    alle = Uitkomst.objects.for_user(user).filter(agendapunt__overleg=overleg)
    per_punt: dict[int, list[Uitkomst]] = {}
    for uitkomst in alle.actueel().voor_lijst().order_by("provincie__naam", "pk"):
        per_punt.setdefault(uitkomst.agendapunt_id, []).append(uitkomst)
    overleg.op = timezone.localdate()
    stappen = overleg.stappen(user)
    context = {
        "overleg": overleg,
        "regels": [(punt, per_punt.get(punt.pk, [])) for punt in punten.order_by("volgorde", "pk")],
        "mag_vastleggen": user.has_perm(services.VASTLEGGEN, overleg) and overleg.is_uitgegaan,
        "sluiten": next((stap for stap in stappen if stap.naam == "sluit"), None),
        "vaststellen": next((stap for stap in stappen if stap.naam == "stel_vast"), None),
        "kruimels": kruimels_overleg(overleg, "Uitkomsten"),
    }
    return render(request, "governance/uitkomsten.html", context)


@require_http_methods(["GET", "POST"])
def uitkomst_vastleggen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """One punt: what holds, what blocks the fase, and the form for an outcome (BES-2, VRA-5)."""
    user = request.user
    punt = punt_voor(user, pk)
    eis_recht(user, services.VASTLEGGEN, punt)
    nu = list(Uitkomst.objects.for_user(user).actueel_van(punt).prefetch_related("instrumenten"))
    form = UitkomstForm(request.POST or None, punt=punt, nu=nu)
    if form.is_valid():
        with weigering_op(form):
            resultaat = services.leg_vast(
                punt_pk=pk,
                invoer=form.invoer(),
                gezien=form.cleaned_data["gezien"],
                provincies=form.cleaned_data.get("provincies", ()),
                door=user,
                op=timezone.localdate(),
                ingevuld=form.ingevuld(),
            )
            return _na_vastleggen(request, punt, resultaat)
    context = {"punt": punt, "overleg": punt.overleg, "form": form, **_stand(punt, nu, user)}
    return render(request, "governance/uitkomst_vastleggen.html", context)


def _stand(punt: Agendapunt, nu: list[Uitkomst], user: Gebruiker) -> dict[str, object]:
    """What holds now, and why the fase did not change yet (VRA-5)."""
    vraagstuk = vraagstuk_voor(user, punt.vraagstuk_id) if punt.vraagstuk_id else None
    eerdere = (
        Uitkomst.objects.for_user(user)
        .filter(agendapunt=punt)
        .exclude(pk__in=[uitkomst.pk for uitkomst in nu])
    )
    return {
        "nu": nu,
        "eerdere": list(eerdere.voor_lijst().order_by("-pk")),
        "stap": _geblokkeerde_stap(vraagstuk, nu, user) if vraagstuk else None,
        "kruimels": kruimels_overleg(punt.overleg, f"Uitkomst van punt {punt.nummer or ''}"),
    }


def _geblokkeerde_stap(vraagstuk: Vraagstuk, nu: list[Uitkomst], user: Gebruiker) -> Stap | None:
    """The step that these outcomes ask for, with all that keeps it back (VRA-3, VRA-5)."""
    naam = vervolgstap(vraagstuk, nu)
    tafel = vraagstuk.stappen_aan_tafel(user) if naam else []
    stap = next((stap for stap in tafel if stap.naam == naam), None)
    if stap is None:
        return None
    meer = services.blokkades_van_stap(vraagstuk, naam, user, timezone.localdate())
    return replace(stap, blokkades=(*stap.blokkades, *meer))


def _na_vastleggen(
    request: GebruikerRequest, punt: Agendapunt, resultaat: services.Vastgelegd
) -> HttpResponse:
    if resultaat.blokkades:
        messages.warning(
            request,
            "De uitkomst is vastgelegd. De fase verandert nog niet: kijk hieronder wat er mist.",
        )
        return redirect("governance:uitkomst-vastleggen", pk=punt.pk)
    messages.success(request, "De uitkomst is vastgelegd.")
    if punt.vraagstuk_id and opvolging_zonder_besluit(
        vraagstuk_voor(request.user, punt.vraagstuk_id)
    ):
        messages.warning(request, ZONDER_BESLUIT)
    return redirect("governance:uitkomsten", pk=punt.overleg_id)


@require_POST
def uitkomst_opnieuw(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Apply the stored outcome again, after what blocked it was mended (VRA-5)."""
    punt = punt_voor(request.user, pk)
    with weigering_als_bericht(request):
        resultaat = services.probeer_opnieuw(punt_pk=pk, door=request.user, op=timezone.localdate())
        return _na_vastleggen(request, punt, resultaat)
    return redirect("governance:uitkomst-vastleggen", pk=pk)


@require_POST
def overleg_sluiten(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = overleg_voor(request.user, pk)
    with weigering_als_bericht(request):
        services.sluit(overleg_pk=pk, door=request.user)
        messages.success(request, "Het overleg is gesloten.")
    return redirect("governance:uitkomsten", pk=overleg.pk)


@require_http_methods(["GET", "POST"])
def overleg_vaststellen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Both sides agree with the list, or the difference is in the reason (BES-8)."""
    overleg = overleg_voor(request.user, pk)
    eis_recht(request.user, services.SLUITEN, overleg)
    form = RedenForm(request.POST or None)
    form.fields["reden"].label = "Hoe is de lijst vastgesteld?"
    form.fields["reden"].help_text = BIJ_OVERLEG
    if form.is_valid():
        with weigering_op(form):
            services.stel_vast(overleg_pk=pk, door=request.user, **form.cleaned_data)
            messages.success(request, "De lijst met uitkomsten is vastgesteld.")
            return redirect("governance:uitkomsten", pk=overleg.pk)
    return vraag(
        request, form, "Uitkomsten vaststellen", "Vaststellen",
        terug=overleg.get_absolute_url(), bij=overleg,
        kruimels=kruimels_overleg(overleg, "Uitkomsten vaststellen"),
    )  # fmt: skip
