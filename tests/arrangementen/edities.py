"""An arrangement for tests, brought as far as a test wants it by the services themselves."""

import datetime
from dataclasses import dataclass, field

from arrangementen.models import Afspraak, Arrangement
from arrangementen.samenstelling import stel_samen
from arrangementen.services import arrangement as verbs
from arrangementen.services import inhoud
from dossiers.models import Fase
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.models import Agendapunt, Agendastatus, Overleg, Uitkomst
from governance.services import lijst
from novex.models import Criteriaset, Criterium, VasteTekst
from novex.rechten import Rol
from tests.arrangementen.factories import (
    DATUM,
    AfspraakFactory,
    besluit_voor,
    bol_ronde,
    zet_agenda,
    zet_status,
)
from tests.decor import departement, persoon, provincie
from tests.dossiers.factories import VraagstukFactory
from tests.factories import GebruikerFactory

OP = datetime.date(2027, 6, 14)
CRITERIA = (
    ("multisectoraal", "Multisectoraal", "twee_domeinen"),
    ("gebied", "Gebied met spanning", "gebied_of_meer_provincies"),
    ("regulier", "Geen regulier traject", ""),
    ("prioriteit", "Bestuurlijke prioriteit", "verwijzing_nr_povi"),
    ("haalbaar", "Haalbaar en uitvoerbaar", ""),
)


def opname_criteria():
    """The set ``opname RA`` with its five criteria (TRI-2)."""
    set_, nieuw = Criteriaset.objects.get_or_create(
        code="opname-ra-1",
        defaults={"naam": "Opname RA", "moment": Criteriaset.Moment.OPNAME_RA, "versie": 1},
    )
    if nieuw:
        for volgorde, (code, naam, check) in enumerate(CRITERIA, start=1):
            Criterium.objects.create(
                set=set_,
                code=f"opname-{code}",
                volgorde=volgorde,
                naam=naam,
                vraag=f"{naam}?",
                machinecheck=check,
            )
    return list(set_.criteria.all())


def vijf_ja(motivatie="Dit blijkt uit het vraagstuk."):
    return {c.pk: {"antwoord": "ja", "motivatie": motivatie} for c in opname_criteria()}


@dataclass
class Proef:
    """One provincie, its people and one arrangement; each step is a service call."""

    jaar: int = 2027
    arrangement: Arrangement | None = None
    vraagstuk: object = None
    afspraken: list[Afspraak] = field(default_factory=list)

    def __post_init__(self):
        self.provincie = provincie("pv25")
        self.staf = GebruikerFactory(organisatie=departement("vro"), rollen=[Rol.VRO_STAF])
        self.accounthouder, self.provinciaal = persoon("accounthouder"), persoon("provincie")
        self.ronde = bol_ronde(self.jaar)
        VasteTekst.objects.get_or_create(
            code="ra-status",
            defaults={"naam": "Wat dit is", "volgorde": 1, "tekst": "Geen wettelijk product."},
        )
        opname_criteria()

    def begin(self):
        self.arrangement = verbs.maak(
            provincie=self.provincie, jaar=self.jaar, ronde=self.ronde, door=self.accounthouder
        )
        return self

    def neem_op(self, vraagstuk=None, *, soort="vraagstuk", knelpunt="", oordelen=None):
        self.vraagstuk = vraagstuk or VraagstukFactory(
            fase=Fase.BESLUITVORMING, lead_provincie=self.provincie
        )
        return inhoud.neem_op(
            pk=self.arrangement.pk,
            vraagstuk=self.vraagstuk,
            soort=soort,
            knelpunt=knelpunt,
            oordelen=vijf_ja() if oordelen is None else oordelen,
            door=self.accounthouder,
            op=OP,
        )

    def nieuwe_afspraak(self, **velden):
        velden.setdefault("afgestemd", True)
        return AfspraakFactory(
            vraagstuk=self.vraagstuk, landing=self.provincie.organisatie, **velden
        )

    def neem_afspraak_op(self, afspraak=None):
        afspraak = afspraak or self.nieuwe_afspraak()
        self.afspraken.append(afspraak)
        return inhoud.neem_afspraak_op(
            pk=self.arrangement.pk, afspraak=afspraak, door=self.accounthouder
        )

    def som(self):
        return stel_samen(self.nu(), op=OP).inhoud_sha256

    def akkoord(self, door):
        return verbs.geef_akkoord(
            pk=self.arrangement.pk, kant=door.kant, inhoud_sha256=self.som(), door=door, op=OP
        )

    def bol_besluit(self, **punt):
        """The BOL of the landsdeel decides on the arrangement itself (ARR-1)."""
        overleg = Overleg.objects.create(
            ronde=punt.pop("ronde", self.ronde),
            gremium=Gremium.BOL,
            naam="BOL Oost",
            datum=DATUM,
            landsdeel=self.provincie.landsdeel,
        )
        overleg.provincies.add(self.provincie)
        rij = Agendapunt.objects.create(
            overleg=overleg,
            gremium=Gremium.BOL,
            onderwerp="Ruimtelijk Arrangement",
            soort=Puntsoort.TER_BESLUITVORMING,
            gevraagd_besluit="Stel het arrangement vast.",
            indiener=self.staf.organisatie,
            **punt,
        )
        rij.provincies.add(self.provincie)
        uitkomst = Uitkomst.objects.create(
            agendapunt=rij,
            gremium=Gremium.BOL,
            puntsoort=rij.soort,
            soort=Uitkomstsoort.BESLUIT,
            tekst="Het BOL stelt het arrangement vast.",
            door=self.staf,
        )
        zet_agenda(overleg, Agendastatus.GEHOUDEN)
        return uitkomst

    def bevries_lijst(self):
        return lijst.bevries(ronde_pk=self.ronde.pk, door=self.staf, doel="Kamerbrief", op=OP)

    def kamerbrief(self):
        return lijst.leg_kamerbrief_vast(
            ronde_pk=self.ronde.pk, door=self.staf, datum=OP, nummer="2027D00001", op=OP
        )

    def stap(self, naam, *, door=None, motivatie="Zoals besloten.", uitkomst=None):
        if naam == "stel_vast" and uitkomst is None:
            uitkomst = self.nu().bol_besluiten().order_by("pk").first()
        return verbs.voer_stap_uit(
            pk=self.arrangement.pk,
            naam=naam,
            motivatie=motivatie,
            door=door or self.staf,
            op=OP,
            uitkomst=uitkomst,
        )

    def nu(self):
        return Arrangement.objects.get(pk=self.arrangement.pk)

    # As far as a test wants it.

    def gevuld(self, aantal=1):
        self.begin()
        self.neem_op()
        for _ in range(aantal):
            self.neem_afspraak_op()
        return self

    def afgestemd(self, aantal=1):
        self.gevuld(aantal)
        self.akkoord(self.staf)
        self.akkoord(self.provinciaal)
        return self

    def besloten(self, aantal=1):
        self.afgestemd(aantal)
        besluit_voor(self.vraagstuk)
        self.bol_besluit()
        self.bevries_lijst()
        return self

    def vastgesteld(self, aantal=1):
        self.besloten(aantal)
        self.stap("stel_vast")
        return self

    def gepubliceerd(self, aantal=1):
        self.vastgesteld(aantal)
        self.kamerbrief()
        self.stap("publiceer")
        return self


def met_een_vervallen_afspraak(proef):
    """The first of its afspraken no longer holds."""
    zet_status(proef.afspraken[0], "vervallen", vervallen_op=OP, vervallen_reden="Dubbel.")
