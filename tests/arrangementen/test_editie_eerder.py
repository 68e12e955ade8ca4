"""What an edition says of earlier afspraken: what still runs, and what ended since the last one."""

import datetime

from django.db.models import QuerySet

from arrangementen.models import Afspraak, Arrangement
from arrangementen.samenstelling import stel_samen
from tests.arrangementen.edities import OP, Proef
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, zet_status
from tests.weigeringen import geweigerd


def van_toen(proef, titel, geland_op=None, **einde):
    """Of the arrangement of 2025, which was signed before this application."""
    afspraak = AfspraakFactory(
        historisch=True, provincies=[proef.provincie], jaar=2025, titel=titel
    )
    if geland_op:
        LandingFactory(
            afspraak=afspraak,
            aanvaard_op=geland_op,
            aanvaard_door=proef.staf,
            geland_op=geland_op,
            bewijs="POVI, blz. 12",
        )
    if einde:
        zet_status(afspraak, Afspraak.Status.VERVALLEN, vervallen_reden="Gedaan.", **einde)
    QuerySet.update(
        Afspraak.objects.filter(pk=afspraak.pk), herkomst_soort=Afspraak.Herkomst.RA_2025
    )


def test_it_tells_what_runs_and_what_ended_since_the_last_edition(db):
    """ARR-3, ARR-5: nothing that runs is left out; what ended before stands in the last edition."""
    vorige = Proef(jaar=2026).begin()
    nu = Proef().begin()
    vroeg, laat = datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)
    van_toen(nu, "Loopt nog")
    van_toen(nu, "Vroeg geland", geland_op=vroeg)
    van_toen(nu, "Laat geland", geland_op=laat)
    van_toen(nu, "Vroeg vervallen", vervallen_op=vroeg)
    van_toen(nu, "Laat vervallen", vervallen_op=laat)

    eerste = stel_samen(nu.nu(), op=OP)
    assert {e.titel for e in eerste.eerdere} == {"Loopt nog", "Vroeg vervallen", "Laat vervallen"}
    assert {d.titel for d in eerste.doorwerking} == {"Vroeg geland", "Laat geland"}

    QuerySet.update(
        Arrangement.objects.filter(pk=vorige.arrangement.pk),
        status="gepubliceerd",
        bron_url="https://voorbeeld.nl/2026",
    )
    volgende = stel_samen(nu.nu(), op=OP)
    assert {e.titel for e in volgende.eerdere} == {"Loopt nog", "Laat vervallen"}
    assert {d.titel for d in volgende.doorwerking} == {"Laat geland"}


def test_an_edition_under_embargo_is_not_compared_with(db):
    """ARR-3, ARR-7, BOL-2: what is no longer agreed is told of an edition that readers know."""
    vorige, nu = Proef(jaar=2026).begin(), Proef().begin()
    vorige.neem_op()
    vorige.neem_afspraak_op(vorige.nieuwe_afspraak(jaar=2026))
    editie = Arrangement.objects.filter(pk=vorige.arrangement.pk)
    QuerySet.update(editie, status="vastgesteld", bron_url="https://voorbeeld.nl/2026")
    assert stel_samen(nu.nu(), op=OP).wijzigingen == ("Dit is de eerste editie.",)
    QuerySet.update(editie, status="gepubliceerd")
    weg = f"Niet meer opgenomen: {vorige.afspraken[0]}."
    assert stel_samen(nu.nu(), op=OP).wijzigingen == (weg,)


def test_after_a_published_edition_was_withdrawn_the_next_is_not_the_first(proef):
    """ARR-1, ARR-3: readers know it, so it is compared with until another of its year came."""
    proef.gepubliceerd()
    proef.stap("trek_in", motivatie="Er stond een fout in.")
    later = Proef(jaar=2028).begin()
    weg = f"Niet meer opgenomen: {proef.afspraken[0]}."
    assert stel_samen(later.nu(), op=OP).wijzigingen == (weg,)
    later.arrangement.ondertekend_op = OP
    with geweigerd("niet_eerste_editie"):
        later.arrangement.clean()
    opnieuw = Proef().begin()
    QuerySet.update(
        Arrangement.objects.filter(pk=opnieuw.arrangement.pk),
        status="gepubliceerd",
        bron_url="https://voorbeeld.nl/2027",
    )
    assert stel_samen(later.nu(), op=OP).wijzigingen == ()


def test_after_an_edition_that_nobody_read_the_next_is_the_first(proef):
    """ARR-1, ARR-7: one that was withdrawn before it was published is no edition of before."""
    proef.vastgesteld()
    proef.stap("trek_in", motivatie="Het BOL kwam erop terug.")
    later = Proef(jaar=2028).begin()
    assert stel_samen(later.nu(), op=OP).wijzigingen == ("Dit is de eerste editie.",)
    assert later.nu().is_eerste_editie
