from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from novex.fsm import Stap
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..bevroren import vingerafdruk
from ..gremia import KANDIDAATFASEN, Gremium
from ..kandidaten import kandidaten_van
from ..models import (
    Afwijking,
    Agendapunt,
    Agendareactie,
    Agendaversie,
    Annotatie,
    Overleg,
    Stuk,
    Uitkomst,
)
from ..querysets import kandidaten
from ..services import agenda as services
from .pagina import agenda_url, agenda_voor, kruimels_overleg, weigering_als_bericht

PER_PAGINA = 20


@require_safe
def agenda(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Candidates left, the agenda right, minutes, and what blocks sending (AGE-1, AGE-3)."""
    user = request.user
    overleg = agenda_voor(user, pk)
    overleg.op = timezone.localdate()
    zichtbaar = Agendapunt.objects.for_user(user).op_agenda().filter(overleg=overleg)
    punten = list(zichtbaar.voor_toets(Stuk.objects.for_user(user)))
    if user.is_rijk:
        overleg.punten = punten  # the Rijk sees them all: the criteria need not ask again
    minuten = sum(punt.duur_minuten for punt in punten)
    context = {
        "overleg": overleg,
        "regels": _regels(punten, user),
        "minuten": minuten,
        "uitloop": max(0, minuten - overleg.duur_minuten),
        "kandidaten": _kandidaten(overleg, user, request.GET.get("p")),
        "alle_op_agenda": any(_past(punt, overleg) for punt in punten),
        "reacties": _reacties(overleg, punten, user),
        "kruimels": kruimels_overleg(overleg, "Agenda"),
        **_rechten(overleg, user),
        **_stappen(overleg, user),
    }
    return render(request, "governance/agenda.html", context)


def _regels(punten: list[Agendapunt], user: Gebruiker) -> list[dict[str, Any]]:
    """Each punt with the papers, annotaties and reasons of this user (ALG-2, ZIC-2)."""
    pks = [punt.pk for punt in punten]
    annotaties: dict[int, list[Annotatie]] = defaultdict(list)
    gevonden = Annotatie.objects.for_user(user).filter(agendapunt__in=pks)
    for annotatie in gevonden.select_related("organisatie"):
        annotaties[annotatie.agendapunt_id].append(annotatie)
    afwijkingen = _afwijkingen(punten, user)
    return [
        {
            "punt": punt,
            "stukken": list(punt.stukken.all()),  # fetched through for_user
            "eigen": user.treedt_op_voor(punt.indiener_id),
            "annotaties": annotaties[punt.pk],
            "afwijkingen": afwijkingen[punt.pk],
            "eerste": i == 0,
            "laatste": punt == punten[-1],
        }
        for i, punt in enumerate(punten)
    ]


def _afwijkingen(punten: list[Agendapunt], user: Gebruiker) -> dict[int, list[Afwijking]]:
    """Why a punt went on without a mandaat or the GP-DG (BES-5, BES-10)."""
    if user.is_rijk:  # fetched with the punten, for the criteria
        return {punt.pk: list(punt.afwijkingen.all()) for punt in punten}
    per_punt: dict[int, list[Afwijking]] = {punt.pk: [] for punt in punten}
    for afwijking in Afwijking.objects.for_user(user).filter(agendapunt__in=per_punt):
        per_punt[afwijking.agendapunt_id].append(afwijking)
    return per_punt


def _stukken(punten: Iterable[int], user: Gebruiker) -> dict[int, list[Stuk]]:
    """The papers per punt that this user may read (AGE-2)."""
    per_punt: dict[int, list[Stuk]] = defaultdict(list)
    gevonden = Stuk.objects.for_user(user).filter(agendapunt__in=punten)
    for stuk in gevonden.select_related("organisatie"):
        per_punt[stuk.agendapunt_id].append(stuk)
    return per_punt


def _kandidaten(overleg: Overleg, user: Gebruiker, pagina: str | None) -> Page | None:
    """Who may hand in a punt sees what could come on the agenda, page by page (AGE-1)."""
    if not overleg.is_concept or not user.has_perm(services.INDIENEN, overleg):
        return None
    gevonden: Any = Paginator(kandidaten(user, overleg), PER_PAGINA).get_page(pagina)
    uitkomsten = Uitkomst.objects.for_user(user).aangehouden().order_by("pk")
    aangehouden = uitkomsten.filter(
        gremium=overleg.gremium, agendapunt__vraagstuk__in=list(gevonden)
    )
    gevonden.object_list = kandidaten_van(
        overleg, gevonden.object_list, aangehouden, user, timezone.localdate()
    )
    return gevonden


def _past(punt: Agendapunt, overleg: Overleg) -> bool:
    """Is this a vraagstuk that would be a candidate, if it were not on the agenda (AGE-1)?"""
    fasen = KANDIDAATFASEN[Gremium(overleg.gremium)]
    return punt.vraagstuk is not None and punt.vraagstuk.fase in fasen


def _reacties(overleg: Overleg, punten: list[Agendapunt], user: Gebruiker) -> list[dict[str, Any]]:
    """Each provincie's last reaction, and whether it is on the agenda as it is now (AGE-5)."""
    if not overleg.wordt_afgestemd:
        return []
    if user.is_rijk:
        alle = overleg.gegeven_reacties
    else:
        alle = list(Agendareactie.objects.for_user(user).filter(overleg=overleg).order_by("pk"))
    laatste = {reactie.provincie_id: reactie for reactie in alle}
    return [
        {
            "provincie": provincie,
            "reactie": laatste.get(provincie.pk),
            "geldt": provincie.pk in laatste
            and laatste[provincie.pk].sha256 == vingerafdruk(overleg, punten, provincie.pk),
        }
        for provincie in overleg.provincies.all()
        if user.is_rijk or provincie.pk == user.eigen_provincie_id
    ]


def _rechten(overleg: Overleg, user: Gebruiker) -> dict[str, bool]:
    concept = overleg.is_concept
    opstellen = user.has_perm(services.OPSTELLEN, overleg)
    return {
        "mag_indienen": concept and user.has_perm(services.INDIENEN, overleg),
        "mag_opstellen": concept and opstellen,
        "mag_heropenen": opstellen and overleg.stap("open_weer") is not None,
        "mag_reageren": concept
        and overleg.wordt_afgestemd
        and user.has_perm("governance.agenda_reageren", overleg),
        "mag_annoteren": user.has_perm("governance.annotatie_maken", overleg),
        "mag_motiveren": overleg.stap("verzend") is not None
        and user.has_perm(services.VERZENDEN, overleg),
        "mag_erratum": overleg.is_verzonden and user.has_perm(services.VERZENDEN, overleg),
    }


def _stappen(overleg: Overleg, user: Gebruiker) -> dict[str, Stap | None]:
    """What this user may do with the agenda, each with all that still blocks it (VRA-3)."""
    return {
        "afstemmen": overleg.stap_voor("stem_af", services.recht_om_af_te_stemmen(overleg), user)
        if overleg.wordt_afgestemd
        else None,
        "verzenden": overleg.stap_voor("verzend", services.VERZENDEN, user),
    }


@require_safe
def agenda_verzonden(request: GebruikerRequest, pk: int, versie: int | None = None) -> HttpResponse:
    """The agenda as it was sent: frozen, with version and checksum (AGE-3)."""
    user = request.user
    overleg = agenda_voor(user, pk)
    versies = list(
        Agendaversie.objects.for_user(user).filter(overleg=overleg).select_related("door")
    )
    gekozen = get_object_or_404(
        Agendaversie.objects.for_user(user),
        overleg=overleg,
        versie=versie or (versies[0].versie if versies else 0),
    )
    vorige = next((v for v in versies if v.versie == gekozen.versie - 1), None)
    regels = _verzonden_punten(gekozen, vorige, user)
    context = {
        "overleg": overleg,
        "versies": versies,
        "versie": gekozen,
        "regels": regels,
        "datum": _dag_van(gekozen),
        "vorige_datum": _dag_van(vorige)
        if vorige and _dag_van(vorige) != _dag_van(gekozen)
        else None,
        "is_gewijzigd": any(regel["gewijzigd"] for regel in regels),
        "kruimels": kruimels_overleg(overleg, f"Verzonden agenda, versie {gekozen.versie}"),
    }
    return render(request, "governance/agenda_verzonden.html", context)


def _dag_van(versie: Agendaversie) -> datetime.date:
    return datetime.date.fromisoformat(versie.gegevens["datum"])


def _verzonden_punten(
    gekozen: Agendaversie, vorige: Agendaversie | None, user: Gebruiker
) -> list[dict[str, Any]]:
    """The punten this user may read, each beside what it was one version earlier (AGE-3)."""
    alle = Agendapunt.objects.for_user(user).filter(overleg=gekozen.overleg_id)
    leesbaar = set(alle.values_list("pk", flat=True))
    toen = {punt["punt"]: punt for punt in vorige.gegevens["punten"]} if vorige else {}
    stukken = _stukken(leesbaar, user)
    velden = ("onderwerp", "gevraagd_besluit", "toelichting")
    return [
        {
            "punt": punt,
            "vorige": toen.get(punt["punt"], punt),
            "gewijzigd": punt["punt"] in toen
            and any(punt[veld] != toen[punt["punt"]][veld] for veld in velden),
            **_bevroren_stukken(punt, stukken[punt["punt"]], gekozen),
        }
        for punt in gekozen.gegevens["punten"]
        if punt["punt"] in leesbaar
    ]


def _bevroren_stukken(
    punt: dict[str, Any], leesbaar: list[Stuk], versie: Agendaversie
) -> dict[str, list[Stuk]]:
    """The papers that this version froze, and what was sent after it (AGE-3, OVL-5)."""
    bevroren = {stuk["stuk"] for stuk in punt["stukken"]}
    return {
        "stukken": [stuk for stuk in leesbaar if stuk.pk in bevroren],
        "nagezonden": [s for s in leesbaar if s.is_nagezonden and s.op > versie.op],
    }


@require_POST
def agenda_afstemmen(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = agenda_voor(request.user, pk)
    with weigering_als_bericht(request):
        services.stem_af(overleg_pk=pk, door=request.user, op=timezone.localdate())
        messages.success(request, "De agenda is afgestemd.")
    return redirect(agenda_url(overleg))


@require_POST
def agenda_verzenden(request: GebruikerRequest, pk: int) -> HttpResponse:
    overleg = agenda_voor(request.user, pk)
    with weigering_als_bericht(request):
        versie = services.verzend(overleg_pk=pk, door=request.user)
        messages.success(request, f"De agenda is verzonden als versie {versie.versie}.")
        return redirect("governance:agenda-verzonden", pk=pk)
    return redirect(agenda_url(overleg))


@require_POST
def agendapunt_verplaats(request: GebruikerRequest, pk: int) -> HttpResponse:
    punt = get_object_or_404(Agendapunt.objects.for_user(request.user), pk=pk)
    eis_recht(request.user, services.OPSTELLEN, punt)
    with weigering_als_bericht(request):
        services.verplaats(pk=pk, richting=request.POST.get("richting", ""), door=request.user)
    return redirect(agenda_url(punt.overleg, punt))
