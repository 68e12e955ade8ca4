"""What stands on an agenda, what may come on it, and what was put off (AGE-1, AGE-2, OVL-2)."""

import datetime

import pytest

from dossiers.models import Aanpak, Fase
from governance.forms.agenda import AgendapuntForm
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.kandidaten import kandidaten_van
from governance.models import Agendapunt, Agendastatus, Overleg, Uitkomst
from governance.querysets import kandidaten
from governance.services import agenda
from governance.werkwoord import begint_met_werkwoord
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.rijp import met_bezwaar, volgende_doorloop
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
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
