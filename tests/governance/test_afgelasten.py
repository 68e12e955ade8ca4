"""A meeting that does not take place is called off, with its reason (OVL-3, ALG-2)."""

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django.asserts import assertContains, assertNotContains

from dossiers.models import Fase, Feit, Vraagstuk
from governance.gremia import Gremium
from governance.jaarbeeld import stel_jaarbeeld_samen
from governance.models import Agendastatus, Cyclus, Overleg
from governance.regels_lijst import landsdelen_zonder_bol
from governance.services import afwijking, agenda, cyclus, uitkomsten
from monitoring.werkvragen_tafels import agendas_te_verzenden, overleggen_te_sluiten
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.lijsten import bevries, bol_ronde, kamerbrief, regel, zitting
from tests.governance.paginas import url
from tests.governance.uitkomsten import punt_in
from tests.weigeringen import geweigerd

REDEN = "Het kabinet is gevallen."


def gelast_af(overleg, door, reden=REDEN):
    return cyclus.gelast_af(pk=overleg.pk, reden=reden, door=door)


def test_who_plans_calls_off_with_a_reason(staf, regietafellid, gelderland):
    """OVL-3, ALG-2: once, and it does not come back."""
    overleg = OverlegFactory()
    with pytest.raises(PermissionDenied):
        gelast_af(overleg, regietafellid)
    with geweigerd("reden_ontbreekt"):
        gelast_af(overleg, staf, reden=" ")
    assert gelast_af(overleg, staf).is_afgelast
    with geweigerd("stap_onmogelijk"):
        gelast_af(overleg, staf)
    with geweigerd("overleg_afgelast"):
        cyclus.verplaats_overleg(pk=overleg.pk, datum=DAG.replace(day=1), reden="x", door=staf)
    with geweigerd("overleg_afgelast"):
        agenda.zet_op_agenda(
            overleg_pk=overleg.pk, door=staf, soort="ter_bespreking", onderwerp="Dijk"
        )


def test_a_meeting_with_an_outcome_took_place(als, staf, gelderland):
    """OVL-3, BES-1: it is closed and not called off; the page offers what can be done."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk(), soort="ter_bespreking")
    overleg = in_stand(punt.overleg, "verzonden")
    adres, knop = url("overleg-detail", overleg.pk), url("overleg-afgelasten", overleg.pk)
    assert knop in als("staf").get(adres).text
    assert knop not in als("regietafellid").get(adres).text
    met_uitkomst(punt, staf, "besproken")
    assert knop not in als("staf").get(adres).text
    with geweigerd("overleg_heeft_uitkomst"):
        gelast_af(overleg, staf)


def test_its_vraagstukken_stand_on_no_sent_agenda_any_more(staf, gelderland):
    """VRA-7, VRA-19: as when it closes, so that nobody is put aan zet; and no outcome comes."""
    vraagstuk = rijp_vraagstuk()
    overleg = verzonden(
        AgendapuntFactory(vraagstuk=vraagstuk, soort="ter_bespreking").overleg, staf
    )
    assert vraagstuk.feiten.van("op_verzonden_agenda").exists()
    gelast_af(overleg, staf)
    assert not vraagstuk.feiten.van("op_verzonden_agenda").exists()
    assert REDEN in Feit.objects.get(soort="op_verzonden_agenda").ingetrokken_reden
    assert not Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden
    with geweigerd("overleg_afgelast"):
        met_uitkomst(overleg.agendapunten.get(), staf, "besproken")


def test_a_skipped_gpdg_goes_with_its_bol(staf, gelderland):
    """BES-10, VRA-19: the skip was for this BOL, and for no other."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"),
        vraagstuk=VraagstukFactory(fase=Fase.BESLUITVORMING),
        soort="ter_besluitvorming",
    )
    afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)
    gelast_af(punt.overleg, staf)
    assert not Feit.objects.van("gpdg_advies").exists()
    with geweigerd("punt_van_agenda"):
        afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)


