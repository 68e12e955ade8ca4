"""Mijn werk: what I must do, what I wait for, what is new; overdue in words, per role."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from dossiers.models import Fase, Vraagstuk
from dossiers.models.signaal import Signaal
from dossiers.services import belegging as beleggingen
from monitoring import werk
from novex.rechten import Rol
from novex.zichtbaarheid import Kant, Zichtbaarheid
from tests.arrangementen.factories import AfspraakFactory
from tests.dossiers.factories import (
    BeleggingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    VraagstukFactory,
    ZienswijzeFactory,
)
from tests.factories import GebruikerFactory
from tests.monitoring.bureau import GISTEREN, OP, groepen, regel
from tests.monitoring.factories import RondeFactory


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


def test_more_than_there_is_room_for_is_said_in_the_words_of_the_list(client, vraagstuk, staf):
    """What one waits for is not done by the one who waits."""
    for _ in range(werk.PER_GROEP + 1):
        VraagstukFactory(aan_zet_organisatie=vraagstuk.lead_provincie.organisatie)
    client.force_login(staf)
    pagina = client.get("/")
    assertContains(pagina, "Er zijn er meer. Hier staan de oudste.")
    assertNotContains(pagina, "Zodra u deze hebt gedaan")


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
