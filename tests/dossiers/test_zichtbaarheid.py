"""Who sees which vraagstuk and which notitie: per role, level, author and side (ZIC-1 .. ZIC-4)."""

import pytest
from django.core.exceptions import PermissionDenied

from dossiers.models import Fase, Notitie, Vraagstuk
from dossiers.services import notities, vraagstukken
from novex.zichtbaarheid import Zichtbaarheid
from tests.dossiers.factories import (
    BeleggingFactory,
    InstemmingFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    VraagstukFactory,
    WegingFactory,
)
from tests.weigeringen import geweigerd

Z = Zichtbaarheid
MENSEN = (
    "accounthouder",
    "accounthouder_elders",
    "regietafellid",
    "expert",
    "provinciaal",
    "buitenstaander",
    "staf",
    "bestuurder_rijk",
    "bestuurder_provincie",
    "beheerder",
)
RIJK = {
    "accounthouder",
    "accounthouder_elders",
    "regietafellid",
    "expert",
    "staf",
    "bestuurder_rijk",
}
VRO = RIJK - {"expert"}
GELDERLAND = {"provinciaal", "bestuurder_provincie"}


@pytest.fixture
def mensen(request, gelderland, drenthe):
    return {naam: request.getfixturevalue(naam) for naam in MENSEN}


@pytest.fixture
def zien(mensen):
    """Which personas find a row of this model."""
    return lambda model: {n for n, u in mensen.items() if model.objects.for_user(u).exists()}


@pytest.fixture
def auteurs(vro, lvvn, gelderland, drenthe):
    return {
        "vro": vro,
        "lvvn": lvvn,
        "gelderland": gelderland.organisatie,
        "drenthe": drenthe.organisatie,
    }


@pytest.mark.parametrize("fase", [f for f in Fase if f != Fase.CONCEPT])
def test_the_rijk_sees_all_and_a_provincie_its_own(zien, fase):
    """ZIC-3: in every fase after concept; an outsider and a beheerder find nothing."""
    VraagstukFactory(fase=fase)
    assert zien(Vraagstuk) == RIJK | GELDERLAND


@pytest.mark.parametrize(
    ("auteur", "ziet"), [("vro", RIJK), ("lvvn", RIJK), ("gelderland", GELDERLAND)]
)
def test_a_concept_stays_on_its_own_side(zien, auteurs, auteur, ziet):
    """VRA-0, ZIC-2: both ways."""
    VraagstukFactory(concept=True, organisatie=auteurs[auteur])
    assert zien(Vraagstuk) == ziet


def test_an_offered_concept_reaches_the_accounthouder_of_that_provincie(zien, mensen):
    """VRA-0: who opens it must be able to read it; nobody else of the Rijk does yet."""
    vraagstuk = VraagstukFactory(concept=True, organisatie=mensen["provinciaal"].organisatie)
    with pytest.raises(Vraagstuk.DoesNotExist):
        vraagstukken.bied_aan(pk=vraagstuk.pk, door=mensen["accounthouder"])
    vraagstukken.bied_aan(pk=vraagstuk.pk, door=mensen["provinciaal"])
    assert zien(Vraagstuk) == GELDERLAND | {"accounthouder"}
    with geweigerd("al_aangeboden"):
        vraagstukken.bied_aan(pk=vraagstuk.pk, door=mensen["provinciaal"])


def test_a_concept_without_provincie_is_seen_by_its_owner(zien, mensen):
    """VRA-0: an import may leave the provincie for later."""
    VraagstukFactory(
        concept=True,
        organisatie=mensen["provinciaal"].organisatie,
        provincies=[],
        lead_provincie=None,
    )
    assert zien(Vraagstuk) == GELDERLAND


def test_a_closed_account_sees_nothing(accounthouder, gelderland):
    """ROL-5."""
    VraagstukFactory()
    accounthouder.is_active = False
    assert not Vraagstuk.objects.for_user(accounthouder).exists()


