"""The calendar: one of each, in order, and what is missing shows (OVL-2, OVL-3)."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from governance.gremia import Gremium
from governance.jaarbeeld import stel_jaarbeeld_samen
from governance.models import Agendapunt, Agendastap, Agendaversie, Cyclus, Kamerbrief, Overleg
from governance.services import agenda, cyclus, uitkomsten
from novex.models import Auditregel
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    CyclusFactory,
    OverlegFactory,
    RondeFactory,
    in_stand,
    met_uitkomst,
    verzonden,
)
from tests.governance.paginas import url
from tests.weigeringen import geweigerd


def plan(staf, gremium=Gremium.DO, jaar=2027, **velden):
    ronde = RondeFactory(gremium=gremium, cyclus__jaar=jaar)
    invoer = {"gremium": gremium, "ronde": ronde, "naam": f"{gremium}", "datum": DAG, **velden}
    return cyclus.plan_overleg(door=staf, **invoer)


def zinnen(*provincies):
    overleggen = list(Overleg.objects.voor_lijst())
    return stel_jaarbeeld_samen(2027, overleggen, provincies).waarschuwingen


@pytest.mark.parametrize("gremium", [Gremium.DO, Gremium.GP_DG])
def test_a_second_one_needs_a_reason(staf, gelderland, gremium):
    """A second DO or GP-DG of a province in a cyclus is refused without a reason (OVL-2)."""
    plan(staf, gremium, provincies=[gelderland])
    with geweigerd("tweede_zonder_reden"):
        plan(staf, gremium, provincies=[gelderland])
    plan(staf, gremium, provincies=[gelderland], extra_reden="Het kabinet viel.")
    plan(staf, gremium, jaar=2028, provincies=[gelderland])


def test_a_second_bol_of_a_landsdeel_needs_a_reason(staf, gelderland, drenthe):
    """One BOL per landsdeel; the ronde has more zittingen, on days of their own (OVL-2, OVL-3)."""
    plan(staf, Gremium.BOL, landsdeel=gelderland.landsdeel)
    with geweigerd("tweede_zonder_reden"):
        plan(staf, Gremium.BOL, landsdeel=gelderland.landsdeel)
    volgende_dag = DAG + datetime.timedelta(days=1)
    noord = plan(staf, Gremium.BOL, landsdeel=drenthe.landsdeel, datum=volgende_dag)
    assert noord.ronde.overleggen.count() == 2


def test_a_joint_do_counts_as_the_one_of_each(staf, gelderland, overijssel):
    """After a joint DO, neither province has a free second one (OVL-2)."""
    samen = plan(staf, provincies=[gelderland, overijssel])
    assert samen.is_gezamenlijk
    with geweigerd("tweede_zonder_reden"):
        plan(staf, provincies=[overijssel])


def test_a_bol_is_of_all_provincies_of_its_landsdeel(staf, gelderland, overijssel, drenthe):
    """The planner names the landsdeel; the provinces follow, and no others (OVL-2)."""
    for keuze in ([drenthe], [gelderland], [gelderland, overijssel, drenthe]):
        with geweigerd("bol_van_heel_landsdeel"):
            plan(staf, Gremium.BOL, landsdeel=gelderland.landsdeel, provincies=keuze)
    bol = plan(staf, Gremium.BOL, landsdeel=gelderland.landsdeel)
    assert set(bol.provincies.all()) == {gelderland, overijssel}


def test_the_form_of_a_bol_asks_only_its_landsdeel(als, staf, gelderland, overijssel, drenthe):
    """OVL-2, ALG-1: the form says who takes part, and offers no provincies to choose."""
    client, adres = als("staf"), url("overleg-nieuw", RondeFactory(gremium=Gremium.BOL).pk)
    pagina = client.get(adres)
    assertContains(pagina, "Alle provincies van dit landsdeel doen mee.")
    assertNotContains(pagina, 'name="provincies"')
    client.post(
        adres,
        {
            "naam": "BOL Oost",
            "datum": "10-03-2027",
            "landsdeel": gelderland.landsdeel_id,
            "provincies": [drenthe.pk],
            "duur_minuten": 120,
        },
    )
    assert set(Overleg.objects.get().provincies.all()) == {gelderland, overijssel}


def test_only_staf_plans(accounthouder, gelderland):
    """VRO-staf plans the cycle (OVL-2)."""
    with pytest.raises(PermissionDenied):
        plan(accounthouder, provincies=[gelderland])


def test_what_is_missing_shows(staf, gelderland):
    """No DO, no GP-DG and no BOL: three sentences (OVL-2)."""
    CyclusFactory()
    assert zinnen(gelderland) == (
        "Er is nog geen DO NOVEX voor provincie Gelderland. Plan dit overleg.",
        "Er is nog geen GP-DG voor provincie Gelderland. Plan dit overleg.",
        "Er is nog geen BOL voor landsdeel Oost. Plan dit overleg.",
    )


def test_a_full_cyclus_in_order_has_no_warning(staf, gelderland):
    """One of each, DO before GP-DG before BOL (OVL-2)."""
    for dagen, gremium in enumerate((Gremium.DO, Gremium.GP_DG, Gremium.BOL)):
        OverlegFactory(gremium=gremium, datum=DAG + datetime.timedelta(days=30 * dagen))
    assert zinnen(gelderland) == ()


def test_a_second_one_stays_visible(staf, gelderland):
    """Also with a reason the second one is a warning (OVL-2)."""
    plan(staf, provincies=[gelderland])
    plan(staf, provincies=[gelderland], extra_reden="Het kabinet viel.")
    assert any(zin.startswith("Er zijn 2 overleggen DO NOVEX") for zin in zinnen(gelderland))


@pytest.mark.parametrize(
    ("eerder", "later"), [(Gremium.DO, Gremium.GP_DG), (Gremium.GP_DG, Gremium.BOL)]
)
def test_the_wrong_order_is_warned(gelderland, eerder, later):
    """On the same day is already too late (OVL-2)."""
    OverlegFactory(gremium=eerder)
    OverlegFactory(gremium=later)
    assert (
        f"Voor provincie Gelderland is het {eerder.label} niet voor het {later.label}. "
        "Kies andere dagen."
    ) in zinnen(gelderland)


def test_the_months_follow_the_meetings(gelderland):
    """No fixed month and no fixed year: from the first to the last meeting (OVL-3)."""
    OverlegFactory(datum=datetime.date(2026, 11, 30))
    OverlegFactory(gremium=Gremium.GP_DG, datum=datetime.date(2027, 2, 1))
    beeld = stel_jaarbeeld_samen(2027, list(Overleg.objects.voor_lijst()), [gelderland])
    assert [(m.eerste.year, m.eerste.month) for m in beeld.maanden] == [
        (2026, 11),
        (2026, 12),
        (2027, 1),
        (2027, 2),
    ]
    assert [len(cel) for cel in beeld.rijen[0].cellen] == [1, 0, 0, 1]


def test_a_do_without_ronde_and_a_bol_without_landsdeel_do_not_exist(db, gelderland):
    """The database holds it (OVL-2)."""
    for velden in ({"ronde": None}, {"gremium": Gremium.BOL, "landsdeel": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OverlegFactory(**velden)


def test_moving_a_meeting_is_logged_with_its_reason(staf, gelderland):
    """Dates move with cabinet changes; not after the meeting was held (OVL-3, ALG-2)."""
    overleg = OverlegFactory()
    nieuw = DAG + datetime.timedelta(days=7)
    cyclus.verplaats_overleg(pk=overleg.pk, datum=nieuw, reden="Formatie.", door=staf)
    assert Overleg.objects.get().datum == nieuw
    assert Auditregel.objects.get(handeling="overleg verplaatst").reden == "Formatie."
    in_stand(overleg, "gehouden")
    with geweigerd("overleg_gehouden"):
        cyclus.verplaats_overleg(pk=overleg.pk, datum=DAG, reden="Terug.", door=staf)


def test_a_meeting_is_in_or_next_to_the_year_of_its_cyclus(staf, gelderland):
    """A year of long ago or far ahead is a typo; a date may slip over the turn of a year
    (OVL-3)."""
    for jaar in (2025, 2029):
        with geweigerd("jaar_past_niet"):
            plan(staf, provincies=[gelderland], datum=datetime.date(jaar, 6, 1))
    overleg = plan(staf, provincies=[gelderland], datum=datetime.date(2026, 12, 31))
    with geweigerd("jaar_past_niet"):
        cyclus.verplaats_overleg(
            pk=overleg.pk, datum=datetime.date(2036, 6, 1), reden="Typefout.", door=staf
        )


def test_who_plans_a_meeting_of_the_past_is_told_what_that_means(als, gelderland):
    """AGE-5: it may be noted down afterwards; no term to react lies ahead of it then."""
    gisteren = timezone.localdate() - datetime.timedelta(days=1)
    ronde = RondeFactory(gremium=Gremium.DO, cyclus__jaar=gisteren.year)
    data = {
        "naam": "DO", "datum": f"{gisteren:%d-%m-%Y}", "provincies": [gelderland.pk],
        "duur_minuten": 90,
    }  # fmt: skip
    pagina = als("staf").post(url("overleg-nieuw", ronde.pk), data, follow=True)
    assertContains(pagina, "De dag van dit overleg is al geweest.")


def test_who_moves_a_meeting_that_was_just_moved_reads_that_first(als, gelderland):
    """OVL-3: two tabs, or two of VRO-staf; the form then goes on from the new day."""
    overleg = OverlegFactory(provincies=[gelderland])
    client = als("staf")
    adres = url("overleg-verplaatsen", overleg.pk)
    gezien = client.get(adres).context["form"]["gezien"].value()
    dagen = [f"{DAG + datetime.timedelta(days=n):%d-%m-%Y}" for n in (7, 14)]
    eerst, laat = (
        client.post(adres, {"datum": dag, "reden": "De zaal is bezet.", "gezien": gezien})
        for dag in dagen
    )
    assert eerst.status_code == 302
    assertContains(laat, f"Iemand anders verplaatste dit overleg naar {dagen[0]}.")
    assert Agendastap.objects.count() == 1
    nu = laat.context["form"]["gezien"].value()
    data = {"datum": dagen[1], "reden": "De zaal is bezet.", "gezien": nu}
    assert client.post(adres, data).status_code == 302


def test_a_meeting_with_an_outcome_moves_to_no_later_day(staf, gelderland):
    """OVL-3: else its outcome would be from before the meeting; an earlier day is a correction."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")
    verzonden(punt.overleg, staf)
    met_uitkomst(punt, staf, "besproken")
    dag = datetime.timedelta(days=1)
    with geweigerd("overleg_heeft_uitkomst"):
        cyclus.verplaats_overleg(pk=punt.overleg_id, datum=DAG + dag, reden="Zaal.", door=staf)
    cyclus.verplaats_overleg(pk=punt.overleg_id, datum=DAG - dag, reden="Zaal.", door=staf)


