"""Dossiers for tests of every app: a vraagstuk that is complete for its fase by default.

A test takes away what it is about.
"""

import datetime

import factory

from dossiers.models import (
    Aanpak,
    Accountteamzienswijze,
    Belegging,
    Fase,
    Feit,
    Instemming,
    Notitie,
    Oplossingsrichting,
    Tekstreactie,
    Tekstwijziging,
    Triageadvies,
    Triagebesluit,
    Vraagstuk,
    Weging,
)
from novex.models import Criteriaset
from novex.zichtbaarheid import Kant, Zichtbaarheid
from tests.factories import (
    DomeinFactory,
    EenmaligFactory,
    Fabriek,
    GebruikerFactory,
    IemandFactory,
    KeuzeFactory,
    OrganisatieFactory,
    ProvincieFactory,
)

DATUM = datetime.date(2026, 6, 1)


class VraagstukFactory(Fabriek):
    """Open and filled in; ``provincies`` and the like take a list of rows."""

    class Meta:
        model = Vraagstuk
        skip_postgeneration_save = True

    class Params:
        concept = factory.Trait(fase=Fase.CONCEPT, nummer=None)

    nummer = factory.Sequence(lambda n: f"2026-{n + 1:03d}")
    titel = factory.Sequence(lambda n: f"Woningbouw of waterberging {n}")
    omschrijving = "Twee claims op dezelfde polder."
    fase = Fase.BEELDVORMING
    herkomst = Vraagstuk.Herkomst.SIGNAAL
    organisatie = factory.SubFactory(OrganisatieFactory, code="vro", naam="VRO", is_vro=True)
    melder_organisatie = factory.SelfAttribute("organisatie")
    melder_functie = "beleidsmedewerker"
    lichte_triage = "Nota Ruimte: water en bodem sturend."
    gelijksoortig_gezien = True
    lead_provincie = factory.SubFactory(ProvincieFactory, code="pv25", naam="Gelderland")
    gebied = "De Liemers"
    dilemmas = "Bouwen of bergen."
    spanningen = "Beide vragen dezelfde grond."
    partijen = "Gemeente en waterschap"
    prioriteit = Vraagstuk.Prioriteit.HOOG
    planning = "DO NOVEX van maart 2027"

    @factory.post_generation
    def provincies(self, create, provincies, **kwargs):
        self.provincies.add(*([self.lead_provincie] if provincies is None else provincies))

    @factory.post_generation
    def domeinen(self, create, domeinen, **kwargs):
        standaard = [DomeinFactory(code="wonen"), DomeinFactory(code="water-en-bodem")]
        self.domeinen.add(*(standaard if domeinen is None else domeinen))

    @factory.post_generation
    def keuzes(self, create, keuzes, **kwargs):
        self.keuzes.add(*([KeuzeFactory()] if keuzes is None else keuzes))

    @factory.post_generation
    def organisaties(self, create, organisaties, **kwargs):
        self.organisaties.add(*(organisaties or []))


def in_fase(fase, **velden):
    """A vraagstuk in this fase; a concept has no number yet."""
    nummer = {"nummer": None} if fase == Fase.CONCEPT else {}
    return VraagstukFactory(fase=fase, **nummer, **velden)


class AanpakFactory(Fabriek):
    class Meta:
        model = Aanpak

    vraagstuk = factory.SubFactory(VraagstukFactory)
    aanpak = "Samen ontwerpen in drie ateliers."
    tempo = "Voor het BOL van 2027"
    fasering = "Verkennen, ontwerpen, kiezen."
    rolverdeling = "VRO trekt, de provincie ontwerpt."
    benodigde_besluitvorming = "De richting voor de polder."
    bestuurlijke_keuze_nodig = True
    monitoring_wijze = "In de monitor, elk jaar"


class RichtingFactory(Fabriek):
    """``gewogen=True`` adds the three wegingen."""

    class Meta:
        model = Oplossingsrichting
        skip_postgeneration_save = True

    vraagstuk = factory.SubFactory(VraagstukFactory)
    volgorde = factory.LazyAttribute(lambda o: o.vraagstuk.richtingen.count() + 1)
    titel = factory.LazyAttribute(lambda o: f"Richting {o.volgorde}")

    @factory.post_generation
    def gewogen(self, create, gewogen, **kwargs):
        for principe in Weging.Principe if gewogen else ():
            WegingFactory(richting=self, principe=principe)


class WegingFactory(Fabriek):
    class Meta:
        model = Weging

    richting = factory.SubFactory(RichtingFactory)
    principe = Weging.Principe.MEERVOUDIG
    score = Weging.Score.PLUS_EEN
    motivatie = "Combineert wonen en bergen."