def test_two_provincies_give_one_row(provinciaal, accounthouder, gelderland, drenthe):
    """ZIC-2: a count reveals nothing and counts right."""
    VraagstukFactory(provincies=[gelderland, drenthe])
    VraagstukFactory(lead_provincie=drenthe)
    assert Vraagstuk.objects.for_user(provinciaal).count() == 1
    assert Vraagstuk.objects.for_user(accounthouder).count() == 2


@pytest.mark.parametrize(
    "maker",
    [
        lambda v: RichtingFactory(vraagstuk=v),
        lambda v: WegingFactory(richting__vraagstuk=v),
        lambda v: BeleggingFactory(vraagstuk=v),
        lambda v: InstemmingFactory(vraagstuk=v),
        lambda v: TekstwijzigingFactory(vraagstuk=v),
        lambda v: TekstreactieFactory(wijziging__vraagstuk=v),
    ],
)
def test_a_child_is_never_more_open_than_its_vraagstuk(zien, maker):
    """ZIC-1, ZIC-4: each child asks its parent."""
    rij = maker(VraagstukFactory())
    assert zien(type(rij)) == RIJK | GELDERLAND


# (level, author): who reads it; of its own organisatie not who only reads
LEZERS = {
    (Z.EIGEN_ORGANISATIE, "vro"): VRO - {"bestuurder_rijk"},
    (Z.EIGEN_ORGANISATIE, "lvvn"): {"expert"},
    (Z.EIGEN_ORGANISATIE, "gelderland"): GELDERLAND - {"bestuurder_provincie"},
    (Z.EIGEN_ORGANISATIE, "drenthe"): set(),
    **{(Z.RIJK, auteur): RIJK for auteur in ("vro", "lvvn")},
    **{(Z.REGIO, auteur): GELDERLAND for auteur in ("gelderland", "drenthe")},
    **{
        (Z.RIJK_EN_REGIO, auteur): RIJK | GELDERLAND
        for auteur in ("vro", "lvvn", "gelderland", "drenthe")
    },
}


@pytest.mark.parametrize(("niveau", "auteur"), LEZERS)
def test_only_the_readers_in_the_table_read_a_notitie(zien, auteurs, niveau, auteur):
    """ZIC-1, ZIC-2: every level x author x reader, both ways."""
    NotitieFactory(vraagstuk=VraagstukFactory(), zichtbaarheid=niveau, organisatie=auteurs[auteur])
    assert zien(Notitie) == LEZERS[niveau, auteur]


def test_a_writer_chooses_who_reads_it(gelderland, accounthouder, provinciaal):
    """ZIC-1: no default, never public, and never an audience without the writer."""
    pk = VraagstukFactory().pk
    for door, niet in ((accounthouder, Z.REGIO), (provinciaal, Z.RIJK)):
        with geweigerd("buiten_eigen_zicht"):
            notities.schrijf(pk=pk, door=door, tekst="Ons bod.", zichtbaarheid=niet)
    for niet in ("", Z.OPENBAAR):
        with pytest.raises(Exception, match=r"Kies|Met deze keuze"):
            notities.schrijf(pk=pk, door=accounthouder, tekst="Ons bod.", zichtbaarheid=niet)
    with geweigerd("tekst_ontbreekt"):
        notities.schrijf(pk=pk, door=accounthouder, tekst=" ", zichtbaarheid=Z.RIJK)
    notitie = notities.schrijf(pk=pk, door=accounthouder, tekst="Ons bod.", zichtbaarheid=Z.RIJK)
    assert (notitie.organisatie, notitie.door) == (accounthouder.organisatie, accounthouder)


def test_who_may_write_a_notitie(gelderland, bestuurder_rijk, buitenstaander):
    """ZIC-3: a reader does not write, an outsider does not find it."""
    pk = VraagstukFactory().pk
    invoer = {"tekst": "Hm.", "zichtbaarheid": Z.EIGEN_ORGANISATIE}
    with pytest.raises(PermissionDenied):
        notities.schrijf(pk=pk, door=bestuurder_rijk, **invoer)
    with pytest.raises(Vraagstuk.DoesNotExist):
        notities.schrijf(pk=pk, door=buitenstaander, **invoer)
