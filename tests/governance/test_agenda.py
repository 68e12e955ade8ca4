"""An agenda from concept to sent: who, in which state, and what stays fixed (AGE-3, AGE-5)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.utils import timezone
from pytest_django.asserts import assertContains

from dossiers.models import Feit
from governance.bevroren import vingerafdruk, zegel
from governance.forms.agenda import AgendapuntForm
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Agendapunt, Agendastap, Agendastatus, Agendaversie, Overleg
from governance.services import agenda, cyclus, uitkomsten
from governance.services.termijn import stel_termijn
from monitoring.werkvragen_tafels import agendas_af_te_stemmen, agendas_die_wachten
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
    verzonden,
)
from tests.governance.paginas import url
from tests.weigeringen import geweigerd

S = Agendastatus
# State x step -> the next state. What is not here is refused.
GRAAF = {
    (S.CONCEPT, "stem_af"): S.AFGESTEMD,
    (S.AFGESTEMD, "open_weer"): S.CONCEPT,
    (S.CONCEPT, "verzend"): S.VERZONDEN,
    (S.AFGESTEMD, "verzend"): S.VERZONDEN,
    (S.VERZONDEN, "sluit"): S.GEHOUDEN,
    (S.GEHOUDEN, "stel_vast"): S.VASTGESTELD,
    (S.CONCEPT, "gelast_af"): S.AFGELAST,
    (S.AFGESTEMD, "gelast_af"): S.AFGELAST,
    (S.VERZONDEN, "gelast_af"): S.AFGELAST,
}
STAPPEN = ["stem_af", "open_weer", "verzend", "sluit", "stel_vast", "gelast_af"]


def doe(stap, overleg, staf):
    pk = overleg.pk
    return {
        "stem_af": lambda: agenda.stem_af(overleg_pk=pk, door=staf, op=DAG),
        "open_weer": lambda: agenda.open_weer(overleg_pk=pk, reden="Punt erbij", door=staf),
        "verzend": lambda: agenda.verzend(overleg_pk=pk, door=staf),
        "sluit": lambda: uitkomsten.sluit(overleg_pk=pk, door=staf),
        "stel_vast": lambda: uitkomsten.stel_vast(overleg_pk=pk, reden="Akkoord", door=staf),
        "gelast_af": lambda: cyclus.gelast_af(pk=pk, reden="Kabinet", door=staf),
    }[stap]()


def reageer(overleg, door, soort="akkoord", reden=""):
    return agenda.reageer(overleg_pk=overleg.pk, soort=soort, reden=reden, door=door)


@pytest.mark.parametrize("stand", S.values)
@pytest.mark.parametrize("stap", STAPPEN)
def test_every_state_and_step(staf, provinciaal, gelderland, stand, stap):
    """The state table of an agenda, complete, on a GP-DG with all it needs (AGE-3)."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium=Gremium.GP_DG), vraagstuk=None, soort="ter_bespreking"
    )
    overleg = punt.overleg
    reageer(overleg, provinciaal)
    if stand != S.CONCEPT:
        in_stand(overleg, S.VERZONDEN)
        if stap != "gelast_af":  # only a meeting without an outcome
            met_uitkomst(punt, staf, Uitkomstsoort.BESPROKEN)
        in_stand(overleg, stand)
    if stand == S.CONCEPT and stap == "verzend":
        with geweigerd("niet_afgestemd"):
            doe(stap, overleg, staf)
    elif (stand, stap) in GRAAF:
        doe(stap, overleg, staf)
        assert Overleg.objects.get().agenda_status == GRAAF[stand, stap]
    else:
        with geweigerd("stap_onmogelijk"):
            doe(stap, overleg, staf)
        assert Overleg.objects.get().agenda_status == stand


def test_the_table_is_the_declaration():
    """The steps that the model declares are those of the table above (AGE-3)."""
    declared = {
        (Agendastatus(o.source), o.name) for o in Overleg().get_all_agenda_status_transitions()
    }
    assert declared == set(GRAAF)


