"""Signalen for tests: complete for handing in by default; a test takes away what it is about."""

import datetime

import factory
from django.utils import timezone

from dossiers.models import Signaal
from novex.zichtbaarheid import Zichtbaarheid
from tests.factories import DomeinFactory, Fabriek, GebruikerFactory, ProvincieFactory


class SignaalFactory(Fabriek):
    class Meta:
        model = Signaal
        skip_postgeneration_save = True

    class Params:
        ingediend = factory.Trait(
            status=Signaal.Status.INGEDIEND,
            ingediend_op=factory.LazyFunction(timezone.now),
            antwoord_voor=datetime.date(2026, 12, 1),
        )

    titel = factory.Sequence(lambda n: f"Netcongestie remt woningbouw {n}")
    wat_botst = "Een hoogspanningsstation en een woonwijk willen dezelfde plek."
    gebied = "De Liemers"
    waarom_urgent = "De gemeente besluit dit voorjaar."
    bron = Signaal.Bron.INFORMEEL
    melder_functie = "programmamanager wonen"
    ingevoerd_door = factory.SubFactory(GebruikerFactory)
    organisatie = factory.SelfAttribute("ingevoerd_door.organisatie")
    melder_organisatie = factory.SelfAttribute("organisatie")
    zichtbaarheid = Zichtbaarheid.RIJK_EN_REGIO

    @factory.post_generation
    def provincies(self, create, provincies, **kwargs):
        standaard = [ProvincieFactory(code="pv25", naam="Gelderland")]
        self.provincies.set(standaard if provincies is None else provincies)

    @factory.post_generation
    def domeinen(self, create, domeinen, **kwargs):
        self.domeinen.set([DomeinFactory(code="wonen")] if domeinen is None else domeinen)
