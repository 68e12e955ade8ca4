"""Celery's side of background work; what is made stands in ``novex.achtergrond``."""

from typing import Any

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_ready
from django.core.exceptions import ValidationError

from novex import achtergrond, ijkpunt
from novex.inlezen import services as inlezen


@shared_task(acks_late=True, reject_on_worker_lost=True)
def maak_bestand(pk: int) -> None:
    achtergrond.maak(pk)


@shared_task
def hervat() -> int:
    """Put every unfinished task on the queue again; one that is being made is left alone."""
    taken = achtergrond.onafgemaakt()
    for pk in taken:
        maak_bestand.delay(pk)
    return len(taken)


@shared_task
def controleer_audit() -> None:
    """Every night; what is wrong stands in the log as an error (ZIC-5)."""
    ijkpunt.controleer_spoor()


@worker_ready.connect
def hervat_bij_start(**_: object) -> None:
    """A worker that starts takes up what its predecessor left behind."""
    hervat.delay()


@achtergrond.maker(inlezen.IMPORT)
def importeer(gegevens: dict[str, Any], voortgang: achtergrond.Voortgang) -> None:
    try:
        inlezen.importeer(gegevens, voortgang)
    except SoftTimeLimitExceeded:
        raise ValidationError(
            "Het importeren duurde te lang. Er is niets bewaard. Verdeel de rijen over kleinere "
            "bestanden.",
            code="te_lang_bezig",
        ) from None


def start(pk: int) -> None:
    """Put one task on the queue."""
    maak_bestand.delay(pk)
