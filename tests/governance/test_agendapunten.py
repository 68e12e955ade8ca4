"""What stands on an agenda, and what a punt waits for (AGE-1, AGE-2, BES-5, BES-10)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers.models import Aanpak, Fase, Feit, Vraagstuk
from dossiers.services import feiten
from governance.forms.agenda import AgendapuntForm
from governance.forms.voorbereiding import STANDPUNT
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.kandidaten import kandidaten_van
from governance.models import (
    Agendapunt,
    Agendastatus,
    Escalatie,
    Inzichtverschil,
    Overleg,
    Uitkomst,
)
from governance.querysets import kandidaten
from governance.regels import VERZENDEN, departementen_van, verschillen_compleet
from governance.services import agenda, mandaten
from governance.werkwoord import begint_met_werkwoord
from novex.criteria import tekorten
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.rijp import met_bezwaar, volgende_doorloop
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
from tests.governance.uitkomsten import klaar_voor_do
from tests.weigeringen import geweigerd

S = Agendastatus


def test_moving_up_and_down(staf, gelderland):
    """Omhoog and Omlaag swap with the neighbour; at the edge nothing happens (AGE-1)."""
    overleg = OverlegFactory()
    a, b, c = (
        AgendapuntFactory(overleg=overleg, vraagstuk=None, onderwerp=o, soort="ter_bespreking")
        for o in "abc"
    )
    agenda.verplaats(pk=c.pk, richting="omhoog", door=staf)
    agenda.verplaats(pk=a.pk, richting="omhoog", door=staf)
    agenda.verplaats(pk=b.pk, richting="omlaag", door=staf)
    assert [punt.onderwerp for punt in Overleg.objects.get().punten] == ["a", "c", "b"]


def test_a_vraagstuk_stands_once_on_an_agenda(staf, gelderland):
    """Once per meeting, until it is taken off (AGE-2)."""
    punt = AgendapuntFactory()
    invoer = {"soort": "ter_bespreking", "onderwerp": "Weer", "vraagstuk": punt.vraagstuk}
    with geweigerd("staat_al_op_agenda"):
        agenda.zet_op_agenda(overleg_pk=punt.overleg_id, door=staf, **invoer)
    agenda.voer_af(pk=punt.pk, reden="Anders", door=staf)
    agenda.zet_op_agenda(overleg_pk=punt.overleg_id, door=staf, **invoer)


@pytest.mark.parametrize(
    ("zin", "goed"),
    [
        ("Instemmen met variant B.", True),
        ("In te stemmen met variant B.", True),
        ("Kennis te nemen van de voortgang.", True),
        ("Stem in met variant B.", True),
        ("Akkoord te gaan met het plan", True),
        ("Kiezen voor richting 2", True),
        ("Het plan voor de polder", False),
        ("Een besluit nemen", False),
        ("Samen verder", False),
        ("12345", False),
    ],
)
def test_gevraagd_besluit_starts_with_a_verb(zin, goed):
    """What is asked starts with a verb (AGE-2)."""
    assert begint_met_werkwoord(zin) is goed


def test_gevraagd_besluit_is_asked_for_a_decision(staf, gelderland):
    """Without it, or without a verb, a decision punt is refused (AGE-2)."""
    overleg = OverlegFactory()
    basis = {"overleg_pk": overleg.pk, "door": staf, "soort": "ter_besluitvorming"}
    with geweigerd("gevraagd_besluit_ontbreekt"):
        agenda.zet_op_agenda(**basis, onderwerp="Polder")
    with geweigerd("geen_werkwoord"):
        agenda.zet_op_agenda(**basis, onderwerp="Polder", gevraagd_besluit="Het plan.")


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
        agenda.motiveer(pk=punt.pk, regel="zonder_mandaat", reden=" ", door=staf)
    agenda.motiveer(pk=punt.pk, regel="zonder_mandaat", reden="Volgt maandag.", door=staf)
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
        agenda.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed", door=staf)
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
    agenda.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Al besproken.", door=staf)
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)
    feit = Feit.objects.van("gpdg_advies").get()
    assert (feit.waarde, feit.kenmerk) == ("overgeslagen", "pv25")


def bij_bol(vraagstuk, staf):
    """A punt on a BOL agenda in concept, that skips the GP-DG."""
    bol = OverlegFactory(gremium="bol")
    punt = AgendapuntFactory(overleg=bol, vraagstuk=vraagstuk, soort="ter_besluitvorming")
    agenda.motiveer(pk=punt.pk, regel="zonder_gpdg_advies", reden="Spoed.", door=staf)
    return punt


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


def test_a_closed_vraagstuk_does_not_come_on_an_agenda(staf, gelderland):
    """Only what is open is put on an agenda (AGE-1)."""
    overleg = OverlegFactory()
    with geweigerd("vraagstuk_niet_open"):
        agenda.zet_op_agenda(
            overleg_pk=overleg.pk,
            door=staf,
            soort=Puntsoort.TER_BESPREKING,
            onderwerp="Oud",
            vraagstuk=VraagstukFactory(fase=Fase.BEEINDIGD),
        )


def test_candidates_fit_the_table_and_say_what_is_missing(staf, lvvn, gelderland, drenthe):
    """Of this table's provincies and in a fase that fits, each with what it lacks (AGE-1)."""
    overleg = OverlegFactory()
    wacht = rijp_vraagstuk(organisaties=[lvvn])
    op_agenda = AgendapuntFactory(overleg=overleg).vraagstuk
    VraagstukFactory(fase=Fase.OORDEELSVORMING, lead_provincie=drenthe)
    for fase in (Fase.BEELDVORMING, Fase.BESLUITVORMING, Fase.OPVOLGING, Fase.BEEINDIGD):
        VraagstukFactory(fase=fase)
    rijen = kandidaten(staf, overleg)
    (kandidaat,) = kandidaten_van(overleg, rijen, [], staf, DAG)
    assert kandidaat.vraagstuk == wacht != op_agenda
    assert not kandidaat.is_gereed
    assert kandidaat.mist == (
        "Het mandaat van LVVN ontbreekt.",
        "De Rijksinzet is nog niet akkoord.",
    )


