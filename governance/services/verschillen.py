"""Handelingen on verschillen van inzicht, after a DO without consensus (BES-3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Fase, Faseovergang, Feit, Vraagstuk
from dossiers.services import feiten
from novex import audit
from novex.forms import WijzigForm
from novex.models import Gebruiker
from novex.rechten import Rol, eis_recht, rollen_bij
from novex.zichtbaarheid import Zichtbaarheid

from ..gremia import Gremium, Uitkomstsoort
from ..models import Agendapunt, Escalatie, Inzichtverschil, Uitkomst
from ..regels import partijen_van, verschillen_compleet

if TYPE_CHECKING:
    from ..forms.voorbereiding import (
        EscalatieForm,
        NieuweEscalatieForm,
        VerschilForm,
        WijzigVerschilForm,
    )

VASTLEGGEN = "governance.verschil_vastleggen"


@transaction.atomic
def leg_vast(
    *, punt_pk: int, form: VerschilForm | WijzigVerschilForm, door: Gebruiker
) -> Inzichtverschil:
    """Record or change where the own party stands; released it stays for both sides (BES-3)."""
    punt = _punt_zonder_consensus(punt_pk, door)
    eis_partij(punt, door)
    if isinstance(form, WijzigForm):
        _eis_eigen(form.instance, door)
        return form.bewaar(door=door)
    verschil = form.save(commit=False)
    verschil.agendapunt, verschil.organisatie = punt, door.organisatie
    verschil.door, verschil.gewijzigd_door = door, door
    verschil.full_clean()
    verschil.save()
    return verschil


@transaction.atomic
def geef_vrij(*, pk: int, door: Gebruiker) -> Inzichtverschil:
    """The party lets the other side read where it stands; only then it counts (BES-3)."""
    verschil = Inzichtverschil.objects.for_user(door).vergrendeld(pk)
    punt = _punt_zonder_consensus(verschil.agendapunt_id, door)
    eis_partij(punt, door)
    _eis_eigen(verschil, door)
    if verschil.is_vrijgegeven:
        raise ValidationError(
            "Dit standpunt is al vrijgegeven. Open de pagina opnieuw.", code="al_vrijgegeven"
        )
    verschil.vrijgegeven_op, verschil.vrijgegeven_door = timezone.now(), door
    verschil.save(update_fields=["vrijgegeven_op", "vrijgegeven_door"])
    audit.leg_vast("standpunt vrijgegeven", door=door, onderwerp=str(verschil))
    meld_verschillen(punt, door)
    return verschil


def _eis_eigen(verschil: Inzichtverschil, door: Gebruiker) -> None:
    if not door.treedt_op_voor(verschil.organisatie_id):
        raise PermissionDenied("Elke partij schrijft haar eigen standpunt.")


@transaction.atomic
def leg_escalatie_vast(
    *, punt_pk: int, form: EscalatieForm | NieuweEscalatieForm, door: Gebruiker
) -> Escalatie:
    """Who leads, who decides and how it is fed back (BES-3)."""
    punt = _punt_zonder_consensus(punt_pk, door)
    eis_partij(punt, door)
    if isinstance(form, WijzigForm):
        escalatie = form.bewaar(door=door)
    else:
        escalatie = form.save(commit=False)
        escalatie.agendapunt, escalatie.door, escalatie.gewijzigd_door = punt, door, door
        escalatie.full_clean()
        escalatie.save()
    meld_verschillen(punt, door)
    return escalatie


def eis_partij(punt: Agendapunt, door: Gebruiker) -> None:
    """Who is no party writes no standpunt, and has no say in who goes on with it (BES-3)."""
    eis_recht(door, VASTLEGGEN, punt)
    if not is_partij(punt, door):
        raise PermissionDenied(
            "Uw departement is niet betrokken bij dit vraagstuk. Vraag de accounthouder om u toe "
            "te voegen."
        )


def is_partij(punt: Agendapunt, door: Gebruiker) -> bool:
    """VRO by who works on the provincie, a department involved, or a provincie (BES-3)."""
    voor_vro = rollen_bij(door, punt) & {Rol.ACCOUNTHOUDER, Rol.VRO_STAF}
    return bool(voor_vro) or door.organisatie_id in partijen_van(punt)


def uitgangen(vraagstuk: Vraagstuk) -> QuerySet[Faseovergang]:
    """The exits of a vraagstuk; each ended the escalations of its doorloop (VRA-7)."""
    return vraagstuk.faseovergangen.filter(naar__in=[Fase.ELDERS_BELEGD, Fase.BEEINDIGD])


def met_einde(punten: Iterable[Agendapunt], vraagstuk: Vraagstuk) -> list[Agendapunt]:
    """Each punt without consensus with the exit that ended its escalatie, if there was one."""
    einden = {stap.doorloop: stap for stap in uitgangen(vraagstuk)}
    gevonden = list(punten)
    for punt in gevonden:
        punt.einde = einden.get(punt.doorloop_escalatie)
    return gevonden


def _punt_zonder_consensus(pk: int, door: Gebruiker) -> Agendapunt:
    punt = Agendapunt.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, VASTLEGGEN, punt)
    zonder = _zonder_consensus(punt, door)
    doorlopen = [uitkomst.doorloop for uitkomst in zonder if uitkomst.doorloop]
    if punt.vraagstuk and uitgangen(punt.vraagstuk).filter(doorloop__in=doorlopen).exists():
        raise ValidationError(
            "Deze escalatie is beëindigd, want het vraagstuk is elders belegd of beëindigd. "
            "Lees de reden bij de verschillen van inzicht.",
            code="escalatie_beeindigd",
        )
    if not zonder:
        raise ValidationError(
            "Het DO sloot dit punt niet af zonder consensus. "
            "Leg eerst die uitkomst vast bij het overleg.",
            code="geen_verschil",
        )
    if punt.vraagstuk and punt.vraagstuk.doorloop not in doorlopen:
        raise ValidationError(
            "Deze verschillen van inzicht zijn van een eerdere doorloop. Bevestig in het dossier "
            "dat ze nog gelden, of wacht op de uitkomst van een nieuw DO.",
            code="eerdere_doorloop",
        )
    return punt


def _zonder_consensus(punt: Agendapunt, door: Gebruiker) -> list[Uitkomst]:
    return list(
        Uitkomst.objects.for_user(door)
        .actueel()
        .filter(agendapunt=punt, gremium=Gremium.DO, soort=Uitkomstsoort.GEEN_CONSENSUS)
        .select_related("provincie")
    )


def meld_verschillen(punt: Agendapunt, door: Gebruiker) -> None:
    """Tell the vraagstuk per provincie without consensus, once they are complete (VRA-19).

    What was without consensus in an earlier doorloop tells nothing in this one (VRA-8).
    """
    zichtbaar = Agendapunt.objects.for_user(door).prefetch_related("verschillen__organisatie")
    vers = zichtbaar.get(pk=punt.pk)
    if not punt.vraagstuk_id:
        return
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id)
    geldend = Feit.objects.van(Feit.Soort.VERSCHILLEN).filter(
        vraagstuk=vraagstuk, doorloop=vraagstuk.doorloop
    )
    bekend = set(geldend.values_list("kenmerk", flat=True))
    van_nu = [u for u in _zonder_consensus(vers, door) if u.doorloop == vraagstuk.doorloop]
    for provincie in [u.provincie for u in van_nu if u.provincie]:
        if provincie.code not in bekend and verschillen_compleet(vers, provincie):
            feiten.meld_feit(
                vraagstuk,
                soort=Feit.Soort.VERSCHILLEN,
                kenmerk=provincie.code,
                label=f"Verschillen van inzicht met {provincie.naam} vastgelegd",
                url=reverse("governance:verschillen", args=[vraagstuk.pk]),
                publiek=Zichtbaarheid.RIJK_EN_REGIO,
                door=door,
            )
