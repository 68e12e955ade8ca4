"""Handelingen on outcomes: record, revise, close the meeting (BES-1, BES-4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Subquery
from django.urls import reverse

from dossiers.models import Fase, Faseovergang, Vraagstuk
from dossiers.services import fasen
from novex.criteria import Blokkade
from novex.forms import Verouderd
from novex.models import Gebruiker, JuridischInstrument, Provincie
from novex.rechten import eis_recht

from ..gevolgen import (
    label_van,
    telt_mee,
    vervolgstap,
)
from ..gremia import DO_UITKOMSTEN, PER_PROVINCIE, Gremium, Uitkomstsoort
from ..models import Agendapunt, Agendaversie, Overleg, Uitkomst
from .stappen import eis_gaat_door, eis_stap, haal_van_verzonden_agenda, voer_stap_uit
from .verschillen import meld_verschillen
from .vertellen import is_voor_allen, meld, vraag_vervolg

VASTLEGGEN = "governance.uitkomst_vastleggen"
SLUITEN = "governance.overleg_sluiten"


@dataclass(frozen=True)
class Uitkomstinvoer:
    """What VRO-staf enters for a punt (BES-1)."""

    soort: str
    tekst: str = ""
    motivatie: str = ""
    tot_wanneer: datetime.date | None = None
    knelpunt: str = ""
    vervolg: str = ""
    bestemming: str = ""
    instrumenten: tuple[JuridischInstrument, ...] = ()
    reden: str = ""


@dataclass
class Vastgelegd:
    """The outcomes that were stored, and what keeps the fase where it is (VRA-5)."""

    uitkomsten: list[Uitkomst]
    blokkades: tuple[Blokkade, ...] = field(default=())
    stap: str = ""


@transaction.atomic
def leg_vast(
    *,
    punt_pk: int,
    invoer: Uitkomstinvoer,
    door: Gebruiker,
    op: datetime.date,
    gezien: int = 0,
    provincies: Iterable[Provincie] = (),
    ingevuld: list[tuple[str, str]] | None = None,
) -> Vastgelegd:
    """Store an outcome, tell the vraagstuk, and try the overgang (BES-1, VRA-5, VRA-15).

    ``gezien`` is the pk of the newest outcome that the writer saw; who writes on an older one
    gets the 409 page (BES-2). The outcome is stored also when the overgang is refused.
    """
    punt = Agendapunt.objects.for_user(door).vergrendeld(punt_pk)
    eis_recht(door, VASTLEGGEN, punt)
    _eis_moment(punt, op)
    nu = {u.provincie_id: u for u in Uitkomst.objects.for_user(door).actueel_van(punt)}
    laatste = max(nu.values(), key=lambda u: u.pk, default=None)
    if laatste and laatste.pk != gezien:
        raise Verouderd(laatste, ingevuld or [])
    vraagstuk = _vergrendeld_vraagstuk(punt, door)
    voor = _voor_wie(punt, list(provincies), nu, bool(invoer.reden.strip()))
    _eis_bevoegd(punt, vraagstuk, invoer.soort, door)
    doorloop = _doorloop(vraagstuk, laatste)
    _eis_een_do_uitkomst(punt, doorloop, invoer.soort, voor)
    _eis_terugkeer(punt.overleg, invoer, laatste, op)
    opgeslagen = []
    for provincie in voor:
        vorige = nu.get(provincie.pk if provincie else None)
        nieuw = _bewaar(punt, doorloop, provincie, vorige, invoer, door)
        opgeslagen.append(nieuw)
        if vraagstuk:
            meld(vraagstuk, punt, vorige, nieuw, door)
    if invoer.soort == Uitkomstsoort.GEEN_CONSENSUS:
        # The standpunten may be there: of a joint DO, or of the outcome that this one replaces.
        meld_verschillen(punt, door)
    if vraagstuk is None or not telt_mee(opgeslagen[0], vraagstuk):
        if vraagstuk and doorloop == vraagstuk.doorloop:
            vraag_vervolg(opgeslagen[-1], False, door, op)
        return Vastgelegd(opgeslagen)
    return _probeer(vraagstuk, opgeslagen, door, op)


@transaction.atomic
def probeer_opnieuw(*, punt_pk: int, door: Gebruiker, op: datetime.date) -> Vastgelegd:
    """Apply a stored outcome again, after a blocker was mended (VRA-5)."""
    punt = Agendapunt.objects.for_user(door).vergrendeld(punt_pk)
    eis_recht(door, VASTLEGGEN, punt)
    vraagstuk = _vergrendeld_vraagstuk(punt, door)
    actueel = Uitkomst.objects.for_user(door).actueel_van(punt)
    nu = [u for u in actueel if vraagstuk and telt_mee(u, vraagstuk)]
    if vraagstuk is None or not nu:
        raise ValidationError(
            "Bij dit punt is geen uitkomst die de fase verandert. Leg eerst een uitkomst vast.",
            code="geen_uitkomst",
        )
    return _probeer(vraagstuk, nu, door, op)


@transaction.atomic
def sluit(*, overleg_pk: int, door: Gebruiker) -> Overleg:
    """Close the meeting; its vraagstukken no longer stand on a sent agenda (BES-1, VRA-7)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(overleg_pk)
    eis_stap(overleg, "sluit")
    eis_recht(door, SLUITEN, overleg)
    voer_stap_uit(overleg, "sluit", door)
    haal_van_verzonden_agenda(overleg, f"{overleg} is gesloten.", door)
    return overleg


