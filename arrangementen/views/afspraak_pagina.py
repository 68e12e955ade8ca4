"""What the page of one afspraak shows to one user, and which acts it offers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from governance.models import Uitkomst
from novex.fsm import stappen
from novex.models import Gebruiker
from novex.weergave.onderdelen import Gebeurtenis

from ..bedrag import schrijf_bedrag
from ..models import Afspraak, Geldregel, Landing, Relatie, eigen_stand, partijstanden
from ..services import mag
from ..vaag import delen, vage_woorden

OPEN = frozenset({Afspraak.Status.CONCEPT, Afspraak.Status.AFGESTEMD})
# How a relation reads from the other side (AFS-8).
OMGEKEERD: dict[str, str] = {
    Relatie.Soort.VERVANGT: "Is vervangen door",
    Relatie.Soort.WIJZIGT: "Is gewijzigd door",
    Relatie.Soort.AFGEDAAN_DOOR: "Doet af",
    Relatie.Soort.HANGT_AF_VAN: "Is nodig voor",
}


def pagina(afspraak: Afspraak, user: Gebruiker) -> dict[str, Any]:
    """The context of ``afspraak_detail.html``; ``afspraak`` was read with ``compleet()``.

    Who reads it only because it was published gets what was agreed, not how (ZIC-3).
    """
    if afspraak.openbaar_op and not _is_van_kring(afspraak, user):
        return _gepubliceerd(afspraak, user)
    schrijft = mag.schrijft_tekst(user, afspraak)
    relaties = _relaties(afspraak, user)
    standen = partijstanden(afspraak, afspraak.akkoorden.all())
    return {
        "afspraak": afspraak,
        "tekstdelen": tekstdelen(afspraak),
        "vondsten": vondsten(afspraak),
        "stappen": stappen(afspraak, "status", user),
        "standen": standen,
        "acties": [
            (actie, _mag_actie(afspraak, actie.trekker_organisatie_id, user, schrijft))
            for actie in afspraak.acties.all()
        ],
        "geldregels": [geldrij(regel, user, schrijft) for regel in afspraak.geldregels.all()],
        "weggehaald": _weggehaald(afspraak),
        "landing": getattr(afspraak, "landing", None),
        "besluit": afspraak.uitkomst if _ziet_besluit(afspraak, user) else None,
        "mag": rechten(afspraak, user, schrijft, relaties),
        "eigen_stand": eigen_stand(standen, user),
        "relaties": [_in_woorden(rij, afspraak) for rij in relaties],
        "route": route(afspraak),
        "wording": True,
    }


def _weggehaald(afspraak: Afspraak) -> list[tuple[str, Any]]:
    """The amounts that were taken off, oldest first, each with its row of the history (ALG-2)."""
    if not afspraak.heeft_weggehaald:  # type: ignore[attr-defined]
        return []
    weg = Geldregel.history.filter(afspraak=afspraak.pk, history_type="-")
    rijen = weg.select_related("history_user__organisatie").order_by("history_date")
    return [(schrijf_bedrag(oud.bedrag), oud) for oud in rijen]


def _gepubliceerd(afspraak: Afspraak, user: Gebruiker) -> dict[str, Any]:
    relaties = _relaties(afspraak, user)
    bevestigd = [regel for regel in afspraak.geldregels.all() if regel.is_bevestigd]
    return {
        "afspraak": afspraak,
        "tekstdelen": tekstdelen(afspraak),
        "acties": [(actie, False) for actie in afspraak.acties.all()],
        "geldregels": [geldrij(regel, user, False) for regel in bevestigd],
        "weggehaald": [],
        "landing": getattr(afspraak, "landing", None),
        "besluit": None,
        "mag": rechten(afspraak, user, False, relaties),
        "relaties": [(*_in_woorden(rij, afspraak)[:2], "") for rij in relaties],
        "wording": False,
    }


def _is_van_kring(afspraak: Afspraak, user: Gebruiker) -> bool:
    zicht = Afspraak.objects.for_user(user).in_eigen_kring(user)
    return user.is_rijk or zicht.filter(pk=afspraak.pk).exists()


def vondsten(afspraak: Afspraak) -> list:
    redenen = {keuze.woord: keuze.reden for keuze in reversed(afspraak.woordkeuzes.all())}
    return vage_woorden(afspraak.tekst, redenen)


def tekstdelen(afspraak: Afspraak) -> list:
    return delen(afspraak.tekst, vondsten(afspraak))


def rechten(
    afspraak: Afspraak, user: Gebruiker, schrijft: bool, relaties: list[Relatie]
) -> dict[str, bool]:
    """Which acts the page offers; the services judge again."""
    concept, is_open = afspraak.is_bewerkbaar, afspraak.status in OPEN
    landing: Landing | None = getattr(afspraak, "landing", None)
    recht = {naam: user.has_perm(f"arrangementen.{naam}", afspraak) for naam in (
        "afspraak_maken", "afspraak_wijzigen", "afspraak_afstemmen", "landing_accepteren",
    )}  # fmt: skip
    landing_vastleggen = mag.legt_landing_vast(user, afspraak)
    vervallen = afspraak.status == Afspraak.Status.VERVALLEN
    eigen_landing = landing is not None and user.treedt_op_voor(landing.eigenaar_organisatie_id)
    return {
        "schrijven": concept and schrijft,
        "actie_maken": concept and recht["afspraak_wijzigen"],
        "geld": is_open and schrijft,
        "landing": landing_vastleggen and not vervallen and not (landing and landing.geland_op),
        "aanvaarden": bool(
            eigen_landing
            and landing
            and (not landing.aanvaard_op or landing.is_mislukt)
            and not vervallen
            and recht["landing_accepteren"]
        ),
        "geland": bool(
            landing
            and landing.aanvaard_op
            and not landing.geland_op
            and afspraak.status == Afspraak.Status.VASTGESTELD
            and landing_vastleggen
        ),
        "op_lijst": is_open and recht["afspraak_afstemmen"],
        "nieuwe_versie": afspraak.status == Afspraak.Status.VASTGESTELD
        and recht["afspraak_maken"]
        and not any(_is_nieuwe_versie(rij, afspraak) for rij in relaties),
        "monitor": _volgt_in_monitor(afspraak, user),
    }


def _volgt_in_monitor(afspraak: Afspraak, user: Gebruiker) -> bool:
    """The monitor follows it, and this user reads its reports there (MON-3, ZIC-3)."""
    historisch = afspraak.herkomst_soort == Afspraak.Herkomst.HISTORISCH
    if afspraak.status != Afspraak.Status.VASTGESTELD or historisch:
        return False
    landsdeel = afspraak.landsdeel.provincies.all() if afspraak.landsdeel else ()
    genoemd = {provincie.pk for provincie in (*afspraak.provincies.all(), *landsdeel)}
    voor_allen = user.is_rijk or afspraak.scope == Afspraak.Scope.LANDELIJK
    is_afspraak = afspraak.regelsoort == Afspraak.Regelsoort.AFSPRAAK
    return is_afspraak and (voor_allen or user.eigen_provincie_id in genoemd)


def geldrij(regel: Geldregel, user: Gebruiker, schrijft: bool) -> dict[str, Any]:
    """One amount with what this user may do with it."""
    is_open = regel.afspraak.status in OPEN
    return {
        "regel": regel,
        "bedrag": schrijf_bedrag(regel.bedrag),
        "rijk": schrijf_bedrag(regel.aandeel_rijk) if regel.aandeel_rijk is not None else "",
        "regio": schrijf_bedrag(regel.aandeel_regio) if regel.aandeel_regio is not None else "",
        "mag_wijzigen": is_open and schrijft,
        "mag_bevestigen": is_open
        and not regel.is_bevestigd
        and user.treedt_op_voor(regel.verantwoordelijke_id)
        and user.has_perm("arrangementen.geld_bevestigen", regel.afspraak),
    }


def route(afspraak: Afspraak) -> list[Gebeurtenis]:
    """The steps of an afspraak, newest first, each with its motivation."""
    return [
        Gebeurtenis(
            titel=str(stap),
            moment=stap.op,
            door=f"{stap.door} ({stap.rollen})" if stap.rollen else str(stap.door),
            tekst=stap.motivatie,
        )
        for stap in afspraak.statusovergangen.select_related("door")
    ]


def _mag_actie(afspraak: Afspraak, trekker_id: int, user: Gebruiker, schrijft: bool) -> bool:
    eigen = user.treedt_op_voor(trekker_id) and user.has_perm(mag.WIJZIGEN, afspraak)
    return afspraak.is_bewerkbaar and (schrijft or eigen)


def _ziet_besluit(afspraak: Afspraak, user: Gebruiker) -> bool:
    if afspraak.uitkomst_id is None:
        return False
    return Uitkomst.objects.for_user(user).filter(pk=afspraak.uitkomst_id).exists()


def _relaties(afspraak: Afspraak, user: Gebruiker) -> list[Relatie]:
    """Relations in both directions, with afspraken that this user may see."""
    zichtbaar = Afspraak.objects.for_user(user)
    rijen = Relatie.objects.filter(
        Q(afspraak=afspraak, andere__in=zichtbaar) | Q(andere=afspraak, afspraak__in=zichtbaar)
    )
    return list(rijen.select_related("afspraak", "andere"))


def _is_nieuwe_versie(rij: Relatie, afspraak: Afspraak) -> bool:
    """The next version of this one, unless that was withdrawn (AFS-9)."""
    ander = rij.afspraak
    vervallen = ander.status == Afspraak.Status.VERVALLEN
    return rij.soort == Relatie.Soort.VERVANGT and ander != afspraak and not vervallen


def _in_woorden(rij: Relatie, afspraak: Afspraak) -> tuple[str, Afspraak, str]:
    """As it reads on this page; what is not established has not replaced anything yet (AFS-9)."""
    if rij.afspraak == afspraak:
        return rij.get_soort_display(), rij.andere, rij.reden
    soort = OMGEKEERD[rij.soort]
    vastgesteld = rij.afspraak.status == Afspraak.Status.VASTGESTELD
    if rij.soort == Relatie.Soort.VERVANGT and not vastgesteld:
        soort = "Nieuwe versie"
    return soort, rij.afspraak, rij.reden