def test_moving_a_sent_meeting_is_a_new_version_with_the_reason(als, staf, provinciaal, gelderland):
    """After sending nothing changes silently, the day neither (AGE-3, ALG-2): the version and the
    page of the overleg say why."""
    overleg = verzonden(AgendapuntFactory(vraagstuk=None, soort="ter_bespreking").overleg, staf)
    nieuw = DAG + datetime.timedelta(days=7)
    with geweigerd("reden_ontbreekt"):
        cyclus.verplaats_overleg(pk=overleg.pk, datum=nieuw, reden=" ", door=staf)
    with geweigerd("zelfde_dag"):
        cyclus.verplaats_overleg(pk=overleg.pk, datum=DAG, reden="Formatie.", door=staf)
    cyclus.verplaats_overleg(pk=overleg.pk, datum=nieuw, reden="Formatie.", door=staf)
    eerste, tweede = Agendaversie.objects.order_by("versie")
    assert [v.gegevens["datum"] for v in (eerste, tweede)] == ["2027-03-10", "2027-03-17"]
    assert tweede.reden == "Formatie."
    client = als("provinciaal")
    pagina = client.get(url("agenda-verzonden", overleg.pk))
    assertContains(pagina, "Het overleg is op 17-03-2027. Dat was 10-03-2027.")
    verloop = client.get(url("overleg-detail", overleg.pk))
    for tekst in ("Overleg verplaatst", "Formatie.", url("agenda-versie", overleg.pk, 2)):
        assertContains(verloop, tekst)