@transaction.atomic
def stel_vast(*, overleg_pk: int, reden: str, door: Gebruiker) -> Overleg:
    """Establish the list of outcomes; later only a herziening with reason (BES-8)."""
    overleg = Overleg.objects.for_user(door).vergrendeld(overleg_pk)
    eis_stap(overleg, "stel_vast")
    eis_recht(door, SLUITEN, overleg)
    return voer_stap_uit(overleg, "stel_vast", door, reden)


def _vergrendeld_vraagstuk(punt: Agendapunt, door: Gebruiker) -> Vraagstuk | None:
    if not punt.vraagstuk_id:
        return None
    return Vraagstuk.objects.for_user(door).vergrendeld(punt.vraagstuk_id)


def _eis_moment(punt: Agendapunt, op: datetime.date) -> None:
    """Not before the meeting day, and only on an agenda that was sent (OVL-3, AGE-3)."""
    overleg = punt.overleg
    eis_gaat_door(overleg)
    if not overleg.is_uitgegaan or punt.afgevoerd_op:
        raise ValidationError(
            "De agenda van dit overleg is nog niet verzonden. Verzend eerst de agenda.",
            code="agenda_niet_verzonden",
        )
    if op < overleg.datum:
        raise ValidationError(
            f"Dit overleg is op {overleg.datum:%d-%m-%Y}. Leg de uitkomst vast op of na die dag.",
            code="voor_de_vergaderdag",
        )


def _doorloop(vraagstuk: Vraagstuk | None, laatste: Uitkomst | None) -> int | None:
    """That of now; a herziening stays of the doorloop in which the table spoke (VRA-8)."""
    if laatste:
        return laatste.doorloop
    return vraagstuk.doorloop if vraagstuk else None


def _voor_wie(
    punt: Agendapunt,
    gekozen: list[Provincie],
    nu: dict[int | None, Uitkomst],
    is_herziening: bool,
) -> list[Provincie | None]:
    """For which provincies this outcome is; one row each in a DO or GP-DG (VRA-15)."""
    genoemd = list(punt.provincies.all())
    if punt.gremium not in PER_PROVINCIE or not genoemd:
        return [None]
    if any(provincie not in genoemd for provincie in gekozen):
        raise ValidationError(
            "Dit punt gaat niet over die provincie. Kies een provincie van dit punt.",
            code="provincie_niet_bij_punt",
        )
    if is_herziening and not gekozen and len({_inhoud(u) for u in nu.values()}) > 1:
        raise ValidationError(
            {
                "provincies": ValidationError(
                    "De provincies hebben een verschillende uitkomst. Kies voor welke u haar "
                    "herziet.",
                    code="provincies_ontbreken",
                )
            }
        )
    if gekozen or is_herziening:
        return list(gekozen or genoemd)
    return [p for p in genoemd if p.pk not in nu] or list(genoemd)


