"""A round asks both sides, and closes with the reports as they stand (MON-1)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from arrangementen.models import Afspraak, Arrangement
from arrangementen.samenstelling import stel_samen
from dossiers.models import Feit, Vraagstuk
from dossiers.regels.einde import ronde_is_gerapporteerd
from monitoring import rapport
from monitoring.models import Monitorronde, Voortgang, Voortgangsmelding
from monitoring.services import rondes, voortgang
from monitoring.werkvragen_tafels import landingen_te_aanvaarden, voortgang_te_melden
from novex.rechten import Rol
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, zet_status
from tests.factories import GebruikerFactory, OrganisatieFactory
from tests.monitoring.factories import RONDE, RondeFactory, vastgestelde_afspraak
from tests.weigeringen import geweigerd

EERSTE_DAG = RONDE["open_van"]
DAG = datetime.timedelta(days=1)


@pytest.fixture
def afspraak(gelderland, vro):
    return vastgestelde_afspraak()


@pytest.fixture
def ronde(afspraak, staf):
    return rondes.open_ronde(door=staf, **RONDE)


def meld(rij, door, stadium="bezig", toelichting="Gaat goed.", indienen=True, op=EERSTE_DAG):
    return voortgang.schrijf(
        pk=rij.pk,
        door=door,
        versie=Voortgang.objects.get(pk=rij.pk).versie,
        stadium=stadium,
        toelichting=toelichting,
        op=op,
        indienen=indienen,
    )


def van(ronde, kant):
    return ronde.voortgangen.get(kant=kant)


def test_a_round_asks_both_sides_of_every_established_afspraak(ronde, afspraak, vro, gelderland):
    """MON-1: one question per side, to its trekker."""
    gevraagd = ronde.voortgangen.values_list("afspraak", "kant", "organisatie")
    assert set(gevraagd) == {
        (afspraak.pk, "rijk", vro.pk),
        (afspraak.pk, "regio", gelderland.organisatie.pk),
    }


def test_a_round_asks_who_succeeded_a_trekker(gelderland, staf, lvvn, expert):
    """MON-1, REF-2: nobody reports any more for an organisatie that ended before it opened."""
    oud = OrganisatieFactory(code="lnv", opvolger=lvvn, geldig_tot=EERSTE_DAG - DAG)
    later = OrganisatieFactory(code="ezk", opvolger=lvvn, geldig_tot=EERSTE_DAG)
    vastgestelde_afspraak(acties=[oud, later, lvvn, gelderland.organisatie])
    ronde = rondes.open_ronde(door=staf, **RONDE)
    gevraagd = {rij.organisatie for rij in ronde.voortgangen.filter(kant="rijk")}
    assert gevraagd == {lvvn, later}
    assert len(voortgang_te_melden(expert, EERSTE_DAG)) == 2  # its own, and of who ended later


def test_a_closed_round_tells_the_edition_what_both_sides_reported(
    ronde, afspraak, staf, provinciaal, gelderland
):
    """ARR-3, MON-3: each side's own words and the light, in next year's arrangement."""
    meld(van(ronde, "regio"), provinciaal)
    editie = Arrangement(provincie=gelderland, jaar=afspraak.jaar + 1)
    editie.save()
    Afspraak.objects.filter(pk=afspraak.pk).update(openbaar_op=timezone.now())

    def stand():
        nu = Arrangement.objects.get(pk=editie.pk)
        return stel_samen(nu, op=ronde.peildatum).eerdere[0].stand

    assert str(ronde) not in stand()
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    rij = afspraak.voortgangsstanden.get()
    assert (rij.stadium_rijk, rij.stadium_regio) == ("Niet gemeld", "Bezig")
    assert stand().endswith(f"{ronde}. Rijk: niet gemeld, regio: bezig. Licht: {rij.licht.lower()}")
    with pytest.raises(TypeError):
        afspraak.voortgangsstanden.update(licht="Op schema")


def test_every_trekker_of_a_side_is_asked(staf, vro, lvvn, gelderland, drenthe):
    """MON-1: two trekkers on a side are two questions, two actions of one trekker are one."""
    provincies = [gelderland.organisatie, drenthe.organisatie]
    vastgestelde_afspraak(acties=[vro, lvvn, lvvn, *provincies])
    ronde = rondes.open_ronde(door=staf, **RONDE)
    assert set(ronde.voortgangen.values_list("kant", "organisatie")) == {
        ("rijk", vro.pk),
        ("rijk", lvvn.pk),
        *(("regio", organisatie.pk) for organisatie in provincies),
    }


@pytest.mark.parametrize("scope", ["provincie", "landsdeel", "landelijk"])
def test_without_a_trekker_each_provincie_concerned_is_asked(
    staf, vro, gelderland, overijssel, drenthe, scope
):
    """MON-1: those that it names, also through its landsdeel or the whole country."""
    genoemd = {"provincie": [gelderland, drenthe], "landsdeel": [], "landelijk": []}[scope]
    vastgestelde_afspraak(
        scope=scope,
        acties=[vro],
        provincies=genoemd,
        landsdeel=gelderland.landsdeel if scope == "landsdeel" else None,
    )
    verwacht = {
        "provincie": [gelderland, drenthe],
        "landsdeel": [p for p in (gelderland, overijssel, drenthe)
                      if p.landsdeel == gelderland.landsdeel],
        "landelijk": [gelderland, overijssel, drenthe],
    }[scope]  # fmt: skip
    ronde = rondes.open_ronde(door=staf, **RONDE)
    gevraagd = ronde.voortgangen.filter(kant="regio").values_list("organisatie", flat=True)
    assert set(gevraagd) == {provincie.organisatie_id for provincie in verwacht}


def test_what_is_not_followed_is_not_asked(staf, gelderland, vro):
    """MON-1: no concepts, no history, no statements, nothing that landed with proof."""
    AfspraakFactory()
    AfspraakFactory(historisch=True, provincies=[gelderland])
    vastgestelde_afspraak(regelsoort=Afspraak.Regelsoort.CONSTATERING)
    zet_status(vastgestelde_afspraak(), "vervallen", vervallen_reden="x", vervallen_op="2027-01-01")
    landing = vastgestelde_afspraak(landing=OrganisatieFactory()).landing
    landing.aanvaard_op = landing.geland_op = datetime.date(2027, 2, 1)
    landing.aanvaard_door, landing.bewijs = staf, "POVI, blz. 12"
    landing.save()
    assert not rondes.open_ronde(door=staf, **RONDE).voortgangen.exists()


def test_without_actions_vro_and_the_provincie_are_asked(staf, vro, gelderland):
    vastgestelde_afspraak(acties=[])
    ronde = rondes.open_ronde(door=staf, **RONDE)
    assert van(ronde, "rijk").organisatie == vro
    assert van(ronde, "regio").organisatie == gelderland.organisatie


def test_one_round_at_a_time(ronde, staf):
    with geweigerd("ronde_al_open"):
        rondes.open_ronde(door=staf, **RONDE | {"naam": "Nog een"})


def test_a_round_is_about_a_day_of_its_year_and_not_before_the_last_one(ronde, staf):
    """MON-1, MON-2: which report is newest goes by that day; a typo would make all later ones
    old for ever."""
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    for dag in (ronde.peildatum - DAG, ronde.peildatum.replace(year=2127)):
        with geweigerd("peildatum_volgorde"):
            rondes.open_ronde(door=staf, **RONDE | {"naam": "Nog een", "peildatum": dag})
    rondes.open_ronde(door=staf, **RONDE | {"naam": "Nog een"})


def test_what_ended_during_a_round_is_not_asked_any_more(ronde, provinciaal):
    """MON-1, AFS-6: neither a report nor the acceptance of its landing."""
    rij = van(ronde, "regio")
    LandingFactory(afspraak=rij.afspraak, eigenaar_organisatie=provinciaal.organisatie)
    op = ronde.open_van
    assert rij in voortgang_te_melden(provinciaal, op)
    assert landingen_te_aanvaarden(provinciaal).exists()
    zet_status(rij.afspraak, "vervallen", vervallen_reden="Niet meer nodig.", vervallen_op=op)
    assert rij not in voortgang_te_melden(provinciaal, op)
    assert not landingen_te_aanvaarden(provinciaal).exists()


def test_a_round_does_not_end_before_it_starts(staf):
    with geweigerd("periode_klopt_niet"):
        rondes.open_ronde(door=staf, **RONDE | {"open_tot": EERSTE_DAG - DAG})


def test_reporting_begins_on_the_first_day_and_ends_when_the_round_closes(ronde, provinciaal, staf):
    """MON-1: too early is refused with the day; after the last day it is late, and counts."""
    rij = van(ronde, "regio")
    with geweigerd("ronde_niet_begonnen"):
        meld(rij, provinciaal, op=EERSTE_DAG - DAG)
    for dag, telt in ((EERSTE_DAG - DAG, False), (EERSTE_DAG, True), (ronde.open_tot + DAG, True)):
        assert Voortgang.objects.te_melden(dag).filter(pk=rij.pk).exists() == telt
    meld(rij, provinciaal, op=ronde.open_tot + DAG)
    assert van(ronde, "regio").status == "ingediend"


@pytest.mark.parametrize("persona", ["accounthouder", "provinciaal", "expert", "regietafellid"])
def test_only_vro_staf_opens_and_closes(request, ronde, persona):
    """MON-1: VRO closes."""
    door = request.getfixturevalue(persona)
    with pytest.raises(PermissionDenied):
        rondes.open_ronde(door=door, **RONDE)
    with pytest.raises(PermissionDenied):
        rondes.sluit_ronde(pk=ronde.pk, door=door)


def test_closing_takes_up_what_was_sent_in_as_it_stands(ronde, staf, provinciaal, accounthouder):
    """MON-1: both reports as they stand; what was never sent in stays out."""
    meld(van(ronde, "regio"), provinciaal, "stilgelegd", "Er is geen geld.")
    meld(van(ronde, "rijk"), accounthouder, "bezig", "Nog niet af.", indienen=False)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)

    regio, rijk = van(ronde, "regio"), van(ronde, "rijk")
    assert (regio.status, regio.stadium, regio.toelichting) == (
        "opgenomen",
        "stilgelegd",
        "Er is geen geld.",
    )
    assert rijk.status == "concept"
    assert not rijk.meldingen.exists()


def test_an_unanswered_question_does_not_hold_up_the_round(ronde, staf, provinciaal):
    """MON-1: what is being rewritten after a question is not taken up, what was sent in is."""
    rij = van(ronde, "regio")
    meld(rij, provinciaal, "gereed", "Klaar.")
    voortgang.stuur_terug(pk=rij.pk, door=staf, vraag="Waar staat dat?")
    meld(rij, provinciaal, "bezig", "Wij zoeken het uit.", indienen=False)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    rij = van(ronde, "regio")
    assert (rij.status, rij.stadium, rij.toelichting) == ("opgenomen", "gereed", "Klaar.")


def test_a_closed_round_is_closed(ronde, staf, provinciaal):
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    with geweigerd("overgang_onmogelijk"):
        rondes.sluit_ronde(pk=ronde.pk, door=staf)
    with geweigerd("ronde_gesloten"):
        meld(van(ronde, "regio"), provinciaal)
    assert Monitorronde.objects.get().gesloten_door == staf


def test_dossiers_hears_only_of_a_round_that_both_sides_reported(
    ronde, afspraak, staf, provinciaal, accounthouder
):
    """VRA-9, VRA-19: the last round reported; one side is not enough."""
    meld(van(ronde, "regio"), provinciaal)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    assert not Feit.objects.filter(soort="ronde_gerapporteerd").exists()

    volgende = rondes.open_ronde(door=staf, **RONDE | {"naam": "Najaarsronde"})
    meld(van(volgende, "regio"), provinciaal)
    meld(van(volgende, "rijk"), accounthouder)
    rondes.sluit_ronde(pk=volgende.pk, door=staf)
    feit = Feit.objects.get(soort="ronde_gerapporteerd")
    assert (feit.vraagstuk, feit.kenmerk) == (afspraak.vraagstuk, str(volgende.pk))


def is_gerapporteerd(afspraak):
    """What ``leg_terug`` is judged by."""
    try:
        ronde_is_gerapporteerd(Vraagstuk.objects.get(pk=afspraak.vraagstuk_id))
    except ValidationError:
        return False
    return True


@pytest.fixture
def gemelde_ronde(ronde, afspraak, staf, provinciaal, accounthouder):
    meld(van(ronde, "regio"), provinciaal)
    meld(van(ronde, "rijk"), accounthouder)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    assert is_gerapporteerd(afspraak)
    return ronde


def test_only_the_last_round_counts(gemelde_ronde, afspraak, staf, provinciaal):
    """VRA-9, VRA-19: a new round withdraws the one before; closing it unreported brings
    nothing back. Nobody is put aan zet: each side is asked by the round itself."""
    volgende = rondes.open_ronde(door=staf, **RONDE | {"naam": "Najaarsronde"})
    assert not is_gerapporteerd(afspraak)
    (oud,) = Feit.objects.filter(soort="ronde_gerapporteerd")
    assert oud.ingetrokken_reden == "Er is een nieuwe ronde: Najaarsronde 2027."
    assert Vraagstuk.objects.get(pk=afspraak.vraagstuk_id).aan_zet_reden == ""
    meld(van(volgende, "regio"), provinciaal)
    rondes.sluit_ronde(pk=volgende.pk, door=staf)
    assert not is_gerapporteerd(afspraak)


def test_an_afspraak_that_came_in_later_waits_for_the_next_round(
    ronde, afspraak, staf, provinciaal, accounthouder
):
    """VRA-9: a round that did not ask about every running afspraak does not tell of them all."""
    later = vastgestelde_afspraak(vraagstuk=afspraak.vraagstuk)
    meld(van(ronde, "regio"), provinciaal)
    meld(van(ronde, "rijk"), accounthouder)
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    assert not is_gerapporteerd(afspraak)
    zet_status(later, "vervallen", vervallen_reden="Vervangen.", vervallen_op="2027-05-01")
    volgende = rondes.open_ronde(door=staf, **RONDE | {"naam": "Najaarsronde"})
    meld(van(volgende, "regio"), provinciaal)
    meld(van(volgende, "rijk"), accounthouder)
    rondes.sluit_ronde(pk=volgende.pk, door=staf)
    assert is_gerapporteerd(afspraak)


def test_where_every_afspraak_is_at_its_end_there_is_nothing_left_to_report(staf, gelderland, vro):
    """VRA-9: what landed or ended is asked no more, and does not keep the vraagstuk here."""
    klaar = vastgestelde_afspraak(vraagstuk__fase="opvolging")
    zet_status(klaar, "vervallen", vervallen_reden="Gedaan.", vervallen_op="2027-02-01")
    nieuw = AfspraakFactory(vraagstuk__fase="opvolging")
    ronde = rondes.open_ronde(door=staf, **RONDE)
    assert not ronde.voortgangen.exists()
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    assert is_gerapporteerd(klaar)
    assert not is_gerapporteerd(nieuw)


STATUSSEN = ("concept", "ingediend", "teruggestuurd", "opgenomen")
OVERGANGEN = {
    ("concept", "dien_in"): "ingediend",
    ("teruggestuurd", "dien_in"): "ingediend",
    ("ingediend", "stuur_terug"): "teruggestuurd",
    ("ingediend", "neem_op"): "opgenomen",
    ("teruggestuurd", "neem_op"): "opgenomen",
}


def test_the_table_equals_the_declaration():
    """MON-1: concept, ingediend, teruggestuurd, opgenomen; and no other way."""
    gevonden = {
        (overgang.source, overgang.name): overgang.target
        for overgang in Voortgang(status="concept").get_all_status_transitions()
    }
    assert gevonden == OVERGANGEN


def test_the_log_cannot_be_rewritten(ronde, provinciaal):
    """ALG-2: the database itself keeps what was reported."""
    meld(van(ronde, "regio"), provinciaal)
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE monitoring_voortgangsmelding SET toelichting = 'anders'")
    assert Voortgangsmelding.objects.get().toelichting == "Gaat goed."


def test_two_rounds_at_once_are_stopped_by_the_database(ronde):
    with pytest.raises(IntegrityError), transaction.atomic():
        RondeFactory(geopend_door=GebruikerFactory())


def test_an_open_round_waits_for_every_party_that_it_asks(gelderland, vro, ienw, staf, provinciaal):
    """MON-2, MON-3: the stage is not "gereed" while a third party was asked and said nothing."""
    afspraak = vastgestelde_afspraak(acties=[vro, ienw, gelderland.organisatie])
    ronde = rondes.open_ronde(door=staf, **RONDE)
    vro_lid = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER])
    for rij, door in (
        (ronde.voortgangen.get(organisatie=vro), vro_lid),
        (ronde.voortgangen.get(kant="regio"), provinciaal),
    ):
        meld(rij, door, stadium="gereed")

    def nu():
        (beeld,) = rapport.beelden(Afspraak.objects.filter(pk=afspraak.pk), staf, EERSTE_DAG)
        return beeld.signalen.stadium.code

    assert nu() == "deels"
    ienw_lid = GebruikerFactory(organisatie=ienw, rollen=[Rol.VAKDEPARTEMENT])
    meld(ronde.voortgangen.get(organisatie=ienw), ienw_lid, stadium="gereed")
    assert nu() == "gereed"


def test_the_successor_reports_for_a_trekker_that_ended_meanwhile(gelderland, staf, lvvn, expert):
    """MON-1, REF-2: in a round that asked the trekker itself; a question reaches it as well."""
    oud = OrganisatieFactory(code="lnv", opvolger=lvvn)
    vastgestelde_afspraak(acties=[oud, gelderland.organisatie])
    rij = van(rondes.open_ronde(door=staf, **RONDE), "rijk")
    wie = GebruikerFactory(organisatie=lvvn, rollen=[Rol.VAKDEPARTEMENT])
    with pytest.raises(PermissionDenied):
        meld(rij, wie)
    oud.geldig_tot = EERSTE_DAG
    oud.save()
    assert [r.pk for r in voortgang_te_melden(expert, EERSTE_DAG)] == [rij.pk]
    meld(rij, expert)
    rij.refresh_from_db()
    voortgang.stuur_terug(pk=rij.pk, door=staf, vraag="Tot wanneer?")
    assert Voortgangsmelding.objects.for_user(expert).filter(soort="teruggestuurd").exists()
