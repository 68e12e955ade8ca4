"""Afspraken for tests of every app: SMART and mutual by default; a test takes away what it
is about. ``afgestemd`` and ``vastgesteld`` bring the rows that those statuses need."""

import datetime
from decimal import Decimal

import factory
from django.db.models import QuerySet

from arrangementen.models import Actie, Afspraak, Akkoord, Geldregel, Landing
from arrangementen.termijn import Termijnsoort
from dossiers.models import Fase, Vraagstuk
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.models import Agendapunt, Agendastatus, Cyclus, Overleg, Ronde, Uitkomst
from novex.zichtbaarheid import Kant
from tests.dossiers.factories import VraagstukFactory
from tests.factories import Fabriek, IemandFactory, OrganisatieFactory, PersoonFactory

DATUM = datetime.date(2027, 6, 10)


def bol_ronde(jaar=2027):
    cyclus, _ = Cyclus.objects.get_or_create(jaar=jaar, defaults={"label": f"Cyclus {jaar}"})
    ronde, _ = Ronde.objects.get_or_create(cyclus=cyclus, gremium=Gremium.BOL, label=f"BOL {jaar}")
    return ronde


def besluit_voor(vraagstuk, *, gremium=Gremium.BOL, soort=Uitkomstsoort.BESLUIT, provincie=None):
    """An uitkomst on the vraagstuk at the table of its lead provincie, or of its landsdeel.

    A besluit brings the vraagstuk to opvolging, as it does when its other guards are met.
    """
    provincie = provincie or vraagstuk.lead_provincie
    ronde = bol_ronde()
    if gremium != Gremium.BOL:
        ronde, _ = Ronde.objects.get_or_create(
            cyclus=ronde.cyclus, gremium=gremium, label=f"{gremium} 2027"
        )
    overleg = Overleg.objects.create(
        ronde=ronde,
        gremium=gremium,
        naam=f"{gremium} {provincie}",
        datum=DATUM,
        landsdeel=provincie.landsdeel if gremium == Gremium.BOL else None,
        agenda_status=Agendastatus.VERZONDEN,
    )
    overleg.provincies.add(provincie)
    punt = Agendapunt.objects.create(
        overleg=overleg,
        gremium=gremium,
        vraagstuk=vraagstuk,
        onderwerp=vraagstuk.titel,
        soort=Puntsoort.TER_BESLUITVORMING,
        gevraagd_besluit="Stem in met de afspraak.",
        indiener=vraagstuk.organisatie,
    )
    punt.provincies.add(provincie)
    uitkomst = Uitkomst.objects.create(
        agendapunt=punt,
        gremium=gremium,
        puntsoort=punt.soort,
        soort=soort,
        doorloop=vraagstuk.doorloop,
        tekst="Het overleg stemt in.",
        motivatie="Er is meer tijd nodig." if soort == Uitkomstsoort.AANGEHOUDEN else "",
        tot_wanneer=DATUM if soort == Uitkomstsoort.AANGEHOUDEN else None,
        provincie=None if gremium == Gremium.BOL else provincie,
        door=IemandFactory(),
    )
    zet_agenda(overleg, Agendastatus.GEHOUDEN)
    if soort == Uitkomstsoort.BESLUIT:
        zet_fase(vraagstuk, Fase.OPVOLGING)
    return uitkomst


def zet_agenda(overleg, status):
    """Put the agenda in a state, past the overgangen: governance has tests of its own."""
    QuerySet.update(Overleg.objects.filter(pk=overleg.pk), agenda_status=status)


def zet_fase(vraagstuk, fase):
    """Put a vraagstuk in a fase, past the overgangen: dossiers has tests of its own."""
    QuerySet.update(Vraagstuk.objects.filter(pk=vraagstuk.pk), fase=fase)


def zet_status(afspraak, status, **velden):
    """Put an afspraak in a status, past the overgangen."""
    QuerySet.update(Afspraak.objects.filter(pk=afspraak.pk), status=status, **velden)
    return Afspraak.objects.get(pk=afspraak.pk)


class ActieFactory(Fabriek):
    class Meta:
        model = Actie

    kant = factory.LazyAttribute(lambda o: o.trekker_organisatie.kant)
    trekker_organisatie = factory.SubFactory(OrganisatieFactory)
    trekker_functie = "directeur ruimte"
    resultaat = "Een vastgesteld programma van eisen"
    termijn = datetime.date(2027, 10, 1)


class LandingFactory(Fabriek):
    class Meta:
        model = Landing

    plek_soort = Landing.Plek.POVI
    plek_naam = "POVI Gelderland 2028"
    eigenaar_organisatie = factory.SubFactory(OrganisatieFactory)
    eigenaar_functie = "afdelingshoofd ruimte"
    uiterlijk = datetime.date(2028, 12, 31)