def _inhoud(uitkomst: Uitkomst) -> tuple[str, str, str]:
    return uitkomst.soort, uitkomst.tekst, uitkomst.motivatie


def _eis_bevoegd(
    punt: Agendapunt, vraagstuk: Vraagstuk | None, soort: str, door: Gebruiker
) -> None:
    """What OVL-1 asks beside its table: when a DO or the regietafel may decide (BES-4)."""
    if soort != Uitkomstsoort.BESLUIT:
        return
    if punt.gremium == Gremium.DO:
        aanpak = getattr(vraagstuk, "aanpak", None)
        if aanpak is None or aanpak.bestuurlijke_keuze_nodig is not False:
            raise ValidationError(
                "Het DO besluit alleen over een vraagstuk waarvoor geen bestuurlijke keuze nodig "
                "is. Kies een andere uitkomst, of pas eerst de aanpak aan.",
                code="bestuurlijke_keuze_nodig",
            )
    if punt.gremium == Gremium.REGIETAFEL and not (
        vraagstuk and _lag_in_beeldvorming_voor(punt, vraagstuk, door)
    ):
        raise ValidationError(
            "De regietafel besluit alleen over vraagstukken in beeldvorming. "
            "Kies een andere uitkomst.",
            code="regietafel_alleen_beeldvorming",
        )


def _lag_in_beeldvorming_voor(punt: Agendapunt, vraagstuk: Vraagstuk, door: Gebruiker) -> bool:
    """It is there, or left it after the agenda went out: what the table decided may be carried out
    before it is recorded (OVL-1, BES-1)."""
    if vraagstuk.fase == Fase.BEELDVORMING:
        return True
    verzonden = Agendaversie.objects.for_user(door).filter(overleg=punt.overleg_id, versie=1)
    vertrek = Faseovergang.objects.for_user(door).filter(vraagstuk=vraagstuk, van=Fase.BEELDVORMING)
    return vertrek.filter(op__gte=Subquery(verzonden.values("op"))).exists()


def _eis_een_do_uitkomst(
    punt: Agendapunt, doorloop: int | None, soort: str, voor: list[Provincie | None]
) -> None:
    """A DO gives a vraagstuk exactly one of besluit, advies and geen consensus (BES-4)."""
    if punt.gremium != Gremium.DO or doorloop is None or soort not in DO_UITKOMSTEN:
        return
    eerder = Uitkomst.objects.do_uitkomst_elders(punt, doorloop, voor)
    if eerder:
        raise ValidationError(
            f"Dit vraagstuk kreeg in {eerder.agendapunt.overleg} al een uitkomst: "
            f"{eerder.get_soort_display().lower()}. Herzie die uitkomst, met reden.",
            code="do_uitkomst_bestaat",
        )


def _eis_terugkeer(
    overleg: Overleg, invoer: Uitkomstinvoer, laatste: Uitkomst | None, op: datetime.date
) -> None:
    """What was put off returns after that meeting (BES-1), what was not chosen on a day to come
    (VRA-6); a herziening may keep its day."""
    dag = invoer.tot_wanneer
    eerder = laatste.tot_wanneer if laatste and laatste.soort == Uitkomstsoort.GEEN_KEUZE else None
    if invoer.soort == Uitkomstsoort.AANGEHOUDEN and dag and dag < overleg.datum:
        raise ValidationError(
            {
                "tot_wanneer": ValidationError(
                    f"De dag waarop het terugkomt ligt voor dit overleg van "
                    f"{overleg.datum:%d-%m-%Y}. Kies een latere dag.",
                    code="terug_voor_overleg",
                )
            }
        )
    if invoer.soort == Uitkomstsoort.GEEN_KEUZE and dag and dag <= op and dag != eerder:
        raise ValidationError(
            {
                "tot_wanneer": ValidationError(
                    "De dag van terugkeer ligt niet in de toekomst. Kies een latere dag.",
                    code="terug_op_verstreken",
                )
            }
        )


