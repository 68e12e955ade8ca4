from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from novex.criteria import Blokkade, Criterium, blokkades
from novex.forms import Achterhaald, weigering_op
from novex.hoofdletters import zonder_hoofdletter
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..forms.overgang import (
    BeleggingAntwoordForm,
    GeslotenForm,
    HerbevestigForm,
    InstemmenForm,
    InstemmingVragenForm,
    OvergangForm,
    overgangsformulier,
)
from ..models import Belegging, Fase, Feit, Instemming, Triagebesluit, Vraagstuk
from ..models.signaal import Signaal
from ..regels import ONDOORBREEKBAAR
from ..regels.instemming import laatste_vraag, vraagt_instemming, wie_stemt_nog_in
from ..services import belegging as beleggingen
from ..services import fasen, feiten, instemmen, vraagstukken
from ..services.aanzet import SIGNAAL_ERBIJ
from .pagina import gepost, met_bruikbare_links, vraag, vraagstuk_voor, weigering_als_bericht

ONMOGELIJK = "Deze stap kan niet vanuit de fase waarin het vraagstuk nu is. Bekijk wat wel kan."


@require_http_methods(["GET", "POST"])
def vraagstuk_overgang(request: GebruikerRequest, pk: int, naam: str) -> HttpResponse:
    """A step by hand; what only an outcome at a table fires has no page (VRA-5)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    overgang = vraagstuk.mogelijke_overgang(naam)
    if overgang is None:
        raise _onmogelijk(vraagstuk, naam)
    if not overgang.custom["knop"]:
        raise Http404
    eis_recht(user, overgang.permission, vraagstuk)
    form = overgangsformulier(vraagstuk, naam, user, gepost(request))
    if form.is_valid():
        with weigering_op(form):
            data = _met_belegging(vraagstuk, naam, request, form.cleaned_data)
            vraagstuk = fasen.voer_overgang_uit(pk=pk, naam=naam, door=user, **data)
            return _klaar(request, vraagstuk)
    titel = overgang.custom["opschrift"]
    wat_mist = _wat_mist(vraagstuk, overgang.custom["criteria"], user)
    return vraag(
        request, vraagstuk, form, titel, titel, gevaar=naam == "beeindig", blokkades=wat_mist
    )


@require_http_methods(["GET", "POST"])
def vraagstuk_doorbreek(request: GebruikerRequest, pk: int, naam: str) -> HttpResponse:
    """Push past open criteria, with a reason that is shown for ever (VRA-3)."""
    user = request.user
    vraagstuk = vraagstuk_voor(user, pk)
    overgang = vraagstuk.mogelijke_overgang(naam)
    if overgang is None:
        raise _onmogelijk(vraagstuk, naam)
    eis_recht(user, fasen.DOORBREKEN, vraagstuk)
    form = overgangsformulier(vraagstuk, naam, user, gepost(request))
    if form.is_valid():
        with weigering_op(form):
            data = _met_belegging(vraagstuk, naam, request, form.cleaned_data)
            reden = data.pop("motivatie")
            vraagstuk = fasen.doorbreek(pk=pk, naam=naam, door=user, reden=reden, **data)
            return _klaar(request, vraagstuk)
    criteria = overgang.custom["criteria"]
    return vraag(
        request,
        vraagstuk,
        form,
        f"Doorbreken: {zonder_hoofdletter(overgang.custom['opschrift'])}",
        "Stap doorbreken",
        gevaar=True,
        uitleg="U gaat door terwijl nog niet alles klaar is. Dit blijft altijd te zien.",
        wat_wacht="Ook doorbreken",
        blokkades=_wat_mist(vraagstuk, [c for c in criteria if c in ONDOORBREEKBAAR], user),
        gepasseerd=_wat_mist(vraagstuk, [c for c in criteria if c not in ONDOORBREEKBAAR], user),
    )


@require_http_methods(["GET", "POST"])
def vraagstuk_openen(request: GebruikerRequest, pk: int) -> HttpResponse:
    """Open a concept: it gets a number and both sides see it (VRA-0)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    overgang = vraagstuk.mogelijke_overgang("open")
    if overgang is None:
        raise _onmogelijk(vraagstuk, "open")
    eis_recht(request.user, overgang.permission, vraagstuk)
    form = OvergangForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            vraagstuk = vraagstukken.open(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(
                request, f"Het vraagstuk is geopend en heeft nummer {vraagstuk.nummer}."
            )
            return redirect(vraagstuk)
    wat_mist = _wat_mist(vraagstuk, overgang.custom["criteria"], request.user)
    titel = "Vraagstuk openen"
    return vraag(request, vraagstuk, form, titel, titel, blokkades=wat_mist)


@require_POST
def vraagstuk_aanbieden(request: GebruikerRequest, pk: int) -> HttpResponse:
    """A concept of a provincie or department goes to the accounthouder (VRA-0)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    with weigering_als_bericht(request):
        vraagstukken.bied_aan(pk=pk, door=request.user)
        messages.success(request, "Het vraagstuk is aangeboden. De accounthouder kan het openen.")
    return redirect(vraagstuk)


@require_http_methods(["GET", "POST"])
def vraagstuk_instemmen(request: GebruikerRequest, pk: int, handeling: str) -> HttpResponse:
    """Consent to a step that another person makes (VRA-8, VRA-9)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    if handeling not in Instemming.Handeling:
        raise Http404
    keuze = Instemming.Handeling(handeling)
    eis_recht(request.user, instemmen.RECHT[keuze], vraagstuk)
    _eis_stap_kan(vraagstuk, handeling)
    form = InstemmenForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            antwoord = instemmen.stem_in if form.is_ja else instemmen.weiger
            toelichting = form.cleaned_data["toelichting"]
            antwoord(pk=pk, handeling=handeling, door=request.user, toelichting=toelichting)
            messages.success(request, "Uw antwoord is vastgelegd.")
            return redirect(vraagstuk)
    gevraagd = laatste_vraag(vraagstuk, handeling)
    uitleg = f"{gevraagd.organisatie} vraagt dit: {gevraagd.toelichting}" if gevraagd else ""
    titel = f"Instemmen: {keuze.label.lower()}"
    return vraag(request, vraagstuk, form, titel, "Antwoord vastleggen", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def instemming_vragen(request: GebruikerRequest, pk: int, handeling: str) -> HttpResponse:
    """Ask those who must consent to a step of one's own, with its reason (VRA-8, VRA-9)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    if handeling not in Instemming.Handeling:
        raise Http404
    keuze = Instemming.Handeling(handeling)
    eis_recht(request.user, instemmen.recht_van_stap(keuze), vraagstuk)
    _eis_stap_kan(vraagstuk, handeling)
    form = InstemmingVragenForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            instemmen.vraag_om(pk=pk, handeling=handeling, door=request.user, **form.cleaned_data)
            messages.success(request, "De vraag is gesteld. U leest het antwoord bij de stap.")
            return redirect(vraagstuk)
    wachten = wie_stemt_nog_in(vraagstuk, handeling)
    uitleg = f"Dit gaat naar: {', '.join(wachten)}." if wachten else ""
    titel = f"Instemming vragen: {keuze.label.lower()}"
    return vraag(request, vraagstuk, form, titel, "Instemming vragen", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def gesloten_laten(request: GebruikerRequest, pk: int) -> HttpResponse:
    """What ended stays so, though a signaal was added (SIG-3)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    eis_recht(request.user, "dossiers.heropen", vraagstuk)
    if vraagstuk.is_open or vraagstuk.aan_zet_reden != SIGNAAL_ERBIJ:
        raise Achterhaald("Hier wacht geen signaal meer op.", terug=vraagstuk.get_absolute_url())
    signalen = Signaal.objects.for_user(request.user).filter(uitkomsten__vraagstuk=vraagstuk)
    namen = "; ".join(str(signaal) for signaal in signalen.order_by("pk"))
    uitleg = f"Toegevoegd: {namen}. " if namen else ""
    if vraagstuk.fase == Fase.BEEINDIGD:
        uitleg += "Alleen de regietafel heropent wat is beëindigd. Vraag haar dat als dat nodig is."
    gezien = {"gezien": vraagstuk.signaaluitkomsten.count()}
    form = GeslotenForm(gepost(request), initial=gezien)
    if form.is_valid():
        with weigering_op(form):
            vraagstukken.laat_gesloten(pk=pk, door=request.user, **form.cleaned_data)
            messages.success(
                request, "Het vraagstuk blijft gesloten. De reden staat bij de notities."
            )
            return redirect(vraagstuk)
    titel = "Gesloten laten"
    return vraag(request, vraagstuk, form, titel, titel, uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def belegging_beantwoorden(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The receiver takes over or refuses (VRA-7)."""
    user = request.user
    zichtbaar = Belegging.objects.for_user(user).select_related("vraagstuk")
    belegging = get_object_or_404(zichtbaar, pk=pk)
    eis_recht(user, "dossiers.belegging_beantwoorden", belegging.vraagstuk)
    beleggingen.eis_ontvanger(belegging, user)
    form = BeleggingAntwoordForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            aanvaard = form.cleaned_data["antwoord"] == Belegging.Status.AANVAARD
            antwoord = beleggingen.aanvaard if aanvaard else beleggingen.weiger
            antwoord(pk=pk, door=user, reden=form.cleaned_data["reden"])
            messages.success(request, "Uw antwoord is vastgelegd.")
            return redirect(belegging.vraagstuk)
    titel = "Belegging beantwoorden"
    return vraag(
        request, belegging.vraagstuk, form, titel, "Antwoord vastleggen", belegging=belegging
    )


@require_http_methods(["GET", "POST"])
def feit_herbevestigen(request: GebruikerRequest, pk: int, feit_pk: int) -> HttpResponse:
    """A fact of an earlier doorloop counts again, by name and with reason (VRA-8)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    feit = get_object_or_404(Feit.objects.for_user(request.user), pk=feit_pk, vraagstuk=vraagstuk)
    eis_recht(request.user, "dossiers.feit_herbevestigen", vraagstuk)
    form = HerbevestigForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            feiten.herbevestig(pk=feit.pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het feit telt weer mee in deze doorloop.")
            return redirect(vraagstuk)
    uitleg = f"{feit.get_soort_display()}: {feit.bij_naam}"
    return vraag(request, vraagstuk, form, "Feit bevestigen", "Feit bevestigen", uitleg=uitleg)


@require_http_methods(["GET", "POST"])
def triage_herbevestigen(request: GebruikerRequest, pk: int, besluit_pk: int) -> HttpResponse:
    """A triagebesluit of an earlier doorloop counts again (VRA-8)."""
    vraagstuk = vraagstuk_voor(request.user, pk)
    alle = Triagebesluit.objects.for_user(request.user).filter(advies__vraagstuk=vraagstuk)
    besluit = get_object_or_404(alle, pk=besluit_pk)
    eis_recht(request.user, "dossiers.feit_herbevestigen", vraagstuk)
    form = HerbevestigForm(gepost(request))
    if form.is_valid():
        with weigering_op(form):
            feiten.herbevestig_triage(pk=besluit.pk, door=request.user, **form.cleaned_data)
            messages.success(request, "Het triagebesluit telt weer mee in deze doorloop.")
            return redirect("dossiers:triage", pk)
    titel = "Triagebesluit bevestigen"
    return vraag(request, vraagstuk, form, titel, titel, uitleg=besluit.motivatie)


def _eis_stap_kan(vraagstuk: Vraagstuk, handeling: str) -> None:
    kan = vraagt_instemming(vraagstuk, handeling)
    if not kan or vraagstuk.mogelijke_overgang(handeling) is None:
        raise Achterhaald(ONMOGELIJK, terug=vraagstuk.get_absolute_url())


def _wat_mist(
    vraagstuk: Vraagstuk, criteria: Iterable[Criterium], user: Gebruiker
) -> list[Blokkade]:
    return met_bruikbare_links(vraagstuk, user, blokkades(vraagstuk, criteria, user))


def _met_belegging(
    vraagstuk: Vraagstuk, naam: str, request: GebruikerRequest, data: dict[str, Any]
) -> dict[str, Any]:
    """What the service gets; the belegging as a record of its own (VRA-7)."""
    if naam != "beleg_elders":
        return dict(data)
    motivatie = data["motivatie"]
    gegevens = {sleutel: waarde for sleutel, waarde in data.items() if sleutel != "motivatie"}
    record = beleggingen.nieuwe_belegging(
        pk=vraagstuk.pk, door=request.user, waarom=motivatie, **gegevens
    )
    return {"motivatie": motivatie, "belegging": record}


def _klaar(request: GebruikerRequest, vraagstuk: Vraagstuk) -> HttpResponse:
    fase = vraagstuk.get_fase_display().lower()
    messages.success(request, f"Het vraagstuk staat nu in de fase: {fase}.")
    return redirect(vraagstuk)


def _onmogelijk(vraagstuk: Vraagstuk, naam: str) -> Exception:
    """A known step at the wrong moment goes back to the dossier; an unknown name is 404."""
    if not hasattr(type(vraagstuk), naam) or not hasattr(
        getattr(type(vraagstuk), naam), "_django_fsm"
    ):
        return Http404()
    return Achterhaald(ONMOGELIJK, terug=vraagstuk.get_absolute_url())
