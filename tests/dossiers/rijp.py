"""A vraagstuk that lacks nothing for one overgang: to make it, or to take one thing away."""

import datetime

from dossiers.models import Aanpak, Belegging, Fase, Triageadvies, Vraagstuk
from dossiers.services import belegging as beleggingen
from dossiers.services import fasen, feiten
from novex.rechten import Rol
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    AanpakFactory,
    BeleggingFactory,
    FeitFactory,
    InstemmingFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.factories import GebruikerFactory, OrganisatieFactory, ToewijzingFactory

F = Fase
RIJK = Zichtbaarheid.RIJK
OP = datetime.date(2026, 11, 2)
LATER = datetime.date(2027, 11, 2)
MOTIVATIE = "De partijen zijn het eens."


def lvvn():
    return OrganisatieFactory(code="lvvn", naam="LVVN", afkorting="LVVN")


def regietafellid():
    user = GebruikerFactory(organisatie=OrganisatieFactory(code="vro"), rollen=[Rol.REGIETAFELLID])
    ToewijzingFactory(gebruiker=user, aan_regietafel=True)
    return user


def _open(fase):
    return VraagstukFactory(concept=True, lead_accounthouder=None)


def _met_triage(fase):
    vraagstuk = VraagstukFactory(fase=fase)
    TriagebesluitFactory(advies__vraagstuk=vraagstuk)
    return vraagstuk


def _met_oordeel(fase, uitkomst="advies", keuze_nodig=True):
    vraagstuk = VraagstukFactory(fase=fase, organisaties=[lvvn()])
    eerste = RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    RichtingFactory(vraagstuk=vraagstuk, gewogen=True)
    AanpakFactory(
        vraagstuk=vraagstuk,
        bestuurlijke_keuze_nodig=keuze_nodig,
        voorkeursrichting=eerste,
        voorkeur_reden="Past het beste bij het gebied.",
    )
    FeitFactory(vraagstuk=vraagstuk, soort="mandaat", kenmerk="lvvn", publiek=RIJK)
    FeitFactory(vraagstuk=vraagstuk, soort="rijksinzet", kenmerk="rijksinzet", publiek=RIJK)
    FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", kenmerk="pv25", waarde=uitkomst)
    return vraagstuk


def _met_besluit_in_do(fase):
    vraagstuk = _met_oordeel(fase, uitkomst="besluit", keuze_nodig=False)
    FeitFactory(vraagstuk=vraagstuk, soort="afspraak", kenmerk="1")
    return vraagstuk


def _met_bol(fase):
    vraagstuk = VraagstukFactory(fase=fase)
    FeitFactory(vraagstuk=vraagstuk, soort="bol_besluit", kenmerk="oost")
    FeitFactory(vraagstuk=vraagstuk, soort="gpdg_advies", kenmerk="pv25", waarde="advies")
    FeitFactory(vraagstuk=vraagstuk, soort="afspraak", kenmerk="1")
    return vraagstuk


def _zonder_keuze(fase):
    vraagstuk = VraagstukFactory(fase=fase)
    FeitFactory(vraagstuk=vraagstuk, soort="geen_keuze", kenmerk="oost")
    return vraagstuk


def _met_afspraken(fase):
    vraagstuk = VraagstukFactory(fase=fase)
    FeitFactory(vraagstuk=vraagstuk, soort="afspraak", kenmerk="1", label="Afspraak 1")
    FeitFactory(vraagstuk=vraagstuk, soort="landing", kenmerk="1")
    FeitFactory(vraagstuk=vraagstuk, soort="ronde_gerapporteerd", kenmerk="2026")
    provinciaal = GebruikerFactory(
        organisatie=vraagstuk.lead_provincie.organisatie, rollen=[Rol.PROVINCIE]
    )
    InstemmingFactory(vraagstuk=vraagstuk, handeling="leg_terug", door=provinciaal)
    return vraagstuk


def _met_uitkomst(fase):
    if fase == F.BEELDVORMING:
        return _met_triage(fase)
    if fase == F.OPVOLGING:
        return _met_afspraken(fase)
    vraagstuk = VraagstukFactory(fase=fase)
    FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", kenmerk="pv25", waarde="advies")
    return vraagstuk


def _met_instemming(handeling):
    def maak(fase):
        vraagstuk = VraagstukFactory(fase=fase)
        if fase in (F.BESLUITVORMING, F.OORDEELSVORMING, F.OPVOLGING, F.GEEN_KEUZE):
            InstemmingFactory(vraagstuk=vraagstuk, handeling=handeling, door=regietafellid())
        if fase == F.ELDERS_BELEGD:
            BeleggingFactory(vraagstuk=vraagstuk)
        return vraagstuk

    return maak


MAKERS = {
    "open": _open,
    "zet_door": _met_triage,
    "naar_besluitvorming": _met_oordeel,
    "besluit_in_do": _met_besluit_in_do,
    "naar_opvolging": _met_bol,
    "markeer_geen_keuze": _zonder_keuze,
    "leg_terug": _met_afspraken,
    "beleg_elders": _met_uitkomst,
    "beeindig": lambda fase: VraagstukFactory(fase=fase),
    "keer_terug_naar_beeldvorming": _met_instemming("keer_terug_naar_beeldvorming"),
    "keer_terug_naar_oordeelsvorming": _met_instemming("keer_terug_naar_oordeelsvorming"),
    "keer_terug_naar_besluitvorming": _met_instemming("keer_terug_naar_besluitvorming"),
    "heropen": _met_instemming("heropen"),
    "heropen_landing": lambda fase: VraagstukFactory(fase=fase),
}


