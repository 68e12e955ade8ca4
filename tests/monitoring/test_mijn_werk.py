"""Mijn werk: what I must do, what I wait for, what is new; overdue in words, per role."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from arrangementen.services import acties
from dossiers.models import Fase, Vraagstuk
from dossiers.models.signaal import Signaal
from dossiers.services import belegging as beleggingen
from governance.models import Agendastatus
from governance.services import agenda, cyclus
from monitoring import werk
from monitoring.services import rondes
from novex.rechten import Rol
from novex.zichtbaarheid import Kant, Zichtbaarheid
from tests.arrangementen.factories import AfspraakFactory, geef_akkoorden
from tests.dossiers.factories import (
    BeleggingFactory,
    FeitFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    VraagstukFactory,
    ZienswijzeFactory,
)
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
)
from tests.monitoring.factories import RONDE, RondeFactory, vastgestelde_afspraak

OP = datetime.date(2027, 3, 10)
GISTEREN = OP - datetime.timedelta(days=1)


def groepen(user, op=OP):
    """The titles of the groups and what is in them: {title: [subject, ...]}."""
    mijn = werk.mijn_werk(user, op)
    return {
        naam: {g.titel: [r.punt.onderwerp for r in g.regels] for g in getattr(mijn, naam)}
        for naam in ("ik_moet", "ik_wacht_op", "nieuw")
    }


def regel(user, titel, op=OP):
    """The first line of one group."""
    mijn = werk.mijn_werk(user, op)
    alle = [*mijn.ik_moet, *mijn.ik_wacht_op, *mijn.nieuw]
    return next(groep for groep in alle if groep.titel == titel).regels[0]


@pytest.fixture
def vraagstuk(gelderland, vro):
    return VraagstukFactory(lead_provincie=gelderland)


@pytest.fixture
def signaal(gelderland, vro):
    signaal = Signaal.objects.create(
        titel="Zand of zonnepark",
        wat_botst="Twee claims",
        waarom_urgent="Het BOL komt eraan.",
        bron=Signaal.Bron.VOORTGANG,
        melder_organisatie=gelderland.organisatie,
        melder_functie="beleidsadviseur",
        organisatie=vro,
        ingevoerd_door=GebruikerFactory(organisatie=vro),
        zichtbaarheid=Zichtbaarheid.RIJK_EN_REGIO,
        status=Signaal.Status.INGEDIEND,
        ingediend_op=datetime.datetime(2027, 2, 1, tzinfo=datetime.UTC),
        antwoord_voor=GISTEREN,
    )
    signaal.provincies.add(gelderland)
    return signaal


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [
        (-3, "Te laat: 3 dagen over de datum van 07-03-2027."),
        (-1, "Te laat: 1 dag over de datum van 09-03-2027."),
        (0, "Vandaag is de laatste dag."),
        (1, "Nog 1 dag, tot en met 11-03-2027."),
        (5, "Nog 5 dagen, tot en met 15-03-2027."),
    ],
)
def test_a_due_date_reads_in_words(dagen, zin):
    """Overdue is said in words, not by colour."""
    assert werk.in_woorden(OP + datetime.timedelta(days=dagen), OP) == zin


def test_a_late_signaal_shows_on_both_sides(client, signaal, accounthouder, provinciaal):
    """SIG-4, SIG-6: the accounthouder must answer, the melder waits; both see that it is late."""
    assert regel(accounthouder, "Signaal beantwoorden").is_te_laat
    wacht = regel(provinciaal, "Antwoord op uw signaal")
    assert wacht.wanneer == "Te laat: 1 dag over de datum van 09-03-2027."
    with time_machine.travel(datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)):
        client.force_login(accounthouder)
        assertContains(client.get("/"), "Te laat: 1 dag over de datum van 09-03-2027.")


def test_a_signaal_is_not_the_work_of_another(signaal, accounthouder_elders, buitenstaander, staf):
    """ROL-1: role and assignment."""
    for user in (accounthouder_elders, buitenstaander, staf):
        assert "Zand of zonnepark" not in str(groepen(user))


def test_who_is_aan_zet(vraagstuk, provinciaal, accounthouder, buitenstaander):
    """VRA-1: who must act sees it, the other side waits for it, an outsider nothing."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(
        aan_zet_organisatie=provinciaal.organisatie, aan_zet_reden="Lever het beeld."
    )
    assert groepen(provinciaal)["ik_moet"]["U bent aan zet"] == [str(vraagstuk)]
    assert groepen(accounthouder)["ik_wacht_op"]["Een ander is aan zet"] == [str(vraagstuk)]
    assert str(vraagstuk) not in str(groepen(buitenstaander))


def test_at_vro_the_lead_accounthouder_is_aan_zet(vraagstuk, accounthouder, staf):
    """VRA-1, ROL-5: not everyone at VRO."""
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(
        aan_zet_organisatie=accounthouder.organisatie, lead_accounthouder=accounthouder
    )
    assert "U bent aan zet" in groepen(accounthouder)["ik_moet"]
    assert "U bent aan zet" not in groepen(staf)["ik_moet"]


