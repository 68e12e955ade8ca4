"""The line from DO to BOL through the services, as VRO-staf and the departments walk it."""

import pytest

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import aanpak as aanpakken
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.models import Agendastatus, Inzetstatus, Rijksinzet
from governance.services import agenda, mandaten, rijksinzet, uitkomsten
from tests.arrangementen.afspraken import maak, wijzig
from tests.dossiers.factories import FeitFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.uitkomsten import fase_van, klaar_voor_do
from tests.weigeringen import geweigerd


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


def do_besluit(staf, vraagstuk, *provincies):
    """A DO per provincie, each with a besluit of its own."""
    for provincie in provincies:
        overleg = OverlegFactory(provincies=[provincie])
        punt = AgendapuntFactory(
            overleg=overleg, vraagstuk=vraagstuk, soort=Puntsoort.TER_BESLUITVORMING
        )
        in_stand(overleg, Agendastatus.VERZONDEN)
        gedaan = met_uitkomst(punt, staf, Uitkomstsoort.BESLUIT)
    return punt, gedaan


def opnieuw(punt, staf):
    return uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)


def test_an_afspraak_that_is_missing_after_the_besluit_of_the_do_can_be_made(
    staf, accounthouder, gelderland, overijssel
):
    """VRA-6, VRA-15: until the last DO decided the afspraken are made and changed; the first does
    not freeze them, and what its blocker asks can be done. From opvolging on they are for later."""
    vraagstuk = klaar_voor_do(bestuurlijke_keuze_nodig=False, provincies=[gelderland, overijssel])
    do_besluit(staf, vraagstuk, gelderland)
    afspraak = maak(vraagstuk, accounthouder)
    wijzig(afspraak, accounthouder, tekst="Wat het DO met Overijssel anders wil.")
    _, gedaan = do_besluit(staf, vraagstuk, overijssel)
    assert (gedaan.stap, gedaan.blokkades) == ("besluit_in_do", ())
    assert fase_van(vraagstuk) == Fase.OPVOLGING
    with geweigerd("papieren_verzonden"):
        maak(vraagstuk, accounthouder)


def test_the_besluit_of_the_do_waits_for_its_afspraak(staf, accounthouder, gelderland):
    """VRA-6: recorded before there is one; made afterwards, the stored besluit is applied."""
    vraagstuk = klaar_voor_do(bestuurlijke_keuze_nodig=False)
    punt, gedaan = do_besluit(staf, vraagstuk, gelderland)
    assert [blokkade.code for blokkade in gedaan.blokkades] == ["afspraak_ontbreekt"]
    maak(vraagstuk, accounthouder)
    assert opnieuw(punt, staf).blokkades == ()
    assert fase_van(vraagstuk) == Fase.OPVOLGING


def test_what_needs_a_bestuurlijke_keuze_after_all_goes_to_the_bol(staf, accounthouder, gelderland):
    """VRA-6, BES-4: the DO decided, and then the aanpak says that it may not: it is no dead end."""
    vraagstuk = klaar_voor_do(bestuurlijke_keuze_nodig=False)
    punt, _ = do_besluit(staf, vraagstuk, gelderland)
    aanpakken.wijzig_aanpak(
        pk=vraagstuk.pk,
        versie=vraagstuk.aanpak.versie,
        velden={"bestuurlijke_keuze_nodig": True},
        door=accounthouder,
    )
    gedaan = opnieuw(punt, staf)
    assert (gedaan.stap, gedaan.blokkades) == ("naar_besluitvorming", ())
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING
