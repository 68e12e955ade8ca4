"""Handelingen on the calendar: a cyclus, its rondes and meetings (OVL-2, OVL-3)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from novex import audit
from novex.forms import Nieuwer
from novex.models import Gebruiker, Landsdeel, Provincie
from novex.rechten import eis_recht

from ..gremia import Gremium
from ..models import Agendapunt, Agendastatus, Cyclus, Overleg, Ronde, Uitkomst
from ..regels_lijst import is_nog_niet_verstuurd
from .agenda import trek_overgeslagen_gpdg_in
from .stappen import (
    bevries,
    eis_gaat_door,
    eis_reden,
    eis_stap,
    haal_van_verzonden_agenda,
    leg_stap_vast,
    voer_stap_uit,
)
from .termijn import eis_termijn

PLANNEN = "governance.cyclus_plannen"


@transaction.atomic
def maak_cyclus(*, jaar: int, label: str, door: Gebruiker) -> Cyclus:
    eis_recht(door, PLANNEN)
    cyclus = Cyclus(jaar=jaar, label=label)
    cyclus.full_clean()
    cyclus.save()
    return cyclus


@transaction.atomic
def maak_ronde(*, cyclus: Cyclus, gremium: str, label: str, door: Gebruiker) -> Ronde:
    eis_recht(door, PLANNEN)
    ronde = Ronde(cyclus=cyclus, gremium=gremium, label=label)
    ronde.full_clean()
    ronde.save()
    return ronde


@transaction.atomic
def plan_overleg(
    *,
    door: Gebruiker,
    gremium: str,
    naam: str,
    datum: datetime.date,
    ronde: Ronde | None = None,
    landsdeel: Landsdeel | None = None,
    provincies: Iterable[Provincie] = (),
    plaats: str = "",
    duur_minuten: int = 120,
    reageren_tot: datetime.date | None = None,
    extra_reden: str = "",
) -> Overleg:
    """Put a meeting on the calendar; a second one in the cyclus needs a reason (OVL-2).

    A BOL is of all provincies of its landsdeel, in a ronde whose Kamerbrief was not recorded yet
    (BOL-2). More provincies in one DO or GP-DG make it a joint one, which counts as *the* one of
    each.
    """
    eis_recht(door, PLANNEN)
    if ronde is not None:
        # Its Kamerbrief is not recorded meanwhile (BOL-2).
        ronde = Ronde.objects.select_for_update(of=("self",)).get(pk=ronde.pk)
    aan_tafel = _aan_tafel(gremium, landsdeel, provincies)
    overleg = Overleg(
        gremium=gremium,
        ronde=ronde,
        naam=naam,
        datum=datum,
        landsdeel=landsdeel,
        plaats=plaats,
        duur_minuten=duur_minuten,
        reageren_tot=reageren_tot,
        extra_reden=extra_reden,
        is_gezamenlijk=gremium in {Gremium.DO, Gremium.GP_DG} and len(aan_tafel) > 1,
    )
    overleg.full_clean(exclude=["agenda_status"])  # the FSM keeps it
    _eis_ronde_past(overleg)
    _eis_jaar(overleg.ronde, datum)
    if reageren_tot:
        eis_termijn(reageren_tot, datum, timezone.localdate())
    _eis_reden_van_tweede(overleg, aan_tafel)
    overleg.save()
    overleg.provincies.set(aan_tafel)
    return overleg


@transaction.atomic
def verplaats_overleg(
    *, pk: int, datum: datetime.date, reden: str, door: Gebruiker, gezien: str | None = None
) -> Overleg:
    """Move a meeting to another day; dates move with cabinet changes (OVL-3).

    ``gezien`` is the day it had (YYYY-MM-DD) when the form was opened: another one is read first.
    Once it has an outcome it moves to no later day: no outcome is before its meeting. An agenda
    that was agreed goes back to concept: the provincies say what they think of the new day.
    An agenda that was sent gets a new version, with the reason (AGE-3, ALG-2).
    """
    overleg = Overleg.objects.for_user(door).vergrendeld(pk)
    eis_recht(door, PLANNEN, overleg)
    eis_gaat_door(overleg)
    if overleg.agenda_status in {Agendastatus.GEHOUDEN, Agendastatus.VASTGESTELD}:
        raise ValidationError(
            "Dit overleg is al gehouden. De datum kan niet meer veranderen.",
            code="overleg_gehouden",
        )
    eis_reden(reden)
    if gezien not in {None, overleg.datum.isoformat()}:
        raise Nieuwer(
            f"Iemand anders verplaatste dit overleg naar {overleg.datum:%d-%m-%Y}. Stuur dit "
            "opnieuw in als u toch een andere dag wilt.",
            code="al_verplaatst",
        )
    _eis_jaar(overleg.ronde, datum)
    _eis_dag(overleg, datum, door)
    oud, overleg.datum = overleg.datum, datum
    overleg.save(update_fields=["datum"])
    nieuw = bevries(overleg, door, reden=reden).versie if overleg.is_verzonden else None
    leg_stap_vast(overleg, "verplaatst", door, reden, van=oud, naar=datum, versie=nieuw)
    if overleg.agenda_status == Agendastatus.AFGESTEMD:
        # What the provincies agreed with was for another day (AGE-5).
        voer_stap_uit(overleg, "open_weer", door, reden)
    audit.leg_vast(
        "overleg verplaatst",
        door=door,
        onderwerp=overleg.naam,
        gegevens={"van": oud.isoformat(), "naar": datum.isoformat()},
        reden=reden,
    )
    return overleg


@transaction.atomic
def gelast_af(*, pk: int, reden: str, door: Gebruiker) -> Overleg:
    """Call off a meeting that does not take place, with the reason (OVL-3, ALG-2).

    Its vraagstukken stand on a sent agenda no more (VRA-7), and a skip of the GP-DG that was for
    this BOL goes with it (BES-10).
    """
    overleg = Overleg.objects.for_user(door).vergrendeld(pk)
    eis_stap(overleg, "gelast_af")
    eis_recht(door, PLANNEN, overleg)
    # Nobody records an outcome meanwhile.
    punten = Agendapunt.objects.for_user(door).filter(overleg=overleg)
    list(punten.select_for_update(of=("self",)).order_by("pk"))
    voer_stap_uit(overleg, "gelast_af", door, reden)
    haal_van_verzonden_agenda(overleg, f"{overleg} is afgelast: {reden}", door)
    for punt in overleg.punten:
        trek_overgeslagen_gpdg_in(punt, reden, door)
    return overleg


def _eis_jaar(ronde: Ronde | None, datum: datetime.date) -> None:
    """In or next to the year of its cyclus, as dates move (OVL-3): else the year is a typo."""
    if ronde is None or abs(datum.year - ronde.cyclus.jaar) <= 1:
        return
    jaar = ronde.cyclus.jaar
    zin = (
        f"Dit jaar past niet bij de cyclus van {jaar}. "
        f"Kies een dag in de jaren {jaar - 1} tot en met {jaar + 1}."
    )
    raise ValidationError({"datum": ValidationError(zin, code="jaar_past_niet")})


def _eis_dag(overleg: Overleg, datum: datetime.date, door: Gebruiker) -> None:
    """Another day, not before the provincies have had their say (AGE-5), and not past what the
    table already concluded (OVL-3)."""
    if overleg.datum == datum:
        raise ValidationError(
            {"datum": ValidationError("Dit is al de datum. Kies een andere dag.", "zelfde_dag")}
        )
    gesproken = Uitkomst.objects.for_user(door).filter(agendapunt__overleg=overleg)
    if datum > overleg.datum and gesproken.exists():
        raise ValidationError(
            {
                "datum": ValidationError(
                    "Dit overleg heeft al een uitkomst. Kies geen latere dag dan "
                    f"{overleg.datum:%d-%m-%Y}.",
                    code="overleg_heeft_uitkomst",
                )
            }
        )
    if not overleg.is_uitgegaan and overleg.reageren_tot and overleg.reageren_tot >= datum:
        eerst = "stel eerst" if overleg.is_concept else "open de agenda weer en stel"
        raise ValidationError(
            {
                "datum": ValidationError(
                    "De termijn om te reageren loopt tot en met "
                    f"{overleg.reageren_tot:%d-%m-%Y}. Kies een latere dag, of {eerst} een "
                    "kortere termijn.",
                    code="termijn_na_overleg",
                )
            }
        )


def _aan_tafel(
    gremium: str, landsdeel: Landsdeel | None, provincies: Iterable[Provincie]
) -> list[Provincie]:
    gekozen = list(provincies)
    if gremium == Gremium.BOL and landsdeel:
        return _van_landsdeel(landsdeel, gekozen)
    if gremium in {Gremium.DO, Gremium.GP_DG} and not gekozen:
        raise ValidationError(
            {"provincies": "Er is geen provincie gekozen. Kies met wie dit overleg is."}
        )
    return gekozen


def _van_landsdeel(landsdeel: Landsdeel, gekozen: list[Provincie]) -> list[Provincie]:
    """Who sits in a BOL is not chosen: all provincies of its landsdeel (OVL-2)."""
    alle = list(landsdeel.provincies.all())
    if gekozen and set(gekozen) != set(alle):
        raise ValidationError(
            f"Een BOL is van alle provincies van landsdeel {landsdeel.naam}. Kies alleen het "
            "landsdeel, en geen provincies.",
            code="bol_van_heel_landsdeel",
        )
    return alle


def _eis_ronde_past(overleg: Overleg) -> None:
    if overleg.ronde and overleg.ronde.gremium != overleg.gremium:
        raise ValidationError(
            f"Deze ronde is van het {overleg.ronde.get_gremium_display()}. "
            "Kies een ronde van dit soort overleg.",
            code="ronde_past_niet",
        )
    if overleg.ronde:
        is_nog_niet_verstuurd(overleg.ronde)


def _eis_reden_van_tweede(overleg: Overleg, aan_tafel: list[Provincie]) -> None:
    eerdere = Overleg.objects.zelfde_in_cyclus(overleg, aan_tafel)
    if eerdere and not overleg.extra_reden.strip():
        namen = ", ".join(str(eerder) for eerder in eerdere)
        raise ValidationError(
            {
                "extra_reden": ValidationError(
                    f"In deze cyclus is er al een: {namen}. "
                    "Schrijf waarom er nog een nodig is, of kies een andere cyclus.",
                    code="tweede_zonder_reden",
                )
            }
        )
