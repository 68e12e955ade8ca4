"""The tables of a cycle for tests: rows as the services leave them.

A test takes away what it is about. States past concept are reached through the services, with
``verzonden_overleg`` and ``met_uitkomst``.
"""

import datetime

import factory

from dossiers.models import Fase
from governance.gremia import CYCLUSTAFELS, Gremium, Puntsoort, Uitkomstsoort
from governance.models import Agendapunt, Cyclus, Mandaat, Overleg, Rijksinzet, Ronde
from governance.services import agenda, uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from tests.dossiers.factories import AanpakFactory, RichtingFactory, VraagstukFactory
from tests.factories import (
    EenmaligFactory,
    Fabriek,
    IemandFactory,
    OrganisatieFactory,
    ProvincieFactory,
)

DAG = datetime.date(2027, 3, 10)


class CyclusFactory(EenmaligFactory):
    class Meta:
        model = Cyclus
        django_get_or_create = ["jaar"]

    jaar = 2027
    label = factory.LazyAttribute(lambda o: f"Cyclus {o.jaar}")


class RondeFactory(EenmaligFactory):
    class Meta:
        model = Ronde
        django_get_or_create = ["cyclus", "gremium"]

    cyclus = factory.SubFactory(CyclusFactory)
    gremium = Gremium.DO
    label = factory.LazyAttribute(lambda o: f"Ronde {o.gremium} {o.cyclus.jaar}")


class OverlegFactory(Fabriek):
    """A DO of Gelderland by default; ``provincies`` takes a list."""

    class Meta:
        model = Overleg
        skip_postgeneration_save = True

    gremium = Gremium.DO
    ronde = factory.Maybe(
        factory.LazyAttribute(lambda o: o.gremium in CYCLUSTAFELS),
        yes_declaration=factory.SubFactory(
            RondeFactory, gremium=factory.SelfAttribute("..gremium")
        ),
        no_declaration=None,
    )
    naam = factory.LazyAttribute(lambda o: f"{Gremium(o.gremium).label} Gelderland")
    datum = DAG
    landsdeel = factory.LazyAttribute(
        lambda o: (
            ProvincieFactory(code="pv25", naam="Gelderland").landsdeel
            if o.gremium == Gremium.BOL
            else None
        )
    )

    @factory.post_generation
    def provincies(self, create, provincies, **kwargs):
        standaard = [ProvincieFactory(code="pv25", naam="Gelderland")]
        self.provincies.add(*(standaard if provincies is None else provincies))


class AgendapuntFactory(Fabriek):
    class Meta:
        model = Agendapunt
        skip_postgeneration_save = True

    overleg = factory.SubFactory(OverlegFactory)
    gremium = factory.SelfAttribute("overleg.gremium")
    volgorde = factory.Sequence(lambda n: n + 1)
    vraagstuk = factory.SubFactory(VraagstukFactory, fase=Fase.OORDEELSVORMING)
    onderwerp = factory.LazyAttribute(lambda o: o.vraagstuk.titel if o.vraagstuk else "Rondvraag")
    soort = Puntsoort.TER_ADVISERING
    gevraagd_besluit = "Instemmen met de richting voor de polder."
    indiener = factory.SubFactory(OrganisatieFactory, code="vro", naam="VRO", is_vro=True)

    @factory.post_generation
    def provincies(self, create, provincies, **kwargs):
        eigen = self.overleg.provincies.all()
        self.provincies.add(*(eigen if provincies is None else provincies))


class MandaatFactory(Fabriek):
    class Meta:
        model = Mandaat

    vraagstuk = factory.SubFactory(VraagstukFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    ruimte = "Tot en met variant B."
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    door = factory.SubFactory(IemandFactory)


class RijksinzetFactory(Fabriek):
    class Meta:
        model = Rijksinzet

    vraagstuk = factory.SubFactory(VraagstukFactory)
    versie = 1
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    tekst = "Het Rijk kiest voor water."
    door = factory.SubFactory(IemandFactory)


def rijp_vraagstuk(*, bestuurlijke_keuze_nodig=True, **velden):
    """In oordeelsvorming, with aanpak and weighed richtingen: ready for the DO (VRA-5)."""
    vraagstuk = VraagstukFactory(fase=Fase.OORDEELSVORMING, **velden)
    voorkeur = RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    AanpakFactory(
        vraagstuk=vraagstuk,
        bestuurlijke_keuze_nodig=bestuurlijke_keuze_nodig,
        voorkeursrichting=voorkeur,
        voorkeur_reden="Bergt het meeste water.",
    )
    return vraagstuk


def in_stand(overleg, stand):
    """Set the state past the services, for tests that are not about reaching it."""
    Overleg._meta.get_field("agenda_status").set_state(overleg, stand)
    overleg.save(update_fields=["agenda_status"])
    return overleg


def verzonden(overleg, staf):
    """Send through the service; an agenda that must be agreed is set to afgestemd first."""
    if overleg.wordt_afgestemd:
        in_stand(overleg, "afgestemd")
    agenda.verzend(overleg_pk=overleg.pk, door=staf)
    return Overleg.objects.get(pk=overleg.pk)


def met_uitkomst(punt, staf, soort=Uitkomstsoort.ADVIES, gezien=0, provincies=(), **invoer):
    """Record an outcome on the day of the meeting; without provincies for all of the punt."""
    gegevens = {"soort": soort, "tekst": "Ga door met richting 1.", **invoer}
    return uitkomsten.leg_vast(
        punt_pk=punt.pk,
        invoer=Uitkomstinvoer(**gegevens),
        gezien=gezien,
        provincies=provincies,
        door=staf,
        op=punt.overleg.datum,
    )
