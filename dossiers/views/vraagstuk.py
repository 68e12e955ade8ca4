from __future__ import annotations

from typing import Any, Literal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from novex.criteria import blokkades
from novex.fsm import Stap, overgangen_nu
from novex.http import GebruikerRequest
from novex.models import Gebruiker
from novex.rechten import heeft_recht
from novex.weergave.onderdelen import Fasestap

from ..bewerken import mag_bewerken
from ..models import Belegging, Fase, Feit, Instemming, Notitie, Vraagstuk
from ..models.fase import OPEN_FASEN
from ..regels.instemming import laatste_vraag, vraagt_instemming
from ..route import feiten_voor, route, toetsen
from ..services import instemmen
from ..services.aanzet import SIGNAAL_ERBIJ
from .pagina import BEWERKINGEN, VRAAGSTUKKEN, dossier_voor, lijkt_op, met_bruikbare_links

Stand = Literal["klaar", "huidig", "straks", "overgeslagen"]
UITGANGEN = ("beleg_elders", "beeindig")


@require_safe
def vraagstuk_detail(request: GebruikerRequest, pk: int) -> HttpResponse:
    """The dossier on one page: next step, picture, richtingen, notities, route (VRA-14)."""
    user = request.user
    vraagstuk = dossier_voor(user, pk)
    bewerkingen = _bewerkingen(vraagstuk, user)
    context = {
        "vraagstuk": vraagstuk,
        "fasestappen": fasestappen(vraagstuk),
        **stappen_op_volgorde(vraagstuk, user, bewerkt=bool(bewerkingen)),
        "mag_doorbreken": user.has_perm("dossiers.doorbreek", vraagstuk)
        and not vraagstuk.is_aan_zet(user),
        "instemmingen": instemmingen(vraagstuk, user),
        "mag_gesloten_laten": vraagstuk.aan_zet_reden == SIGNAAL_ERBIJ
        and not vraagstuk.is_open
        and user.has_perm("dossiers.heropen", vraagstuk),
        "mag_aanbieden": _mag_aanbieden(vraagstuk, user),
        "bewerkingen": bewerkingen,
        "aanpak": getattr(vraagstuk, "aanpak", None),
        "richtingen": vraagstuk.gewogen_richtingen(),
        "bezwaren": vraagstuk.open_bezwaren(),
        "belegging": _wachtende_belegging(vraagstuk, user),
        "eerdere_feiten": eerdere_feiten(vraagstuk, user),
        "notities": Notitie.objects.for_user(user)
        .filter(vraagstuk=vraagstuk)
        .select_related("organisatie"),
        "mag_noteren": user.has_perm("dossiers.notitie_maken", vraagstuk),
        "lijkt_op": lijkt_op(vraagstuk, user),
        "route": route(vraagstuk, user),
        "toetsen": toetsen(vraagstuk, user),
        "kruimels": [VRAAGSTUKKEN, (str(vraagstuk), "")],
    }
    return render(request, "dossiers/vraagstuk_detail.html", context)


def fasestappen(vraagstuk: Vraagstuk) -> list[Fasestap]:
    """The four open fasen and where it stands; an end comes after them."""
    if vraagstuk.fase in OPEN_FASEN:
        nu = OPEN_FASEN.index(vraagstuk.fase)
    else:
        nu = -1 if vraagstuk.fase == Fase.CONCEPT else len(OPEN_FASEN)
    standen: dict[int, Stand] = {-1: "klaar", 0: "huidig", 1: "straks"}
    stappen = [
        Fasestap(fase.label, standen[(i > nu) - (i < nu)]) for i, fase in enumerate(OPEN_FASEN)
    ]
    if nu == len(OPEN_FASEN):
        # An end says nothing of what was gone through; the route does.
        stappen = [Fasestap(stap.titel, "overgeslagen", "afgesloten") for stap in stappen]
        stappen.append(Fasestap(vraagstuk.get_fase_display(), "huidig"))
    return stappen


