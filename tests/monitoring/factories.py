"""A round with the reports of both sides, for tests of every app."""

import datetime

import factory
from django.db.models import QuerySet

from arrangementen.models import Arrangement, Opgenomenafspraak
from monitoring.models import Monitorronde, Voortgang
from monitoring.signalen import Stadium
from tests.arrangementen.factories import AfspraakFactory
from tests.factories import Fabriek, IemandFactory, ProvincieFactory

# Long begun, so that one may report on whatever day a test runs.
RONDE = {
    "jaar": 2027,
    "naam": "Voorjaarsronde",
    "peildatum": datetime.date(2027, 3, 1),
    "open_van": datetime.date(2020, 1, 6),
    "open_tot": datetime.date(2027, 4, 1),
}


class RondeFactory(Fabriek):
    class Meta:
        model = Monitorronde

    jaar = 2027
    naam = factory.Sequence(lambda n: f"Ronde {n}")
    peildatum = datetime.date(2027, 3, 1)
    open_van = datetime.date(2020, 1, 6)
    open_tot = datetime.date(2027, 4, 1)
    geopend_door = factory.SubFactory(IemandFactory)
    geopend_op = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)


class VoortgangFactory(Fabriek):
    class Meta:
        model = Voortgang

    ronde = factory.SubFactory(RondeFactory)
    kant = factory.LazyAttribute(lambda o: o.organisatie.kant)
    stadium = Stadium.BEZIG
    toelichting = "Het ontwerp is bijna klaar."


class ArrangementFactory(Fabriek):
    class Meta:
        model = Arrangement
        skip_postgeneration_save = True

    provincie = factory.SubFactory(ProvincieFactory, code="pv25", naam="Gelderland")
    jaar = 2027

    @factory.post_generation
    def afspraken(self, create, afspraken, **kwargs):
        for volgorde, afspraak in enumerate(afspraken or [], 1):
            Opgenomenafspraak.objects.create(arrangement=self, afspraak=afspraak, volgorde=volgorde)


def vastgestelde_afspraak(**velden):
    """Established and not landed: what a round asks about."""
    return AfspraakFactory(vastgesteld=True, **velden)


def zet_voortgang(voortgang, status, **velden):
    """Put a report in a status, past the overgangen."""
    QuerySet.update(Voortgang.objects.filter(pk=voortgang.pk), status=status, **velden)
    return Voortgang.objects.get(pk=voortgang.pk)
