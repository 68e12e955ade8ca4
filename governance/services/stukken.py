"""Handelingen on the papers of a punt: add, take off, and send after (AGE-2, AGE-3, OVL-5)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex import audit
from novex.achtergrond import pad_onder_bestanden
from novex.models import Gebruiker
from novex.rechten import eis_recht
from novex.upload import Document, bewaar_document
from novex.zichtbaarheid import Zichtbaarheid, gedeelde_niveaus

from ..models import Agendapunt, Overleg, Stuk
from .agenda import VERZENDEN, eis_eigen_punt
from .stappen import in_concept

MAP = "stukken"


def niveaus_voor(punt: Agendapunt, user: Gebruiker) -> list[tuple[str, str]]:
    """Who this writer may let read a paper: never wider than the punt, never past itself (ZIC-1).

    A table of the Rijk keeps its papers inside the Rijk.
    """
    mag = gedeelde_niveaus(user)
    if punt.overleg.is_rijkstafel:
        mag &= {Zichtbaarheid.RIJK}
    return [(niveau, label) for niveau, label in Stuk.NIVEAUS if niveau in mag]


@transaction.atomic
def voeg_toe(
    *,
    punt_pk: int,
    titel: str,
    document: Document,
    zichtbaarheid: str,
    door: Gebruiker,
    reden: str = "",
) -> Stuk:
    """Add a paper to a punt; on an agenda that was sent it is nagezonden, with a reason."""
    punt = Agendapunt.objects.for_user(door).get(pk=punt_pk)
    eis_recht_op_stuk(punt, door)
    overleg = Overleg.objects.for_user(door).vergrendeld(punt.overleg_id)
    if not overleg.is_verzonden:
        in_concept(overleg.pk, door)
    if zichtbaarheid not in dict(niveaus_voor(punt, door)):
        raise ValidationError(
            "Zo breed mag dit stuk niet worden gelezen. Kies wie het stuk mag lezen.",
            code="niveau_past_niet",
        )
    stuk = Stuk(
        agendapunt=punt,
        organisatie=door.organisatie,
        zichtbaarheid=zichtbaarheid,
        titel=titel,
        bestand=document.naam,
        mediatype=document.mediatype,
        grootte=len(document.inhoud),
        sha256=document.sha256,
        is_nagezonden=overleg.is_verzonden,
        reden=reden if overleg.is_verzonden else "",
        door=door,
    )
    stuk.full_clean()
    bewaar_document(MAP, document)
    stuk.save()
    if not stuk.is_nagezonden:
        _vraag_opnieuw(punt, stuk, door)
    return stuk


@transaction.atomic
def haal_weg(*, pk: int, door: Gebruiker) -> Stuk:
    """Take a paper off an agenda in concept; after sending it stays (AGE-3)."""
    stuk = Stuk.objects.for_user(door).get(pk=pk)
    punt = Agendapunt.objects.for_user(door).get(pk=stuk.agendapunt_id)
    eis_recht_op_stuk(punt, door)
    in_concept(punt.overleg_id, door)
    Stuk.objects.for_user(door).haal_weg(stuk, timezone.now())
    _vraag_opnieuw(punt, stuk, door)
    audit.leg_vast(
        "stuk weggehaald", door=door, onderwerp=str(punt.pk), gegevens={"sha256": stuk.sha256}
    )
    pad = pad_onder_bestanden(MAP, stuk.bestand)
    transaction.on_commit(lambda: pad.unlink(missing_ok=True), robust=True)
    return stuk


def eis_recht_op_stuk(punt: Agendapunt, door: Gebruiker) -> None:
    """In concept by who may change the punt; once it was sent by who sends (AGE-2, OVL-5)."""
    if punt.overleg.is_uitgegaan:
        eis_recht(door, VERZENDEN, punt)
    else:
        eis_eigen_punt(punt, punt, door)


def _vraag_opnieuw(punt: Agendapunt, stuk: Stuk, door: Gebruiker) -> None:
    """A paper that the provincie reads changes the agenda it reacts to (AGE-5)."""
    if stuk.zichtbaarheid != Zichtbaarheid.RIJK:
        punt = Agendapunt.objects.for_user(door).vergrendeld(punt.pk)
        punt.gewijzigd_door = door
        punt.save(update_fields=["gewijzigd_door", "gewijzigd_op"])