@pytest.mark.parametrize("gremium", ["accountteam", "werkgroep", "snelle_tafel", "regietafel"])
def test_other_tables_skip_afstemmen(staf, gelderland, gremium):
    """Only DO, GP-DG and BOL are agreed first; the others send from concept (AGE-3)."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium=gremium), vraagstuk=None, soort="ter_bespreking"
    )
    agenda.verzend(overleg_pk=punt.overleg_id, door=staf)
    assert Overleg.objects.get().agenda_status == S.VERZONDEN


def test_the_regietafel_agrees_a_do_and_staf_others(staf, regietafellid, provinciaal, gelderland):
    """DO by the regietafel, GP-DG and BOL by VRO-staf (AGE-3)."""
    do = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg
    gpdg = AgendapuntFactory(
        overleg=OverlegFactory(gremium="gp_dg"), vraagstuk=None, soort="ter_bespreking"
    ).overleg
    reageer(do, provinciaal)
    reageer(gpdg, provinciaal)
    with pytest.raises(PermissionDenied):
        agenda.stem_af(overleg_pk=do.pk, door=staf, op=DAG)
    with pytest.raises(PermissionDenied):
        agenda.stem_af(overleg_pk=gpdg.pk, door=regietafellid, op=DAG)
    agenda.stem_af(overleg_pk=do.pk, door=regietafellid, op=DAG)
    agenda.stem_af(overleg_pk=gpdg.pk, door=staf, op=DAG)
    assert set(Overleg.objects.values_list("agenda_status", flat=True)) == {S.AFGESTEMD}


def test_without_a_reaction_the_agenda_is_not_agreed(regietafellid, provinciaal, gelderland):
    """The province reacts first: akkoord, or bezwaar with reason (AGE-5, AGE-3)."""
    overleg = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg
    with geweigerd("reactie_ontbreekt"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)
    with geweigerd("reden_ontbreekt"):
        reageer(overleg, provinciaal, "bezwaar")
    reageer(overleg, provinciaal, "bezwaar", "Punt 1 is te vroeg.")
    agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)


def test_a_reaction_counts_for_the_agenda_it_saw(regietafellid, provinciaal, staf, gelderland):
    """After a change of the agenda the province is asked again (AGE-5)."""
    overleg = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg
    reageer(overleg, provinciaal)
    agenda.zet_op_agenda(
        overleg_pk=overleg.pk, door=staf, soort="ter_bespreking", onderwerp="Nieuw punt"
    )
    with geweigerd("reactie_ontbreekt"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)


def over(dagen):
    """So many days from today; asked anew, for the tests may run through midnight."""
    return timezone.localdate() + datetime.timedelta(days=dagen)


def punt_met_termijn(tot):
    overleg = OverlegFactory(reageren_tot=tot, datum=over(30))
    return AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking")


def van_eerder():
    """The punten stand there for days."""
    eerder = timezone.now() - datetime.timedelta(days=5)
    Agendapunt.objects.update(gewijzigd_op=eerder)
    Agendapunt.history.update(history_date=eerder)


def noem_alleen(provincie, punt, door):
    data = {"onderwerp": "Dijk", "soort": punt.soort, "duur_minuten": 15, "versie": punt.versie}
    form = AgendapuntForm(
        data | {"provincies": [provincie.pk]}, instance=Agendapunt.objects.get(pk=punt.pk)
    )
    assert form.is_valid(), form.errors
    agenda.wijzig_punt(form=form, door=door)


def test_after_its_term_the_reaction_is_not_waited_for(regietafellid, gelderland):
    """The day after the term the agenda may be agreed; on the day itself not (AGE-5)."""
    overleg = punt_met_termijn(over(0)).overleg
    van_eerder()
    with geweigerd("reactie_ontbreekt"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(0))
    agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(1))


def test_the_term_counts_for_the_agenda_that_stood_then(
    regietafellid, provinciaal, staf, gelderland
):
    """What is on it since needs a reaction, or a new term (AGE-5)."""
    overleg = punt_met_termijn(over(-1)).overleg  # the punt is of today, after the term
    with geweigerd("veranderd_na_termijn"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(0))
    stel_termijn(overleg_pk=overleg.pk, reageren_tot=over(0), door=staf, op=over(0))
    with geweigerd("reactie_ontbreekt"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(0))
    agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(1))

    anders = punt_met_termijn(over(-1)).overleg
    reageer(anders, provinciaal)
    agenda.stem_af(overleg_pk=anders.pk, door=regietafellid, op=over(0))


def test_what_changed_on_the_last_day_is_asked_again(regietafellid, provinciaal, staf, gelderland):
    """AGE-5: nobody reads a change of the last evening in time. The provincie reacts on it, or a
    new term is set; Mijn werk says the same as the step."""
    overleg = punt_met_termijn(None).overleg
    stel_termijn(overleg_pk=overleg.pk, reageren_tot=over(0), door=staf, op=over(0))
    stem_af = {"overleg_pk": overleg.pk, "door": regietafellid, "op": over(1)}
    assert list(agendas_af_te_stemmen(regietafellid, over(1))) == [overleg]
    agenda.zet_op_agenda(
        overleg_pk=overleg.pk, door=staf, soort="ter_bespreking", onderwerp="Op de valreep"
    )
    with geweigerd("veranderd_na_termijn"):
        agenda.stem_af(**stem_af)
    assert list(agendas_die_wachten(regietafellid, over(1))) == [overleg]
    assert not agendas_af_te_stemmen(regietafellid, over(1))
    reageer(overleg, provinciaal)
    assert list(agendas_af_te_stemmen(regietafellid, over(1))) == [overleg]
    agenda.stem_af(**stem_af)


@pytest.mark.parametrize("wat", ["verplaatst", "afgevoerd", "andere provincie"])
def test_every_change_of_the_last_day_counts(
    regietafellid, provinciaal, staf, gelderland, overijssel, wat
):
    """AGE-5: another day, a punt that is gone, or that names the provincie no longer."""
    overleg = OverlegFactory(provincies=[gelderland, overijssel], datum=over(30))
    Overleg.objects.update(reageren_tot=over(0))
    punt, _ = (
        AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking") for _ in range(2)
    )
    van_eerder()
    assert list(agendas_af_te_stemmen(regietafellid, over(1))) == [overleg]
    if wat == "verplaatst":
        cyclus.verplaats_overleg(pk=overleg.pk, datum=over(20), reden="Zaal.", door=staf)
    elif wat == "afgevoerd":
        agenda.voer_af(pk=punt.pk, reden="Niet nodig.", door=staf)
    else:
        noem_alleen(gelderland, punt, staf)
        reageer(overleg, provinciaal)
    assert list(agendas_die_wachten(regietafellid, over(1))) == [overleg]
    with geweigerd("veranderd_na_termijn"):
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=over(1))


def test_after_the_term_only_who_it_concerns_is_asked_again(regietafellid, gelderland, overijssel):
    """A changed punt of one provincie does not ask the other; a moved meeting does (AGE-5)."""
    punt = punt_met_termijn(over(-1))
    punt.overleg.provincies.add(overijssel)
    assert punt.overleg.veranderd_sinds(over(-1)) == {gelderland.pk}
    assert punt.overleg.veranderd_sinds(over(1)) == set()
    Agendastap.objects.create(
        overleg=punt.overleg, handeling="verplaatst", reden="Zaal.", door=regietafellid
    )
    assert Overleg.objects.get().veranderd_sinds(over(-1)) == {gelderland.pk, overijssel.pk}


def test_a_punt_taken_from_a_provincie_after_the_term_asks_it_again(
    regietafellid, staf, gelderland, overijssel
):
    """What a provincie saw when its term passed is its own, also when it names it no longer
    (AGE-5)."""
    overleg = OverlegFactory(provincies=[gelderland, overijssel])
    punt, _ = (
        AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking") for _ in range(2)
    )
    van_eerder()
    assert overleg.veranderd_sinds(over(-1)) == set()
    noem_alleen(gelderland, punt, staf)
    assert overleg.veranderd_sinds(over(-1)) == {gelderland.pk, overijssel.pk}


def test_who_sets_the_term_and_until_when(als, staf, provinciaal, gelderland):
    """Who draws up the agenda, in concept, for a day ahead and before the meeting (AGE-5)."""
    overleg = punt_met_termijn(None).overleg
    with pytest.raises(PermissionDenied):
        stel_termijn(overleg_pk=overleg.pk, reageren_tot=over(1), door=provinciaal, op=over(0))
    for dag, code in ((over(-1), "termijn_voorbij"), (overleg.datum, "termijn_na_overleg")):
        with geweigerd(code):
            stel_termijn(overleg_pk=overleg.pk, reageren_tot=dag, door=staf, op=over(0))
    client = als("staf")
    client.post(url("agenda-termijn", overleg.pk), {"reageren_tot": f"{over(1):%d-%m-%Y}"})
    assert Overleg.objects.get().reageren_tot == over(1)
    assertContains(client.get(url("overleg-detail", overleg.pk)), "Termijn voor reacties gesteld")
    in_stand(overleg, S.AFGESTEMD)
    with geweigerd("agenda_niet_in_concept"):
        stel_termijn(overleg_pk=overleg.pk, reageren_tot=over(1), door=staf, op=over(0))


def test_a_provincie_without_a_punt_is_not_asked(als, regietafellid, gelderland, overijssel):
    """AGE-5: of a meeting of more provincies only those that a punt is of react."""
    overleg = OverlegFactory(provincies=[gelderland, overijssel])
    punt = AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking")
    punt.provincies.set([overijssel])
    pagina = als("provinciaal").get(url("agenda", overleg.pk))
    assertContains(pagina, "Er staan nog geen punten op de agenda die u kunt zien.")
    with pytest.raises(ValidationError) as weigering:
        agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)
    assert [zin for zin in weigering.value.messages if "Gelderland" in zin] == []
    assert [zin for zin in weigering.value.messages if "Overijssel" in zin]


def test_an_empty_agenda_is_not_sent(staf, gelderland):
    """There is something to send (AGE-3)."""
    overleg = in_stand(OverlegFactory(), S.AFGESTEMD)
    with geweigerd("agenda_leeg"):
        agenda.verzend(overleg_pk=overleg.pk, door=staf)


def test_sending_freezes_numbers_and_checksum(staf, gelderland):
    """Sending gives continuous numbers and a frozen text with SHA-256 (AGE-3)."""
    overleg = OverlegFactory()
    weg = AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking", onderwerp="A")
    for onderwerp in "BC":
        AgendapuntFactory(
            overleg=overleg, vraagstuk=None, soort="ter_bespreking", onderwerp=onderwerp
        )
    agenda.voer_af(pk=weg.pk, reden="Niet rijp.", door=staf)
    verzonden(overleg, staf)
    versie = Agendaversie.objects.get()
    assert [(p["nummer"], p["onderwerp"]) for p in versie.gegevens["punten"]] == [
        (1, "B"),
        (2, "C"),
    ]
    assert versie.sha256 == zegel(versie.gegevens)
    veranderd = {**versie.gegevens, "plaats": "Elders"}
    assert zegel(veranderd) != versie.sha256


def test_a_sent_version_is_never_changed(staf, gelderland):
    """The database itself refuses to touch a sent agenda (AGE-3)."""
    verzonden(AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg, staf)
    stil = "UPDATE governance_agendaversie SET reden = 'stil'"
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(stil)


def test_after_sending_nothing_is_added_moved_or_taken_off(staf, gelderland):
    """A sent agenda changes only by an erratum (AGE-3)."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")
    overleg = verzonden(punt.overleg, staf)
    with geweigerd("agenda_niet_in_concept"):
        agenda.zet_op_agenda(
            overleg_pk=overleg.pk, door=staf, soort="ter_bespreking", onderwerp="Nog een"
        )
    with geweigerd("agenda_niet_in_concept"):
        agenda.verplaats(pk=punt.pk, richting="omlaag", door=staf)
    with geweigerd("agenda_niet_in_concept"):
        agenda.voer_af(pk=punt.pk, reden="Weg", door=staf)


