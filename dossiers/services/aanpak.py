"""The aanpak, the richtingen and how they are weighed (VRA-11, VRA-12); shared text (VRA-16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from novex.models import Gebruiker

from ..bewerken import VELDEN, Groep, eis_bewerkbaar
from ..models import Aanpak, Oplossingsrichting, Vraagstuk, Weging
from . import tekst


@transaction.atomic
def wijzig_aanpak(
    *,
    pk: int,
    versie: int,
    velden: Mapping[str, Any],
    door: Gebruiker,
    reden: str = "",
    ingevuld: list[tuple[str, str]] | None = None,
) -> Aanpak:
    """Change the aanpak of a vraagstuk, or write the first; ``versie`` 1 for a new one."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    nu = eis_bewerkbaar(vraagstuk, Groep.AANPAK, door)
    _eis_velden(velden, Groep.AANPAK)
    aanpak = Aanpak.objects.filter(vraagstuk=vraagstuk).first() or Aanpak(vraagstuk=vraagstuk)
    voorkeur = velden.get("voorkeursrichting")
    if voorkeur is not None and voorkeur.vraagstuk_id != vraagstuk.pk:
        raise ValidationError(
            {"voorkeursrichting": "Deze richting hoort bij een ander vraagstuk. Kies er een van "
             "dit vraagstuk."}
        )  # fmt: skip
    if voorkeur is not None and voorkeur.is_afgevallen:
        raise ValidationError(
            {
                "voorkeursrichting": ValidationError(
                    "Deze richting is afgevallen. Kies er een die nog meedoet.",
                    code="richting_is_afgevallen",
                )
            }
        )
    if aanpak.pk is None:
        if versie != aanpak.versie:
            raise ValidationError(
                "Open de pagina opnieuw en vul de aanpak opnieuw in.", code="nieuw"
            )
        aanpak._history_user = door
        aanpak.save()
    else:
        tekst.eis_actueel(aanpak, versie, ingevuld)
    oud = tekst.als_tekst(aanpak, velden)
    tekst.bewaar(aanpak, velden, door)
    tekst.leg_verschillen_vast(
        vraagstuk, aanpak, oud, nu, door=door, reden=reden, voorvoegsel="aanpak."
    )
    return aanpak


@transaction.atomic
def voeg_richting_toe(
    *, pk: int, velden: Mapping[str, Any], door: Gebruiker, reden: str = ""
) -> Oplossingsrichting:
    """Add a richting at the end of the list."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    nu = eis_bewerkbaar(vraagstuk, Groep.RICHTINGEN, door)
    _eis_velden(velden, Groep.RICHTINGEN)
    laatste = vraagstuk.richtingen.order_by("-volgorde").first()
    richting = Oplossingsrichting(
        vraagstuk=vraagstuk,
        volgorde=laatste.volgorde + 1 if laatste else 1,
        titel=velden["titel"],
        gewijzigd_door=door,
    )
    richting.validate_constraints()
    richting._history_user = door
    richting.save()
    oud = dict.fromkeys(velden, "")
    tekst.bewaar(richting, velden, door)
    _leg_vast(richting, oud, nu, door, reden)
    return richting


@transaction.atomic
def wijzig_richting(
    *,
    pk: int,
    versie: int,
    velden: Mapping[str, Any],
    door: Gebruiker,
    reden: str = "",
    ingevuld: list[tuple[str, str]] | None = None,
) -> Oplossingsrichting:
    """Change a richting (``pk`` of the richting); ``afgevallen_reden`` drops it, unless it is the
    preferred one, and emptying that brings it back, with a ``reden`` (VRA-12, ALG-2)."""
    vraagstuk_pk = Oplossingsrichting.objects.for_user(door).get(pk=pk).vraagstuk_id
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    nu = eis_bewerkbaar(vraagstuk, Groep.RICHTINGEN, door)
    _eis_velden(velden, Groep.RICHTINGEN)
    richting = Oplossingsrichting.objects.get(pk=pk)
    tekst.eis_actueel(richting, versie, ingevuld)
    if velden.get("afgevallen_reden") and richting.voorkeur_van.exists():
        raise ValidationError(
            {
                "afgevallen_reden": ValidationError(
                    "Dit is de voorkeursrichting. Kies eerst een andere voorkeur, of geen.",
                    code="voorkeur_valt_niet_af",
                )
            }
        )
    blijft_weg = velden.get("afgevallen_reden", richting.afgevallen_reden).strip()
    if richting.is_afgevallen and not blijft_weg and not reden.strip():
        raise ValidationError(
            "Deze richting viel af. Schrijf waarom zij weer meedoet.", code="reden_ontbreekt"
        )
    oud = tekst.als_tekst(richting, velden)
    tekst.bewaar(richting, velden, door)
    _leg_vast(richting, oud, nu, door, reden)
    return richting


@transaction.atomic
def weeg(
    *,
    pk: int,
    versie: int,
    cellen: Mapping[str, tuple[int, str]],
    door: Gebruiker,
    reden: str = "",
    ingevuld: list[tuple[str, str]] | None = None,
) -> Oplossingsrichting:
    """Score one richting (``pk``): per principle a score with its motivation (VRA-12).

    The matrix of a richting is one text: raises ``Verouderd`` when someone else saved any cell
    of it, or the richting, since ``versie`` (VRA-16).
    """
    vraagstuk_pk = Oplossingsrichting.objects.for_user(door).get(pk=pk).vraagstuk_id
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(vraagstuk_pk)
    nu = eis_bewerkbaar(vraagstuk, Groep.RICHTINGEN, door)
    richting = Oplossingsrichting.objects.get(pk=pk)
    tekst.eis_actueel(richting, versie, ingevuld)
    if richting.is_afgevallen:
        raise ValidationError(
            "Deze richting is afgevallen. Haal bij de richting de reden weg als zij weer meedoet.",
            code="richting_is_afgevallen",
        )
    for principe, (score, motivatie) in cellen.items():
        weging, oud = _weging(richting, principe)
        weging.score, weging.motivatie = score, motivatie
        weging.validate_constraints()
        weging._history_user = door
        weging.save()
        tekst.leg_verschillen_vast(
            vraagstuk,
            weging,
            oud,
            nu,
            door=door,
            reden=reden,
            voorvoegsel=f"richting-{richting.pk}.{principe}.",
        )
    tekst.bewaar(richting, {}, door)
    return richting


def _weging(richting: Oplossingsrichting, principe: str) -> tuple[Weging, dict[str, str]]:
    """The cell of this principle, and what stood in it."""
    velden = ("score", "motivatie")
    if weging := richting.wegingen.filter(principe=principe).first():
        return weging, tekst.als_tekst(weging, velden)
    return Weging(richting=richting, principe=principe), dict.fromkeys(velden, "")


def _leg_vast(
    richting: Oplossingsrichting, oud: Mapping[str, str], nu: Any, door: Gebruiker, reden: str
) -> None:
    tekst.leg_verschillen_vast(
        richting.vraagstuk,
        richting,
        oud,
        nu,
        door=door,
        reden=reden,
        voorvoegsel=f"richting-{richting.pk}.",
    )


def _eis_velden(velden: Mapping[str, Any], groep: str) -> None:
    if onbekend := set(velden) - set(VELDEN[groep]):
        raise TypeError(f"Not fields of this group: {sorted(onbekend)}")