class GeldregelFactory(Fabriek):
    class Meta:
        model = Geldregel

    bedrag = Decimal("845000000")
    aandeel_rijk = Decimal("600000000")
    aandeel_regio = Decimal("245000000")
    afronding = Geldregel.Afronding.AFGEROND
    prijspeil = "2022"
    btw = Geldregel.Btw.INCLUSIEF
    verantwoordelijke = factory.SubFactory(OrganisatieFactory)


class AfspraakFactory(Fabriek):
    """A concept that may be afgestemd but for the akkoorden; ``akkoorden=True`` adds those."""

    class Meta:
        model = Afspraak
        skip_postgeneration_save = True

    class Params:
        historisch = factory.Trait(
            vraagstuk=None,
            herkomst_soort=Afspraak.Herkomst.HISTORISCH,
            status=Afspraak.Status.VASTGESTELD,
            type="",
            jaar=2022,
            forum="BOL juni 2022",
            bron_url="https://voorbeeld.nl/afspraken",
        )

    vraagstuk = factory.SubFactory(VraagstukFactory, fase=Fase.OORDEELSVORMING)
    nummer = factory.Sequence(lambda n: f"AFS-2027-{n + 501}")
    jaar = 2027
    titel = factory.Sequence(lambda n: f"Bergingsopgave De Liemers {n}")
    tekst = "Rijk en Gelderland leggen de zoekgebieden voor waterberging vast."
    type = Afspraak.Type.RICHTING
    scope = Afspraak.Scope.PROVINCIE
    organisatie = factory.SubFactory(OrganisatieFactory, code="vro", naam="VRO", is_vro=True)
    resultaat = "Een kaart met drie zoekgebieden"
    product = "Kaart zoekgebieden"
    termijn_soort = Termijnsoort.DATUM
    termijn_tekst = "31-12-2027"
    termijn_tot = datetime.date(2027, 12, 31)
    beoordeel_op = datetime.date(2027, 12, 31)
    elders_afgesproken = False
    procesafspraak = False

    @factory.post_generation
    def provincies(self, create, provincies, **kwargs):
        eigen = [self.vraagstuk.lead_provincie] if self.vraagstuk else []
        self.provincies.add(*(eigen if provincies is None else provincies))

    @factory.post_generation
    def acties(self, create, trekkers, **kwargs):
        if trekkers is None and self.vraagstuk:
            trekkers = [self.organisatie, self.vraagstuk.lead_provincie.organisatie]
        for trekker in trekkers or []:
            ActieFactory(afspraak=self, trekker_organisatie=trekker)

    @factory.post_generation
    def partijen(self, create, partijen, **kwargs):
        self.partijen.add(*(partijen or []))

    @factory.post_generation
    def akkoorden(self, create, akkoorden, **kwargs):
        if akkoorden:
            geef_akkoorden(self)

    @factory.post_generation
    def landing(self, create, landing, **kwargs):
        if landing:
            LandingFactory(afspraak=self, eigenaar_organisatie=landing)

    @factory.post_generation
    def afgestemd(self, create, afgestemd, **kwargs):
        if afgestemd:
            geef_akkoorden(self)
            self.__dict__.update(zet_status(self, Afspraak.Status.AFGESTEMD).__dict__)

    @factory.post_generation
    def vastgesteld(self, create, vastgesteld, **kwargs):
        if vastgesteld:
            nu = zet_status(
                self,
                Afspraak.Status.VASTGESTELD,
                uitkomst=besluit_voor(self.vraagstuk),
                vastgesteld_op=DATUM,
            )
            self.__dict__.update(nu.__dict__)


def geef_akkoorden(afspraak):
    """Every party agrees on the text of now."""
    vers = Afspraak.objects.get(pk=afspraak.pk)
    for partij in vers.partijen_nu():
        Akkoord.objects.create(
            afspraak=vers,
            organisatie=partij,
            tekst_sha256=vers.tekst_sha256,
            door=PersoonFactory(username=f"van-{partij.code}", organisatie=partij),
        )


def geef_akkoorden_opnieuw(afspraak):
    """After a change: on the text of now, unless it is the same."""
    vers = Afspraak.objects.get(pk=afspraak.pk)
    if not vers.akkoorden.filter(tekst_sha256=vers.tekst_sha256).exists():
        geef_akkoorden(vers)


def regio(naam="Provincie Gelderland"):
    return OrganisatieFactory(naam=naam, kant=Kant.REGIO)