def rijp_voor(naam: str, fase: str) -> Vraagstuk:
    """A vraagstuk in this fase that passes every criterium of this overgang."""
    return Vraagstuk.objects.get(pk=MAKERS[naam](fase).pk)


def gegevens_voor(naam: str, vraagstuk: Vraagstuk, door) -> dict:
    """What the log of this overgang needs beside a motivation."""
    if naam == "beleg_elders":
        nieuw = beleggingen.nieuwe_belegging(
            pk=vraagstuk.pk,
            door=door,
            ontvanger_organisatie=lvvn(),
            op=OP,
            ontvanger_soort=Belegging.OntvangerSoort.DEPARTEMENT,
            ontvanger_naam="Programma landelijk gebied",
            waarom="Het is een sectorale opgave.",
            geraadpleegd="Het accountteam Oost",
            opvolging="Staat op de agenda van het programma",
            terug_op=LATER,
        )
        return {"belegging": nieuw}
    return {
        "beeindig": {"geraadpleegd": "De provincie, op 1 november 2026"},
        "markeer_geen_keuze": {"terug_op": LATER, "knelpunt": "De polder blijft dubbel geclaimd."},
    }.get(naam, {}) | _gegevens_bij_heropenen(vraagstuk)


def _gegevens_bij_heropenen(vraagstuk: Vraagstuk) -> dict:
    """After terugleggen it is about one afspraak (VRA-8)."""
    if vraagstuk.fase != F.TERUGGELEGD:
        return {}
    return {"betreft": FeitFactory(vraagstuk=vraagstuk, soort="landing", label="Afspraak 1")}


def zet(vraagstuk, naam, door, motivatie="Er is overeenstemming.", **anders):
    """Make this overgang, with what its log needs."""
    gegevens = {**gegevens_voor(naam, vraagstuk, door), **anders}
    return fasen.voer_overgang_uit(
        pk=vraagstuk.pk, naam=naam, door=door, motivatie=motivatie, op=OP, **gegevens
    )


# Taking one thing away


def leeg(**velden):
    def doe(vraagstuk):
        type(vraagstuk).objects.filter(pk=vraagstuk.pk).update(**velden)

    return doe


def aanpak(**velden):
    return lambda vraagstuk: Aanpak.objects.filter(vraagstuk=vraagstuk).update(**velden)


def zonder_feit(soort):
    """Withdrawn as the later table does it (VRA-19)."""

    def doe(vraagstuk):
        for feit in vraagstuk.feiten.van(soort):
            feiten.trek_feit_in(
                vraagstuk,
                soort=soort,
                kenmerk=feit.kenmerk,
                reden="Herzien.",
                door=GebruikerFactory(),
            )

    return doe


def met_feit(soort, kenmerk, **velden):
    return lambda vraagstuk: FeitFactory(
        vraagstuk=vraagstuk, soort=soort, kenmerk=kenmerk, **velden
    )


def andere_uitkomst(waarde):
    def doe(vraagstuk):
        zonder_feit("do_uitkomst")(vraagstuk)
        FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", kenmerk="pv25", waarde=waarde)

    return doe


def met_bezwaar(vraagstuk):
    TekstreactieFactory(wijziging=TekstwijzigingFactory(vraagstuk=vraagstuk))


def volgende_doorloop(vraagstuk):
    leeg(doorloop=2)(vraagstuk)


def met_nieuw_advies(vraagstuk):
    """A doorloop further, with an advice and no besluit yet."""
    volgende_doorloop(vraagstuk)
    TriageadviesFactory(vraagstuk=vraagstuk, doorloop=2)


def heronderhandelt(vraagstuk):
    besluit = vraagstuk.geldend_triagebesluit()
    TriageadviesFactory(
        vraagstuk=vraagstuk,
        uitkomst=Triageadvies.Uitkomst.NIET,
        knockout="heronderhandelt",
        knockout_datum=OP,
    )
    assert besluit.is_positief


def zonder_landing(vraagstuk):
    """The landing is gone, and the provincie agrees with what is left."""
    zonder_feit("landing")(vraagstuk)
    eerste = vraagstuk.instemmingen.first()
    InstemmingFactory(
        vraagstuk=Vraagstuk.objects.get(pk=vraagstuk.pk), handeling="leg_terug", door=eerste.door
    )


def voorbij(vraagstuk):
    """It went before a decision that has come since."""
    TriageadviesFactory(
        vraagstuk=vraagstuk, knockout="voorafgaand", knockout_datum=datetime.date(2026, 3, 1)
    )


def zonder_richting(vraagstuk):
    Aanpak.objects.update(voorkeursrichting=vraagstuk.richtingen.first())
    laatste = vraagstuk.richtingen.last()
    laatste.wegingen.all().delete()
    laatste.delete()
