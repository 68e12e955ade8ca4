"""Outcomes: stored in any case, told to the vraagstuk, and never overwritten (BES-1 .. BES-4)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from dossiers.models import Fase, Feit
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Agendastatus, Overleg, Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from novex.forms import Verouderd
from novex.models import JuridischInstrument
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import DAG, AgendapuntFactory, met_uitkomst
from tests.governance.uitkomsten import fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort


def test_an_outcome_waits_for_the_meeting_day(staf, gelderland):
    """The day before is refused, the day itself is not (OVL-3)."""
    punt = punt_in(Gremium.DO, klaar_voor_do())
    with geweigerd("voor_de_vergaderdag"):
        uitkomsten.leg_vast(
            punt_pk=punt.pk,
            invoer=Uitkomstinvoer(soort=U.ADVIES, tekst="Ja."),
            door=staf,
            op=DAG - datetime.timedelta(days=1),
        )
    met_uitkomst(punt, staf)
    assert Uitkomst.objects.count() == 1


def test_an_outcome_needs_a_sent_agenda(staf, gelderland):
    """Nothing is concluded on an agenda that was not sent (AGE-3)."""
    punt = AgendapuntFactory(vraagstuk=klaar_voor_do())
    with geweigerd("agenda_niet_verzonden"):
        met_uitkomst(punt, staf)


@pytest.mark.parametrize("persona", ["accounthouder", "regietafellid", "provinciaal", "expert"])
def test_only_staf_records(request, persona, staf, gelderland):
    """VRO-staf records outcomes; others have no right (BES-1)."""
    door, punt = request.getfixturevalue(persona), punt_in(Gremium.DO, klaar_voor_do())
    with pytest.raises(PermissionDenied):
        met_uitkomst(punt, door)
    with pytest.raises(PermissionDenied):  # and what moves no fase
        met_uitkomst(punt, door, U.AANGEHOUDEN, motivatie="Later.", tot_wanneer=DAG)
    assert not Uitkomst.objects.exists()


@pytest.mark.parametrize(
    ("soort", "puntsoort", "invoer", "code"),
    [
        (U.ADVIES, "ter_advisering", {"tekst": ""}, "tekst_ontbreekt"),
        (U.GEEN_CONSENSUS, "ter_advisering", {"tekst": ""}, "tekst_ontbreekt"),
        (U.DOORGELEID, "ter_advisering", {"tekst": ""}, "tekst_ontbreekt"),
        (U.TERUGGEGEVEN, "ter_advisering", {}, "motivatie_ontbreekt"),
        (U.AANGEHOUDEN, "ter_advisering", {"motivatie": "Nog niet"}, "tot_wanneer_ontbreekt"),
        (U.AANGEHOUDEN, "ter_advisering", {"tot_wanneer": DAG}, "motivatie_ontbreekt"),
    ],
)
def test_each_kind_says_what_it_needs(staf, gelderland, soort, puntsoort, invoer, code):
    """Every typed outcome has its own text, reason and date (BES-1)."""
    punt = punt_in(Gremium.DO, klaar_voor_do(), puntsoort)
    with geweigerd(code):
        met_uitkomst(punt, staf, soort, **invoer)


def test_a_do_speaks_once_per_vraagstuk(staf, gelderland):
    """A second DO in this doorloop is refused a second outcome (BES-4)."""
    vraagstuk = klaar_voor_do()
    met_uitkomst(punt_in(Gremium.DO, vraagstuk), staf)
    tweede = punt_in(Gremium.DO, vraagstuk)
    with geweigerd("do_uitkomst_bestaat"):
        met_uitkomst(tweede, staf, U.GEEN_CONSENSUS)
    met_uitkomst(tweede, staf, U.AANGEHOUDEN, motivatie="Al gedaan", tot_wanneer=DAG)


def test_an_advice_names_possible_instruments(staf, gelderland):
    """The advice carries the possible juridisch instrumentarium (BES-4, REF-8)."""
    instrument = JuridischInstrument.objects.create(code="instructieregel", naam="Instructieregel")
    met_uitkomst(punt_in(Gremium.DO, klaar_voor_do()), staf, U.ADVIES, instrumenten=(instrument,))
    assert list(Uitkomst.objects.get().instrumenten.all()) == [instrument]


def test_two_editors_of_one_outcome_do_not_overwrite(staf, gelderland):
    """Who did not see the newest outcome gets the 409 page, with what was typed (BES-2)."""
    punt = punt_in(Gremium.DO, klaar_voor_do())
    met_uitkomst(punt, staf)
    with pytest.raises(Verouderd) as botsing:
        uitkomsten.leg_vast(
            punt_pk=punt.pk,
            invoer=Uitkomstinvoer(soort=U.GEEN_CONSENSUS, tekst="Anders.", reden="Verbetering"),
            gezien=0,
            ingevuld=[("Wat concludeerde het overleg?", "Anders.")],
            door=staf,
            op=DAG,
        )
    assert botsing.value.ingevuld == [("Wat concludeerde het overleg?", "Anders.")]
    assert botsing.value.instance.gewijzigd_door == staf
    assert Uitkomst.objects.get().soort == U.ADVIES


def test_an_outcome_is_never_changed_in_the_database(staf, gelderland):
    """Append-only, also for SQL (BES-8, ALG-2)."""
    met_uitkomst(punt_in(Gremium.DO, klaar_voor_do()), staf)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("UPDATE governance_uitkomst SET tekst = 'stil'")


def test_a_meeting_closes_when_each_punt_has_an_outcome(staf, gelderland, overijssel):
    """Each punt, and in a joint DO each provincie of it (BES-1, VRA-15)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    with geweigerd("uitkomst_ontbreekt"):
        uitkomsten.sluit(overleg_pk=punt.overleg_id, door=staf)
    uitkomsten.leg_vast(
        punt_pk=punt.pk,
        invoer=Uitkomstinvoer(soort=U.ADVIES, tekst="Ja."),
        provincies=[gelderland],
        door=staf,
        op=DAG,
    )
    with geweigerd("uitkomst_ontbreekt"):
        uitkomsten.sluit(overleg_pk=punt.overleg_id, door=staf)
    met_uitkomst(punt, staf, gezien=Uitkomst.objects.get().pk)
    uitkomsten.sluit(overleg_pk=punt.overleg_id, door=staf)
    assert Overleg.objects.get().agenda_status == Agendastatus.GEHOUDEN
    assert not vraagstuk.feiten.van("op_verzonden_agenda").exists()