class CriteriasetFactory(EenmaligFactory):
    class Meta:
        model = Criteriaset
        django_get_or_create = ["code"]

    code = "triage-1"
    naam = "Triage"
    moment = Criteriaset.Moment.TRIAGE
    versie = 1


class TriageadviesFactory(Fabriek):
    class Meta:
        model = Triageadvies

    vraagstuk = factory.SubFactory(VraagstukFactory)
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    set = factory.SubFactory(CriteriasetFactory)
    uitkomst = Triageadvies.Uitkomst.NAAR_OORDEELSVORMING
    motivatie = "Het is multisectoraal en het speelt in een gebied."
    knockout = "doorwerking"
    knockout_besluit = "Nota Ruimte"
    door = factory.SubFactory(IemandFactory)


class ZienswijzeFactory(Fabriek):
    """What the accountteam thinks of an advice; who decides read it (TRI-6)."""

    class Meta:
        model = Accountteamzienswijze

    advies = factory.SubFactory(TriageadviesFactory)
    tekst = "Het accountteam is het eens."
    door = factory.SubFactory(IemandFactory)


class TriagebesluitFactory(Fabriek):
    """A decided triage, positive by default; ``advies__vraagstuk=...`` says of which."""

    class Meta:
        model = Triagebesluit

    advies = factory.SubFactory(TriageadviesFactory)
    adviseur = factory.SelfAttribute("advies.door")
    uitkomst = Triagebesluit.Uitkomst.POSITIEF
    motivatie = "Wij volgen het advies."
    zienswijze = factory.SubFactory(ZienswijzeFactory, advies=factory.SelfAttribute("..advies"))
    wijkt_af = False
    knockout = "doorwerking"
    knockout_besluit = "Nota Ruimte"
    door = factory.SubFactory(GebruikerFactory)


class FeitFactory(Fabriek):
    class Meta:
        model = Feit

    vraagstuk = factory.SubFactory(VraagstukFactory)
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    soort = Feit.Soort.AFSPRAAK
    kenmerk = factory.Sequence(lambda n: f"{n}")
    label = factory.LazyAttribute(lambda o: f"{o.soort} {o.kenmerk}")
    publiek = Zichtbaarheid.RIJK_EN_REGIO
    door = factory.SubFactory(IemandFactory)


class InstemmingFactory(Fabriek):
    class Meta:
        model = Instemming

    vraagstuk = factory.SubFactory(VraagstukFactory)
    handeling = Instemming.Handeling.LEG_TERUG
    fase = factory.SelfAttribute("vraagstuk.fase")
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    stand = factory.LazyAttribute(lambda o: o.vraagstuk.stand_bij(o.handeling))
    door = factory.SubFactory(GebruikerFactory)
    organisatie = factory.SelfAttribute("door.organisatie")


class BeleggingFactory(Fabriek):
    class Meta:
        model = Belegging

    vraagstuk = factory.SubFactory(VraagstukFactory)
    doorloop = factory.SelfAttribute("vraagstuk.doorloop")
    ontvanger_soort = Belegging.OntvangerSoort.DEPARTEMENT
    ontvanger_organisatie = factory.SubFactory(OrganisatieFactory, code="lvvn", naam="LVVN")
    ontvanger_naam = "Programma landelijk gebied"
    waarom = "Het is een sectorale opgave."
    geraadpleegd = "Het accountteam Oost"
    opvolging = "Staat op de agenda van het programma"
    terug_op = datetime.date(2027, 6, 1)
    antwoord_voor = datetime.date(2026, 7, 1)
    door = factory.SubFactory(IemandFactory)


class TekstwijzigingFactory(Fabriek):
    class Meta:
        model = Tekstwijziging

    vraagstuk = factory.SubFactory(VraagstukFactory)
    veld = "dilemmas"
    label = "Dilemma's"
    oud = "Bouwen of bergen."
    nieuw = "Bouwen en bergen."
    door = factory.SubFactory(IemandFactory)
    organisatie = factory.SelfAttribute("door.organisatie")
    kant = factory.SelfAttribute("door.organisatie.kant")


class TekstreactieFactory(Fabriek):
    class Meta:
        model = Tekstreactie

    wijziging = factory.SubFactory(TekstwijzigingFactory)
    soort = Tekstreactie.Soort.BEZWAAR
    toelichting = "Dit hadden wij anders afgesproken."
    kant = Kant.REGIO
    door = factory.SubFactory(GebruikerFactory)
    organisatie = factory.SelfAttribute("door.organisatie")


class NotitieFactory(Fabriek):
    class Meta:
        model = Notitie

    vraagstuk = factory.SubFactory(VraagstukFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    zichtbaarheid = Zichtbaarheid.EIGEN_ORGANISATIE
    tekst = "Let op de planning."
    door = factory.SubFactory(GebruikerFactory, organisatie=factory.SelfAttribute("..organisatie"))
