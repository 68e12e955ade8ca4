"""What an outcome tells its vraagstuk, and takes back when it is revised (VRA-19)."""

from __future__ import annotations

import datetime

from django.db.models import Min, Q
from django.urls import reverse

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import aanzet, feiten
from novex.models import Gebruiker
from novex.zichtbaarheid import Zichtbaarheid

from ..gevolgen import (
    Gevolg,
    bespreking_van,
    gevolg_van,
    label_van,
    verschillen_van,
    wordt_verteld,
)
from ..gremia import Uitkomstsoort
from ..models import Agendapunt, Uitkomst

# As long as the label of a feit may be; the whole reason stands in the faseovergang.
LANGSTE_LABEL = 300
# A BOL of a landsdeel says one or the other.
TEGENOVER = {
    Feit.Soort.BOL_BESLUIT: Feit.Soort.GEEN_KEUZE,
    Feit.Soort.GEEN_KEUZE: Feit.Soort.BOL_BESLUIT,
}
# What is asked of the trekker when the fase stays where it is.
TAAK = {
    Uitkomstsoort.GEEN_CONSENSUS: (
        "Geen consensus in {overleg}. Zorg dat elke partij haar verschil van inzicht vrijgeeft, en "
        "dat vastligt wie er verder mee gaat."
    ),
    Uitkomstsoort.TERUGGEGEVEN: "{overleg} gaf het terug. {waarom}",
    Uitkomstsoort.AANGEHOUDEN: "{overleg} hield het aan tot {dag}. {waarom}",
}
BLIJFT = (
    "De uitkomst van {overleg} ligt vast, maar de fase is niet gevolgd. Los op wat er bij de stap "
    "nog nodig is."
)


def meld(
    vraagstuk: Vraagstuk,
    punt: Agendapunt,
    vorige: Uitkomst | None,
    nieuw: Uitkomst,
    door: Gebruiker,
) -> None:
    """Withdraw what a revised outcome had told, and tell the new one (VRA-19).

    What a table said in an earlier doorloop is told there: it counts in this one when it is
    confirmed by name (VRA-8).
    """
    if vorige:
        for oud in (verschillen_van(vorige), gevolg_van(vorige), bespreking_van(vorige)):
            if oud and not _is_ingehaald(vorige, oud):
                _trek_in(vraagstuk, oud, vorige, nieuw, door)
    if not wordt_verteld(nieuw, vraagstuk):
        return
    in_beeld = vraagstuk.fase == Fase.BEELDVORMING
    gevolg = (bespreking_van(nieuw) if in_beeld else None) or gevolg_van(nieuw)
    if gevolg and not (vorige and _is_ingehaald(vorige, gevolg)):
        if ander := TEGENOVER.get(Feit.Soort(gevolg.soort)):
            # A BOL that chooses after all, or no more, says so instead of what it said (VRA-6).
            feiten.trek_feit_in(
                vraagstuk,
                soort=ander,
                kenmerk=gevolg.kenmerk,
                reden=f"Daarna: {label_van(nieuw)}"[:LANGSTE_LABEL],
                door=door,
                doorloop=nieuw.doorloop,
            )
        feiten.meld_feit(
            vraagstuk,
            soort=gevolg.soort,
            kenmerk=gevolg.kenmerk,
            waarde=gevolg.waarde,
            doorloop=nieuw.doorloop,
            label=label_van(nieuw)[:LANGSTE_LABEL],
            url=_url_voor_allen(vraagstuk, punt),
            publiek=Zichtbaarheid.RIJK_EN_REGIO,
            door=door,
        )


def vraag_vervolg(uitkomst: Uitkomst, geweigerd: bool, door: Gebruiker, op: datetime.date) -> None:
    """Where the fase stays, what its trekker does now is no longer what it was (VRA-1, BES-3).

    What a table of the Rijk found is not for the provincie (ZIC-2).
    """
    punt = uitkomst.agendapunt
    zin = TAAK.get(Uitkomstsoort(uitkomst.soort)) or (BLIJFT if geweigerd else "")
    if zin and punt.vraagstuk_id and not punt.overleg.is_rijkstafel:
        dag = f"{uitkomst.tot_wanneer:%d-%m-%Y}" if uitkomst.tot_wanneer else ""
        waarom = uitkomst.motivatie if is_voor_allen(punt) else "Lees de uitkomst daar."
        reden = zin.format(overleg=punt.overleg, dag=dag, waarom=waarom)
        aanzet.vraag_trekker(punt.vraagstuk_id, reden, door, op)


def _is_ingehaald(uitkomst: Uitkomst, gevolg: Gevolg) -> bool:
    """Did a later meeting speak about the same since? Then what holds is its own (VRA-19).

    On one day the one that spoke first, whatever was revised afterwards, is the earlier.
    """
    punt = uitkomst.agendapunt
    eerste = min(punt.uitkomsten.values_list("pk", flat=True))
    zelfde_dag = Q(agendapunt__overleg__datum=punt.overleg.datum, eerste__gt=eerste)
    later = (
        Uitkomst.objects.actueel()
        .annotate(eerste=Min("agendapunt__uitkomsten"))
        .filter(
            Q(agendapunt__overleg__datum__gt=punt.overleg.datum) | zelfde_dag,
            agendapunt__vraagstuk=punt.vraagstuk_id,
            gremium=uitkomst.gremium,
            doorloop=uitkomst.doorloop,
        )
        .select_related("agendapunt__overleg__landsdeel", "provincie")
    )
    gevolgen = [g for u in later for g in (gevolg_van(u), verschillen_van(u)) if g]
    return any(
        g.kenmerk == gevolg.kenmerk
        and g.soort in {gevolg.soort, TEGENOVER.get(Feit.Soort(gevolg.soort))}
        for g in gevolgen
    )


def _trek_in(
    vraagstuk: Vraagstuk, gevolg: Gevolg, vorige: Uitkomst, nieuw: Uitkomst, door: Gebruiker
) -> None:
    feiten.trek_feit_in(
        vraagstuk,
        soort=gevolg.soort,
        kenmerk=gevolg.kenmerk,
        reden=reden_van_herziening(nieuw),
        door=door,
        doorloop=vorige.doorloop,
    )


def is_voor_allen(punt: Agendapunt) -> bool:
    """May everyone who reads its vraagstuk read what was said at it? Not of a table of the Rijk,
    and not of one where another provincie of the vraagstuk does not sit (OVL-2, SNE-1, ZIC-3)."""
    if punt.overleg.is_rijkstafel:
        return False
    if punt.vraagstuk is None:
        return True
    hier = punt.provincies.all() or punt.overleg.provincies.all()
    return not punt.vraagstuk.provincies.exclude(pk__in=hier.values("pk")).exists()


def _url_voor_allen(vraagstuk: Vraagstuk, punt: Agendapunt) -> str:
    """The agenda of a table of the Rijk is not for the provincie (SNE-1)."""
    if punt.overleg.is_rijkstafel:
        return reverse("governance:agendering", args=[vraagstuk.pk])
    return punt.get_absolute_url()


def reden_van_herziening(nieuw: Uitkomst) -> str:
    """Why, as everyone reads it; what a table considered is not for who does not sit there (ZIC-2,
    ZIC-3)."""
    if not is_voor_allen(nieuw.agendapunt):
        return "De uitkomst is herzien."
    return f"Herziening van de uitkomst: {nieuw.reden}"