@pytest.mark.parametrize("gremium", [Gremium.DO, Gremium.GP_DG])
def test_a_do_or_gpdg_speaks_for_a_provincie(staf, gelderland, gremium):
    """A punt that names none gets no outcome that counts for nobody (OVL-2, VRA-15)."""
    punt = punt_in(gremium, klaar_voor_do())
    punt.provincies.clear()
    with geweigerd("provincie_ontbreekt"):
        met_uitkomst(punt, staf)
    assert not Uitkomst.objects.exists()


@pytest.mark.parametrize(
    ("gremium", "puntsoort", "soort", "kenmerk"),
    [
        (Gremium.DO, "ter_informatie", U.KENNISGENOMEN, "pv25"),
        (Gremium.DO, "ter_bespreking", U.BESPROKEN, "pv25"),
        (Gremium.DO, "ter_advisering", U.DOORGELEID, "pv25"),
        (Gremium.DO, "ter_advisering", U.TERUGGEGEVEN, "pv25"),
        (Gremium.GP_DG, "ter_advisering", U.GEEN_CONSENSUS, "pv25"),
        (Gremium.BOL, "ter_bespreking", U.BESPROKEN, "oost"),
    ],
)
def test_what_a_table_discussed_is_told_in_any_fase(
    staf, gelderland, gremium, puntsoort, soort, kenmerk
):
    """Each outcome without a feit of its own says once that it was on the table, and moves no
    fase (VRA-7, VRA-19); a DO before the triage says so for the triage (TRI-6)."""
    vraagstuk = VraagstukFactory(fase=Fase.BEELDVORMING)
    punt = punt_in(gremium, vraagstuk, puntsoort)
    resultaat = met_uitkomst(punt, staf, soort, motivatie="Dit hoort bij het programma.")
    feit = vraagstuk.feiten.exclude(soort="op_verzonden_agenda").get()
    voor_triage = gremium == Gremium.DO and soort != U.TERUGGEGEVEN
    verwacht = (
        ("do_bespreking", f"{punt.pk}-{kenmerk}")
        if voor_triage
        else ("besproken_aan_tafel", f"{punt.overleg_id}-{kenmerk}")
    )
    assert (feit.soort, feit.kenmerk, feit.waarde) == (*verwacht, soort)
    assert (resultaat.stap, fase_van(vraagstuk)) == ("", Fase.BEELDVORMING)


@pytest.mark.parametrize("gremium", [Gremium.WERKGROEP, Gremium.DO])
def test_what_was_put_off_or_said_at_another_table_is_not_told(staf, gelderland, gremium):
    """Aangehouden is no outcome yet, and a werkgroep is no table of the cyclus (VRA-7)."""
    punt = punt_in(gremium, klaar_voor_do(), "ter_bespreking")
    anders = U.AANGEHOUDEN if gremium == Gremium.DO else U.BESPROKEN
    met_uitkomst(punt, staf, anders, motivatie="Nog niet.", tot_wanneer=DAG)
    assert not Feit.objects.van("besproken_aan_tafel").exists()
