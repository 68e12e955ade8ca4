"""What sending an agenda waits for: mandaat, fase, GP-DG and verschillen (BES-3, BES-5, BES-10)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import feiten
from governance.forms.voorbereiding import STANDPUNT
from governance.gremia import Uitkomstsoort
from governance.models import Agendastatus, Escalatie, Inzichtverschil, Overleg
from governance.regels import VERZENDEN, departementen_van, verschillen_compleet
from governance.services import afwijking, agenda, cyclus, mandaten
from novex.criteria import tekorten
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.rijp import volgende_doorloop
from tests.factories import OrganisatieFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.weigeringen import geweigerd

S = Agendastatus


def test_a_do_punt_waits_for_the_mandaat(staf, expert, lvvn, gelderland):
    """Sending is blocked until the department's mandaat is in (BES-5)."""
    vraagstuk = rijp_vraagstuk(organisaties=[lvvn])
    overleg = in_stand(AgendapuntFactory(vraagstuk=vraagstuk).overleg, S.AFGESTEMD)
    with pytest.raises(ValidationError) as weigering:
        agenda.verzend(overleg_pk=overleg.pk, door=staf)
    assert "ontbreekt het mandaat van LVVN" in str(weigering.value)
    mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="B mag.", door=expert)
    agenda.verzend(overleg_pk=overleg.pk, door=staf)


def test_a_missing_mandaat_may_be_motivated(staf, lvvn, gelderland):
    """With a reason on record the agenda goes out without it (BES-5)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk(organisaties=[lvvn]))
    in_stand(punt.overleg, S.AFGESTEMD)
    with geweigerd("reden_ontbreekt"):
        afwijking.motiveer(pk=punt.pk, regel="zonder_mandaat", reden=" ", door=staf)
    afwijking.motiveer(pk=punt.pk, regel="zonder_mandaat", reden="Volgt maandag.", door=staf)
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)


def test_a_punt_for_discussion_needs_no_mandaat(staf, lvvn, gelderland):
    """Only ter advisering and ter besluitvorming ask for mandates (BES-5)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk(organisaties=[lvvn]), soort="ter_bespreking")
    verzonden(punt.overleg, staf)


def test_an_earlier_doorloop_gives_no_mandaat(staf, expert, lvvn, gelderland):
    """The mandaat of an earlier doorloop does not count by itself (VRA-8, BES-5)."""
    vraagstuk = rijp_vraagstuk(organisaties=[lvvn])
    mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="B mag.", door=expert)
    vraagstuk.doorloop = 2
    vraagstuk.save(update_fields=["doorloop"])
    overleg = in_stand(AgendapuntFactory(vraagstuk=vraagstuk).overleg, S.AFGESTEMD)
    with geweigerd("mandaat_ontbreekt"):
        agenda.verzend(overleg_pk=overleg.pk, door=staf)


@pytest.mark.parametrize(
    ("gremium", "soort", "fase"),
    [
        ("do", "ter_advisering", Fase.BEELDVORMING),
        ("do", "ter_besluitvorming", Fase.BESLUITVORMING),
        ("gp_dg", "ter_advisering", Fase.OPVOLGING),
        ("bol", "ter_besluitvorming", Fase.OORDEELSVORMING),
        ("regietafel", "ter_besluitvorming", Fase.OORDEELSVORMING),
    ],
)
def test_the_fase_fits_the_table(staf, gelderland, gremium, soort, fase):
    """A vraagstuk in another fase stops the sending (AGE-1, OVL-1)."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium=gremium), soort=soort, vraagstuk=VraagstukFactory(fase=fase)
    )
    if gremium == "bol":
        afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed", door=staf)
    if punt.overleg.wordt_afgestemd:
        in_stand(punt.overleg, S.AFGESTEMD)
    with geweigerd("fase_past_niet"):
        agenda.verzend(overleg_pk=punt.overleg_id, door=staf)


def test_the_bol_waits_for_the_gpdg_of_the_same_cyclus(staf, gelderland):
    """Advice of another cyclus does not count; of this one it does (BES-10)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    bol = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"), vraagstuk=vraagstuk, soort="ter_besluitvorming"
    ).overleg
    in_stand(bol, S.AFGESTEMD)
    eerder = OverlegFactory(gremium="gp_dg", ronde__cyclus__jaar=2026)
    for overleg in (eerder, OverlegFactory(gremium="gp_dg")):
        with pytest.raises(ValidationError) as weigering:
            agenda.verzend(overleg_pk=bol.pk, door=staf)
        assert "ontbreekt het advies van de GP-DG met Gelderland" in str(weigering.value)
        punt = AgendapuntFactory(overleg=overleg, vraagstuk=vraagstuk)
        verzonden(overleg, staf)
        met_uitkomst(punt, staf)
    agenda.verzend(overleg_pk=bol.pk, door=staf)


