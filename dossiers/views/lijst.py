from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, When, Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from novex.alfabet import alfabetisch
from novex.http import GebruikerRequest

from ..forms.vraagstuk import VraagstukFilter
from ..models import EINDFASEN, OPEN_FASEN, Fase, Vraagstuk
from ..querysets import VraagstukQuerySet

PER_PAGINA = 25
KAARTEN = 15  # in a column of the board
SORTERINGEN = {
    "nummer": "nummer",
    "titel": "titel",
    "fase": "fase",
    "aan_zet": "aan_zet_sinds",
    "gewijzigd": "gewijzigd_op",  # every overgang writes it too
    "afspraken": "aantal_afspraken",
}

IN_PROCES = Case(*(When(fase=fase, then=plek) for plek, fase in enumerate(Fase)))


@require_safe
def vraagstuk_lijst(request: GebruikerRequest) -> HttpResponse:
    """The register: table or board, filtered in the URL, within own sight (VRA-10)."""
    zichtbaar = Vraagstuk.objects.for_user(request.user)
    form = VraagstukFilter(request.GET, zichtbaar=zichtbaar)
    form.is_valid()  # a filter that cannot be read filters nothing, the others do
    keuzes = form.cleaned_data
    gevonden = gefilterd(zichtbaar, keuzes)
    context = {
        "form": form,
        "mag_inbrengen": request.user.has_perm("dossiers.vraagstuk_inbrengen"),
        "andere_weergave": _andere_weergave(request),
        "kruimels": [("Vraagstukken", "")],
    }
    if request.GET.get("weergave") == "bord":
        kolommen = _kolommen(gevonden)
        context |= {"kolommen": kolommen, "aantal": sum(kolom["aantal"] for kolom in kolommen)}
        return render(request, "dossiers/vraagstuk_bord.html", context)
    gesorteerd = gevonden.voor_lijst().order_by(*_volgorde(request.GET.get("sorteer", "")))
    pagina = _pagina(gesorteerd, request.GET.get("p"), zoekt=bool(keuzes.get("zoek")))
    return render(request, "dossiers/vraagstuk_lijst.html", {**context, "pagina": pagina})


def _pagina(gesorteerd: VraagstukQuerySet, nummer: str | None, *, zoekt: bool) -> Page:
    """Find the keys of the page first: what a line shows is worked out for its lines only."""
    sleutels: Any = gesorteerd.values_list("pk", flat=True)
    if zoekt:
        sleutels = list(sleutels)  # all keys at once take less than searching again to count
    pagina = Paginator(sleutels, PER_PAGINA).get_page(nummer)
    pks = list(pagina.object_list)
    regels = Vraagstuk.objects.filter(pk__in=pks).voor_lijst()
    pagina.object_list = sorted(regels, key=lambda regel: pks.index(regel.pk))
    return pagina


def gefilterd(vraagstukken: VraagstukQuerySet, keuzes: dict[str, Any]) -> VraagstukQuerySet:
    """The list as the filters in the URL ask for it."""
    filters: dict[str, Callable[[VraagstukQuerySet, Any], VraagstukQuerySet]] = {
        "zoek": VraagstukQuerySet.zoek,
        "provincie": VraagstukQuerySet.in_provincie,
        "landsdeel": VraagstukQuerySet.in_landsdeel,
        "fase": VraagstukQuerySet.in_fase,
        "domein": VraagstukQuerySet.met_domein,
        "programma": VraagstukQuerySet.met_programma,
        "gebied": VraagstukQuerySet.met_novex_gebied,
        "aan_zet": VraagstukQuerySet.aan_zet,
        "niet_bijgewerkt_sinds": VraagstukQuerySet.niet_bijgewerkt_sinds,
    }
    for naam, verfijn in filters.items():
        if waarde := keuzes.get(naam):
            vraagstukken = verfijn(vraagstukken, waarde)
    return vraagstukken


def _volgorde(sorteer: str) -> list[Any]:
    """The columns to sort on, a fase as the process goes; an unknown key: newest number first."""
    kolom = SORTERINGEN.get(sorteer.lstrip("-"), "")
    if not kolom:
        return ["-nummer", "-pk"]
    waarde = {"titel": alfabetisch("titel"), "fase": IN_PROCES}.get(kolom, F(kolom))
    return [waarde.desc() if sorteer.startswith("-") else waarde.asc(), "-pk"]


def _kolommen(gevonden: VraagstukQuerySet) -> list[dict[str, Any]]:
    """One column per open fase (BOB); each shows its newest cards and its whole count."""
    aantallen = dict(gevonden.order_by().values_list("fase").annotate(Count("pk")))
    kaarten = list(_nieuwste_per_fase(gevonden))
    return [
        {
            "fase": fase,
            "titel": Fase(fase).label,
            "aantal": aantallen.get(fase, 0),
            "kaarten": [kaart for kaart in kaarten if kaart.fase == fase],
        }
        for fase in OPEN_FASEN
    ] + [
        {
            "fase": fase,
            "titel": Fase(fase).label,
            "aantal": aantallen[fase],
            "kaarten": [],
        }
        for fase in (Fase.CONCEPT, *EINDFASEN)
        if aantallen.get(fase)
    ]


def _nieuwste_per_fase(vraagstukken: VraagstukQuerySet) -> VraagstukQuerySet:
    """Ranked by key alone, so that only the cards that show are read whole."""
    rang = Window(RowNumber(), partition_by=F("fase"), order_by=F("pk").desc())
    rijen = vraagstukken.order_by().filter(fase__in=OPEN_FASEN).annotate(rang=rang)
    return (
        Vraagstuk.objects.filter(pk__in=rijen.filter(rang__lte=KAARTEN).values("pk"))
        .select_related("aan_zet_organisatie")
        .met_namen("provincies")
    )


def _andere_weergave(request: GebruikerRequest) -> str:
    query = request.GET.copy()
    query.pop("p", None)
    if query.pop("weergave", [""])[0] != "bord":
        query["weergave"] = "bord"
    return f"?{query.urlencode()}"
