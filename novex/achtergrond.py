"""Work in the background: asked for in a transaction, made by Celery after the commit.

A maker gets the task's ``gegevens`` and returns a ``Bestand``, or None when its task has a
``pagina`` where the outcome stands. The file is written beside its place and moved there whole,
so a killed worker leaves no half file that anyone can open.
Whoever works on a task holds an advisory lock on its id; the lock falls with the process, and
``hervat`` picks the task up again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from novex import audit
from novex.models import Achtergrondtaak, Gebruiker

logger = structlog.get_logger(__name__)

Voortgang = Callable[[int], None]
_SLOTEN = 7_250_002  # first key of the advisory locks; the second is the task's id


@dataclass(frozen=True)
class Bestand:
    """What a maker delivers."""

    inhoud: bytes
    naam: str
    mediatype: str


Maker = Callable[[dict[str, Any], Voortgang], Bestand | None]
MAKERS: dict[str, Maker] = {}


def maker(soort: str) -> Callable[[Maker], Maker]:
    """Register a maker; the module stands in an app's ``tasks.py``, which Celery loads."""

    def registreer(functie: Maker) -> Maker:
        MAKERS[soort] = functie
        return functie

    return registreer


@transaction.atomic
def vraag_aan(
    *,
    soort: str,
    opschrift: str,
    sleutel: str,
    gegevens: dict[str, Any],
    door: Gebruiker,
    start: Callable[[int], object],
    pagina: str = "",
) -> Achtergrondtaak:
    """Ask for a file, or for work whose outcome stands on ``pagina``.

    The same ``sleutel`` by the same person, for one side, is the same task. ``start`` puts it on
    the queue (``novex.tasks.start``); a queue that is down does not undo the request: ``hervat``
    finds it later.
    """
    if soort not in MAKERS:
        raise LookupError(f"There is no maker for {soort!r}.")
    taak, _ = Achtergrondtaak.objects.get_or_create(
        sleutel=f"{door.pk}:{door.organisatie_id}:{sleutel}",
        defaults={
            "organisatie": door.organisatie,
            "soort": soort,
            "opschrift": opschrift[:200],
            "gegevens": gegevens,
            "aangevraagd_door": door,
            "pagina": pagina,
        },
    )
    verdwenen = taak.status == Achtergrondtaak.Status.KLAAR and not _is_er_nog(taak)
    if verdwenen or taak.status == Achtergrondtaak.Status.MISLUKT:
        _zet_terug(taak)
    wat = "werk aangevraagd" if pagina else "bestand aangevraagd"
    audit.leg_vast(wat, door=door, onderwerp=opschrift)
    if taak.status == Achtergrondtaak.Status.WACHT:
        transaction.on_commit(lambda: start(taak.pk), robust=True)
    return taak


@transaction.atomic
def vraag_opnieuw(*, pk: int, door: Gebruiker, start: Callable[[int], object]) -> None:
    """Ask again for a file that could not be made; anything else stays as it is."""
    eigen = Achtergrondtaak.objects.for_user(door).select_for_update(of=("self",))
    taak = eigen.get(pk=pk)
    if taak.status != Achtergrondtaak.Status.MISLUKT:
        return
    _zet_terug(taak)
    audit.leg_vast("bestand aangevraagd", door=door, onderwerp=taak.opschrift)
    transaction.on_commit(lambda: start(pk), robust=True)


def _zet_terug(taak: Achtergrondtaak) -> None:
    """In the queue again, as when it was asked for."""
    _zet(taak, status=Achtergrondtaak.Status.WACHT, melding="", voortgang=0)


