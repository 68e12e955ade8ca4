"""Bringing in a vraagstuk, offering it to the accounthouder, opening it (VRA-0, VRA-1)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex.forms import Nieuwer
from novex.models import Gebruiker, Provincie
from novex.rechten import eis_recht
from novex.zichtbaarheid import Kant, Zichtbaarheid

from ..models import Fase, Vraagstuk
from . import aanzet, fasen, notities

MEER_VELDEN = ("domeinen", "keuzes", "programmas", "novex_gebieden", "organisaties")


@transaction.atomic
def breng_in(
    *,
    door: Gebruiker,
    provincies: Sequence[Provincie] = (),
    aanbieden: bool = False,
    provincie_volgt: bool = False,
    **gegevens: Any,
) -> Vraagstuk:
    """Write a concept on one's own side: title, provincie and herkomst are enough (VRA-0).

    ``aanbieden`` shows a concept of a provincie to its accounthouder at once. An import may
    leave the provincie for later with ``provincie_volgt``; opening asks for it.
    """
    eis_recht(door, "dossiers.vraagstuk_inbrengen")
    provincies = list(provincies)
    _eis_provincies(door, provincies, provincie_volgt)
    meer = {naam: gegevens.pop(naam, ()) for naam in MEER_VELDEN}
    gegevens.setdefault("lead_provincie", provincies[0] if len(provincies) == 1 else None)
    if len(provincies) > 1:
        gegevens.setdefault("provincie_overstijgend", True)
    vraagstuk = Vraagstuk(
        **gegevens,
        organisatie=door.organisatie,
        gewijzigd_door=door,
        aangeboden_op=timezone.now() if aanbieden else None,
    )
    vraagstuk.validate_constraints()
    vraagstuk._history_user = door
    vraagstuk.save()
    vraagstuk.provincies.add(*provincies)
    for naam, rijen in meer.items():
        getattr(vraagstuk, naam).add(*rijen)
    return vraagstuk


@transaction.atomic
def bied_aan(*, pk: int, door: Gebruiker) -> Vraagstuk:
    """Show a concept of one's own organisatie to the accounthouders of its provincies."""
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, "dossiers.vraagstuk_inbrengen", vraagstuk)
    if vraagstuk.fase != Fase.CONCEPT or vraagstuk.aangeboden_op:
        raise ValidationError(
            "Dit vraagstuk is al aangeboden of geopend. Open de pagina opnieuw.",
            code="al_aangeboden",
        )
    if not door.treedt_op_voor(vraagstuk.organisatie_id):
        raise ValidationError(
            "Dit concept is van een andere organisatie. Vraag die organisatie om het aan te "
            "bieden.",
            code="ander_zijn_concept",
        )
    vraagstuk.aangeboden_op = timezone.now()
    vraagstuk.gewijzigd_door = vraagstuk._history_user = door
    vraagstuk.save(update_fields=["aangeboden_op", "gewijzigd_door", "gewijzigd_op"])
    return vraagstuk


def open(*, pk: int, door: Gebruiker, motivatie: str, op: datetime.date | None = None) -> Vraagstuk:
    """Open a concept: it gets its number and both sides see it (VRA-0, VRA-1)."""
    return fasen.voer_overgang_uit(pk=pk, naam="open", door=door, motivatie=motivatie, op=op)


def _eis_provincies(
    door: Gebruiker, provincies: Sequence[Provincie], provincie_volgt: bool
) -> None:
    if not provincies and not provincie_volgt:
        raise ValidationError(
            {
                "provincies": ValidationError(
                    "Er is geen provincie gekozen. Kies minstens één provincie.",
                    code="provincie_ontbreekt",
                )
            }
        )
    eigen = {provincie.pk for provincie in provincies}
    if provincies and door.kant == Kant.REGIO and door.eigen_provincie_id not in eigen:
        raise ValidationError(
            {
                "provincies": ValidationError(
                    "Uw eigen provincie staat er niet bij. Kies die ook.",
                    code="buiten_eigen_zicht",
                )
            }
        )


@transaction.atomic
def laat_gesloten(*, pk: int, door: Gebruiker, reden: str, gezien: int) -> Vraagstuk:
    """A signaal was added at an end, was looked at, and does not open it again (SIG-3, VRA-8).

    Why is a notitie that both sides read. ``gezien``: how many signalen were read; one that came
    in since is read first. Who still has to answer a handover is aan zet again (VRA-7).
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, "dossiers.heropen", vraagstuk)
    if vraagstuk.is_open or vraagstuk.aan_zet_reden != aanzet.SIGNAAL_ERBIJ:
        raise ValidationError(
            "Hier wacht geen signaal meer op. Open de pagina opnieuw.", code="niets_gevraagd"
        )
    if vraagstuk.signaaluitkomsten.count() != gezien:
        raise Nieuwer(
            "Er is intussen nog een signaal toegevoegd. Lees dat eerst.", code="signaal_erbij"
        )
    tekst = f"Blijft gesloten: {reden}"
    notities.schrijf(pk=pk, door=door, tekst=tekst, zichtbaarheid=Zichtbaarheid.RIJK_EN_REGIO)
    wacht = vraagstuk.beleggingen.wacht_op_antwoord().first()
    ontvanger = wacht.ontvanger_organisatie if wacht else None
    zin = aanzet.overname(wacht) if wacht else ""
    aanzet.zet_aan_zet(vraagstuk, ontvanger, zin, timezone.localdate())
    vraagstuk._history_user = door
    vraagstuk.save(update_fields=aanzet.VELDEN)
    return vraagstuk
