"""Mijn werk follows each step: what is begun, agreed, sent, put through and published, and by
whom.
"""

import datetime

import pytest

from arrangementen.services import acties
from dossiers.services import signalen
from governance.services import agenda, mandaten, rijksinzet
from monitoring import werk
from novex.rechten import Rol
from tests.arrangementen.edities import Proef
from tests.arrangementen.factories import AfspraakFactory, GeldregelFactory
from tests.dossiers.factories import (
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
    ZienswijzeFactory,
)
from tests.dossiers.signalen import SignaalFactory
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    rijp_vraagstuk,
)
from tests.monitoring.bureau import OP, alles, groepen


def lees(user, kolom="ik_moet", op=OP):
    """What is in each group of one column: {title: [subject, ...]}."""
    return groepen(user, op)[kolom]


# Signaal and triage


def test_a_signaal_that_was_begun_is_there_until_it_is_handed_in(gelderland, provinciaal):
    """SIG-1: of who began it; a colleague does not find it on the desk."""
    signaal = SignaalFactory(ingevoerd_door=provinciaal)
    collega = GebruikerFactory(organisatie=gelderland.organisatie, rollen=[Rol.PROVINCIE])
    assert lees(provinciaal)["Signaal indienen"] == [str(signaal)]
    assert "Signaal indienen" not in lees(collega)
    signalen.dien_in(pk=signaal.pk, door=provinciaal, op=OP)
    assert "Signaal indienen" not in lees(provinciaal)


@pytest.fixture
def signaal(gelderland):
    return SignaalFactory(
        ingediend=True,
        ingevoerd_door__organisatie=gelderland.organisatie,
        melder_organisatie=gelderland.organisatie,
    )


def test_an_answer_is_new_for_the_melder(signaal, provinciaal, accounthouder, expert):
    """SIG-3, SIG-6: not for who gave it, and no longer than two weeks."""
    signalen.beantwoord(
        pk=signaal.pk, door=accounthouder, soort="geen_vervolg", motivatie="Dit is lokaal."
    )
    vandaag = datetime.datetime.now().astimezone().date()
    assert lees(provinciaal, "nieuw", vandaag)["Antwoord op uw signaal"] == [str(signaal)]
    for ander in (accounthouder, expert):
        assert "Antwoord op uw signaal" not in lees(ander, "nieuw", vandaag)
    later = vandaag + datetime.timedelta(days=15)
    assert "Antwoord op uw signaal" not in lees(provinciaal, "nieuw", later)


def test_a_concept_waits_for_who_may_open_it(
    gelderland, accounthouder, accounthouder_elders, provinciaal
):
    """VRA-0: the provincie offers what it wrote, then the accounthouder opens it."""
    concept = VraagstukFactory(
        concept=True, lead_provincie=gelderland, organisatie=gelderland.organisatie
    )
    assert lees(provinciaal)["Vraagstuk aanbieden"] == [str(concept)]
    assert "Vraagstuk openen" not in lees(accounthouder)
    concept.aangeboden_op = "2027-03-01T09:00Z"
    concept.save()
    assert "Vraagstuk aanbieden" not in lees(provinciaal)
    assert lees(accounthouder)["Vraagstuk openen"] == [str(concept)]
    assert "Vraagstuk openen" not in lees(accounthouder_elders)


@pytest.fixture
def besloten(gelderland, accounthouder):
    advies = TriageadviesFactory(
        vraagstuk=VraagstukFactory(lead_provincie=gelderland), door=accounthouder
    )
    TriagebesluitFactory(advies=advies, zienswijze=ZienswijzeFactory(advies=advies))
    return advies


