"""Verbs on a report: write, send in, ask a question, set the light (MON-1, MON-2)."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from novex.criteria import eis
from novex.forms import Verouderd
from novex.fsm import mogelijke_overgang
from novex.models import Gebruiker
from novex.rechten import eis_recht

from ..models import Lichtcorrectie, Monitorronde, Voortgang, Voortgangsmelding
from ..querysets import afspraken_in_monitor
from ..regels import OPEN


@transaction.atomic
def schrijf(
    *,
    pk: int,
    door: Gebruiker,
    versie: int,
    stadium: str,
    toelichting: str,
    op: datetime.date,
    indienen: bool = False,
) -> Voortgang:
    """Keep what the own side writes and, if asked, send it in (MON-1).

    Raises ``Verouderd`` when someone else of the organisation saved it in between.
    """
    # The round before its reports, as who closes it does: what comes in meanwhile is taken up.
    ronde_pk = Voortgang.objects.in_zicht(door).get(pk=pk).ronde_id
    Monitorronde.objects.for_user(door).vergrendeld(ronde_pk)
    voortgang = Voortgang.objects.in_zicht(door).vergrendeld(pk)
    _eis_eigen(voortgang, door)
    eis(voortgang, OPEN, door)
    _eis_begonnen(voortgang.ronde, op)
    if not voortgang.is_bewerkbaar(op):
        raise ValidationError(
            "Deze melding is ingediend. Vraag VRO om haar terug te sturen als er iets verandert.",
            code="niet_bewerkbaar",
        )
    if voortgang.versie != versie:
        raise Verouderd(voortgang, [("Stadium", stadium), ("Toelichting", toelichting)])
    voortgang.stadium, voortgang.toelichting = stadium, toelichting
    if indienen:
        _maak_overgang(voortgang, "dien_in", door)
        _log(voortgang, Voortgangsmelding.Soort.INGEDIEND, door)
    _bewaar(voortgang, door)
    return voortgang


@transaction.atomic
def stuur_terug(*, pk: int, door: Gebruiker, vraag: str) -> Voortgang:
    """Ask a question about a report; its text stays as it was sent in (MON-1)."""
    voortgang = Voortgang.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, "monitoring.vraag_stellen", voortgang)
    _maak_overgang(voortgang, "stuur_terug", door)
    voortgang.vraag = vraag
    _log(voortgang, Voortgangsmelding.Soort.TERUGGESTUURD, door, vraag=vraag)
    _bewaar(voortgang, door)
    return voortgang


@transaction.atomic
def stel_licht_bij(*, afspraak_pk: int, door: Gebruiker, licht: str, reden: str) -> Lichtcorrectie:
    """Set the light against the computed one, as a record with its reason (MON-2).

    It holds for the newest round; the next round starts from the computed light again.
    """
    afspraak = afspraken_in_monitor(door).get(pk=afspraak_pk)
    eis_recht(door, "monitoring.licht_bijstellen", afspraak)
    ronde = Monitorronde.objects.for_user(door).first()
    if ronde is None:
        raise ValidationError(
            "Er is nog geen monitorronde. Een licht bijstellen kan als er een ronde is.",
            code="ronde_ontbreekt",
        )
    correctie = Lichtcorrectie(
        afspraak=afspraak, ronde=ronde, licht=licht, reden=reden, door=door, op=timezone.now()
    )
    correctie.validate_constraints()
    correctie.save()
    return correctie


def _eis_eigen(voortgang: Voortgang, door: Gebruiker) -> None:
    """Only the organisation that is asked reports; VRO edits nobody's report (MON-1)."""
    if not voortgang.is_van(door) or not door.has_perm("monitoring.voortgang_melden"):
        raise PermissionDenied("U mag dit niet melden. Vraag het de organisatie die is gevraagd.")


def _eis_begonnen(ronde: Monitorronde, op: datetime.date) -> None:
    """A report is of the days of the round; one that is late still counts (MON-1)."""
    if not ronde.is_begonnen(op):
        raise ValidationError(
            f"Deze ronde begint op {ronde.open_van:%d-%m-%Y}. Meld de voortgang vanaf die dag.",
            code="ronde_niet_begonnen",
        )


def _maak_overgang(voortgang: Voortgang, naam: str, door: Gebruiker) -> None:
    overgang = mogelijke_overgang(voortgang, "status", naam)
    if overgang is None:
        raise ValidationError(
            f"Dit kan niet meer: de melding is nu '{voortgang.get_status_display().lower()}'. "
            "Open de pagina opnieuw.",
            code="overgang_onmogelijk",
        )
    eis(voortgang, overgang.custom["criteria"], door)
    getattr(voortgang, naam)()


def _log(voortgang: Voortgang, soort: str, door: Gebruiker, vraag: str = "") -> None:
    melding = Voortgangsmelding(
        voortgang=voortgang,
        soort=soort,
        stadium=voortgang.stadium,
        toelichting=voortgang.toelichting,
        vraag=vraag,
        organisatie_id=voortgang.organisatie_id,
        door=door,
        op=timezone.now(),
    )
    melding.validate_constraints()
    melding.save()


def _bewaar(voortgang: Voortgang, door: Gebruiker) -> None:
    voortgang.versie += 1
    voortgang.gewijzigd_door = door
    voortgang.save()