def test_a_confirmed_advice_of_the_gpdg_opens_the_bol(staf, accounthouder, gelderland):
    """Of an earlier doorloop it counts once confirmed by name (VRA-8, BES-10)."""
    vraagstuk = rijp_vraagstuk()
    gpdg = AgendapuntFactory(overleg=OverlegFactory(gremium="gp_dg"), vraagstuk=vraagstuk)
    verzonden(gpdg.overleg, staf)
    met_uitkomst(gpdg, staf)
    volgende_doorloop(vraagstuk)
    bol = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"), vraagstuk=vraagstuk, soort="ter_besluitvorming"
    ).overleg
    assert "gpdg_advies_ontbreekt" in open_bij(bol)
    advies = Feit.objects.van("gpdg_advies").get()
    feiten.herbevestig(pk=advies.pk, door=accounthouder, reden="Er veranderde niets.")
    assert "gpdg_advies_ontbreekt" not in open_bij(bol)


def test_a_confirmed_do_without_consensus_still_asks_for_verschillen(
    staf, accounthouder, gelderland
):
    """The DO of an earlier doorloop stops the GP-DG once it is confirmed, not before (VRA-8)."""
    vraagstuk = rijp_vraagstuk()
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    verzonden(punt.overleg, staf)
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS)
    volgende_doorloop(vraagstuk)
    gpdg = AgendapuntFactory(overleg=OverlegFactory(gremium="gp_dg"), vraagstuk=vraagstuk).overleg
    assert "verschillen_ontbreken" not in open_bij(gpdg)
    uitkomst = Feit.objects.van("do_uitkomst").get()
    feiten.herbevestig(pk=uitkomst.pk, door=accounthouder, reden="Wij verschillen nog steeds.")
    assert "verschillen_ontbreken" in open_bij(gpdg)


def open_bij(overleg):
    return {tekort.code for tekort in tekorten(Overleg.objects.get(pk=overleg.pk), VERZENDEN)}


def test_skipping_the_gpdg_is_motivated_and_told(staf, gelderland):
    """A motivated skip opens the way and stands on the route (BES-10, VRA-19)."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"),
        vraagstuk=VraagstukFactory(fase=Fase.BESLUITVORMING),
        soort="ter_besluitvorming",
    )
    in_stand(punt.overleg, S.AFGESTEMD)
    afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Al besproken.", door=staf)
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)
    feit = Feit.objects.van("gpdg_advies").get()
    assert (feit.waarde, feit.kenmerk) == ("overgeslagen", "pv25")


def bij_bol(vraagstuk, staf):
    """A punt on a BOL agenda in concept, that skips the GP-DG."""
    bol = OverlegFactory(gremium="bol")
    punt = AgendapuntFactory(overleg=bol, vraagstuk=vraagstuk, soort="ter_besluitvorming")
    afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)
    return punt


def test_a_punt_that_is_off_the_agenda_skips_nothing(staf, gelderland):
    """BES-10, VRA-19: an open form of a punt that was taken off tells nothing any more."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium="bol"),
        vraagstuk=VraagstukFactory(fase=Fase.BESLUITVORMING),
        soort="ter_besluitvorming",
    )
    agenda.voer_af(pk=punt.pk, reden="Toch niet.", door=staf)
    with geweigerd("punt_van_agenda"):
        afwijking.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)
    assert not Feit.objects.van("gpdg_advies").exists()


def test_a_skipped_gpdg_goes_with_its_punt(staf, gelderland):
    """Off the agenda, the skip no longer counts as the advice (BES-10, VRA-19)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    punt = bij_bol(vraagstuk, staf)
    agenda.voer_af(pk=punt.pk, reden="Toch niet.", door=staf)
    assert not Feit.objects.van("gpdg_advies").exists()
    assert "Toch niet." in Feit.objects.get(soort="gpdg_advies").ingetrokken_reden
    zin = "Dit geldt niet meer: GP-DG met Gelderland overgeslagen"
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden.startswith(zin)


@pytest.mark.parametrize("waarde", ["advies", "overgeslagen"])
def test_what_another_punt_told_of_the_gpdg_stays(staf, gelderland, waarde):
    """The advice itself, and the skip for another BOL, still count (BES-10)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    if waarde == "advies":
        FeitFactory(vraagstuk=vraagstuk, soort="gpdg_advies", kenmerk="pv25", waarde=waarde)
    else:
        bij_bol(vraagstuk, staf)
    agenda.voer_af(pk=bij_bol(vraagstuk, staf).pk, reden="Toch niet.", door=staf)
    assert Feit.objects.van("gpdg_advies").get().waarde == waarde


