"""Bringing a vraagstuk to another fase: the only way there is (VRA-2, VRA-3)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_fsm import Transition

from novex.criteria import Blokkade, blokkades, eis, tekorten, toets
from novex.models import Gebruiker
from novex.rechten import RECHTEN, Rol, eis_recht, rollen_bij

from ..models import Belegging, Fase, Faseovergang, Nummerreeks, Vraagstuk
from ..regels import ONDOORBREEKBAAR
from . import aanzet, feiten

log = structlog.get_logger(__name__)

DOORBREKEN = "dossiers.doorbreek"
REGIETAFEL = frozenset(
    {"dossiers.zet_door", "dossiers.beleg_elders_bij_triage", "dossiers.beeindig_bij_triage"}
)


@dataclass
class _Stap:
    """One overgang on its way into the log. ``gegevens`` are fields of Faseovergang."""

    overgang: Transition
    door: Gebruiker
    motivatie: str
    recht: str
    op: datetime.date
    soort: str = Faseovergang.Soort.GEWOON
    belegging: Belegging | None = None
    gegevens: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def voer_overgang_uit(
    *,
    pk: int,
    naam: str,
    door: Gebruiker,
    motivatie: str,
    op: datetime.date | None = None,
    belegging: Belegging | None = None,
    **gegevens: Any,
) -> Vraagstuk:
    """Bring a vraagstuk to another fase; record who did it, why, and what was judged.

    ``gegevens`` are what this overgang needs of Faseovergang: aanleiding, betreft,
    geraadpleegd, terug_op, knelpunt. A refusal names all that is missing at once (VRA-3).
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    overgang = _eis_mogelijk(vraagstuk, naam)
    recht = str(overgang.permission)
    eis_recht(door, recht, vraagstuk)
    _eis_ander(vraagstuk, overgang, door)
    eis(vraagstuk, overgang.custom["criteria"], door)
    stap = _Stap(
        overgang, door, motivatie, recht, _dag(op),
        belegging=belegging, gegevens=gegevens,
    )  # fmt: skip
    return _zet(vraagstuk, stap)


def probeer_overgang(
    *, pk: int, naam: str, door: Gebruiker, motivatie: str, **gegevens: Any
) -> tuple[Vraagstuk, tuple[Blokkade, ...]]:
    """Try the overgang that belongs to an outcome, which is stored in any case (VRA-5).

    A refusal leaves the fase as it is and gives what blocks, in the words of this user. It
    may be tried again after mending. Raises ``PermissionDenied`` without the right.
    """
    try:
        return (
            voer_overgang_uit(pk=pk, naam=naam, door=door, motivatie=motivatie, **gegevens),
            (),
        )
    except ValidationError as weigering:
        vraagstuk = Vraagstuk.objects.for_user(door).get(pk=pk)
        overgang = vraagstuk.mogelijke_overgang(naam)
        criteria = overgang.custom["criteria"] if overgang else ()
        if met_herstel := blokkades(vraagstuk, criteria, door):
            return vraagstuk, met_herstel
        fouten = ValidationError([weigering]).error_list
        return vraagstuk, tuple(Blokkade(f.messages[0], f.code or "") for f in fouten)


@transaction.atomic
def doorbreek(
    *,
    pk: int,
    naam: str,
    door: Gebruiker,
    reden: str,
    op: datetime.date | None = None,
    belegging: Belegging | None = None,
    **gegevens: Any,
) -> Vraagstuk:
    """Push past open criteria along an edge of the graph; marked for ever (VRA-3).

    Never past ``ONDOORBREEKBAAR``; person-based bars stay. By VRO-staf who is not aan zet.
    """
    vraagstuk = Vraagstuk.objects.for_user(door).vergrendeld(pk)
    overgang = _eis_mogelijk(vraagstuk, naam)
    eis_recht(door, DOORBREKEN, vraagstuk)
    if vraagstuk.is_aan_zet(door):
        raise ValidationError(
            "U bent zelf aan zet bij dit vraagstuk. Vraag een collega die niet aan zet is.",
            code="zelf_aan_zet",
        )
    _eis_ander(vraagstuk, overgang, door)
    criteria = overgang.custom["criteria"]
    if not tekorten(vraagstuk, criteria):
        raise ValidationError(
            "Niets houdt deze stap tegen. Gebruik de gewone stap.", code="niets_te_doorbreken"
        )
    eis(vraagstuk, [c for c in criteria if c in ONDOORBREEKBAAR], door)
    stap = _Stap(
        overgang, door, reden, DOORBREKEN, _dag(op),
        soort=Faseovergang.Soort.DOORBREEK, belegging=belegging, gegevens=gegevens,
    )  # fmt: skip
    return _zet(vraagstuk, stap)


def _dag(op: datetime.date | None) -> datetime.date:
    return op or timezone.localdate()


