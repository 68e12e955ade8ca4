"""Handelingen on verschillen van inzicht, after a DO without consensus (BES-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex.forms import WijzigForm
from novex.models import Gebruiker, Organisatie
from novex.rechten import Rol, eis_recht, rollen_bij
from novex.zichtbaarheid import Zichtbaarheid

from ..gremia import Gremium, Uitkomstsoort
from ..models import Agendapunt, Escalatie, Inzichtverschil, Uitkomst
from ..regels import verschillen_compleet

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
    """Record or change where one party stands; each party writes its own (BES-3)."""
    punt = _punt_zonder_consensus(punt_pk, door)
    organisatie = form.cleaned_data.get("organisatie") or form.instance.organisatie
    if not mag_schrijven_voor(organisatie, door):
        raise PermissionDenied("Elke partij schrijft haar eigen standpunt.")
    if isinstance(form, WijzigForm):
        verschil = form.bewaar(door=door)
    else:
        verschil = form.save(commit=False)
        verschil.agendapunt, verschil.door, verschil.gewijzigd_door = punt, door, door
        verschil.full_clean()
        verschil.save()
    _meld(punt, door)
    return verschil


def mag_schrijven_voor(partij: Organisatie, door: Gebruiker) -> bool:
    """Each party writes where it stands itself; VRO-staf may note it down for another (BES-3)."""
    return partij.pk == door.organisatie_id or Rol.VRO_STAF in door.rollen


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
    _meld(punt, door)
    return escalatie


def eis_partij(punt: Agendapunt, door: Gebruiker) -> None:
    """A department that is not involved has no say in who goes on with it (BES-3)."""
    eis_recht(door, VASTLEGGEN, punt)
    if rollen_bij(door, punt) & {Rol.ACCOUNTHOUDER, Rol.PROVINCIE, Rol.VRO_STAF}:
        return
    betrokken = punt.vraagstuk.organisaties.all() if punt.vraagstuk else []
    if door.organisatie_id not in {organisatie.pk for organisatie in betrokken}:
        raise PermissionDenied(
            "Uw departement is niet betrokken bij dit vraagstuk. Vraag de accounthouder om u toe "
            "te voegen."
        )


def _punt_zonder_consensus(pk: int, door: Gebruiker) -> Agendapunt:
    punt = Agendapunt.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, VASTLEGGEN, punt)
    if not _zonder_consensus(punt, door):
        raise ValidationError(
            "Het DO sloot dit punt niet af zonder consensus. "
            "Leg eerst die uitkomst vast bij het overleg.",
            code="geen_verschil",
        )
    return punt


def _zonder_consensus(punt: Agendapunt, door: Gebruiker) -> list[Uitkomst]:
    return list(
        Uitkomst.objects.for_user(door)
        .actueel()
        .filter(agendapunt=punt, gremium=Gremium.DO, soort=Uitkomstsoort.GEEN_CONSENSUS)
        .select_related("provincie")
    )


def _meld(punt: Agendapunt, door: Gebruiker) -> None:
    """Tell the vraagstuk once they are complete, per provincie without consensus (VRA-19)."""
    vers = Agendapunt.objects.for_user(door).get(pk=punt.pk)
    if not punt.vraagstuk_id or not verschillen_compleet(vers):
        return
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id)
    geldend = Feit.objects.van(Feit.Soort.VERSCHILLEN).filter(
        vraagstuk=vraagstuk, doorloop=vraagstuk.doorloop
    )
    bekend = set(geldend.values_list("kenmerk", flat=True))
    for uitkomst in _zonder_consensus(vers, door):
        if uitkomst.provincie and uitkomst.provincie.code not in bekend:
            feiten.meld_feit(
                vraagstuk,
                soort=Feit.Soort.VERSCHILLEN,
                kenmerk=uitkomst.provincie.code,
                label=f"Verschillen van inzicht met {uitkomst.provincie.naam} vastgelegd",
                url=reverse("governance:verschillen", args=[vraagstuk.pk]),
                publiek=Zichtbaarheid.RIJK_EN_REGIO,
                door=door,
            )
