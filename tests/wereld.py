"""One world for the tests over the whole application: everything in it is there twice.

Gelderland is the own provincie of most people here, Drenthe the other one; what neither may see
belongs to Overijssel. ``maak_wereld`` runs in a transaction of the module that uses it, so that
thousands of requests share it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from arrangementen.inlezen import AfspraakInlezer
from arrangementen.models import Arrangement
from arrangementen.services import inhoud, status
from dossiers.inlezen import VraagstukInlezer
from dossiers.models import Aanpak, Fase, Instemming
from governance.gremia import Gremium, Puntsoort
from governance.models import Annotatie, Escalatie, Rijksinzetakkoord, Uitkomst
from governance.services import agenda
from governance.services import lijst as lijstservices
from monitoring.demo.laden import GEGEVENS
from monitoring.inlezen import BuitenvoortgangInlezer
from monitoring.models import Monitorronde
from monitoring.models.buitenvoortgang import Buitenvoortgang
from monitoring.services import voortgang
from novex.inlezen.services import ontvang
from novex.models import (
    Achtergrondtaak,
    Criteriaset,
    Criterium,
    Gebruiker,
    Organisatie,
    Provincie,
)
from novex.rechten import Rol
from novex.zichtbaarheid import Zichtbaarheid
from tests.arrangementen.edities import Proef, opname_criteria
from tests.arrangementen.factories import (
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    besluit_voor,
    bol_ronde,
)
from tests.dossiers.factories import (
    AanpakFactory,
    BeleggingFactory,
    FeitFactory,
    InstemmingFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.signalen import SignaalFactory
from tests.factories import (
    GebruikerFactory,
    OrganisatieFactory,
    ProvincieFactory,
    ToewijzingFactory,
)
from tests.governance.factories import (
    AgendapuntFactory,
    MandaatFactory,
    OverlegFactory,
    RijksinzetFactory,
    in_stand,
    met_uitkomst,
    verzonden,
)
from tests.monitoring.factories import ArrangementFactory, VoortgangFactory

F, Z = Fase, Zichtbaarheid
VANDAAG = timezone.localdate()
NU = f"{VANDAAG:%d-%m-%Y}"
INLEZERS: dict[str, Any] = {
    "vraagstukken": VraagstukInlezer,
    "afspraken": AfspraakInlezer,
    "monitor": BuitenvoortgangInlezer,
}


@dataclass
class Hoek:
    """Everything of one provincie, by name."""

    provincie: Provincie
    provinciaal: Gebruiker
    signaal: dict[str, Any] = field(default_factory=dict)
    vraagstuk: dict[str, Any] = field(default_factory=dict)
    overleg: dict[str, Any] = field(default_factory=dict)
    punt: dict[str, Any] = field(default_factory=dict)
    afspraak: dict[str, Any] = field(default_factory=dict)
    arrangement: dict[str, Any] = field(default_factory=dict)
    rij: dict[str, Any] = field(default_factory=dict)

    @property
    def organisatie(self) -> Organisatie:
        return self.provincie.organisatie


@dataclass
class Wereld:
    personen: dict[str, Gebruiker]
    gelderland: Hoek
    drenthe: Hoek
    verborgen: Hoek
    rij: dict[str, Any] = field(default_factory=dict)


def maak_wereld() -> Wereld:
    personen = maak_personen()
    _referentie()
    hoeken = {
        "gelderland": Hoek(_provincie("pv25"), personen["provincie"]),
        "drenthe": Hoek(_provincie("pv22"), personen["andere provincie"]),
    }
    for hoek in hoeken.values():
        _vul(hoek, personen)
    verborgen = Hoek(_provincie("pv23"), GebruikerFactory(rollen=[Rol.PROVINCIE]))
    verborgen.provinciaal.organisatie = verborgen.organisatie
    verborgen.provinciaal.save()
    _verberg(verborgen)
    wereld = Wereld(personen, verborgen=verborgen, **hoeken)
    _gedeeld(wereld)
    return wereld


def _provincie(code: str) -> Provincie:
    namen = {"pv25": ("Gelderland", "oost"), "pv22": ("Drenthe", "noord")}
    naam, landsdeel = namen.get(code, ("Overijssel", "oost"))
    return ProvincieFactory(code=code, naam=naam, landsdeel__code=landsdeel)


def _departement(code: str, naam: str, **velden: Any) -> Organisatie:
    return OrganisatieFactory(code=code, naam=naam, afkorting=naam, **velden)


def maak_personen() -> dict[str, Gebruiker]:
    """One person per role; "elders" and "andere" stand beside those of Gelderland."""
    vro = _departement("vro", "VRO", is_vro=True)
    lvvn, ienw = _departement("lvvn", "LVVN"), _departement("ienw", "IenW")
    gelderland, drenthe = _provincie("pv25"), _provincie("pv22")
    wie: dict[str, tuple[Organisatie, Rol]] = {
        "accounthouder": (vro, Rol.ACCOUNTHOUDER),
        "accounthouder elders": (vro, Rol.ACCOUNTHOUDER),
        "regietafellid": (vro, Rol.REGIETAFELLID),
        "expert": (lvvn, Rol.VAKDEPARTEMENT),
        "expert elders": (ienw, Rol.VAKDEPARTEMENT),
        "provincie": (gelderland.organisatie, Rol.PROVINCIE),
        "andere provincie": (drenthe.organisatie, Rol.PROVINCIE),
        "staf": (vro, Rol.VRO_STAF),
        "bestuurder rijk": (vro, Rol.BESTUURDER),
        "bestuurder provincie": (gelderland.organisatie, Rol.BESTUURDER),
        "beheerder": (vro, Rol.BEHEERDER),
    }
    personen = {
        naam: GebruikerFactory(
            username=naam.replace(" ", "-"),
            organisatie=organisatie,
            rollen=[rol],
            is_staff=rol == Rol.BEHEERDER,
        )
        for naam, (organisatie, rol) in wie.items()
    }
    ToewijzingFactory(gebruiker=personen["accounthouder"], provincie=gelderland)
    ToewijzingFactory(gebruiker=personen["accounthouder elders"], provincie=drenthe)
    ToewijzingFactory(gebruiker=personen["regietafellid"], aan_regietafel=True)
    return personen


def _referentie() -> None:
    """The criteriaset of the triage, with the machine checks of TRI-1."""
    set_ = Criteriaset.objects.create(
        code="triage-1",
        naam="Triage",
        moment=Criteriaset.Moment.TRIAGE,
        versie=1,
        geldig_van=datetime.date(2020, 1, 1),
    )
    checks = ("twee_domeinen", "gebied_of_meer_provincies", "verwijzing_nr_povi")
    for volgorde, check in enumerate(checks, start=1):
        Criterium.objects.create(
            set=set_,
            code=f"triage-{check}",
            volgorde=volgorde,
            naam=check,
            vraag=f"{check}?",
            machinecheck=check,
        )
    opname_criteria()


def _vul(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    _signalen(hoek, personen)
    _vraagstukken(hoek, personen)
    _eindes(hoek, personen)
    _voorbereiding(hoek, personen)
    _tafels(hoek, personen)
    _afspraken(hoek, personen)
    _arrangementen(hoek, personen)


def _signalen(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    vro = personen["accounthouder"]
    gebied = {"provincies": [hoek.provincie]}
    hoek.signaal = {
        "concept": SignaalFactory(ingevoerd_door=hoek.provinciaal, **gebied),
        "concept rijk": SignaalFactory(ingevoerd_door=vro, **gebied),
        "ingediend": SignaalFactory(ingediend=True, ingevoerd_door=vro, **gebied),
        "ingediend rijk": SignaalFactory(
            ingediend=True, ingevoerd_door=vro, zichtbaarheid=Z.RIJK, **gebied
        ),
    }


def _vraagstukken(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    lvvn = personen["expert"].organisatie

    def maak(**velden: Any) -> Any:
        return VraagstukFactory(lead_provincie=hoek.provincie, organisaties=[lvvn], **velden)

    concept_regio = maak(concept=True, organisatie=hoek.organisatie)
    hoek.vraagstuk = {
        "concept": maak(concept=True),
        "concept regio": concept_regio,
        "beeld": maak(),
        "geadviseerd": maak(),
        "besloten": maak(),
        "oordeel": maak(fase=F.OORDEELSVORMING),
        "besluit": maak(fase=F.BESLUITVORMING),
        "opvolging": maak(fase=F.OPVOLGING),
    }
    alle = hoek.vraagstuk
    TriageadviesFactory(vraagstuk=alle["geadviseerd"], door=personen["accounthouder"])
    TriagebesluitFactory(advies__vraagstuk=alle["besloten"])
    wijziging = TekstwijzigingFactory(vraagstuk=alle["beeld"], door=personen["accounthouder"])
    van_provincie = TekstwijzigingFactory(vraagstuk=alle["beeld"], door=hoek.provinciaal)
    hoek.rij |= {
        "wijziging": wijziging,
        "wijziging provincie": van_provincie,
        "bezwaar": TekstreactieFactory(
            wijziging=TekstwijzigingFactory(
                vraagstuk=alle["besluit"], door=personen["accounthouder"]
            ),
            door=hoek.provinciaal,
        ),
    }
    for niveau in (Z.EIGEN_ORGANISATIE, Z.RIJK, Z.RIJK_EN_REGIO):
        NotitieFactory(vraagstuk=alle["beeld"], organisatie=lvvn, zichtbaarheid=niveau)
    for niveau in (Z.EIGEN_ORGANISATIE, Z.REGIO):
        NotitieFactory(vraagstuk=alle["beeld"], organisatie=hoek.organisatie, zichtbaarheid=niveau)


def _eindes(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """The ends, and one that came back: with facts of an earlier doorloop."""

    def maak(**velden: Any) -> Any:
        return VraagstukFactory(lead_provincie=hoek.provincie, **velden)

    alle = hoek.vraagstuk
    alle |= {
        "elders": maak(fase=F.ELDERS_BELEGD),
        "geen keuze": maak(fase=F.GEEN_KEUZE),
        "beeindigd": maak(fase=F.BEEINDIGD),
        "teruggelegd": maak(fase=F.TERUGGELEGD),
        "herhaald": maak(fase=F.OORDEELSVORMING),
    }
    lvvn = personen["expert"].organisatie
    hoek.rij["belegging"] = BeleggingFactory(
        vraagstuk=alle["elders"], ontvanger_organisatie=lvvn, antwoord_voor=VANDAAG
    )
    hoek.rij["feit"] = FeitFactory(vraagstuk=alle["herhaald"])
    hoek.rij["triagebesluit"] = TriagebesluitFactory(advies__vraagstuk=alle["herhaald"])
    alle["herhaald"].doorloop = 2
    alle["herhaald"].save(update_fields=["doorloop"])
    alle["terug te leggen"] = maak(fase=F.OPVOLGING)
    alle["terug te keren"] = maak(fase=F.OORDEELSVORMING)
    H = Instemming.Handeling
    for naam, handeling, door in (
        ("geen keuze", H.HEROPEN, personen["regietafellid"]),
        ("terug te keren", "keer_terug_naar_beeldvorming", personen["regietafellid"]),
        ("terug te leggen", H.LEG_TERUG, hoek.provinciaal),
    ):
        InstemmingFactory(vraagstuk=alle[naam], handeling=handeling, door=door)
    for vraagstuk in (alle["opvolging"], alle["terug te leggen"]):
        FeitFactory(vraagstuk=vraagstuk, kenmerk="1", label="Afspraak 1")
        FeitFactory(vraagstuk=vraagstuk, soort="landing", kenmerk="1")
        FeitFactory(vraagstuk=vraagstuk, soort="ronde_gerapporteerd", kenmerk="2026")


def _voorbereiding(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """The vraagstuk in oordeelsvorming: richtingen, aanpak, mandaat, Rijksinzet."""
    vraagstuk, lvvn = hoek.vraagstuk["oordeel"], personen["expert"].organisatie
    richting = RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    hoek.rij |= {
        "richting": richting,
        "tweede richting": RichtingFactory(vraagstuk=vraagstuk, gewogen=True),
        "aanpak": AanpakFactory(
            vraagstuk=vraagstuk, voorkeursrichting=richting, voorkeur_reden="Past het beste."
        ),
    }
    herhaald = hoek.vraagstuk["herhaald"]
    herhaald.organisaties.set([lvvn])
    hoek.rij |= {
        "mandaat": MandaatFactory(vraagstuk=vraagstuk, organisatie=lvvn),
        "oud mandaat": MandaatFactory(vraagstuk=herhaald, organisatie=lvvn, doorloop=1),
        "inzet": RijksinzetFactory(vraagstuk=vraagstuk),
        "inzet akkoord": RijksinzetFactory(
            vraagstuk=hoek.vraagstuk["besluit"], status="akkoord", tekst="Nog niet vrij."
        ),
    }
    Rijksinzetakkoord.objects.create(
        rijksinzet=hoek.rij["inzet akkoord"], organisatie=lvvn, door=personen["expert"]
    )


def _tafels(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """A DO in every state of its agenda, and a BOL of the landsdeel."""
    staf = personen["staf"]

    def overleg(naam: str, **velden: Any) -> Any:
        velden = {"datum": VANDAAG, "naam": f"DO {hoek.provincie} {naam}", **velden}
        hoek.overleg[naam] = OverlegFactory(provincies=[hoek.provincie], **velden)
        return hoek.overleg[naam]

    def punt(naam: str, waar: str, **velden: Any) -> Any:
        hoek.punt[naam] = AgendapuntFactory(overleg=overleg(waar), **velden)
        return hoek.punt[naam]

    info = {"vraagstuk": None, "soort": Puntsoort.TER_INFORMATIE}
    punt("concept", "concept", vraagstuk=hoek.vraagstuk["oordeel"])
    hoek.punt["tweede"] = AgendapuntFactory(overleg=hoek.overleg["concept"], **info)
    hoek.rij["annotatie"] = Annotatie.objects.create(
        agendapunt=hoek.punt["concept"],
        organisatie=staf.organisatie,
        zichtbaarheid=Z.RIJK,
        tekst="Alleen voor het Rijk.",
        door=staf,
    )
    in_stand(punt("afgestemd", "afgestemd", **info).overleg, "afgestemd")
    agenda.reageer(
        overleg_pk=punt("gereageerd", "gereageerd", **info).overleg.pk,
        soort="akkoord",
        reden="",
        door=hoek.provinciaal,
    )
    for naam in ("verzonden", "te sluiten", "gehouden"):
        hoek.overleg[naam] = verzonden(punt(naam, naam, **info).overleg, staf)
        hoek.punt[naam].refresh_from_db()
    for naam in ("te sluiten", "gehouden"):
        met_uitkomst(hoek.punt[naam], staf, "kennisgenomen")
    in_stand(hoek.overleg["gehouden"], "gehouden")
    _zonder_consensus(hoek, personen, punt)
    regietafel = OverlegFactory(
        gremium=Gremium.REGIETAFEL, naam="Regietafel", datum=VANDAAG, provincies=[hoek.provincie]
    )
    hoek.overleg["regietafel"] = regietafel


def _zonder_consensus(hoek: Hoek, personen: dict[str, Gebruiker], punt: Any) -> None:
    staf = personen["staf"]
    geschil = VraagstukFactory(
        lead_provincie=hoek.provincie,
        fase=F.OORDEELSVORMING,
        organisaties=[personen["expert"].organisatie],
    )
    hoek.vraagstuk["geschil"] = geschil
    rij = punt("geschil", "geschil", vraagstuk=geschil, soort=Puntsoort.TER_BESPREKING)
    AgendapuntFactory._meta.model.objects.filter(pk=rij.pk).update(soort=Puntsoort.TER_ADVISERING)
    in_stand(rij.overleg, "verzonden")
    uitkomst = Uitkomst.objects.create(
        agendapunt=rij,
        gremium=rij.gremium,
        puntsoort=Puntsoort.TER_ADVISERING,
        soort="geen_consensus",
        doorloop=1,
        tekst="Rijk en provincie kiezen verschillend.",
        provincie=hoek.provincie,
        door=staf,
    )
    hoek.rij["uitkomst"] = uitkomst
    hoek.rij["escalatie"] = Escalatie.objects.create(
        agendapunt=rij,
        decentraal="kan",
        trekker="VRO",
        beslisser="GP-DG",
        terugkoppeling="In het DO.",
        door=staf,
    )


def _afspraken(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    lvvn = personen["expert"].organisatie
    bij = hoek.vraagstuk["oordeel"]

    def maak(**velden: Any) -> Any:
        velden = {"vraagstuk": bij, **velden}
        return AfspraakFactory(acties=[lvvn, hoek.organisatie], **velden)

    concept = maak(tekst="Rijk en regio zetten waar mogelijk in op waterberging.")
    hoek.afspraak = {
        "concept": concept,
        "zonder landing": maak(),
        "rijp": maak(akkoorden=True),
        "afgestemd": maak(afgestemd=True, landing=lvvn),
        "ook afgestemd": maak(afgestemd=True, landing=lvvn),
        "vastgesteld": maak(
            vraagstuk=hoek.vraagstuk["opvolging"], vastgesteld=True, landing=hoek.organisatie
        ),
    }
    landing = hoek.afspraak["vastgesteld"].landing
    landing.aanvaard_op, landing.aanvaard_door = VANDAAG, hoek.provinciaal
    landing.save()
    hoek.rij |= {
        "actie": concept.acties.get(trekker_organisatie=hoek.organisatie),
        "actie rijk": concept.acties.get(trekker_organisatie=lvvn),
        "geld": GeldregelFactory(afspraak=concept, verantwoordelijke=lvvn),
        "landing": LandingFactory(afspraak=concept, eigenaar_organisatie=hoek.organisatie),
    }


def _arrangementen(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    afspraken = [hoek.afspraak["afgestemd"], hoek.afspraak["ook afgestemd"]]
    concept = ArrangementFactory(provincie=hoek.provincie, jaar=2029, ronde=bol_ronde(2029))
    hoek.arrangement["concept"] = concept
    hoek.rij["opname"] = _neem_op(hoek, personen)
    for volgorde, afspraak in enumerate(afspraken, start=1):
        naam = f"opgenomen {volgorde}"
        hoek.rij[naam] = concept.opgenomen_afspraken.create(afspraak=afspraak, volgorde=volgorde)
    afgestemd = ArrangementFactory(provincie=hoek.provincie, jaar=2030, ronde=bol_ronde(2030))
    QuerySet.update(Arrangement.objects.filter(pk=afgestemd.pk), status="afgestemd")
    hoek.arrangement["afgestemd"] = Arrangement.objects.get(pk=afgestemd.pk)


def _neem_op(hoek: Hoek, personen: dict[str, Gebruiker]) -> Any:
    staf = personen["staf"]
    oordelen = {
        c.pk: {"antwoord": "ja", "motivatie": "Dit blijkt uit het vraagstuk."}
        for c in opname_criteria()
    }
    return inhoud.neem_op(
        pk=hoek.arrangement["concept"].pk,
        vraagstuk=hoek.vraagstuk["oordeel"],
        soort="vraagstuk",
        knelpunt="",
        oordelen=oordelen,
        door=staf,
        op=VANDAAG,
    )


def _verberg(hoek: Hoek) -> None:
    """What a provincie keeps to itself: nobody of the other provincies, nobody of the Rijk."""
    hoek.signaal["concept"] = SignaalFactory(
        ingevoerd_door=hoek.provinciaal, provincies=[hoek.provincie]
    )
    vraagstuk = VraagstukFactory(
        concept=True, lead_provincie=hoek.provincie, organisatie=hoek.organisatie
    )
    hoek.vraagstuk["concept"] = vraagstuk
    Aanpak.objects.create(vraagstuk=vraagstuk)
    hoek.rij["richting"] = RichtingFactory(vraagstuk=vraagstuk)
    hoek.rij["wijziging"] = TekstwijzigingFactory(vraagstuk=vraagstuk, door=hoek.provinciaal)
    hoek.rij["feit"] = FeitFactory(vraagstuk=vraagstuk)


def _gedeeld(wereld: Wereld) -> None:
    """The rounds, the BOL list, the files, a published arrangement: once."""
    personen, staf = wereld.personen, wereld.personen["staf"]
    wereld.gelderland.afspraak["besloten"] = _op_de_lijst(wereld)
    proef = Proef(jaar=2027).gepubliceerd()
    wereld.gelderland.arrangement["gepubliceerd"] = proef.nu()
    wereld.gelderland.afspraak["gepubliceerd"] = proef.afspraken[0]
    ronde, bevroren = _gehouden_bol(wereld, 2032), _gehouden_bol(wereld, 2033)
    for hoek in (wereld.gelderland, wereld.drenthe):
        hoek.rij["lijstregel"] = lijstservices.voeg_regel_toe(
            ronde_pk=ronde.pk,
            door=staf,
            titel=f"Ruimte in {hoek.provincie}",
            niveau="provincie",
            landsdeel=None,
            provincie=hoek.provincie,
            soort="constatering",
            tekst="Er is ruimte.",
        )
        hoek.rij["lijstonderwerp"] = hoek.rij["lijstregel"].onderwerp
    lijstservices.voeg_regel_toe(
        ronde_pk=bevroren.pk,
        door=staf,
        titel="Ruimte",
        niveau="landelijk",
        landsdeel=None,
        provincie=None,
        soort="constatering",
        tekst="Er is ruimte.",
    )
    lijstservices.bevries(ronde_pk=bevroren.pk, door=staf, doel="Kamerbrief", op=VANDAAG)
    wereld.rij |= {
        "ronde": ronde,
        "bevroren ronde": bevroren,
        "cyclus": ronde.cyclus,
        "monitorronde": _monitor(wereld),
        "taak": Achtergrondtaak.objects.create(
            soort="proef",
            opschrift="Bundel",
            sleutel="a" * 64,
            aangevraagd_door=personen["accounthouder"],
        ),
    }
    Buitenvoortgang.objects.create(
        bron_url="https://voorbeeld.nl/voortgang",
        bron_sleutel="b" * 64,
        peildatum=VANDAAG,
        programma="Programma",
        item="Regel",
    )
    for soort, klasse in INLEZERS.items():
        inlezer = klasse(personen["accounthouder"], VANDAAG)
        wereld.rij[soort] = ontvang(inlezer=inlezer, naam=f"{soort}.csv", inhoud=tabel(soort))


def _gehouden_bol(wereld: Wereld, jaar: int) -> Any:
    ronde, provincie = bol_ronde(jaar), wereld.gelderland.provincie
    overleg = OverlegFactory(
        ronde=ronde,
        gremium=Gremium.BOL,
        naam="BOL Oost",
        datum=VANDAAG,
        landsdeel=provincie.landsdeel,
        provincies=[provincie],
    )
    in_stand(overleg, "gehouden")
    return ronde


def _op_de_lijst(wereld: Wereld) -> Any:
    """Decided by the BOL, and on the list that is frozen after this."""
    hoek, staf = wereld.gelderland, wereld.personen["staf"]
    vraagstuk = VraagstukFactory(lead_provincie=hoek.provincie, fase=F.BESLUITVORMING)
    afspraak = AfspraakFactory(
        vraagstuk=vraagstuk,
        acties=[staf.organisatie, hoek.organisatie],
        afgestemd=True,
        landing=hoek.organisatie,
    )
    besluit_voor(vraagstuk)
    status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(2027), door=staf)
    return afspraak


def tabel(soort: str) -> bytes:
    """A file of this kind with one row that can be read."""
    koppen, eerste = (GEGEVENS / f"{soort}_echt.csv").read_bytes().splitlines()[:2]
    if soort == "vraagstukken":
        eerste = b"https://voorbeeld.nl/a,De Liemers (Gelderland),wonen,Wonen of water,Gemeente"
    return koppen + b"\n" + eerste


def _monitor(wereld: Wereld) -> Monitorronde:
    ronde = Monitorronde.objects.create(
        jaar=VANDAAG.year,
        naam="Najaarsronde",
        peildatum=VANDAAG,
        open_van=VANDAAG,
        open_tot=VANDAAG,
        geopend_door=wereld.personen["staf"],
        geopend_op=timezone.now(),
    )
    expert = wereld.personen["expert"]
    for hoek in (wereld.gelderland, wereld.drenthe):
        bij = {"ronde": ronde, "afspraak": hoek.afspraak["vastgesteld"]}
        hoek.rij["voortgang"] = VoortgangFactory(organisatie=hoek.organisatie, **bij)
        gemeld = VoortgangFactory(organisatie=expert.organisatie, **bij)
        hoek.rij["voortgang rijk"] = voortgang.schrijf(
            pk=gemeld.pk,
            door=expert,
            versie=gemeld.versie,
            stadium="bezig",
            toelichting="Het ontwerp is klaar.",
            indienen=True,
        )
    return ronde
