"""Mijn werk around an overleg and what came of it: agenda, mandaat, outcome, afspraak, ronde."""

import datetime

import pytest

from arrangementen.services import acties
from dossiers.models import Fase
from governance.gremia import Gremium
from governance.models import Agendastatus
from governance.services import agenda, cyclus
from monitoring.services import rondes
from novex.rechten import Rol
from tests.arrangementen.factories import AfspraakFactory, geef_akkoorden, zet_fase
from tests.dossiers.factories import (
    FeitFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    VraagstukFactory,
)
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
)
from tests.governance.uitkomsten import punt_in, standpunt
from tests.monitoring.bureau import OP, groepen, regel
from tests.monitoring.factories import RONDE, vastgestelde_afspraak


def test_a_held_meeting_waits_for_its_outcomes_to_be_established(gelderland, staf, accounthouder):
    """BES-8: on the desk of VRO-staf until it is done."""
    overleg = in_stand(OverlegFactory(), Agendastatus.GEHOUDEN)
    assert groepen(staf)["ik_moet"]["Uitkomsten vaststellen"] == [str(overleg)]
    assert "Uitkomsten vaststellen" not in groepen(accounthouder)["ik_moet"]
    in_stand(overleg, Agendastatus.VASTGESTELD)
    assert "Uitkomsten vaststellen" not in groepen(staf)["ik_moet"]


def test_a_mandate_is_asked_of_an_involved_department_until_it_is_there(
    gelderland, vro, expert, expert_ienw
):
    """BES-5, ZIC-2: only the own one, and gone once given in this doorloop."""
    vraagstuk = VraagstukFactory(
        lead_provincie=gelderland, fase=Fase.OORDEELSVORMING, organisaties=[expert.organisatie]
    )
    assert groepen(expert)["ik_moet"]["Mandaat geven"] == [str(vraagstuk)]
    assert "Mandaat geven" not in groepen(expert_ienw)["ik_moet"]
    FeitFactory(
        vraagstuk=vraagstuk, soort="mandaat", kenmerk=expert.organisatie.code, publiek="rijk"
    )
    assert "Mandaat geven" not in groepen(expert)["ik_moet"]


def test_what_was_put_off_too_long_is_on_the_desk_of_vro_staf(gelderland, staf, accounthouder):
    """BES-1: from the day after it should have been back, until the table took it up again."""
    punt = AgendapuntFactory(vraagstuk=VraagstukFactory(fase=Fase.OORDEELSVORMING))
    in_stand(punt.overleg, "verzonden")
    met_uitkomst(punt, staf, "aangehouden", motivatie="Te vroeg.", tot_wanneer=OP)
    titel = "Aangehouden punt agenderen"
    assert titel not in groepen(staf)["ik_moet"]
    morgen = OP + datetime.timedelta(days=1)
    assert groepen(staf, morgen)["ik_moet"][titel] == [str(punt.vraagstuk)]
    assert regel(staf, titel, morgen).wanneer.startswith("Te laat: 1 dag")
    assert titel not in groepen(accounthouder, morgen)["ik_moet"]
    later = AgendapuntFactory(overleg=OverlegFactory(datum=morgen), vraagstuk=punt.vraagstuk)
    in_stand(later.overleg, "verzonden")
    met_uitkomst(later, staf)
    assert titel not in groepen(staf, morgen)["ik_moet"]


def test_a_party_is_asked_for_its_akkoord(gelderland, provinciaal, expert):
    """AFS-2: until it agreed."""
    afspraak = AfspraakFactory(partijen=[gelderland.organisatie])
    assert groepen(provinciaal)["ik_moet"]["Akkoord geven"] == [str(afspraak)]
    assert "Akkoord geven" not in groepen(expert)["ik_moet"]


def test_a_trekker_is_a_party_too(gelderland, vro, lvvn, provinciaal, expert):
    """AFS-2, AFS-3: whoever draws an action agrees, also when it is not named as a party."""
    afspraak = AfspraakFactory(acties=[lvvn, gelderland.organisatie])
    for user in (provinciaal, expert):
        assert groepen(user)["ik_moet"]["Akkoord geven"] == [str(afspraak)]


def nieuwe_titel(afspraak):
    afspraak.titel = "Een andere titel"
    afspraak.save()


def _accounthouder_van(afspraak):
    user = GebruikerFactory(organisatie=afspraak.organisatie, rollen=[Rol.ACCOUNTHOUDER])
    ToewijzingFactory(gebruiker=user, provincie=afspraak.vraagstuk.lead_provincie)
    return user


def nog_een_actie(afspraak):
    acties.maak_actie(
        afspraak_pk=afspraak.pk,
        door=_accounthouder_van(afspraak),
        trekker_organisatie=afspraak.organisatie,
        trekker_functie="programmamanager",
        resultaat="Iets anders",
        termijn=OP,
    )


def zonder_actie(afspraak):
    acties.verwijder_actie(pk=afspraak.acties.first().pk, door=_accounthouder_van(afspraak))


def andere_analyse(afspraak):
    afspraak.probleemanalyse = "Niet waar zij akkoord op geven."
    afspraak.save()


