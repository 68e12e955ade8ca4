"""What an edition says of earlier afspraken: what still runs, and what ended since the last one."""

import datetime

from django.db.models import QuerySet

from arrangementen.models import Afspraak, Arrangement
from arrangementen.samenstelling import stel_samen
from tests.arrangementen.edities import OP, Proef
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, zet_status


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