def stappen_op_volgorde(
    vraagstuk: Vraagstuk, user: Gebruiker, *, bewerkt: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Forward, by hand or by an outcome at a table; then back and the exits (VRA-3, VRA-5).

    Who edits the dossier (``bewerkt``) also reads what the step forward of another waits for:
    the regietafel makes the step, the accounthouder and the provincie mend what is missing.
    """
    aan_tafel = sorted(vraagstuk.stappen_aan_tafel(user), key=lambda s: s.naam, reverse=True)
    van_anderen = _stappen_van_anderen(vraagstuk, user) if bewerkt else []
    regels = [
        {
            "naam": stap.naam,
            "opschrift": stap.opschrift,
            "blokkades": met_bruikbare_links(vraagstuk, user, stap.blokkades),
            "knop": knop,
            "mag": mag,
            "is_vooruit": _is_vooruit(stap.naam),
        }
        for stappen, knop, mag in (
            (vraagstuk.stappen(user), True, True),
            (van_anderen, True, False),
            (aan_tafel, False, True),
        )
        for stap in stappen
    ]
    return {
        "vooruit": [regel for regel in regels if regel["is_vooruit"]],
        "anders": [regel for regel in regels if not regel["is_vooruit"]],
    }


def _is_vooruit(naam: str) -> bool:
    return not naam.startswith(("keer_terug", *UITGANGEN))


def _stappen_van_anderen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Stap]:
    return [
        Stap(
            naam=overgang.name,
            opschrift=overgang.custom["opschrift"],
            naar=str(overgang.target),
            blokkades=blokkades(vraagstuk, overgang.custom["criteria"], user),
        )
        for overgang in overgangen_nu(vraagstuk, "fase")
        if overgang.custom["knop"]
        and _is_vooruit(overgang.name)
        and not heeft_recht(user, str(overgang.permission), vraagstuk)
    ]


def instemmingen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[dict[str, Any]]:
    """The consents that this user can give now to a step of another (VRA-8, VRA-9)."""
    nu = {
        overgang.name
        for overgang in overgangen_nu(vraagstuk, "fase")
        if overgang.name in Instemming.Handeling and vraagt_instemming(vraagstuk, overgang.name)
    }
    if not nu:
        return []
    gegeven = {
        i.handeling
        for i in vraagstuk.instemmingen.all()
        if i.is_gegeven and user.treedt_op_voor(i.organisatie_id) and i.geldt_nu(vraagstuk)
    }
    return [
        {
            "naam": handeling.value,
            "titel": handeling.label,
            "gevraagd": laatste_vraag(vraagstuk, handeling),
        }
        for handeling in Instemming.Handeling
        if handeling in nu
        and handeling not in gegeven
        and user.has_perm(instemmen.RECHT[handeling], vraagstuk)
    ]


def eerdere_feiten(vraagstuk: Vraagstuk, user: Gebruiker) -> list[Feit]:
    """Facts of an earlier doorloop that can be re-confirmed by name (VRA-8).

    A triage is confirmed on its own page, by another than its adviser (ROL-2).
    """
    if vraagstuk.doorloop == 1 or not user.has_perm("dossiers.feit_herbevestigen", vraagstuk):
        return []
    geldend = [f for f in feiten_voor(vraagstuk, user) if f.ingetrokken_op is None]
    laatst: dict[tuple[str, str], int] = {}
    for feit in geldend:
        sleutel = (feit.soort, feit.kenmerk)
        laatst[sleutel] = max(feit.doorloop, laatst.get(sleutel, 0))
    return [
        feit
        for feit in geldend
        if feit.doorloop == laatst[feit.soort, feit.kenmerk] < vraagstuk.doorloop
        and feit.soort != Feit.Soort.TRIAGE_BEVESTIGD
    ]


def _bewerkingen(vraagstuk: Vraagstuk, user: Gebruiker) -> list[dict[str, str]]:
    return [
        {"url": naam, "titel": titel}
        for groep, naam, titel in BEWERKINGEN
        if mag_bewerken(user, vraagstuk, groep)
    ]


def _mag_aanbieden(vraagstuk: Vraagstuk, user: Gebruiker) -> bool:
    """One's own concept that is not offered yet (VRA-0)."""
    eigen = user.treedt_op_voor(vraagstuk.organisatie_id)
    return (
        vraagstuk.fase == Fase.CONCEPT
        and eigen
        and not vraagstuk.aangeboden_op
        and not user.has_perm("dossiers.vraagstuk_openen", vraagstuk)
        and user.has_perm("dossiers.vraagstuk_inbrengen", vraagstuk)
    )


def _wachtende_belegging(vraagstuk: Vraagstuk, user: Gebruiker) -> dict[str, Any] | None:
    """The newest belegging, and whether this user's organisatie must answer it (VRA-7).

    Only as long as it is there; after a return the route tells of it (VRA-8).
    """
    belegging = next(iter(vraagstuk.beleggingen.all()), None)
    if belegging is None or vraagstuk.fase != Fase.ELDERS_BELEGD:
        return None
    gevraagd = belegging.status == Belegging.Status.GEVRAAGD
    ontvanger = user.treedt_op_voor(belegging.ontvanger_organisatie_id)
    return {
        "belegging": belegging,
        "te_laat": belegging.is_te_laat(timezone.localdate()),
        "mag_antwoorden": gevraagd
        and ontvanger
        and user.has_perm("dossiers.belegging_beantwoorden"),
    }