def test_a_triagebesluit_is_carried_out_by_the_regietafel(besloten, accounthouder, regietafellid):
    """VRA-4, ROL-2: put through by a regietafellid who did not advise; gone with the fase."""
    vraagstuk, titel = besloten.vraagstuk, "De triage uitvoeren"
    ToewijzingFactory(gebruiker=accounthouder, aan_regietafel=True)
    accounthouder.rollen = [Rol.ACCOUNTHOUDER, Rol.REGIETAFELLID]
    assert lees(regietafellid)[titel] == [str(vraagstuk)]
    assert accounthouder.has_perm("dossiers.zet_door")
    assert titel not in lees(accounthouder)
    TriageadviesFactory(vraagstuk=vraagstuk, door=accounthouder)
    assert titel not in lees(regietafellid)


def test_a_besluit_is_new_for_the_adviser(besloten, accounthouder, regietafellid):
    """TRI-6: the adviser reads what the regietafel made of it."""
    vandaag = datetime.datetime.now().astimezone().date()
    titel = "Besluit op uw triageadvies"
    assert lees(accounthouder, "nieuw", vandaag)[titel] == [str(besloten.vraagstuk)]
    assert titel not in lees(regietafellid, "nieuw", vandaag)


# Mandaat, Rijksinzet and agenda


def test_the_rijksinzet_is_asked_of_each_department_with_a_mandaat(
    gelderland, lvvn, ienw, vro, staf, expert, expert_ienw
):
    """BES-7: after its mandaat, until it agreed; a new version asks again."""
    vraagstuk, titel = (
        rijp_vraagstuk(organisaties=[lvvn, ienw, vro]),
        "Akkoord geven op de Rijksinzet",
    )
    schrijf(vraagstuk, staf, 0)
    assert titel not in lees(expert)
    mandaten.geef(vraagstuk_pk=vraagstuk.pk, ruimte="Variant B mag.", door=expert)
    assert lees(expert)[titel] == [str(vraagstuk)]
    assert titel not in lees(expert_ienw)
    rijksinzet.geef_akkoord(pk=vraagstuk.rijksinzetten.get().pk, door=expert)
    assert titel not in lees(expert)
    for versie in (1, 2):
        schrijf(vraagstuk, staf, versie)
        assert lees(expert)[titel] == [str(vraagstuk)]


def schrijf(vraagstuk, door, versie):
    rijksinzet.stel_op(
        vraagstuk_pk=vraagstuk.pk,
        tekst="Kies voor water.",
        reden="Er kwam een reactie." if versie else "",
        op_versie=versie,
        door=door,
    )


@pytest.mark.parametrize(
    ("gremium", "wie", "niet"),
    [
        ("do", "regietafellid", "staf"),
        ("gp_dg", "staf", "regietafellid"),
        ("bol", "staf", "expert"),
    ],
)
def test_an_agenda_waits_for_the_provincies_and_then_for_who_agrees_it(
    request, provinciaal, gelderland, gremium, wie, niet
):
    """AGE-3, AGE-5: the regietafel agrees the DO, VRO-staf GP-DG and BOL."""
    wie, niet = request.getfixturevalue(wie), request.getfixturevalue(niet)
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium=gremium), vraagstuk=None, soort="ter_informatie"
    )
    assert lees(wie, "ik_wacht_op")["Reactie op de agenda"] == [str(punt.overleg)]
    assert "Agenda afstemmen" not in lees(wie)
    agenda.reageer(overleg_pk=punt.overleg_id, soort="akkoord", reden="", door=provinciaal)
    assert lees(wie)["Agenda afstemmen"] == [str(punt.overleg)]
    assert "Reactie op de agenda" not in lees(wie, "ik_wacht_op")
    for kolom in ("ik_moet", "ik_wacht_op"):
        assert str(punt.overleg) not in str(lees(niet, kolom))


def test_after_the_term_a_silent_provincie_holds_up_nothing(gelderland, regietafellid):
    """AGE-5: on the last day it may still react."""
    punt = AgendapuntFactory(
        overleg=OverlegFactory(gremium="do", reageren_tot=OP),
        vraagstuk=None,
        soort="ter_informatie",
    )
    assert "Agenda afstemmen" not in lees(regietafellid, op=OP)
    morgen = OP + datetime.timedelta(days=1)
    assert lees(regietafellid, op=morgen)["Agenda afstemmen"] == [str(punt.overleg)]


