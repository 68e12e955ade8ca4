"""What a positive triage rests on, and who of VRO is aan zet (TRI-4, VRA-3)."""

import pytest

from dossiers.models import Fase, Vraagstuk
from dossiers.services import tekst
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.triages import adviseer, besluit
from tests.weigeringen import geweigerd


def wijzig(vraagstuk, door, **velden):
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    return tekst.wijzig(pk=nu.pk, groep="basis", versie=nu.versie, velden=velden, door=door)


def test_a_ja_is_not_emptied_before_it_is_put_through(
    criteria, accounthouder, regietafellid, gelderland, lvvn
):
    """TRI-4, VRA-4: what the machine check asks stays; what it does not ask may go."""
    v = VraagstukFactory(lead_provincie=gelderland)
    assert adviseer(accounthouder, v, criteria).status_code == 302
    assert besluit(regietafellid, v, criteria).status_code == 302
    domeinen = list(v.domeinen.all())
    for weg in ({"domeinen": domeinen[:1]}, {"gebied": ""}):
        with geweigerd("triage_klopt_niet_meer"):
            wijzig(v, accounthouder, **weg)
    v.refresh_from_db()
    assert list(v.domeinen.all()) == domeinen
    assert v.gebied
    wijzig(v, accounthouder, titel="Een betere titel")


def test_before_a_triage_anything_may_change(accounthouder, gelderland):
    """TRI-4: there is no ja yet that it could contradict."""
    v = VraagstukFactory(lead_provincie=gelderland)
    wijzig(v, accounthouder, domeinen=[], gebied="")


@pytest.mark.parametrize(("wie", "is_aan_zet"), [("staf", False), ("accounthouder", True)])
def test_without_a_lead_not_all_of_vro_is_aan_zet(request, gelderland, vro, wie, is_aan_zet):
    """VRA-3: somebody is left who may push a step through."""
    v = VraagstukFactory(
        fase=Fase.OORDEELSVORMING, lead_accounthouder=None, aan_zet_organisatie=vro
    )
    assert v.is_aan_zet(request.getfixturevalue(wie)) is is_aan_zet
