"""Handelingen on the Rijksinzet: write, agree, release (BES-7)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex import audit
from novex.criteria import eis, tekorten
from novex.forms import Nieuwer
from novex.models import Gebruiker, Organisatie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Zichtbaarheid

from ..models import Inzetstatus, Rijksinzet, Rijksinzetakkoord
from ..regels import (
    INZET_AKKOORD,
    departementen_van,
    geldt_in_deze_doorloop,
    ontbrekende_mandaten,
)

KENMERK = "rijksinzet"


@transaction.atomic
def stel_op(
    *, vraagstuk_pk: int, tekst: str, reden: str, op_versie: int, door: Gebruiker
) -> Rijksinzet:
    """Write a version; a later one needs a reason and asks the departments again (BES-7).

    ``op_versie`` is the version that the writer read (0 when there was none); someone who
    wrote on an older one is refused.
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    eis_recht(door, "governance.rijksinzet_opstellen", vraagstuk)
    vorige = Rijksinzet.objects.for_user(door).nieuwste(vraagstuk)
    nummer = vorige.versie if vorige else 0
    if nummer != op_versie:
        wie = vorige.door.organisatie if vorige else ""
        raise Nieuwer(
            f"{wie} schreef intussen versie {nummer}. Lees die op de pagina van de Rijksinzet, en "
            "pas uw tekst aan voordat u hem bewaart.",
            code="verouderd",
        )
    inzet = Rijksinzet(
        vraagstuk=vraagstuk,
        versie=nummer + 1,
        doorloop=vraagstuk.doorloop,
        tekst=tekst,
        reden=reden,
        door=door,
    )
    inzet.full_clean(exclude=["status"])  # the FSM keeps it
    inzet.save()
    _trek_feit_in(vraagstuk, f"Er is een nieuwe versie van de Rijksinzet: {reden}", door)
    if not departementen_van(vraagstuk):
        # Only VRO takes part: there is no one else to ask.
        _rond_af(inzet, door)
    return inzet


@transaction.atomic
def geef_akkoord(*, pk: int, door: Gebruiker) -> Rijksinzet:
    """One department agrees; with the last one the Rijk speaks with one voice (BES-7)."""
    inzet = Rijksinzet.objects.for_user(door).vergrendeld(pk)
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(inzet.vraagstuk_id)
    eis_recht(door, "governance.rijksinzet_akkoord", vraagstuk)
    _eis_nieuwste(inzet, vraagstuk, "geef daar uw akkoord", door)
    if not inzet.is_van_nu:
        raise ValidationError(
            "Deze Rijksinzet is van een eerdere doorloop. Vraag VRO om een nieuwe versie en geef "
            "daar uw akkoord.",
            code="inzet_eerdere_doorloop",
        )
    zonder_mandaat = ontbrekende_mandaten(vraagstuk)
    betrokken = departementen_van(vraagstuk)
    if door.organisatie not in betrokken or door.organisatie in zonder_mandaat:
        raise ValidationError(
            "Uw departement gaf nog geen mandaat bij dit vraagstuk. Geef eerst uw mandaat.",
            code="mandaat_ontbreekt",
        )
    akkoord = Rijksinzetakkoord(rijksinzet=inzet, organisatie=door.organisatie, door=door)
    akkoord.validate_constraints()
    akkoord.save()
    if not tekorten(inzet, INZET_AKKOORD):
        _rond_af(inzet, door)
    return inzet


@transaction.atomic
def geef_vrij(*, pk: int, door: Gebruiker) -> Rijksinzet:
    """Release to rijk en regio, once it is out with the papers of a DO (BES-7)."""
    inzet = Rijksinzet.objects.for_user(door).vergrendeld(pk)
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(inzet.vraagstuk_id)
    _eis_nieuwste(inzet, vraagstuk, "geef die vrij", door)
    stap = inzet.stap("geef_vrij")
    if stap is None:
        raise ValidationError(
            f"Dit kan niet: de Rijksinzet is {inzet.get_status_display().lower()}. "
            "Vraag eerst akkoord van elk departement met een mandaat.",
            code="stap_onmogelijk",
        )
    eis_recht(door, "governance.rijksinzet_vrijgeven", inzet)
    eis(inzet, stap.custom["criteria"], door)
    inzet.geef_vrij()
    inzet.vrijgegeven_op = timezone.now()
    inzet.save(update_fields=["status", "vrijgegeven_op"])
    audit.leg_vast(
        "Rijksinzet vrijgegeven",
        door=door,
        onderwerp=f"{inzet.vraagstuk.nummer}, versie {inzet.versie}",
    )
    return inzet


def geef_vrij_bij_verzending(vraagstuk: Vraagstuk, door: Gebruiker) -> None:
    """With the papers of the DO; what is not agreed in this doorloop stays inside (BES-7)."""
    inzet = Rijksinzet.objects.for_user(door).nieuwste(vraagstuk)
    if inzet is None or inzet.status != Inzetstatus.AKKOORD:
        return
    if not tekorten(inzet, [geldt_in_deze_doorloop]):
        geef_vrij(pk=inzet.pk, door=door)


def verlies_akkoord_zonder(vraagstuk: Vraagstuk, organisatie: Organisatie, door: Gebruiker) -> None:
    """A department gave its mandaat after the text was agreed without it (BES-7)."""
    inzet = Rijksinzet.objects.for_user(door).nieuwste(vraagstuk)
    if inzet is None or organisatie not in inzet.zonder_akkoord():
        return
    _trek_feit_in(vraagstuk, f"{organisatie} is nog niet akkoord met de Rijksinzet.", door)
    if inzet.status == Inzetstatus.AKKOORD:
        inzet.verlies_akkoord()
        inzet.save(update_fields=["status"])


def _eis_nieuwste(inzet: Rijksinzet, vraagstuk: Vraagstuk, doe: str, door: Gebruiker) -> None:
    """A version that was replaced is agreed and released no more (BES-7)."""
    if inzet != Rijksinzet.objects.for_user(door).nieuwste(vraagstuk):
        raise ValidationError(
            f"Dit is een oude versie. Lees de nieuwste versie en {doe}.", code="oude_versie"
        )


def _rond_af(inzet: Rijksinzet, door: Gebruiker) -> None:
    """Tell that all agree; also of a text that is out already, after a late mandaat (BES-7)."""
    if inzet.status == Inzetstatus.CONCEPT:
        inzet.bereik_akkoord()
        inzet.save(update_fields=["status"])
    feiten.meld_feit(
        inzet.vraagstuk,
        soort=Feit.Soort.RIJKSINZET,
        kenmerk=KENMERK,
        label=f"Rijksinzet, versie {inzet.versie}, akkoord van alle departementen",
        url=reverse("governance:rijksinzet", args=[inzet.vraagstuk_id]),
        publiek=Zichtbaarheid.RIJK,
        door=door,
    )


def _trek_feit_in(vraagstuk: Vraagstuk, reden: str, door: Gebruiker) -> None:
    """In every doorloop: what is no longer true is not confirmed by name either (VRA-8)."""
    geldend = Feit.objects.van(Feit.Soort.RIJKSINZET).filter(vraagstuk=vraagstuk)
    for doorloop in set(geldend.values_list("doorloop", flat=True)):
        feiten.trek_feit_in(
            vraagstuk,
            soort=Feit.Soort.RIJKSINZET,
            kenmerk=KENMERK,
            reden=reden,
            door=door,
            doorloop=doorloop,
        )