def _eis_mogelijk(vraagstuk: Vraagstuk, naam: str) -> Transition:
    overgang = vraagstuk.mogelijke_overgang(naam)
    if overgang is None:
        raise ValidationError(
            f"Deze stap kan niet vanuit de fase {vraagstuk.get_fase_display().lower()}. Open de "
            "pagina opnieuw.",
            code="overgang_onmogelijk",
        )
    return overgang


def _eis_ander(vraagstuk: Vraagstuk, overgang: Transition, door: Gebruiker) -> None:
    """Bars on a person: the adviser does not decide, nobody consents to an own act (ROL-2)."""
    if overgang.permission in REGIETAFEL:
        besluit = vraagstuk.geldend_triagebesluit()
        adviezen = vraagstuk.triageadviezen.filter(doorloop=vraagstuk.doorloop, door=door)
        if adviezen.exists() or (besluit and besluit.adviseur_id == door.pk):
            raise ValidationError(
                "U gaf zelf het triageadvies. Vraag een ander regietafellid om deze stap te "
                "zetten.",
                code="adviseur_besluit_niet",
            )
    gegeven = vraagstuk.instemmingen.gegeven().filter(
        handeling=overgang.name, fase=vraagstuk.fase, doorloop=vraagstuk.doorloop
    )
    if gegeven.filter(door=door).exists() and not gegeven.exclude(door=door).exists():
        raise ValidationError(
            "U stemde zelf in met deze stap. Laat een ander de stap zetten, of vraag een ander "
            "om in te stemmen.",
            code="zelf_ingestemd",
        )


def _zet(vraagstuk: Vraagstuk, stap: _Stap) -> Vraagstuk:
    """Change the fase, write the log, and do what follows."""
    regels = _logregels(vraagstuk, stap)
    for regel in regels:
        regel.validate_constraints()
    if stap.belegging is not None:
        stap.belegging.validate_constraints()
    _verander_fase(vraagstuk, stap)
    velden = _gevolgen(vraagstuk, stap)
    vraagstuk.versie += 1
    vraagstuk.gewijzigd_door = stap.door
    vraagstuk._history_user = stap.door
    vraagstuk._change_reason = stap.motivatie
    vraagstuk.save(
        update_fields=["fase", "versie", "gewijzigd_door", "gewijzigd_op", *aanzet.VELDEN, *velden]
    )
    for regel in regels:
        regel.save()
        _meld_na_commit(regel)
    return vraagstuk


def _logregels(vraagstuk: Vraagstuk, stap: _Stap) -> list[Faseovergang]:
    """One row per edge; a besluit in the DO passes through besluitvorming (VRA-6)."""
    route = [vraagstuk.fase, stap.overgang.target]
    if stap.overgang.name == "besluit_in_do":
        route.insert(1, Fase.BESLUITVORMING)
    _eis_gegevens(vraagstuk, stap)
    bevroren = _bevroren_toets(vraagstuk, stap)
    rol = _rol(vraagstuk, stap)
    return [
        Faseovergang(
            vraagstuk=vraagstuk,
            van=van,
            naar=naar,
            naam=stap.overgang.name,
            soort=stap.soort,
            door=stap.door,
            rol=rol,
            motivatie=stap.motivatie,
            doorloop=vraagstuk.doorloop,
            toets=bevroren,
            **stap.gegevens,
        )
        for van, naar in pairwise(route)
    ]


def _bevroren_toets(vraagstuk: Vraagstuk, stap: _Stap) -> list[dict[str, Any]]:
    """Every check on the way out of this fase, and which are of this step; what was overridden is
    marked (VRA-2, VRA-3)."""
    van_deze_stap = {criterium.__name__ for criterium in stap.overgang.custom["criteria"]}
    doorbroken = stap.soort == Faseovergang.Soort.DOORBREEK
    return [
        {
            **regel,
            "van_deze_stap": (eigen := regel["criterium"] in van_deze_stap),
            "doorbroken": doorbroken and eigen and not regel["voldoet"],
        }
        for regel in toets(vraagstuk, vraagstuk.criteria_nu())
    ]


def _rol(vraagstuk: Vraagstuk, stap: _Stap) -> str:
    """In which role: those of this person that carry the right."""
    rollen = RECHTEN[stap.recht] & rollen_bij(stap.door, vraagstuk)
    return ", ".join(sorted(str(Rol(rol).label) for rol in rollen))