def test_an_agreed_agenda_is_sent_by_vro_staf(gelderland, staf, regietafellid):
    """AGE-3: gone once it is sent; an empty one asks for nothing."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_informatie")
    in_stand(punt.overleg, "afgestemd")
    in_stand(OverlegFactory(), "afgestemd")
    assert lees(staf)["Agenda verzenden"] == [str(punt.overleg)]
    assert "Agenda verzenden" not in lees(regietafellid)
    in_stand(punt.overleg, "verzonden")
    assert "Agenda verzenden" not in lees(staf)


# Afspraak and arrangement


def test_an_amount_is_confirmed_by_who_answers_for_it(gelderland, lvvn, expert, expert_ienw):
    """AFS-7: until it is confirmed."""
    afspraak = AfspraakFactory(partijen=[lvvn])
    bedrag = GeldregelFactory(afspraak=afspraak, verantwoordelijke=lvvn)
    assert lees(expert)["Bedrag bevestigen"] == [str(afspraak)]
    assert "Bedrag bevestigen" not in lees(expert_ienw)
    acties.bevestig_geld(pk=bedrag.pk, door=expert, versie=bedrag.versie)
    assert "Bedrag bevestigen" not in lees(expert)


def test_an_arrangement_waits_for_the_other_side(db):
    """ARR-1: once one side agreed, and until the other did; not after it went back."""
    proef, titel = Proef().gevuld(), "Akkoord geven op het arrangement"
    for user in (proef.staf, proef.provinciaal):
        assert titel not in lees(user)
    proef.akkoord(proef.provinciaal)
    assert lees(proef.staf)[titel] == [str(proef.nu())]
    assert titel not in lees(proef.provinciaal)
    proef.akkoord(proef.staf)
    assert titel not in lees(proef.staf)
    proef.stap("heropen")
    for user in (proef.staf, proef.provinciaal):
        assert titel not in lees(user)
    # What was agreed before it went back counts no more.
    proef.akkoord(proef.provinciaal)
    assert lees(proef.staf)[titel] == [str(proef.nu())]


def test_an_arrangement_is_published_once_the_kamerbrief_is_sent(db):
    """BOL-2: on the desk of VRO-staf from then."""
    proef, titel = Proef().vastgesteld(), "Arrangement publiceren"
    assert titel not in lees(proef.staf)
    proef.kamerbrief()
    assert lees(proef.staf)[titel] == [str(proef.nu())]
    assert titel not in lees(proef.accounthouder)
    proef.stap("publiceer")
    assert titel not in lees(proef.staf)


# Reading them


def test_groups_of_one_kind_of_row_keep_their_own_order_and_limit(gelderland, staf):
    """What is asked together reads as if it was asked apart."""
    for stand in ("gehouden", "verzonden"):
        for dagen in (9, 3, 6):
            dag = OP + datetime.timedelta(days=dagen)
            in_stand(OverlegFactory(naam=f"{stand} {dagen}", datum=dag), stand)
    for _ in range(werk.PER_GROEP):
        in_stand(OverlegFactory(naam="later", datum=OP + datetime.timedelta(days=20)), "gehouden")
    nu = {
        titel: [onderwerp.split(" (")[0] for onderwerp in onderwerpen]
        for titel, onderwerpen in alles(staf, OP + datetime.timedelta(days=9))["ik_moet"].items()
    }
    assert nu["Uitkomsten vastleggen"] == ["verzonden 3", "verzonden 6", "verzonden 9"]
    assert nu["Uitkomsten vaststellen"][:4] == ["gehouden 3", "gehouden 6", "gehouden 9", "later"]
    assert len(nu["Uitkomsten vaststellen"]) == werk.PER_GROEP