@pytest.mark.parametrize(
    ("wijzig", "opnieuw"),
    [(nieuwe_titel, True), (nog_een_actie, True), (zonder_actie, True), (andere_analyse, False)],
)
def test_a_party_is_asked_again_when_the_text_changed(
    gelderland, vro, provinciaal, wijzig, opnieuw
):
    """AFS-2: an akkoord is on this very text, and is asked anew when that changes."""
    afspraak = AfspraakFactory(akkoorden=True, partijen=[gelderland.organisatie])
    eerst = groepen(provinciaal)["ik_moet"]
    assert "Akkoord geven" not in eerst
    assert "Opnieuw akkoord geven" not in eerst
    wijzig(afspraak)
    nu = groepen(provinciaal)["ik_moet"]
    assert ("Opnieuw akkoord geven" in nu) == opnieuw
    assert "Akkoord geven" not in nu
    if opnieuw:
        geef_akkoorden(afspraak)
    assert "Opnieuw akkoord geven" not in groepen(provinciaal)["ik_moet"]


def test_a_round_is_work_for_who_is_asked_and_overdue_for_vro(gelderland, vro, staf, provinciaal):
    """MON-1."""
    afspraak = vastgestelde_afspraak()
    rondes.open_ronde(door=staf, **RONDE)
    assert groepen(provinciaal)["ik_moet"]["Voortgang melden"] == [str(afspraak)]
    later = RONDE["open_tot"] + datetime.timedelta(days=1)
    assert regel(staf, "Monitorronde sluiten", later).is_te_laat
    assert regel(provinciaal, "Voortgang melden", later).is_te_laat


@pytest.mark.parametrize("gremium", ["do", "gp_dg", "bol"])
def test_a_provincie_is_asked_again_after_a_change(provinciaal, staf, gelderland, gremium):
    """For every table that is agreed first, and anew when the agenda changed (AGE-3, AGE-5)."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium=gremium, reageren_tot=OP),
        vraagstuk=None,
        soort="ter_informatie",
    )
    titel = "Reageren op de agenda"
    assert groepen(provinciaal)["ik_moet"][titel] == [str(punt.overleg)]
    assert regel(provinciaal, titel).punt.uiterlijk == OP
    agenda.reageer(overleg_pk=punt.overleg_id, soort="akkoord", reden="", door=provinciaal)
    assert titel not in groepen(provinciaal)["ik_moet"]
    agenda.zet_op_agenda(
        overleg_pk=punt.overleg_id, door=staf, soort="ter_informatie", onderwerp="Nieuw"
    )
    assert titel in groepen(provinciaal)["ik_moet"]
    agenda.reageer(overleg_pk=punt.overleg_id, soort="akkoord", reden="", door=provinciaal)
    cyclus.verplaats_overleg(
        pk=punt.overleg_id, datum=OP + datetime.timedelta(days=9), reden="Zaal.", door=staf
    )
    assert titel in groepen(provinciaal)["ik_moet"]


def test_after_geen_consensus_each_party_writes_and_staf_applies_it(
    gelderland, staf, accounthouder, provinciaal, buitenstaander, expert, expert_ienw, regietafellid
):
    """BES-3, VRA-5: each party until its standpunt is released; staf until the fase followed."""
    vraagstuk = rijp_vraagstuk(organisaties=[expert.organisatie])
    punt = punt_in(Gremium.DO, vraagstuk)
    met_uitkomst(punt, staf, "geen_consensus")
    schrijf, pas_toe = "Verschil van inzicht opschrijven", "De fase volgt nog niet"
    partijen = (staf, accounthouder, provinciaal, expert)
    for user in (*partijen, buitenstaander, expert_ienw, regietafellid):
        assert (schrijf in groepen(user)["ik_moet"]) == (user in partijen), user
    standpunt(punt, provinciaal)
    assert schrijf not in groepen(provinciaal)["ik_moet"]
    assert groepen(accounthouder)["ik_moet"][schrijf] == [str(vraagstuk)]
    assert groepen(staf)["ik_moet"][pas_toe] == [str(vraagstuk)]
    assert pas_toe not in groepen(accounthouder)["ik_moet"]
    zet_fase(vraagstuk, Fase.BESLUITVORMING)
    assert pas_toe not in groepen(staf)["ik_moet"]
    assert schrijf not in groepen(accounthouder)["ik_moet"]


def test_a_provincie_answers_a_change_for_itself(
    gelderland, overijssel, provinciaal, accounthouder
):
    """VRA-16: what one provincie saw, the other did not."""
    ander = GebruikerFactory(organisatie=overijssel.organisatie, rollen=[Rol.PROVINCIE])
    vraagstuk = VraagstukFactory(provincies=[gelderland, overijssel])
    wijziging = TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder, kant="rijk")
    TekstreactieFactory(wijziging=wijziging, door=provinciaal, kant="regio")
    titel = "Tekst gewijzigd door de andere kant"
    assert titel not in groepen(provinciaal)["nieuw"]
    assert groepen(ander)["nieuw"][titel]