def test_no_consensus_goes_to_the_gpdg_with_verschillen_only(staf, gelderland):
    """After geen consensus the GP-DG agenda waits for the verschillen (BES-3)."""
    vraagstuk = rijp_vraagstuk()
    punt = AgendapuntFactory(vraagstuk=vraagstuk)
    verzonden(punt.overleg, staf)
    met_uitkomst(punt, staf, Uitkomstsoort.GEEN_CONSENSUS)
    gpdg = AgendapuntFactory(overleg=OverlegFactory(gremium="gp_dg"), vraagstuk=vraagstuk).overleg
    in_stand(gpdg, S.AFGESTEMD)
    with geweigerd("verschillen_ontbreken"):
        agenda.verzend(overleg_pk=gpdg.pk, door=staf)


def test_a_standpunt_in_concept_does_not_open_the_gpdg(staf, gelderland, vro):
    """One of each side, and an owner; but the provincie did not release its own yet (BES-3)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    velden = dict.fromkeys(STANDPUNT, "Anders.") | {"agendapunt": punt, "door": staf}
    nu = timezone.now()
    Inzichtverschil.objects.create(organisatie=vro, vrijgegeven_op=nu, **velden)
    Escalatie.objects.create(
        agendapunt=punt, door=staf, decentraal="kan", trekker="VRO", beslisser="GP-DG",
        terugkoppeling="In het DO.",
    )  # fmt: skip
    van_provincie = Inzichtverschil.objects.create(organisatie=gelderland.organisatie, **velden)
    assert not verschillen_compleet(punt, gelderland)
    van_provincie.vrijgegeven_op = nu
    van_provincie.save()
    assert verschillen_compleet(punt, gelderland)


def test_the_departments_are_those_of_the_vraagstuk(db, lvvn, vro):
    """Governance and dossiers name the same departments, an agency's own too (BES-5)."""
    ienw = OrganisatieFactory(code="ienw", naam="IenW")
    agentschap = OrganisatieFactory(code="rws", naam="RWS", soort="uitvoering", valt_onder=ienw)
    vraagstuk = VraagstukFactory(organisaties=[lvvn, vro, agentschap])
    eigen = {organisatie.code for organisatie in departementen_van(vraagstuk)}
    assert eigen == {o.code for o in vraagstuk.betrokken_departementen()} == {"lvvn", "ienw"}


def test_feit_is_not_the_only_proof(db, staf, gelderland):
    """A feit of another soort is no mandaat (BES-5)."""
    organisatie = OrganisatieFactory(code="def", naam="Defensie")
    vraagstuk = rijp_vraagstuk(organisaties=[organisatie])
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="def")
    overleg = in_stand(AgendapuntFactory(vraagstuk=vraagstuk).overleg, S.AFGESTEMD)
    with geweigerd("mandaat_ontbreekt"):
        agenda.verzend(overleg_pk=overleg.pk, door=staf)


def test_a_punt_that_names_no_provincie_is_not_sent(staf, gelderland):
    """No provincie would see it, and BES-10 would ask none for its advice (OVL-2)."""
    punt = AgendapuntFactory(vraagstuk=None, provincies=[])
    in_stand(punt.overleg, S.AFGESTEMD)
    with geweigerd("punt_zonder_provincie"):
        agenda.verzend(overleg_pk=punt.overleg_id, door=staf)
    punt.provincies.set([gelderland])
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)


def test_what_is_judged_is_locked_first(staf, gelderland, monkeypatch):
    """VRA-7: nobody ends a vraagstuk between the check of an agenda and its sending."""
    overleg = in_stand(AgendapuntFactory(vraagstuk=rijp_vraagstuk()).overleg, S.AFGESTEMD)
    toets = agenda.voer_stap_uit

    def kijk(*args, **kwargs):
        sloten = [q["sql"] for q in gevraagd.captured_queries if "FOR UPDATE" in q["sql"]]
        assert any('FROM "dossiers_vraagstuk"' in sql for sql in sloten)
        return toets(*args, **kwargs)

    monkeypatch.setattr(agenda, "voer_stap_uit", kijk)
    with CaptureQueriesContext(connection) as gevraagd:
        agenda.verzend(overleg_pk=overleg.pk, door=staf)


def test_another_day_asks_the_provincies_again(staf, provinciaal, regietafellid, gelderland):
    """AGE-3, AGE-5: what they agreed with was for the day before; a sent agenda stays sent."""
    overleg = AgendapuntFactory(vraagstuk=None, soort="ter_informatie").overleg
    agenda.reageer(overleg_pk=overleg.pk, soort="akkoord", reden="", door=provinciaal)
    agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)
    dag = overleg.datum + datetime.timedelta(days=7)
    nu = cyclus.verplaats_overleg(pk=overleg.pk, datum=dag, reden="De zaal.", door=staf)
    assert nu.agenda_status == S.CONCEPT
    with geweigerd("reactie_ontbreekt"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)
