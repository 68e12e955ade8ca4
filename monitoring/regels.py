"""Criteria for a report in the monitor (MON-1), and what makes an afspraak complete (MON-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from arrangementen import regels as afspraakregels
from novex.criteria import Tekort

from .signalen import Stadium

if TYPE_CHECKING:
    from arrangementen.models import Afspraak

    from .models import Voortgang


def ronde_is_open(voortgang: Voortgang) -> None:
    """A closed round keeps the reports as they stand (MON-1)."""
    if not voortgang.ronde.is_open:
        raise Tekort(
            "Deze ronde is gesloten. Meld de voortgang in de volgende ronde.",
            code="ronde_gesloten",
        )


def heeft_stadium(voortgang: Voortgang) -> None:
    """The stage is what a side reports (MON-2)."""
    if not voortgang.stadium:
        raise Tekort(
            "Er is nog geen stadium gekozen. Kies hoe ver de afspraak is.",
            code="stadium_ontbreekt",
            herstel="monitoring:voortgang-melden#id_stadium",
        )


def stilleggen_heeft_toelichting(voortgang: Voortgang) -> None:
    """Who says that it stopped says why (ALG-2)."""
    if voortgang.stadium == Stadium.STILGELEGD and not voortgang.toelichting.strip():
        raise Tekort(
            "U meldt dat het stilligt. Schrijf in de toelichting waarom.",
            code="toelichting_ontbreekt",
            herstel="monitoring:voortgang-melden#id_toelichting",
        )


# What the monitor says of an afspraak. Once established it is frozen (AFS-9), so there is no place
# to mend it: the sentence says what is missing and how the next version gets it.


def is_meetbaar(afspraak: Afspraak) -> None:
    """An indicator with unit, baseline and target, or a product that is the proof (AFS-2)."""
    if afspraak.product.strip():
        return
    delen = {
        "de indicator": afspraak.indicator.strip(),
        "de eenheid": afspraak.eenheid.strip(),
        "de nulwaarde": afspraak.nulwaarde is not None,
        "de streefwaarde": afspraak.streefwaarde is not None,
    }
    if mist := [naam for naam, ingevuld in delen.items() if not ingevuld]:
        raise Tekort(
            f"Er staat niet hoe u dit meet. Nog leeg: {', '.join(mist)}. Vul dit aan, of noem een "
            "product dat het bewijs is.",
            code="meetbaar_ontbreekt",
        )


def is_uitvoerbaar(afspraak: Afspraak) -> None:
    """The uitvoerbaarheidstoets looks at capacity, money and law (AFS-2)."""
    delen = {
        "capaciteit": afspraak.uitvoerbaarheid_capaciteit,
        "geld": afspraak.uitvoerbaarheid_geld,
        "recht": afspraak.uitvoerbaarheid_recht,
    }
    if mist := [naam for naam, tekst in delen.items() if not tekst.strip()]:
        raise Tekort(
            f"De uitvoerbaarheid is niet getoetst op: {', '.join(mist)}. Vul deze toets aan.",
            code="uitvoerbaarheid_ontbreekt",
        )


def is_acceptabel(afspraak: Afspraak) -> None:
    """The akkoord of every party on this very text, also where a table changed it (AFS-2)."""
    nu = afspraak.tekst_sha256
    akkoord = {a.organisatie_id for a in afspraak.akkoorden.all() if a.tekst_sha256 == nu}
    partijen = afspraak.partijen_nu()
    if not partijen:
        raise Tekort(
            "Er zijn geen partijen die akkoord geven. Noem de partijen.",
            code="partijen_ontbreken",
        )
    vandaag = timezone.localdate()
    if mist := [
        str(partij)
        for partij in partijen
        if akkoord.isdisjoint(namens.pk for namens in partij.lijn_op(vandaag))
    ]:
        raise Tekort(
            f"Er is geen akkoord op deze tekst van: {', '.join(mist)}. Vraag om akkoord.",
            code="akkoord_ontbreekt",
        )


COMPLEET = (
    afspraakregels.heeft_resultaat,
    is_meetbaar,
    is_acceptabel,
    is_uitvoerbaar,
    afspraakregels.heeft_termijn,
    afspraakregels.heeft_trekkers,
    afspraakregels.heeft_landing,
)
OPEN = (ronde_is_open,)
INDIENEN = (ronde_is_open, heeft_stadium, stilleggen_heeft_toelichting)
