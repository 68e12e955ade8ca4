"""What the Kamerbrief of a BOL ronde reported stands; what comes after is another ronde (BOL-2)."""

import datetime

from django.urls import reverse

from governance.gremia import Gremium
from governance.models.lijst import Lijstregel
from governance.regels_lijst import landsdelen_zonder_bol
from governance.services import cyclus, lijst
from tests.governance.factories import DAG, RondeFactory, in_stand
from tests.governance.lijsten import (
    OP,
    bevries,
    bevroren_ronde,
    bol_ronde,
    duw,
    kamerbrief,
    regel,
    zitting,
)
from tests.weigeringen import geweigerd


def plan(ronde, staf, landsdeel, datum=DAG + datetime.timedelta(days=1)):
    return cyclus.plan_overleg(
        door=staf,
        gremium=Gremium.BOL,
        naam="BOL Noord",
        datum=datum,
        ronde=ronde,
        landsdeel=landsdeel,
    )


def test_after_the_kamerbrief_no_other_meeting_is_planned(staf, drenthe):
    """BOL-2, OVL-2: in a new ronde it still may."""
    ronde = bevroren_ronde(staf)
    kamerbrief(ronde, staf)
    with geweigerd("kamerbrief_verstuurd"):
        plan(ronde, staf, drenthe.landsdeel)
    assert ronde.overleggen.count() == 1
    nieuw = cyclus.maak_ronde(cyclus=ronde.cyclus, gremium="bol", label="BOL najaar", door=staf)
    assert plan(nieuw, staf, drenthe.landsdeel).ronde == nieuw


def test_after_the_kamerbrief_no_other_list_is_frozen(staf):
    """BOL-1, BOL-2: the list that is its annex stays the last one."""
    ronde = bevroren_ronde(staf)
    bevries(ronde, staf)
    kamerbrief(ronde, staf)
    duw(ronde, "Dit stond niet in de Kamerbrief.")
    with geweigerd("kamerbrief_verstuurd"):
        bevries(ronde, staf)
    assert ronde.afsprakenlijsten.count() == 2


def test_the_pages_say_where_it_goes_on(als, staf):
    """BOL-2, VRA-3: nothing is offered that is refused, and the way out is a link."""
    ronde = bevroren_ronde(staf)
    kamerbrief(ronde, staf)
    duw(ronde, "Dit stond niet in de Kamerbrief.")
    client = als("staf")
    pagina = client.get(reverse("governance:lijst", args=[ronde.pk])).content.decode()
    assert reverse("governance:ronde-nieuw", args=[ronde.cyclus_id]) in pagina
    assert "Bevries dan een nieuwe versie" not in pagina
    kalender = client.get(ronde.cyclus.get_absolute_url()).content.decode()
    assert reverse("governance:overleg-nieuw", args=[ronde.pk]) not in kalender


def test_the_calendar_offers_a_meeting_until_the_brief(als, staf, gelderland):
    """BOL-2, OVL-2: and in every other ronde."""
    bol = bevroren_ronde(staf)
    do = RondeFactory(gremium=Gremium.DO, cyclus=bol.cyclus)
    client, jaar = als("staf"), bol.cyclus.get_absolute_url()
    plannen = {ronde: reverse("governance:overleg-nieuw", args=[ronde.pk]) for ronde in (bol, do)}
    for adres in plannen.values():
        assert adres in client.get(jaar).text
    kamerbrief(bol, staf)
    assert plannen[bol] not in client.get(jaar).text
    assert plannen[do] in client.get(jaar).text


def test_the_kamerbrief_carries_the_list_as_it_is_now(als, staf):
    """BOL-1, BOL-2: what changed after the last version would stay closed for ever, or become
    openbaar though it was taken off; the page offers the step when it can be done."""
    ronde = bevroren_ronde(staf)
    pagina, knop = reverse("governance:lijst", args=[ronde.pk]), "Kamerbrief vastleggen"
    erbij = regel(ronde, staf, tekst="Nog een kaderbepaling.")
    with geweigerd("lijst_veranderd"):
        kamerbrief(ronde, staf)
    assert knop not in als("staf").get(pagina).text
    lijst.haal_regel_weg(pk=erbij.pk, reden="Niet besproken.", door=staf)
    assert knop in als("staf").get(pagina).text
    assert kamerbrief(ronde, staf).ronde == ronde