def test_a_refused_belegging_is_back_at_the_lead_accounthouder(
    gelderland, accounthouder, staf, expert
):
    """VRA-7: at its end, on one desk; until the receiver answers it stands there once."""
    elders = VraagstukFactory(
        fase=Fase.ELDERS_BELEGD,
        lead_accounthouder=accounthouder,
        aan_zet_organisatie=expert.organisatie,
    )
    alleen = VraagstukFactory(fase=Fase.ELDERS_BELEGD, aan_zet_organisatie=expert.organisatie)
    for vraagstuk in (elders, alleen):
        BeleggingFactory(vraagstuk=vraagstuk, ontvanger_organisatie=expert.organisatie)
    assert "U bent aan zet" not in groepen(expert)["ik_moet"]
    assert len(groepen(expert)["ik_moet"]["Overname beantwoorden"]) == 2
    beleggingen.weiger(pk=elders.beleggingen.get().pk, door=expert, reden="Niet van ons.")
    assert groepen(accounthouder)["ik_moet"]["U bent aan zet"] == [str(elders)]
    for ander in (staf, expert):
        assert "U bent aan zet" not in groepen(ander)["ik_moet"]


def test_a_triage_waits_for_somebody_else_than_the_adviser(vraagstuk, accounthouder, regietafellid):
    """ROL-2, TRI-6: the adviser does not get the decision on the desk, also after another one."""
    ZienswijzeFactory(advies=TriageadviesFactory(vraagstuk=vraagstuk, door=accounthouder))
    assert groepen(regietafellid)["ik_moet"]["Triage besluiten"] == [str(vraagstuk)]
    beiden = GebruikerFactory(organisatie=regietafellid.organisatie, rollen=[Rol.REGIETAFELLID])
    beiden.toewijzingen.create(soort="regietafel", geldig_van="2026-01-01")
    assert "Triage besluiten" in groepen(beiden)["ik_moet"]
    for adviseur in (beiden, accounthouder):
        ZienswijzeFactory(advies=TriageadviesFactory(vraagstuk=vraagstuk, door=adviseur))
        assert "Triage besluiten" not in groepen(beiden)["ik_moet"]


def test_a_triage_first_waits_for_the_view_of_the_accountteam(
    vraagstuk, accounthouder, regietafellid, expert, expert_ienw
):
    """TRI-6: asked of who is in the accountteam; then the regietafel, and the adviser waits."""
    vraagstuk.organisaties.add(expert.organisatie)
    vraagstuk.provincies.add(vraagstuk.lead_provincie)
    advies = TriageadviesFactory(vraagstuk=vraagstuk, door=accounthouder)
    titel = str(vraagstuk)
    for lid in (accounthouder, expert):
        assert groepen(lid)["ik_moet"]["Zienswijze op een advies geven"] == [titel]
    assert titel not in str(groepen(expert_ienw)["ik_moet"])
    assert "Triage besluiten" not in groepen(regietafellid)["ik_moet"]
    assert groepen(regietafellid)["ik_wacht_op"]["Zienswijze van het accountteam"] == [titel]
    assert "Besluit op uw triageadvies" not in groepen(accounthouder)["ik_wacht_op"]

    # The view of who decides is not one to decide with.
    ZienswijzeFactory(advies=advies, door=regietafellid)
    assert "Triage besluiten" not in groepen(regietafellid)["ik_moet"]
    ZienswijzeFactory(advies=advies, door=expert)
    assert groepen(regietafellid)["ik_moet"]["Triage besluiten"] == [titel]
    assert "Zienswijze van het accountteam" not in groepen(regietafellid)["ik_wacht_op"]
    assert groepen(accounthouder)["ik_wacht_op"]["Besluit op uw triageadvies"] == [titel]
    assert "Zienswijze op een advies geven" not in groepen(expert)["ik_moet"]


def test_a_held_meeting_waits_for_its_outcomes_to_be_established(gelderland, staf, accounthouder):
    """BES-8: on the desk of VRO-staf until it is done."""
    overleg = in_stand(OverlegFactory(), Agendastatus.GEHOUDEN)
    assert groepen(staf)["ik_moet"]["Uitkomsten vaststellen"] == [str(overleg)]
    assert "Uitkomsten vaststellen" not in groepen(accounthouder)["ik_moet"]
    in_stand(overleg, Agendastatus.VASTGESTELD)
    assert "Uitkomsten vaststellen" not in groepen(staf)["ik_moet"]


def test_more_than_there_is_room_for_is_said_in_the_words_of_the_list(client, vraagstuk, staf):
    """What one waits for is not done by the one who waits."""
    for _ in range(werk.PER_GROEP + 1):
        VraagstukFactory(aan_zet_organisatie=vraagstuk.lead_provincie.organisatie)
    client.force_login(staf)
    pagina = client.get("/")
    assertContains(pagina, "Er zijn er meer. Hier staan de oudste.")
    assertNotContains(pagina, "Zodra u deze hebt gedaan")


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


