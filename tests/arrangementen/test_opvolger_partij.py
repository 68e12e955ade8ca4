"""Who succeeded a party that ended acts for it: nothing waits for who is gone (REF-2)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from arrangementen.models import Afspraak, Landing
from arrangementen.regels import heeft_akkoorden
from arrangementen.services import acties, mag
from monitoring.regels import is_acceptabel
from monitoring.werkvragen_tafels import (
    akkoorden_te_geven,
    bedragen_te_bevestigen,
    landingen_te_aanvaarden,
)
from novex.models import Gebruiker
from tests.arrangementen.factories import ActieFactory, AfspraakFactory, GeldregelFactory
from tests.arrangementen.test_akkoord import akkoord, stand
from tests.factories import OrganisatieFactory
from tests.weigeringen import geweigerd

GISTEREN = datetime.date(2026, 1, 1)


@pytest.fixture
def lnv(lvvn):
    return OrganisatieFactory(code="lnv", naam="LNV", opvolger=lvvn)


@pytest.fixture
def afspraak(lnv, provinciaal):
    concept = AfspraakFactory(acties=[lnv, provinciaal.organisatie], landing=lnv)
    akkoord(concept, provinciaal)
    GeldregelFactory(afspraak=concept, verantwoordelijke=lnv)
    return concept


def hef_op(organisatie):
    organisatie.geldig_tot = GISTEREN
    organisatie.save()


def nu(afspraak):
    return Afspraak.objects.compleet().get(pk=afspraak.pk)


def vers(wie):
    """As the next request reads the account."""
    return Gebruiker.objects.met_organisatie().get(pk=wie.pk)


def verwijder_actie(afspraak, door):
    acties.verwijder_actie(pk=afspraak.acties.get(kant="rijk").pk, door=door)


def bevestig_geld(afspraak, door):
    regel = afspraak.geldregels.get()
    acties.bevestig_geld(pk=regel.pk, door=door, versie=regel.versie)


def aanvaard_landing(afspraak, door):
    landing = Landing.objects.get(afspraak=afspraak)
    acties.aanvaard_landing(
        afspraak_pk=afspraak.pk, door=door, versie=landing.versie, op=datetime.date(2027, 1, 1)
    )


@pytest.mark.parametrize("doe", [akkoord, verwijder_actie, bevestig_geld, aanvaard_landing])
def test_the_successor_acts_where_the_party_ended(afspraak, lnv, expert, expert_ienw, doe):
    """REF-2, AFS-2, AFS-3, AFS-6, AFS-7: as long as it is there only the party itself, then who
    succeeded it, and nobody else."""
    with pytest.raises(PermissionDenied):
        doe(afspraak, expert)
    hef_op(lnv)
    with pytest.raises(PermissionDenied):
        doe(afspraak, vers(expert_ienw))
    doe(afspraak, vers(expert))


def test_an_akkoord_of_the_successor_counts_for_the_party(afspraak, lnv, lvvn, expert):
    """REF-2, AFS-5: in the check, on the page and in the monitor; not before it ended."""
    hef_op(lnv)
    with geweigerd("akkoord_ontbreekt"):
        heeft_akkoorden(nu(afspraak))
    akkoord(afspraak, expert)
    assert stand(afspraak, lnv) == "Akkoord"
    assert heeft_akkoorden(nu(afspraak)) is is_acceptabel(nu(afspraak)) is None
    lnv.geldig_tot = None
    lnv.save()
    for eis in (heeft_akkoorden, is_acceptabel):
        with geweigerd("akkoord_ontbreekt"):
            eis(nu(afspraak))


def test_what_waits_for_the_party_is_work_of_its_successor(afspraak, lnv, expert):
    """REF-2, AFS-2, AFS-6, AFS-7: it comes to Mijn werk, and the page offers it."""
    vragen = (akkoorden_te_geven, bedragen_te_bevestigen, landingen_te_aanvaarden)
    assert [len(vraag(expert)) for vraag in vragen] == [0, 0, 0]
    assert not mag.legt_landing_vast(expert, nu(afspraak))
    hef_op(lnv)
    wie = vers(expert)
    assert [len(vraag(wie)) for vraag in vragen[:2]] == [1, 1]
    assert mag.legt_landing_vast(wie, nu(afspraak))


def test_the_page_offers_the_successor_its_akkoord(afspraak, lnv, expert, client):
    """REF-2, AFS-2: first what is still asked, where one succeeded two parties."""
    hef_op(lnv)
    ActieFactory(afspraak=afspraak, trekker_organisatie=expert.organisatie)
    client.force_login(expert)
    url = f"/afspraken/{afspraak.pk}/akkoord/"
    assert client.get(url).context["mag_akkoord"]
    akkoord(afspraak, expert)
    assert not client.get(url).context["mag_akkoord"]


def test_two_parties_that_ended_cost_no_question_each(afspraak, lnv, lvvn, staf, client):
    """REF-2: who succeeded them is read along."""
    tweede = OrganisatieFactory(code="ez", naam="EZ", opvolger=lvvn, geldig_tot=GISTEREN)
    ActieFactory(afspraak=afspraak, trekker_organisatie=tweede)
    hef_op(lnv)
    client.force_login(staf)
    assert client.get(f"/afspraken/{afspraak.pk}/").status_code == 200