def test_the_kamerbrief_carries_what_was_frozen_again(staf):
    """BOL-1, BOL-2: the other way out is a new version."""
    ronde = bevroren_ronde(staf)
    regel(ronde, staf, tekst="Nog een kaderbepaling.")
    bevries(ronde, staf)
    assert kamerbrief(ronde, staf).ronde == ronde


def test_after_the_kamerbrief_no_line_changes_by_hand(als, staf):
    """BOL-1, BOL-2: it could never be frozen; the page offers nothing, and what was open is
    refused."""
    ronde = bevroren_ronde(staf)
    rij = Lijstregel.objects.get()
    client, pagina = als("staf"), reverse("governance:lijst-regels", args=[ronde.pk])
    wijzigen = reverse("governance:lijstregel-wijzigen", args=[rij.pk])
    assert wijzigen in client.get(pagina).text
    kamerbrief(ronde, staf)
    assert wijzigen not in client.get(pagina).text
    assert "Deze lijst verandert niet meer." in client.get(pagina).text
    for doe in (
        lambda: regel(ronde, staf),
        lambda: lijst.haal_regel_weg(pk=rij.pk, reden="Toch niet.", door=staf),
        lambda: lijst.verplaats_regel(pk=rij.pk, richting="omhoog", door=staf),
        lambda: lijst.verplaats_onderwerp(pk=rij.onderwerp_id, richting="omhoog", door=staf),
    ):
        with geweigerd("kamerbrief_verstuurd"):
            doe()
    data = {"soort": rij.soort, "tekst": "Heel iets anders.", "versie": rij.versie}
    assert "al vastgelegd" in client.post(wijzigen, data).text
    assert Lijstregel.objects.get().tekst == rij.tekst


def test_the_kamerbrief_waits_for_every_meeting_of_the_ronde(als, staf, drenthe):
    """BOL-1, BOL-2, VRA-3: a BOL that was planned after the freezing may still bring lines; the
    page does not offer the step, and leads to that meeting."""
    ronde = bevroren_ronde(staf)
    pagina, knop = (
        reverse(f"governance:{naam}", args=[ronde.pk]) for naam in ("lijst", "kamerbrief")
    )
    noord = plan(ronde, staf, drenthe.landsdeel, DAG)
    with geweigerd("overleg_open"):
        kamerbrief(ronde, staf)
    assert not ronde.is_openbaar
    tekst = als("staf").get(pagina).text
    assert knop not in tekst
    assert "Kamerbrief vastleggen: dit kan nog niet" in tekst
    assert noord.get_absolute_url() in tekst
    in_stand(noord, "gehouden")
    bevries(ronde, staf)
    assert knop in als("staf").get(pagina).text
    assert kamerbrief(ronde, staf).ronde == ronde


def test_freezing_warns_about_landsdelen_without_a_bol(als, staf, gelderland, drenthe):
    """BOL-1: a landelijke line is of every landsdeel; who freezes sees which had no meeting, and
    may go on."""
    ronde = bol_ronde()
    zitting(ronde)
    client = als("staf")
    lijst_, bevriezen = (
        reverse(f"governance:{naam}", args=[ronde.pk]) for naam in ("lijst", "lijst-bevriezen")
    )
    regel(ronde, staf, landsdeel=gelderland.landsdeel)
    assert "ronde geen BOL" not in client.get(lijst_).text
    regel(ronde, staf)
    for adres in (lijst_, bevriezen):
        tekst = client.get(adres).text
        assert f"gaat over: {drenthe.landsdeel.naam}. Daarvan heeft deze ronde geen BOL." in tekst
    assert bevries(ronde, staf).versie == 1
    kamerbrief(ronde, staf)
    assert "ronde geen BOL" not in client.get(lijst_).text


def test_a_line_of_a_landsdeel_without_a_bol_is_warned_about(staf, drenthe):
    """BOL-1: nobody there spoke about it; the line of a landsdeel that met is no reason to."""
    ronde = bol_ronde()
    zitting(ronde)
    for velden in ({"landsdeel": drenthe.landsdeel}, {"provincie": drenthe}):
        van_daar = regel(ronde, staf, **velden)
        assert landsdelen_zonder_bol(ronde, OP) == [drenthe.landsdeel]
        lijst.haal_regel_weg(pk=van_daar.pk, reden="Niet besproken.", door=staf)
        assert landsdelen_zonder_bol(ronde, OP) == []
    regel(ronde, staf, landsdeel=drenthe.landsdeel)
    zitting(ronde, drenthe.landsdeel.code)
    assert landsdelen_zonder_bol(ronde, OP) == []
