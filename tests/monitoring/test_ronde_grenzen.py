"""What a round does not ask, and when it cannot be closed (MON-1, MON-2)."""

import datetime

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from dossiers.models import Vraagstuk
from monitoring.models import Monitorronde
from monitoring.services import rondes
from tests.monitoring.factories import RONDE, vastgestelde_afspraak
from tests.weigeringen import geweigerd

DAG = datetime.timedelta(days=1)


@pytest.fixture
def afspraak(gelderland, vro):
    return vastgestelde_afspraak()


def test_a_round_is_not_closed_before_its_first_day(afspraak, staf):
    """MON-1, MON-2: nobody could report yet, and would read that they did not."""
    ronde = rondes.open_ronde(door=staf, **RONDE)
    Monitorronde.objects.update(open_van=timezone.localdate() + DAG)
    with geweigerd("ronde_niet_begonnen"):
        rondes.sluit_ronde(pk=ronde.pk, door=staf)
    Monitorronde.objects.update(open_van=timezone.localdate())
    assert not rondes.sluit_ronde(pk=ronde.pk, door=staf).is_open


def test_what_is_elders_belegd_is_not_asked(afspraak, staf):
    """MON-1, MON-2: its afspraken went along; the monitor says so and asks nobody."""
    QuerySet.update(Vraagstuk.objects.all(), fase="elders_belegd")
    assert not rondes.open_ronde(door=staf, **RONDE).voortgangen.exists()