def _bewaar(
    punt: Agendapunt,
    doorloop: int | None,
    provincie: Provincie | None,
    vorige: Uitkomst | None,
    invoer: Uitkomstinvoer,
    door: Gebruiker,
) -> Uitkomst:
    uitkomst = Uitkomst(
        agendapunt=punt,
        provincie=provincie,
        volgnr=vorige.volgnr + 1 if vorige else 1,
        vervangt=vorige,
        gremium=punt.gremium,
        puntsoort=punt.soort,
        soort=invoer.soort,
        doorloop=doorloop,
        tekst=invoer.tekst,
        motivatie=invoer.motivatie,
        tot_wanneer=invoer.tot_wanneer,
        knelpunt=invoer.knelpunt,
        vervolg=invoer.vervolg,
        bestemming=invoer.bestemming,
        reden=invoer.reden if vorige else "",
        door=door,
    )
    uitkomst.validate_constraints()
    uitkomst.save()
    uitkomst.instrumenten.set(invoer.instrumenten)
    return uitkomst


def _probeer(
    vraagstuk: Vraagstuk,
    uitkomsten: list[Uitkomst],
    door: Gebruiker,
    op: datetime.date,
) -> Vastgelegd:
    """Fire the overgang that these outcomes ask for; a refusal leaves the fase (VRA-5).

    Without a choice it returns as the BOL said that made none, which may be another (VRA-15).
    """
    laatste = uitkomsten[-1]
    if not (stap := vervolgstap(vraagstuk, uitkomsten)):
        vraag_vervolg(laatste, False, door, op)
        return Vastgelegd(uitkomsten)
    gegevens: dict[str, Any] = {"op": op}
    if stap == "markeer_geen_keuze":
        laatste = zonder_keuze(vraagstuk, door) or laatste
        gegevens |= {"terug_op": laatste.tot_wanneer, "knelpunt": laatste.knelpunt}
    _, blokkades = fasen.probeer_overgang(
        pk=vraagstuk.pk, naam=stap, door=door, motivatie=motivatie_bij(laatste), **gegevens
    )
    if blokkades:
        vraag_vervolg(uitkomsten[-1], True, door, op)
    return Vastgelegd(uitkomsten, tuple(blokkades), stap)


def zonder_keuze(vraagstuk: Vraagstuk, user: Gebruiker) -> Uitkomst | None:
    """The newest outcome of a BOL without a choice that counts now (VRA-6, VRA-8)."""
    gevonden = Uitkomst.objects.for_user(user).actueel()
    gevonden = gevonden.filter(agendapunt__vraagstuk=vraagstuk, soort=Uitkomstsoort.GEEN_KEUZE)
    rijen = gevonden.select_related("provincie", "agendapunt__overleg__landsdeel").order_by("-pk")
    return next((uitkomst for uitkomst in rijen if telt_mee(uitkomst, vraagstuk)), None)


def blokkades_van_stap(
    vraagstuk: Vraagstuk, stap: str, user: Gebruiker, op: datetime.date
) -> tuple[Blokkade, ...]:
    """What keeps this step back beside its criteria: the day of return has come (VRA-3, VRA-6)."""
    keuze = zonder_keuze(vraagstuk, user) if stap == "markeer_geen_keuze" else None
    if keuze is None or keuze.tot_wanneer is None or keuze.tot_wanneer > op:
        return ()
    return (
        Blokkade(
            f"De dag van terugkeer uit {keuze.agendapunt.overleg} ligt niet in de toekomst. "
            "Herzie die uitkomst met een latere dag.",
            "terug_op_verstreken",
            reverse("governance:uitkomst-vastleggen", args=[keuze.agendapunt_id]),
        ),
    )


def motivatie_bij(uitkomst: Uitkomst) -> str:
    """The words of the outcome, as the motivation of the faseovergang (VRA-2).

    What was said at a table where another provincie does not sit is not for that one, which reads
    the faseovergang as well (OVL-2).
    """
    # Why there was no choice is for everyone whose vraagstuk ends by it (VRA-6).
    zonder_keuze = uitkomst.soort == Uitkomstsoort.GEEN_KEUZE
    if not zonder_keuze and not is_voor_allen(uitkomst.agendapunt):
        return label_van(uitkomst)
    tekst = " ".join(deel for deel in (uitkomst.tekst, uitkomst.motivatie) if deel)
    return f"{uitkomst.get_soort_display()} in {uitkomst.agendapunt.overleg}: {tekst}"