def test_the_list_is_frozen_without_it(staf, gelderland):
    """OVL-3, BOL-1: an extra BOL that does not take place holds up nothing, and its day is not in
    the title; a ronde without any other has no meeting."""
    ronde = bol_ronde()
    extra = zitting(ronde, "oost", DAG.replace(day=20), stand=Agendastatus.CONCEPT)
    gelast_af(extra, staf)
    regel(ronde, staf)
    with geweigerd("overleg_ontbreekt"):
        bevries(ronde, staf)
    assert gelderland.landsdeel in landsdelen_zonder_bol(ronde, DAG)
    zitting(ronde, "oost", DAG)
    assert "20" not in bevries(ronde, staf).gegevens["titel"].split("202")[0]
    assert kamerbrief(ronde, staf, datum=DAG).datum == DAG


def test_it_is_no_meeting_of_the_cyclus(staf, gelderland):
    """OVL-2, OVL-3: another is planned without a reason, the year warns that it is missing, and
    the cyclus that runs does not wait for it."""
    ronde = bol_ronde()
    oud = gelast_af(zitting(ronde, "oost", DAG, stand=Agendastatus.CONCEPT), staf)
    eerder = OverlegFactory(gremium=Gremium.BOL, ronde__cyclus__jaar=2030, datum="2030-06-01")
    assert Cyclus.objects.lopend(DAG) == eerder.ronde.cyclus
    beeld = stel_jaarbeeld_samen(2027, list(Overleg.objects.filter(pk=oud.pk)), [gelderland])
    assert any("Er is nog geen BOL" in zin for zin in beeld.waarschuwingen)
    assert not any(cel for rij in beeld.rijen for cel in rij.cellen)
    nieuw = cyclus.plan_overleg(
        door=staf, gremium="bol", naam="BOL Oost", datum=DAG, ronde=ronde,
        landsdeel=gelderland.landsdeel,
    )  # fmt: skip
    assert list(ronde.zittingen()) == [nieuw]


def test_nobody_has_to_do_anything_for_it(staf, gelderland):
    """OVL-3: it is not sent and not closed."""
    concept = AgendapuntFactory(
        overleg=OverlegFactory(gremium="werkgroep"), vraagstuk=None, soort="ter_bespreking"
    ).overleg
    verstuurd = punt_in(Gremium.DO, None, "ter_bespreking").overleg
    assert list(agendas_te_verzenden(staf)) == [concept]
    assert list(overleggen_te_sluiten(staf, DAG)) == [verstuurd]
    for overleg in (concept, verstuurd):
        gelast_af(overleg, staf)
    assert not agendas_te_verzenden(staf)
    assert not overleggen_te_sluiten(staf, DAG)
    with geweigerd("stap_onmogelijk"):
        uitkomsten.sluit(overleg_pk=verstuurd.pk, door=staf)


def test_it_stays_readable_with_its_reason(als, staf, gelderland, bestuurder_provincie):
    """ALG-2, AGE-3: who only reads keeps what was sent, and gets no more than that."""
    punt = AgendapuntFactory(vraagstuk=None, onderwerp="De dijk", soort="ter_bespreking")
    concept = AgendapuntFactory(vraagstuk=None, onderwerp="Nog geheim", soort="ter_bespreking")
    verzonden(punt.overleg, staf)
    client = als("staf")
    for overleg in (punt.overleg, concept.overleg):
        client.post(url("overleg-afgelasten", overleg.pk), {"reden": REDEN})
        pagina = client.get(url("overleg-detail", overleg.pk)).text
        assert REDEN in pagina
        assert url("overleg-verplaatsen", overleg.pk) not in pagina
    client = als("bestuurder_provincie")
    for overleg, leest in ((punt.overleg, True), (concept.overleg, False)):
        pagina = client.get(url("overleg-detail", overleg.pk)).text
        assert REDEN in pagina
        assert ("De dijk" in pagina) == leest
        assert "Nog geheim" not in pagina
        assert "Nog geheim" not in client.get(url("agenda", overleg.pk)).text
    assert "De dijk" in client.get(url("agenda-verzonden", punt.overleg_id)).text


def test_nothing_is_asked_of_an_agenda_that_was_called_off(als, staf, gelderland):
    """OVL-3, ALG-1: its pages do not ask for a punt that it can no longer have."""
    overleg = OverlegFactory()
    cyclus.gelast_af(pk=overleg.pk, reden="Het kabinet viel.", door=staf)
    for naam in ("overleg-detail", "agenda"):
        pagina = als("staf").get(url(naam, overleg.pk))
        assertContains(pagina, "Deze agenda verandert niet meer.")
        assertNotContains(pagina, "een punt op de agenda")