def _eis_gegevens(vraagstuk: Vraagstuk, stap: _Stap) -> None:
    """What the record itself cannot judge: a reason to reopen that is true, a later date."""
    if stap.overgang.target == Fase.ELDERS_BELEGD and stap.belegging is None:
        raise ValidationError(
            "De ontvanger ontbreekt. Noem wie het vraagstuk overneemt.",
            code="ontvanger_ontbreekt",
        )
    terug_op = stap.gegevens.get("terug_op") or (stap.belegging and stap.belegging.terug_op)
    if terug_op and terug_op <= stap.op:
        raise ValidationError(
            "De datum van terugkeer ligt niet in de toekomst. Kies een latere datum.",
            code="terug_op_verstreken",
        )
    if vraagstuk.fase == Fase.TERUGGELEGD and (feit := stap.gegevens.get("betreft")):
        feiten.eis_te_heropenen(vraagstuk, feit, stap.door)
    if stap.overgang.name == "heropen":
        _eis_ware_aanleiding(vraagstuk, stap)


def _eis_ware_aanleiding(vraagstuk: Vraagstuk, stap: _Stap) -> None:
    """It was refused, or its moment came, or there is something new (VRA-7, VRA-8)."""
    aanleiding = stap.gegevens.setdefault("aanleiding", Faseovergang.Aanleiding.NIEUWE_INFORMATIE)
    geweigerd = vraagstuk.beleggingen.filter(
        doorloop=vraagstuk.doorloop, status=Belegging.Status.GEWEIGERD
    )
    if aanleiding == Faseovergang.Aanleiding.GEWEIGERD and not geweigerd.exists():
        raise ValidationError(
            "De ontvanger heeft niet geweigerd. Kies een andere aanleiding.",
            code="niet_geweigerd",
        )
    gekomen = vraagstuk.terug_op and vraagstuk.terug_op <= stap.op
    if aanleiding == Faseovergang.Aanleiding.TERUGKEERMOMENT and not gekomen:
        raise ValidationError(
            "Het moment van terugkeer is nog niet gekomen. Kies een andere aanleiding.",
            code="terugkeermoment_niet_gekomen",
        )


def _verander_fase(vraagstuk: Vraagstuk, stap: _Stap) -> None:
    if stap.soort == Faseovergang.Soort.DOORBREEK:
        # The conditions of the overgang would refuse; the edge itself was found in the graph.
        Vraagstuk._meta.get_field("fase").set_state(vraagstuk, stap.overgang.target)
    else:
        getattr(vraagstuk, stap.overgang.name)()


def _gevolgen(vraagstuk: Vraagstuk, stap: _Stap) -> list[str]:
    """What goes with this overgang; gives the fields to save."""
    velden = ["terug_op"]
    vraagstuk.terug_op = stap.gegevens.get("terug_op")
    aanzet.zet_aan_zet_in_fase(vraagstuk, stap.op)
    if stap.overgang.name == "open":
        vraagstuk.nummer = _volgend_nummer(stap.op.year)
        vraagstuk.lead_accounthouder = vraagstuk.lead_accounthouder or _accounthouder(stap)
        aanzet.zet_aan_zet_in_fase(vraagstuk, stap.op)
        velden += ["nummer", "lead_accounthouder"]
    if stap.overgang.name.startswith(("keer_terug", "heropen")):
        vraagstuk.doorloop += 1
        velden.append("doorloop")
    if vraagstuk.fase in (Fase.ELDERS_BELEGD, Fase.BEEINDIGD):
        feiten.sluit_rijksvoorbereiding(vraagstuk, reden=stap.motivatie, door=stap.door)
        feiten.sluit_escalatie(vraagstuk, reden=stap.motivatie, door=stap.door)
    if stap.overgang.name == "heropen_landing":
        feit = stap.gegevens["betreft"]
        feiten.trek_landing_in(vraagstuk, feit, reden=stap.motivatie, door=stap.door)
    if stap.belegging is not None:
        stap.belegging.save()
        vraagstuk.terug_op = stap.belegging.terug_op
        aanzet.zet_aan_zet(
            vraagstuk,
            stap.belegging.ontvanger_organisatie,
            aanzet.overname(stap.belegging),
            stap.op,
        )
    return velden


def _accounthouder(stap: _Stap) -> Gebruiker | None:
    """Who opens leads, if that is an accounthouder and not a doorbreek by VRO-staf."""
    return stap.door if Rol.ACCOUNTHOUDER in stap.door.rollen else None


def _volgend_nummer(jaar: int) -> str:
    """The next number of this year; two at once wait for each other (VRA-1)."""
    Nummerreeks.objects.get_or_create(jaar=jaar)
    reeks = Nummerreeks.objects.select_for_update().get(jaar=jaar)
    reeks.laatste += 1
    reeks.save(update_fields=["laatste"])
    return f"{jaar}-{reeks.laatste:03d}"


def _meld_na_commit(regel: Faseovergang) -> None:
    """The operational log hears it once it is true; never refuse for a log that is down."""
    transaction.on_commit(
        lambda: log.info(
            "faseovergang", vraagstuk=regel.vraagstuk_id, naam=regel.naam, soort=regel.soort
        ),
        robust=True,
    )