def maak(pk: int) -> None:
    """Make the file of one task, unless it is made already or someone is at it."""
    with _slot(pk) as gekregen:
        if not gekregen:
            return
        taak = Achtergrondtaak.objects.get(pk=pk)
        if taak.status == Achtergrondtaak.Status.KLAAR and _is_er_nog(taak):
            return
        _zet(taak, status=Achtergrondtaak.Status.BEZIG, voortgang=5, melding="")
        _ruim_halve_bestanden_op(taak)
        try:
            bestand = MAKERS[taak.soort](taak.gegevens, lambda p: _meld(taak, p))
            _rond_af(taak, bestand)
        except ValidationError as weigering:  # a rule, in words for who asked
            logger.info("taak_geweigerd", taak=pk, soort=taak.soort)
            _mislukt(taak, " ".join(weigering.messages))
        except Exception:
            logger.exception("taak_mislukt", taak=pk, soort=taak.soort)
            ook_niets = "Er is niets bewaard. Probeer het opnieuw."
            _mislukt(taak, ook_niets if taak.pagina else "Vraag het bestand opnieuw aan.")


def onafgemaakt() -> list[int]:
    """The tasks that still have to be made, oldest first."""
    af = [Achtergrondtaak.Status.KLAAR, Achtergrondtaak.Status.MISLUKT]
    taken = Achtergrondtaak.objects.exclude(status__in=af)
    return list(taken.order_by("pk").values_list("pk", flat=True))


def pad_van(taak: Achtergrondtaak) -> Path:
    """Where the file of a finished task stands."""
    return pad_onder_bestanden("taken", taak.bestand)


def pad_onder_bestanden(map_: str, naam: str) -> Path:
    """A path below MEDIA_ROOT, which no URL serves."""
    return Path(settings.MEDIA_ROOT) / map_ / naam


def schrijf_heel(pad: Path, inhoud: bytes) -> None:
    """Write a file that is there whole or not at all: first beside its place, then moved."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    half = pad.with_name(f"{pad.name}.deel")
    _schrijf(half, inhoud)
    half.replace(pad)


def _schrijf(half: Path, inhoud: bytes) -> None:
    half.write_bytes(inhoud)


def _ruim_halve_bestanden_op(taak: Achtergrondtaak) -> None:
    """What a killed worker left of this task; whoever holds its lock is the only one at it."""
    for half in pad_onder_bestanden("taken", "").glob(f"{taak.pk}.*.deel"):
        half.unlink(missing_ok=True)


def _is_er_nog(taak: Achtergrondtaak) -> bool:
    return bool(taak.pagina) or pad_van(taak).exists()


def _rond_af(taak: Achtergrondtaak, bestand: Bestand | None) -> None:
    velden: dict[str, Any] = {}
    if bestand is not None:
        naam = f"{taak.pk}{Path(bestand.naam).suffix}"
        schrijf_heel(pad_onder_bestanden("taken", naam), bestand.inhoud)
        velden = {
            "bestand": naam,
            "bestandsnaam": bestand.naam,
            "mediatype": bestand.mediatype,
            "sha256": hashlib.sha256(bestand.inhoud).hexdigest(),
        }
    klaar = Achtergrondtaak.Status.KLAAR
    _zet(taak, status=klaar, voortgang=100, klaar_op=timezone.now(), **velden)


def _mislukt(taak: Achtergrondtaak, melding: str) -> None:
    _zet(taak, status=Achtergrondtaak.Status.MISLUKT, melding=melding)


def _meld(taak: Achtergrondtaak, voortgang: int) -> None:
    """How far it is; by a connection of its own where the maker works in one transaction, as
    nobody would see it before the end. Without such a connection the work goes on unseen."""
    if not connection.in_atomic_block:
        _zet(taak, voortgang=voortgang)
        return
    with suppress(OperationalError), closing(connection.copy()) as los, los.cursor() as cursor:
        tabel = Achtergrondtaak._meta.db_table
        cursor.execute(f"UPDATE {tabel} SET voortgang = %s WHERE id = %s", [voortgang, taak.pk])


def _zet(taak: Achtergrondtaak, **velden: Any) -> None:
    for naam, waarde in velden.items():
        setattr(taak, naam, waarde)
    taak.save(update_fields=list(velden))


@contextmanager
def _slot(pk: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_SLOTEN, pk])
        gekregen = cursor.fetchone()[0]
        try:
            yield gekregen
        finally:
            if gekregen:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_SLOTEN, pk])
