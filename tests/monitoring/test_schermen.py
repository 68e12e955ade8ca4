"""The pages of the monitor: what stands on them, who sees them, what they cost."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from arrangementen.models import Afspraak
from monitoring import rapport
from monitoring.models import Monitorronde
from monitoring.querysets import afspraken_in_monitor
from monitoring.regels import is_acceptabel
from monitoring.services import rondes, voortgang
from tests.arrangementen.factories import AfspraakFactory, geef_akkoorden
from tests.monitoring.factories import (
    RONDE,
    ArrangementFactory,
    RondeFactory,
    VoortgangFactory,
    vastgestelde_afspraak,
)
from tests.weigeringen import geweigerd

NU = timezone.localdate()
DATUMS = {
    "peildatum": f"01-03-{NU.year}",
    "open_van": f"01-03-{NU.year}",
    "open_tot": f"01-04-{NU.year + 1}",
}


@pytest.fixture
def afspraak(gelderland, vro):
    return vastgestelde_afspraak()


@pytest.fixture
def arrangement(afspraak):
    return ArrangementFactory(afspraken=[afspraak])


@pytest.fixture
def ronde(afspraak, staf):
    return rondes.open_ronde(door=staf, **RONDE)


def meld(ronde, kant, door, stadium, toelichting="Gaat goed."):
    rij = ronde.voortgangen.get(kant=kant)
    voortgang.schrijf(
        pk=rij.pk,
        door=door,
        versie=1,
        stadium=stadium,
        toelichting=toelichting,
        op=ronde.open_van,
        indienen=True,
    )


def beeld(afspraak, user, op):
    (een,) = rapport.beelden(afspraken_in_monitor(user).filter(pk=afspraak.pk), user, op)
    return een


def bekijk(client, user, naam, *args):
    client.force_login(user)
    return client.get(reverse(f"monitoring:{naam}", args=args))


def test_the_page_of_an_arrangement_shows_four_signals_in_words(client, arrangement, staf):
    """MON-2: stage, light, freshness and completeness, each with a word and a sentence."""
    with time_machine.travel(datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)):
        pagina = bekijk(client, staf, "arrangement", arrangement.pk)
    for woord in ("Nog niet gemeld", "Op schema", "Nog niet gevraagd", "Er ontbreken 3 punten"):
        assertContains(pagina, woord)


TOETS = {f"uitvoerbaarheid_{deel}": "Dat kan." for deel in ("capaciteit", "geld", "recht")}


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, "SMART is ingevuld, en de landing waar die nodig is."),
        ({"resultaat": ""}, "Er staat geen resultaat."),
        ({"product": "", "indicator": "Areaal"}, "Nog leeg: de eenheid, de nulwaarde, de streefwa"),
        (
            {"product": "", "indicator": "Areaal", "eenheid": "ha", "nulwaarde": 0,
             "streefwaarde": 5},
            "SMART is ingevuld",
        ),
        ({"akkoorden": False}, "Er is geen akkoord op deze tekst van: VRO, Provincie Gelderland."),
        ({"uitvoerbaarheid_geld": ""}, "De uitvoerbaarheid is niet getoetst op: geld."),
        ({"termijn_soort": "geen"}, "Er staat geen termijn."),
        ({"acties": []}, "Er zijn nog geen acties."),
        ({"landing": None}, "Er staat niet waar deze afspraak landt."),
    ],
)  # fmt: skip
def test_completeness_reads_every_part_of_smart_and_the_landing(gelderland, vro, staf, anders, zin):
    """MON-2, AFS-2: specifiek, meetbaar, acceptabel, realistisch, tijdgebonden; and AFS-6."""
    velden = {"akkoorden": True, "landing": gelderland.organisatie} | TOETS | anders
    afspraak = AfspraakFactory(**velden)
    volledigheid = beeld(afspraak, staf, datetime.date(2027, 1, 1)).signalen.volledigheid
    assert zin in volledigheid.zin
    assert volledigheid.code == ("volledig" if zin.startswith("SMART") else "onvolledig")


def test_an_akkoord_on_an_earlier_text_is_no_akkoord(staf, gelderland, vro):
    """MON-2, AFS-2, AFS-5: also of a line that the BOL changed each party says so again."""
    afspraak = AfspraakFactory(akkoorden=True)
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Een andere tekst.")
    with geweigerd("akkoord_ontbreekt"):
        is_acceptabel(Afspraak.objects.get(pk=afspraak.pk))
    geef_akkoorden(afspraak)
    is_acceptabel(Afspraak.objects.get(pk=afspraak.pk))


def test_an_action_past_its_day_is_read_from_the_database(afspraak, staf):
    """MON-2: the light reads the days of the actions."""
    actie = afspraak.acties.earliest("termijn")
    assert beeld(afspraak, staf, actie.termijn).signalen.licht.code == "op_schema"
    laat = beeld(afspraak, staf, actie.termijn + datetime.timedelta(days=1)).signalen.licht
    assert laat.code == "aandacht"
    assert f"De actie van {actie.trekker} (" in laat.zin
    assert "moest op 01-10-2027 klaar zijn" in laat.zin


def test_late_and_early_are_said_on_the_page(client, afspraak, staf, provinciaal):
    """MON-1: late is visible and possible; before the first day there is no form."""
    dag = datetime.timedelta(days=1)
    gisteren = timezone.localdate() - dag
    rij = rondes.open_ronde(door=staf, **RONDE | {"open_tot": gisteren}).voortgangen.get(
        kant="regio"
    )
    pagina = bekijk(client, provinciaal, "voortgang-melden", rij.pk)
    assertContains(pagina, "U bent laat")
    assertContains(pagina, "Voortgang indienen")
    Monitorronde.objects.filter(pk=rij.ronde_id).update(
        open_van=gisteren + 2 * dag, open_tot=gisteren + 9 * dag
    )
    pagina = bekijk(client, provinciaal, "voortgang-melden", rij.pk)
    assertContains(pagina, "De ronde begint op")
    assertNotContains(pagina, "Voortgang indienen")
    invoer = {"stadium": "bezig", "toelichting": "", "versie": 1, "indienen": "ja"}
    pagina = client.post(rij.get_absolute_url(), invoer)
    assertContains(pagina, "Meld de voortgang vanaf die dag.")


def test_both_views_and_their_difference(
    client, ronde, arrangement, afspraak, provinciaal, accounthouder
):
    """MON-3: the difference is shown, not settled."""
    meld(ronde, "regio", provinciaal, "stilgelegd", "Er is geen geld.")
    meld(ronde, "rijk", accounthouder, "bezig", "Wij zijn begonnen.")
    pagina = bekijk(client, provinciaal, "afspraak", afspraak.pk)
    assertContains(pagina, "Er is geen geld.")
    assertContains(pagina, "Wij zijn begonnen.")
    zin = "Het Rijk meldt: bezig. De regio meldt: stilgelegd."
    assertContains(pagina, zin)
    assertContains(bekijk(client, provinciaal, "arrangement", arrangement.pk), zin)


def test_the_clock_turns_the_light_of_a_stored_afspraak(afspraak, staf):
    """MON-2: one day past the term, read from the database."""
    termijn = afspraak.beoordeel_op
    dag = datetime.timedelta(days=1)
    assert beeld(afspraak, staf, termijn).signalen.licht.code == "aandacht"
    assert beeld(afspraak, staf, termijn + dag).signalen.licht.code == "vertraagd"


def test_not_reporting_in_a_closed_round_makes_it_stale(ronde, afspraak, staf, provinciaal):
    """MON-2: from the records of the round, for both sides apart."""
    meld(ronde, "regio", provinciaal, "bezig")
    vroeg = datetime.date(2027, 4, 2)
    assert beeld(afspraak, staf, vroeg).signalen.versheid.code == "actueel"
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    signalen = beeld(afspraak, staf, vroeg).signalen
    assert signalen.versheid.zin == "Het Rijk meldde niet in Voorjaarsronde 2027."
    assert signalen.licht.code == "aandacht"


def test_a_report_in_the_next_round_makes_it_fresh_again(
    ronde, afspraak, staf, provinciaal, accounthouder
):
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    later = RONDE | {"naam": "Najaar", "peildatum": datetime.date(2027, 9, 1)}
    volgende = rondes.open_ronde(door=staf, **later)
    meld(volgende, "regio", provinciaal, "bezig")
    op = datetime.date(2027, 9, 2)
    assert beeld(afspraak, staf, op).signalen.versheid.code == "verouderd"
    meld(volgende, "rijk", accounthouder, "bezig")
    assert beeld(afspraak, staf, op).signalen.versheid.code == "actueel"


def test_a_light_that_was_set_ends_with_the_next_round(ronde, afspraak, staf):
    """MON-2: the override holds for its round only."""
    voortgang.stel_licht_bij(afspraak_pk=afspraak.pk, door=staf, licht="aandacht", reden="Twijfel.")
    op = datetime.date(2027, 9, 2)
    assert "Twijfel." in beeld(afspraak, staf, op).signalen.licht.zin
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    later = RONDE | {"naam": "Najaar", "peildatum": datetime.date(2027, 9, 1)}
    rondes.sluit_ronde(pk=rondes.open_ronde(door=staf, **later).pk, door=staf)
    assert "Twijfel." not in beeld(afspraak, staf, op).signalen.licht.zin


def test_another_provincie_sees_nothing_of_it(client, ronde, arrangement, afspraak, buitenstaander):
    """ZIC-3: 404 for the pages, and no count in the overview or the round."""
    assert bekijk(client, buitenstaander, "afspraak", afspraak.pk).status_code == 404
    assert bekijk(client, buitenstaander, "arrangement", arrangement.pk).status_code == 404
    overzicht = bekijk(client, buitenstaander, "overzicht")
    assertNotContains(overzicht, "Gelderland")
    assertNotContains(bekijk(client, buitenstaander, "ronde", ronde.pk), "Gelderland")


def test_the_overview_counts_and_gives_no_average(client, ronde, afspraak, staf, drenthe):
    """MON-2, MON-6: the provincies beside each other."""
    AfspraakFactory()
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    op = afspraak.beoordeel_op + datetime.timedelta(days=1)
    regels = {str(regel.provincie): regel for regel in rapport.matrix(staf, op)}
    gelderland = regels["Gelderland"]
    assert (gelderland.afspraken, gelderland.termijn_voorbij) == (1, 1)
    assert (gelderland.niet_gemeld, gelderland.geland) == (1, 0)
    assert regels["Drenthe"].afspraken == 0
    assertContains(bekijk(client, staf, "overzicht"), "Er is geen gemiddelde.")


def test_a_round_says_who_still_has_to_report(client, ronde, staf, provinciaal):
    """MON-1: progress without what is written in a concept."""
    meld(ronde, "regio", provinciaal, "bezig")
    pagina = bekijk(client, staf, "ronde", ronde.pk)
    assertContains(pagina, "Nog 1 van 1 te melden.")
    assertContains(pagina, "Alles is gemeld.")


def test_vro_staf_opens_and_closes_a_round_on_screen(client, afspraak, staf):
    client.force_login(staf)
    invoer = DATUMS | {"jaar": NU.year, "naam": "Voorjaar"}
    assertContains(client.get("/monitor/"), "Monitorronde openen")
    pagina = client.post(reverse("monitoring:ronde-nieuw"), invoer, follow=True)
    assertContains(pagina, "De ronde is open.")
    assertNotContains(client.get("/monitor/"), "Monitorronde openen")  # one at a time
    ronde = Monitorronde.objects.get()
    sluiten = reverse("monitoring:ronde-sluiten", args=[ronde.pk])
    vraag = client.get(sluiten)
    assertContains(vraag, "Wie nog niet heeft gemeld")
    assertContains(vraag, f"De ronde loopt nog tot en met {DATUMS['open_tot']}.")
    assertContains(vraag, "Nog niet gemeld: ")
    gesloten = client.post(sluiten, follow=True)
    assertContains(gesloten, "De ronde is gesloten.")
    assertContains(gesloten, "1 van 1 niet gemeld.")
    assertNotContains(gesloten, "te melden.")
    assertContains(client.post(sluiten), "Deze ronde is al gesloten.")


def test_a_report_that_comes_after_the_round_closed_is_shown_once_more(
    client, ronde, staf, provinciaal
):
    """ALG-2, MON-1: refused with the reason, and what was typed is not lost."""
    rij = ronde.voortgangen.get(kant="regio")
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    client.force_login(provinciaal)
    invoer = {"versie": rij.versie, "stadium": "bezig", "toelichting": "Een lange <b>tekst</b>."}
    pagina = client.post(rij.get_absolute_url(), invoer)
    assertContains(pagina, "Uw melding is niet bewaard")
    assertContains(pagina, "Een lange &lt;b&gt;tekst&lt;/b&gt;.")
    assertContains(pagina, "Deze ronde is gesloten")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"jaar": "twee"}, "Dit is geen jaar. Schrijf vier cijfers, zoals 2027."),
        ({"peildatum": "31-02-2027"}, "Deze datum bestaat niet"),
        (
            {"open_van": "02-02-2090", "open_tot": "01-02-2090"},
            "De ronde eindigt voordat zij begint.",
        ),
        ({"open_tot": "01-02-2020"}, "Deze dag is al voorbij."),
        ({"naam": ""}, "Dit is nog leeg: naam van de ronde."),
    ],
)
def test_a_round_that_cannot_be_is_refused_with_a_sentence(client, staf, anders, zin):
    """MON-1: days that exist, in order, and not all over already."""
    client.force_login(staf)
    invoer = DATUMS | {"jaar": f"{NU.year}", "naam": "Voorjaar"} | anders
    assertContains(client.post(reverse("monitoring:ronde-nieuw"), invoer), zin)
    assert not Monitorronde.objects.exists()


@pytest.mark.parametrize(
    ("persona", "status"),
    [("staf", 200), ("accounthouder", 403), ("provinciaal", 403), ("bestuurder_rijk", 403)],
)
def test_the_pages_of_vro_staf(client, request, ronde, persona, status):
    user = request.getfixturevalue(persona)
    assert bekijk(client, user, "ronde-nieuw").status_code == status
    assert bekijk(client, user, "ronde-sluiten", ronde.pk).status_code == status


def test_a_beheerder_finds_no_round(client, ronde, arrangement, beheerder):
    """The role sees no content."""
    assert bekijk(client, beheerder, "ronde", ronde.pk).status_code == 404
    assert bekijk(client, beheerder, "arrangement", arrangement.pk).status_code == 404


@pytest.mark.parametrize("persona", ["staf", "provinciaal"])
def test_no_page_costs_more_queries_with_more_rows(
    client, request, gelderland, vro, persona, django_assert_max_num_queries
):
    """At most 15 queries, however many afspraken."""
    user = request.getfixturevalue(persona)
    client.force_login(user)
    ronde = RondeFactory()
    arrangement = ArrangementFactory()
    paden = [
        reverse("monitoring:arrangement", args=[arrangement.pk]),
        reverse("monitoring:ronde", args=[ronde.pk]),
        reverse("monitoring:overzicht"),
    ]
    kosten = []
    for aantal in (2, 6):
        for nummer in range(aantal):
            afspraak = vastgestelde_afspraak()
            arrangement.opgenomen_afspraken.create(afspraak=afspraak, volgorde=aantal * 10 + nummer)
            for organisatie in (vro, gelderland.organisatie):
                VoortgangFactory(ronde=ronde, afspraak=afspraak, organisatie=organisatie)
        for pad in paden:
            with django_assert_max_num_queries(15) as vragen:
                assert client.get(pad).status_code == 200
            kosten.append(len(vragen))
    assert kosten[:3] == kosten[3:]


def test_the_page_of_one_afspraak_stays_under_fifteen(
    client, ronde, afspraak, staf, provinciaal, django_assert_max_num_queries
):
    meld(ronde, "regio", provinciaal, "bezig")
    client.force_login(staf)
    with django_assert_max_num_queries(15):
        client.get(reverse("monitoring:afspraak", args=[afspraak.pk]))


@pytest.mark.parametrize("persona", ["staf", "accounthouder", "provinciaal", "buitenstaander"])
def test_an_afspraak_leads_to_its_monitor(request, client, afspraak, persona):
    """MON-3, ZIC-3: who reads its reports there gets the link, and it opens."""
    Afspraak.objects.filter(pk=afspraak.pk).update(openbaar_op=timezone.now())
    client.force_login(request.getfixturevalue(persona))
    monitor = reverse("monitoring:afspraak", args=[afspraak.pk])
    opent = client.get(monitor).status_code == 200
    assert opent is (persona != "buitenstaander")
    assert (monitor in client.get(afspraak.get_absolute_url()).text) is opent