def test_what_happened_to_an_agenda_stays_readable(als, staf, provinciaal, gelderland):
    """ALG-2: each step with its reason, for who reads the agenda; a bestuurder after sending."""
    punt = AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")
    overleg = in_stand(punt.overleg, "afgestemd")
    agenda.open_weer(overleg_pk=overleg.pk, reden="Er komt een punt bij.", door=staf)
    adres = url("overleg-detail", overleg.pk)
    assertContains(als("provinciaal").get(adres), "Er komt een punt bij.")
    assertNotContains(als("bestuurder_provincie").get(adres), "Er komt een punt bij.")
    verzonden(overleg, staf)
    assertContains(als("bestuurder_provincie").get(adres), "Er komt een punt bij.")
    met_uitkomst(punt, staf, "besproken")
    uitkomsten.sluit(overleg_pk=overleg.pk, door=staf)
    uitkomsten.stel_vast(overleg_pk=overleg.pk, reden="Beide kanten zijn akkoord.", door=staf)
    assertContains(als("provinciaal").get(adres), "Beide kanten zijn akkoord.")
    assert [stap.handeling for stap in Agendastap.objects.all()] == [
        "open_weer", "verzend", "sluit", "stel_vast",
    ]  # fmt: skip
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        models.QuerySet(Agendastap).update(reden="Een andere.")