def test_a_belegging_waits_for_its_receiver(gelderland, expert, accounthouder):
    """VRA-7, VRA-8: overdue after its date, on both desks; a return takes it off both."""
    vraagstuk = VraagstukFactory(fase=Fase.ELDERS_BELEGD)
    BeleggingFactory(
        vraagstuk=vraagstuk, ontvanger_organisatie=expert.organisatie, antwoord_voor=GISTEREN
    )
    assert regel(expert, "Overname beantwoorden").is_te_laat
    assert regel(accounthouder, "Antwoord op een overname").is_te_laat
    vraagstuk.doorloop = 2
    vraagstuk.save(update_fields=["doorloop"])
    assert "Overname beantwoorden" not in groepen(expert)["ik_moet"]
    assert "Antwoord op een overname" not in groepen(accounthouder)["ik_wacht_op"]


def test_a_change_by_the_other_side_is_new_until_the_own_side_reacted(
    vraagstuk, accounthouder, provinciaal
):
    """VRA-16: gezien or bezwaar takes it away; a bezwaar lands on the desk of the writer."""
    wijziging = TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder)
    titel = "Tekst gewijzigd door de andere kant"
    assert titel in groepen(provinciaal)["nieuw"]
    assert titel not in groepen(accounthouder)["nieuw"]
    TekstreactieFactory(wijziging=wijziging, kant=Kant.REGIO, door=provinciaal)
    assert titel not in groepen(provinciaal)["nieuw"]
    assert groepen(accounthouder)["ik_moet"]["Bezwaar beantwoorden"] == [str(vraagstuk)]


def test_many_changes_of_one_vraagstuk_are_one_line(vraagstuk, accounthouder, provinciaal):
    """ALG-1, VRA-16: one line per vraagstuk says how many texts wait."""
    for _ in range(3):
        TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder)
    titel = "Tekst gewijzigd door de andere kant"
    assert groepen(provinciaal)["nieuw"][titel] == [str(vraagstuk)]
    assert regel(provinciaal, titel).punt.zin.endswith(", en 2 meer.")


def test_a_return_date_is_on_the_desk(vraagstuk, accounthouder):
    """VRA-6, VRA-7: the day to look again."""
    anders = VraagstukFactory(fase=Fase.ELDERS_BELEGD, terug_op=OP)
    assert groepen(accounthouder)["ik_moet"]["Opnieuw bekijken"] == [str(anders)]
    assert "Opnieuw bekijken" not in groepen(accounthouder, GISTEREN)["ik_moet"]


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
    assert {"Akkoord geven", "Opnieuw akkoord geven"}.isdisjoint(groepen(provinciaal)["ik_moet"])
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


def test_an_empty_desk_says_so(client, provinciaal):
    client.force_login(provinciaal)
    pagina = client.get(reverse("start"))
    assertContains(pagina, "U hoeft nu niets te doen.")
    assertContains(pagina, "U wacht op niemand.")


def test_a_beheerder_gets_the_way_to_beheer_and_no_dossier(client, vraagstuk, beheerder):
    """The role sees no content."""
    client.force_login(beheerder)
    pagina = client.get(reverse("start"))
    assertContains(pagina, "Naar het beheer")
    assertNotContains(pagina, vraagstuk.titel)


def test_only_who_may_import_sees_the_link(client, accounthouder, staf, provinciaal):
    adres = reverse("dossiers:inlezen")
    for user, aantal in ((accounthouder, 1), (staf, 0), (provinciaal, 0)):
        client.force_login(user)
        assertContains(client.get("/"), adres, count=aantal)


ALLE = [
    "accounthouder",
    "regietafellid",
    "expert",
    "provinciaal",
    "staf",
    "bestuurder_rijk",
    "bestuurder_provincie",
]


@pytest.mark.parametrize("persona", ALLE)
def test_the_first_page_stays_under_fifteen_queries(
    client, request, gelderland, vro, persona, django_assert_max_num_queries
):
    """No page over 15 queries, none growing with rows."""
    user = request.getfixturevalue(persona)
    client.force_login(user)
    ronde = RondeFactory()
    kosten = []
    for aantal in (1, 12):
        for _ in range(aantal):
            vraagstuk = VraagstukFactory(
                lead_provincie=gelderland,
                organisaties=[user.organisatie],
                aan_zet_organisatie=user.organisatie,
            )
            TriageadviesFactory(vraagstuk=vraagstuk)
            BeleggingFactory(vraagstuk=vraagstuk, ontvanger_organisatie=user.organisatie)
            TekstwijzigingFactory(vraagstuk=vraagstuk)
            afspraak = AfspraakFactory(vraagstuk=vraagstuk, landing=user.organisatie)
            if user.kant != Kant.OVERIG:
                ronde.voortgangen.create(
                    afspraak=afspraak, kant=user.kant, organisatie=user.organisatie
                )
        with django_assert_max_num_queries(15) as gesteld:
            assert client.get("/").status_code == 200
        kosten.append(len(gesteld))
    assert kosten[0] == kosten[1]
