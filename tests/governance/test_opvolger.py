"""A department that ended counts as its successor where it is asked who must act (REF-2)."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.bewerken import Groep, mag_bewerken
from dossiers.models import Vraagstuk
from dossiers.regels import mandaten_zijn_binnen
from governance.models import Inzetstatus, Mandaat
from governance.regels import ontbrekende_mandaten
from governance.services import mandaten, rijksinzet
from governance.services.verschillen import is_partij
from monitoring.kring import kring
from monitoring.werkvragen_tafels import mandaten_te_geven, rijksinzet_akkoord_te_geven
from novex.models import Gebruiker, Organisatie
from novex.rechten import Rol
from tests.factories import GebruikerFactory, OrganisatieFactory
from tests.governance.factories import AgendapuntFactory, rijp_vraagstuk
from tests.weigeringen import geweigerd

EINDE = datetime.date(2026, 1, 1)


@pytest.fixture
def lnv(lvvn):
    """Still there; ``hernoem`` ends it."""
    return OrganisatieFactory(code="lnv", naam="LNV", opvolger=lvvn)


@pytest.fixture
def vraagstuk(gelderland, lnv, vro):
    return rijp_vraagstuk(organisaties=[lnv, vro])


def hernoem(organisatie):
    organisatie.geldig_tot = EINDE
    organisatie.save()


def nu(vraagstuk):
    return Vraagstuk.objects.get(pk=vraagstuk.pk)


def geef(vraagstuk, door):
    return mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="Variant B mag.", door=door)


def departementen(vraagstuk):
    return [organisatie.code for organisatie in nu(vraagstuk).betrokken_departementen()]


def test_the_successor_of_a_department_gives_the_mandaat(vraagstuk, lnv, expert):
    """BES-5, REF-2: until the last day the department itself, from then on its successor."""
    assert departementen(vraagstuk) == ["lnv"]
    with geweigerd("departement_niet_betrokken"):
        geef(vraagstuk, expert)
    hernoem(lnv)
    assert departementen(vraagstuk) == ["lvvn"]
    with geweigerd("mandaat_ontbreekt"):
        mandaten_zijn_binnen(nu(vraagstuk))
    geef(vraagstuk, expert)
    assert mandaten_zijn_binnen(nu(vraagstuk)) is None


def test_a_mandaat_of_before_holds_for_the_successor(vraagstuk, lnv, lvvn, ienw, expert):
    """BES-5, REF-2: also when the successor took its place in the vraagstuk; for no other."""
    geef(vraagstuk, GebruikerFactory(organisatie=lnv, rollen=[Rol.VAKDEPARTEMENT]))
    hernoem(lnv)
    vraagstuk.organisaties.add(ienw)
    for organisaties in ([lnv, ienw], [lvvn, ienw]):
        vraagstuk.organisaties.set(organisaties)
        assert ontbrekende_mandaten(nu(vraagstuk)) == [ienw]
    assert Mandaat.objects.for_user(expert).count() == 1
    assert not mandaten_te_geven(expert)


def test_an_akkoord_of_before_holds_for_the_successor(vraagstuk, lnv, ienw, staf, expert_ienw):
    """BES-7, REF-2: who succeeded is not asked again for the same text."""
    oud = GebruikerFactory(organisatie=lnv, rollen=[Rol.VAKDEPARTEMENT])
    vraagstuk.organisaties.add(ienw)
    for door in (oud, expert_ienw):
        geef(vraagstuk, door)
    inzet = rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk, tekst="Kies voor water.", reden="", op_versie=0, door=staf
    )
    rijksinzet.geef_akkoord(pk=inzet.pk, door=oud)
    hernoem(lnv)
    inzet = rijksinzet.geef_akkoord(pk=inzet.pk, door=expert_ienw)
    assert inzet.status == Inzetstatus.AKKOORD


def test_the_successor_works_on_it(vraagstuk, lnv, expert):
    """REF-2, VRA-16, BES-3: it writes, is a party, and finds it in its own work."""
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    assert not mag_bewerken(expert, nu(vraagstuk), Groep.AANPAK)
    assert not is_partij(punt, expert)
    hernoem(lnv)
    punt = type(punt).objects.get(pk=punt.pk)
    assert mag_bewerken(expert, nu(vraagstuk), Groep.AANPAK)
    assert is_partij(punt, expert)
    assert list(kring(expert)) == list(mandaten_te_geven(expert)) == [vraagstuk]


def test_successors_follow_each_other_and_an_agency_its_department(vraagstuk, lnv, lvvn, vro):
    """REF-2, BES-5: the last one speaks; a circle in the table stops nobody."""
    dienst = OrganisatieFactory(code="rvo", naam="RVO", soort="uitvoering", valt_onder=lnv)
    vraagstuk.organisaties.set([dienst])
    hernoem(lnv)
    assert departementen(vraagstuk) == ["lvvn"]
    lvvn.opvolger = OrganisatieFactory(code="lan", naam="LAN", soort="departement")
    hernoem(lvvn)
    assert departementen(vraagstuk) == ["lan"]
    assert lvvn.opvolger.pk in GebruikerFactory(organisatie=lvvn.opvolger).organisatie_ids
    lvvn.opvolger = lnv
    lvvn.save()
    assert len(departementen(vraagstuk)) == 1


def test_the_successor_of_an_agency_is_a_party(vraagstuk, ienw):
    """REF-2, BES-3: also of who gives no mandaat itself."""
    dienst = OrganisatieFactory(code="nieuw", naam="Nieuw", soort="uitvoering", valt_onder=ienw)
    oud = OrganisatieFactory(code="oud", soort="uitvoering", valt_onder=ienw, opvolger=dienst)
    hernoem(oud)
    vraagstuk.organisaties.set([oud])
    wie = GebruikerFactory(organisatie=dienst, rollen=[Rol.VAKDEPARTEMENT])
    assert is_partij(AgendapuntFactory(vraagstuk=vraagstuk), wie)


def test_who_acts_now_for_many_is_one_question(db, lvvn, django_assert_num_queries):
    """REF-2: through every one in between, and out of a circle; no question per organisatie."""
    tweede = OrganisatieFactory(code="elenl", opvolger=lvvn, geldig_tot=EINDE)
    OrganisatieFactory(code="lnv-2010", opvolger=tweede, geldig_tot=EINDE)
    rond = OrganisatieFactory(code="rond", geldig_tot=EINDE)
    rond.opvolger = OrganisatieFactory(code="terug", opvolger=rond, geldig_tot=EINDE)
    rond.save()
    OrganisatieFactory(code="later", opvolger=lvvn, geldig_tot=datetime.date(2099, 1, 1))
    with django_assert_num_queries(1):
        nu = dict(Organisatie.objects.opvolging_op(datetime.date(2027, 1, 1)))
    assert nu["elenl"] == nu["lnv-2010"] == lvvn.code
    assert nu.keys() & {"rond", "terug", "later"} == {"rond", "terug"}


@pytest.mark.parametrize("via_dienst", [False, True])
def test_a_successor_that_took_part_beside_it_gives_its_own(
    als, vraagstuk, lnv, lvvn, vro, staf, expert, via_dienst
):
    """BES-5, BES-7, REF-2: it was asked itself and gave nothing; what it takes over is not its
    mandaat, also when the other was there through its agency. Its own work asks for both."""
    eerder = lnv
    if via_dienst:
        eerder = OrganisatieFactory(code="rvo", naam="RVO", soort="uitvoering", valt_onder=lnv)
    vraagstuk.organisaties.set([eerder, lvvn, vro])
    oud = GebruikerFactory(organisatie=lnv, rollen=[Rol.VAKDEPARTEMENT])
    geef(vraagstuk, oud)
    inzet = rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk, tekst="Kies voor water.", reden="", op_versie=0, door=staf
    )
    rijksinzet.geef_akkoord(pk=inzet.pk, door=oud)
    hernoem(lnv)
    assert ontbrekende_mandaten(nu(vraagstuk)) == inzet.zonder_akkoord() == [lvvn]
    assert list(mandaten_te_geven(expert)) == [vraagstuk]
    pagina = als("expert").get(reverse("governance:mandaten", args=[vraagstuk.pk]))
    assert reverse("governance:mandaat-geven", args=[vraagstuk.pk]) in pagina.text
    geef(vraagstuk, expert)
    assert not ontbrekende_mandaten(nu(vraagstuk))
    assert not mandaten_te_geven(expert)
    assert list(rijksinzet_akkoord_te_geven(expert)) == [inzet]
    assert rijksinzet.geef_akkoord(pk=inzet.pk, door=expert).status == Inzetstatus.AKKOORD
    assert not rijksinzet_akkoord_te_geven(expert)


def test_whom_one_succeeded_is_read_with_the_account(lnv, lvvn, expert, django_assert_num_queries):
    """REF-2: no question of its own on any page, also for a row of successors or a circle."""
    hernoem(lnv)
    OrganisatieFactory(code="later", opvolger=lvvn, geldig_tot=datetime.date(2099, 1, 1))
    wie = Gebruiker.objects.met_organisatie().get(pk=expert.pk)
    with django_assert_num_queries(0):
        assert wie.organisatie_ids == {lvvn.pk, lnv.pk}
    eerst = OrganisatieFactory(code="elenl", opvolger=lnv, geldig_tot=EINDE)
    for opvolger in (lvvn, eerst):  # in a row, and then in a circle beside it
        Organisatie.objects.filter(pk=lnv.pk).update(opvolger=opvolger)
        gelezen = Gebruiker.objects.met_organisatie().get(pk=expert.pk).organisatie_ids
        assert gelezen == Organisatie.objects.ids_opgegaan_in(lvvn.pk, timezone.localdate())
