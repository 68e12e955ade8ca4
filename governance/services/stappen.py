"""What the handelingen on an agenda share: a step, its trace, and a frozen version."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from dossiers.models import Feit, Vraagstuk
from dossiers.services import feiten
from novex import audit
from novex.criteria import eis
from novex.models import Gebruiker
from novex.zichtbaarheid import Zichtbaarheid

from ..bevroren import agenda_gegevens, zegel
from ..models import Agendapunt, Agendastap, Agendaversie, Overleg


def eis_stap(overleg: Overleg, naam: str) -> None:
    """The step exists out of the present state; else say what the state is (VRA-3)."""
    if overleg.stap(naam) is None:
        raise ValidationError(
            f"Dit kan niet: de agenda is {overleg.get_agenda_status_display().lower()}. "
            "Open de pagina opnieuw.",
            code="stap_onmogelijk",
        )


def voer_stap_uit(
    overleg: Overleg, naam: str, door: Gebruiker, reden: str = "", **gegevens: Any
) -> Overleg:
    """Judge the criteria, change the state, and leave a trace with who and why."""
    if stap := overleg.stap(naam):
        eis(overleg, stap.custom["criteria"], door)
    van = overleg.agenda_status
    getattr(overleg, naam)()
    overleg.save(update_fields=["agenda_status"])
    audit.leg_vast(
        "stand van een agenda",
        door=door,
        onderwerp=f"{overleg.naam} ({overleg.pk})",
        gegevens={"van": van, "naar": overleg.agenda_status},
        reden=reden,
    )
    leg_stap_vast(overleg, naam, door, reden, **gegevens)
    return overleg


def leg_stap_vast(
    overleg: Overleg, handeling: str, door: Gebruiker, reden: str = "", **gegevens: Any
) -> Agendastap:
    """What readers of the overleg see of it: who, when and why (ALG-2)."""
    stap = Agendastap(overleg=overleg, handeling=handeling, door=door, reden=reden, **gegevens)
    stap.validate_constraints()
    stap.save()
    return stap


def bevries(overleg: Overleg, door: Gebruiker, *, reden: str) -> Agendaversie:
    """A new frozen version, from what the database holds now (AGE-3)."""
    vers = Overleg.objects.for_user(door).get(pk=overleg.pk)
    gegevens = agenda_gegevens(vers, vers.punten)
    bekend = Agendaversie.objects.for_user(door).filter(overleg=overleg)
    versie = Agendaversie(
        overleg=overleg,
        versie=(bekend.aggregate(m=Max("versie"))["m"] or 0) + 1,
        gegevens=gegevens,
        sha256=zegel(gegevens),
        reden=reden,
        door=door,
    )
    versie.validate_constraints()
    versie.save()
    return versie


def eis_reden(reden: str) -> None:
    if not reden.strip():
        raise ValidationError(
            {
                "reden": ValidationError(
                    "De reden is nog leeg. Schrijf waarom u dit doet.", code="reden_ontbreekt"
                )
            }
        )


def eis_gaat_door(overleg: Overleg) -> None:
    if overleg.is_afgelast:
        raise ValidationError(
            "Dit overleg is afgelast. Kies een ander overleg, of plan een nieuw overleg.",
            code="overleg_afgelast",
        )


def in_concept(pk: int, door: Gebruiker) -> Overleg:
    """The overleg, locked, if its agenda may still change by hand (AGE-3)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(pk)
    eis_gaat_door(overleg)
    if not overleg.is_concept:
        raise ValidationError(
            f"Deze agenda is {overleg.get_agenda_status_display().lower()} en kan niet meer "
            "zo veranderen. Open de agenda weer, of maak een erratum.",
            code="agenda_niet_in_concept",
        )
    return overleg


def publiek_van(overleg: Overleg) -> str:
    """A table without the regio stays inside the Rijk, also in a feit (ZIC-2, OVL-2)."""
    if overleg.is_rijkstafel or not overleg.betrokken_provincie_ids():
        return Zichtbaarheid.RIJK
    return Zichtbaarheid.RIJK_EN_REGIO


def haal_van_verzonden_agenda(overleg: Overleg, reden: str, door: Gebruiker) -> None:
    """Its vraagstukken no longer stand on a sent agenda (VRA-7, VRA-19)."""
    for punt in overleg.punten:
        if punt.vraagstuk_id:
            feiten.trek_feit_in(
                Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id),
                soort=Feit.Soort.OP_VERZONDEN_AGENDA,
                kenmerk=str(overleg.pk),
                reden=reden,
                door=door,
            )


def vergrendel_vraagstukken(overleg: Overleg, door: Gebruiker) -> None:
    """Judge them as they are now: none ends while its agenda goes out (VRA-7)."""
    op_agenda = Agendapunt.objects.for_user(door).op_agenda().filter(overleg=overleg)
    pks = op_agenda.exclude(vraagstuk=None).values_list("vraagstuk", flat=True)
    for pk in sorted(set(pks)):
        Vraagstuk.objects.for_user(door).vergrendeld(pk)


def eis_op_agenda(punt: Agendapunt, door: Gebruiker) -> None:
    """It was not taken off while somebody had its form open (AGE-1)."""
    if not Agendapunt.objects.for_user(door).op_agenda().filter(pk=punt.pk).exists():
        raise ValidationError(
            "Dit punt is intussen van de agenda gehaald. Het wijzigt niet meer.",
            code="punt_afgevoerd",
        )