def gereed(overleg, staf):
    rijen = kandidaten(staf, overleg)
    return {k.vraagstuk: k.is_gereed for k in kandidaten_van(overleg, rijen, [], staf, DAG)}


def test_a_candidate_is_ready_when_its_step_waits_only_for_the_table(staf, gelderland):
    """AGE-1, VRA-5: what blocks the step makes it not ready, such as an aanpak with a gap."""
    klaar, tempo, voorkeur, weging, bezwaar = (klaar_voor_do() for _ in range(5))
    Aanpak.objects.filter(vraagstuk=tempo).update(tempo="")
    Aanpak.objects.filter(vraagstuk=voorkeur).update(voorkeursrichting=None)
    weging.richtingen.last().wegingen.first().delete()
    met_bezwaar(bezwaar)
    ja = gereed(OverlegFactory(), staf)
    assert {vraagstuk for vraagstuk, is_gereed in ja.items() if is_gereed} == {klaar}
    assert len(ja) == 5


@pytest.mark.parametrize(
    ("gremium", "soort"), [(Gremium.GP_DG, "do_uitkomst"), (Gremium.BOL, "gpdg_advies")]
)
def test_a_joint_candidate_waits_for_each_provincie(staf, gelderland, drenthe, gremium, soort):
    """AGE-1, VRA-15: the table before spoke for the one and not for the other."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    overleg = OverlegFactory(gremium=gremium)
    FeitFactory(vraagstuk=vraagstuk, soort=soort, kenmerk="pv25")
    assert gereed(overleg, staf) == {vraagstuk: False}
    FeitFactory(vraagstuk=vraagstuk, soort=soort, kenmerk="pv22")
    assert gereed(overleg, staf) == {vraagstuk: True}


def test_a_punt_names_only_provincies_at_the_table(staf, gelderland, drenthe):
    """Not a provincie that is not there, and not one outside the vraagstuk (OVL-2)."""
    overleg = OverlegFactory()
    with geweigerd("provincie_niet_aan_tafel"):
        agenda.zet_op_agenda(
            overleg_pk=overleg.pk,
            door=staf,
            soort=Puntsoort.TER_BESPREKING,
            onderwerp="Elders",
            provincies=[drenthe],
        )
    assert not Agendapunt.objects.exists()


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


def gewijzigd(punt, door, **velden):
    """Through the form, as the page does."""
    data = {"onderwerp": punt.onderwerp, "soort": punt.soort, "duur_minuten": 20}
    data |= {"gevraagd_besluit": punt.gevraagd_besluit, "versie": punt.versie, **velden}
    form = AgendapuntForm(data, instance=punt)
    assert form.is_valid(), form.errors
    return agenda.wijzig_punt(form=form, door=door)


@pytest.mark.parametrize("persona", ["staf", "provinciaal"])
def test_a_punt_without_a_choice_names_all_that_it_concerns(
    request, persona, staf, provinciaal, gelderland, overijssel
):
    """Left empty, also on a change, it is for each provincie at the table (OVL-2, AGE-3)."""
    overleg = OverlegFactory(provincies=[gelderland, overijssel])
    door = request.getfixturevalue(persona)
    punt = AgendapuntFactory(
        overleg=overleg, vraagstuk=None, provincies=[gelderland], indiener=door.organisatie
    )
    gewijzigd(punt, door)
    assert set(punt.provincies.all()) == {gelderland, overijssel}


def test_a_punt_that_names_no_provincie_is_not_sent(staf, gelderland):
    """No provincie would see it, and BES-10 would ask none for its advice (OVL-2)."""
    punt = AgendapuntFactory(vraagstuk=None, provincies=[])
    in_stand(punt.overleg, S.AFGESTEMD)
    with geweigerd("punt_zonder_provincie"):
        agenda.verzend(overleg_pk=punt.overleg_id, door=staf)
    punt.provincies.set([gelderland])
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)


def put_off(punt, staf, **invoer):
    """The table puts it off until this day."""
    in_stand(punt.overleg, S.VERZONDEN)
    met_uitkomst(
        punt, staf, Uitkomstsoort.AANGEHOUDEN, motivatie="Te vroeg.", tot_wanneer=DAG, **invoer
    )


@pytest.mark.parametrize("soort", [Uitkomstsoort.ADVIES, Uitkomstsoort.BESPROKEN])
def test_what_a_later_meeting_took_up_is_no_longer_put_off(staf, gelderland, soort):
    """Also when it discussed it only; a meeting before it says nothing of it (BES-1)."""
    eerste = AgendapuntFactory(vraagstuk=rijp_vraagstuk())
    put_off(eerste, staf)
    puntsoort = "ter_bespreking" if soort == Uitkomstsoort.BESPROKEN else "ter_advisering"
    for dagen, over in ((-7, 1), (7, 0)):
        tafel = OverlegFactory(datum=DAG + datetime.timedelta(days=dagen))
        punt = AgendapuntFactory(overleg=tafel, vraagstuk=eerste.vraagstuk, soort=puntsoort)
        in_stand(tafel, S.VERZONDEN)
        met_uitkomst(punt, staf, soort if over == 0 else Uitkomstsoort.DOORGELEID)
        assert Uitkomst.objects.aangehouden().count() == over


def test_another_table_or_doorloop_takes_nothing_up(staf, gelderland, overijssel):
    """Each provincie of a joint vraagstuk for itself; after a return it is no longer asked for
    (BES-1, VRA-8, VRA-15)."""
    vraagstuk = rijp_vraagstuk(provincies=[gelderland, overijssel])
    put_off(AgendapuntFactory(vraagstuk=vraagstuk), staf)
    elders = OverlegFactory(provincies=[overijssel], datum=DAG + datetime.timedelta(days=7))
    punt = AgendapuntFactory(overleg=elders, vraagstuk=vraagstuk)
    in_stand(elders, S.VERZONDEN)
    met_uitkomst(punt, staf)
    assert Uitkomst.objects.aangehouden().get().provincie == gelderland
    volgende_doorloop(vraagstuk)
    assert not Uitkomst.objects.aangehouden().exists()