def test_sending_tells_the_vraagstuk_and_closing_withdraws(staf, gelderland):
    """On a sent agenda it cannot exit; after closing it can (VRA-7, VRA-19)."""
    punt = AgendapuntFactory(vraagstuk=rijp_vraagstuk(), soort="ter_bespreking")
    overleg = verzonden(punt.overleg, staf)
    assert Feit.objects.van("op_verzonden_agenda").get().kenmerk == str(overleg.pk)
    met_uitkomst(punt, staf, Uitkomstsoort.BESPROKEN)
    uitkomsten.sluit(overleg_pk=overleg.pk, door=staf)
    assert not Feit.objects.van("op_verzonden_agenda").exists()


def test_a_reaction_stays_one_on_the_agenda_that_is_sent(
    regietafellid, provinciaal, staf, gelderland
):
    """Numbering the punten at sending does not make a reaction an older one (AGE-5)."""
    overleg = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg
    reactie = reageer(overleg, provinciaal)
    agenda.stem_af(overleg_pk=overleg.pk, door=regietafellid, op=DAG)
    agenda.verzend(overleg_pk=overleg.pk, door=staf)

    vers = Overleg.objects.get(pk=overleg.pk)
    assert vers.punten[0].nummer == 1
    assert vingerafdruk(vers, vers.punten, gelderland.pk) == reactie.sha256


def test_a_bezwaar_stays_in_the_history_of_the_meeting(client, staf, provinciaal, gelderland):
    """AGE-5, ALG-2: with its reason, for the Rijk and for who made it, whatever came after it."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_informatie")
    agenda.reageer(
        overleg_pk=punt.overleg_id, soort="bezwaar", reden="Wonen ontbreekt.", door=provinciaal
    )
    for user in (staf, provinciaal):
        client.force_login(user)
        pagina = client.get(punt.overleg.get_absolute_url()).text
        assert "Bezwaar van Gelderland" in pagina
        assert "Wonen ontbreekt." in pagina
