"""The line from DO to BOL through the services, as VRO-staf and the departments walk it."""

import pytest

from dossiers.models import Fase, Feit, Vraagstuk
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.models import Inzetstatus, Rijksinzet
from governance.services import agenda, mandaten, rijksinzet, uitkomsten
from tests.dossiers.factories import FeitFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)


@pytest.fixture
def vraagstuk(gelderland, lvvn, vro):
    return rijp_vraagstuk(organisaties=[lvvn, vro], provincies=[gelderland])


@pytest.fixture
def voorbereid(vraagstuk, expert, staf):
    """The mandaat is in and the Rijksinzet agreed."""
    mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="Variant B mag.", door=expert)
    inzet = rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk, tekst="Kies voor water.", reden="", op_versie=0, door=staf
    )
    rijksinzet.geef_akkoord(pk=inzet.pk, door=expert)
    return vraagstuk


def test_from_do_to_bol(voorbereid, accounthouder, provinciaal, regietafellid, staf, gelderland):
    """The whole line: DO advice, GP-DG advice, BOL besluit (VRA-5, VRA-6, BES-10, AGE-3, BES-7)."""
    do = OverlegFactory()
    punt = agenda.zet_op_agenda(
        overleg_pk=do.pk,
        door=accounthouder,
        soort=Puntsoort.TER_ADVISERING,
        onderwerp="Polder",
        vraagstuk=voorbereid,
    )
    agenda.reageer(overleg_pk=do.pk, soort="akkoord", reden="", door=provinciaal)
    agenda.stem_af(overleg_pk=do.pk, door=regietafellid, op=DAG)
    versie = agenda.verzend(overleg_pk=do.pk, door=staf)
    assert versie.versie == 1
    assert Rijksinzet.objects.get().status == Inzetstatus.VRIJGEGEVEN

    resultaat = met_uitkomst(punt, staf)
    assert resultaat.blokkades == ()
    assert Vraagstuk.objects.get(pk=voorbereid.pk).fase == Fase.BESLUITVORMING
    uitkomsten.sluit(overleg_pk=do.pk, door=staf)
    assert not voorbereid.feiten.van("op_verzonden_agenda").exists()

    gpdg = OverlegFactory(gremium=Gremium.GP_DG)
    advies = AgendapuntFactory(overleg=gpdg, vraagstuk=Vraagstuk.objects.get(pk=voorbereid.pk))
    verzonden(gpdg, staf)
    met_uitkomst(advies, staf)
    assert voorbereid.feiten.van("gpdg_advies").get().kenmerk == gelderland.code

    FeitFactory(vraagstuk=voorbereid, soort=Feit.Soort.AFSPRAAK)
    bol = OverlegFactory(gremium=Gremium.BOL)
    besluit = AgendapuntFactory(
        overleg=bol,
        vraagstuk=Vraagstuk.objects.get(pk=voorbereid.pk),
        soort=Puntsoort.TER_BESLUITVORMING,
    )
    verzonden(bol, staf)
    resultaat = met_uitkomst(besluit, staf, Uitkomstsoort.BESLUIT)
    assert resultaat.blokkades == ()
    assert Vraagstuk.objects.get(pk=voorbereid.pk).fase == Fase.OPVOLGING