@pytest.mark.parametrize(
    ("dagen", "code"), [(-1, "termijn_voorbij"), (10, "termijn_na_overleg"), (0, ""), (9, "")]
)
def test_the_term_to_react_lies_ahead_and_before_the_meeting(staf, gelderland, dagen, code):
    """AGE-5: else it would have passed with nobody asked."""
    vandaag = timezone.localdate()
    velden = {
        "datum": vandaag + datetime.timedelta(days=10),
        "reageren_tot": vandaag + datetime.timedelta(days=dagen),
        "provincies": [gelderland],
    }
    if code:
        with geweigerd(code):
            plan(staf, **velden)
    else:
        assert plan(staf, **velden).reageren_tot == velden["reageren_tot"]


@pytest.mark.parametrize("stand", ["concept", "afgestemd"])
def test_a_meeting_is_not_moved_into_the_term_to_react(staf, gelderland, stand):
    """AGE-5: the provincies keep the time that they got; also where the agenda was agreed, as it
    goes back to concept with its term."""
    overleg = in_stand(OverlegFactory(reageren_tot=DAG - datetime.timedelta(days=3)), stand)
    with geweigerd("termijn_na_overleg"):
        cyclus.verplaats_overleg(
            pk=overleg.pk, datum=DAG - datetime.timedelta(days=3), reden="Eerder.", door=staf
        )


def test_the_cyclus_that_runs_still_has_a_bol_to_come(als, gelderland):
    """OVL-3: not the one whose BOL's are over, whatever the calendar says; it opens first."""
    dag = datetime.date(2026, 11, 27)
    for jaar, bol in ((2026, "2026-09-21"), (2027, "2027-06-07"), (2028, "2028-06-05")):
        ronde = RondeFactory(gremium=Gremium.BOL, cyclus__jaar=jaar)
        OverlegFactory(gremium=Gremium.BOL, ronde=ronde, datum=bol)
    assert Cyclus.objects.lopend(dag).jaar == 2027
    assert Cyclus.objects.lopend(datetime.date(2026, 9, 21)).jaar == 2026
    assert Cyclus.objects.lopend(datetime.date(2028, 12, 1)).jaar == 2028
    assert Cyclus.objects.lopend(datetime.date(2029, 1, 1)) is None
    with time_machine.travel(datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)):
        assert als("staf").get("/cyclus/").context["cyclus"].jaar == 2027


def test_a_meeting_and_its_punten_keep_what_they_were(staf, gelderland, overijssel):
    """From what to what, the provincies too (ZIC-5)."""
    overleg = plan(staf, provincies=[gelderland, overijssel])
    nieuw = DAG + datetime.timedelta(days=1)
    cyclus.verplaats_overleg(pk=overleg.pk, datum=nieuw, reden="Zaal.", door=staf)
    data = list(Overleg.history.filter(id=overleg.pk).values_list("datum", flat=True))
    assert (data[0], data[-1]) == (nieuw, DAG)
    assert Overleg.history.filter(id=overleg.pk).first().provincies.count() == 2
    punt = AgendapuntFactory(overleg=overleg, vraagstuk=None, soort="ter_bespreking")
    punt.provincies.remove(overijssel)
    punt.provincies.add(overijssel)
    nu, toen = Agendapunt.history.filter(id=punt.pk)[:2]
    assert [rij.provincies.count() for rij in (nu, toen)] == [2, 1]


def test_a_bol_round_is_under_embargo_until_its_kamerbrief(staf):
    """Only the record of the Kamerbrief opens a BOL round (BOL-2)."""
    bol, do = RondeFactory(gremium=Gremium.BOL), RondeFactory()
    assert do.is_openbaar
    assert not bol.is_openbaar
    Kamerbrief.objects.create(ronde=bol, datum=DAG, nummer="2027-1", door=staf)
    assert bol.is_openbaar
