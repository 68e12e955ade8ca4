"""Outcomes: stored in any case, told to the vraagstuk, and never overwritten (BES-1 .. BES-4)."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from pytest_django.asserts import assertContains

from dossiers.models import Fase, Faseovergang, Feit, Vraagstuk
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Agendastatus, Overleg, Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from novex.forms import Verouderd
from novex.models import JuridischInstrument
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    met_uitkomst,
)
from tests.governance.paginas import url
from tests.governance.uitkomsten import do_feit, fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort
TERUG = DAG + datetime.timedelta(days=200)


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


@pytest.mark.parametrize(
    ("invoer", "code"),
    [
        ({"tot_wanneer": TERUG, "knelpunt": "K"}, "motivatie_ontbreekt"),
        ({"motivatie": "M", "knelpunt": "K"}, "tot_wanneer_ontbreekt"),
        ({"motivatie": "M", "tot_wanneer": TERUG}, "knelpunt_ontbreekt"),
    ],
)
def test_geen_keuze_says_why_when_and_what_remains(staf, gelderland, invoer, code):
    """Why, the return moment and the knelpunt are each required (VRA-6)."""
    punt = punt_in(Gremium.BOL, VraagstukFactory(fase=Fase.BESLUITVORMING), "ter_besluitvorming")
    with geweigerd(code):
        met_uitkomst(punt, staf, U.GEEN_KEUZE, **invoer)


@pytest.mark.parametrize("soort", [U.ADVIES, U.GEEN_CONSENSUS])
def test_a_do_outcome_is_told_and_tried(staf, gelderland, soort):
    """The outcome becomes a feit and fires the overgang if all else is there (VRA-5, VRA-19)."""
    vraagstuk = klaar_voor_do()
    punt = punt_in(Gremium.DO, vraagstuk)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.VERSCHILLEN, kenmerk="pv25")
    resultaat = met_uitkomst(punt, staf, soort)
    assert resultaat.blokkades == ()
    assert do_feit(vraagstuk).waarde == soort
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING
    assert "Ga door met richting 1." in Faseovergang.objects.get(vraagstuk=vraagstuk).motivatie


def test_a_refused_overgang_keeps_the_outcome(staf, gelderland):
    """The outcome is stored, the fase stays, and every blocker shows (VRA-5)."""
    vraagstuk = klaar_voor_do()
    vraagstuk.aanpak.uitzondering_reden = ""
    vraagstuk.aanpak.tempo = ""
    vraagstuk.aanpak.save()
    vraagstuk.feiten.van("rijksinzet").get()
    resultaat = met_uitkomst(punt_in(Gremium.DO, vraagstuk), staf)
    assert [b.code for b in resultaat.blokkades] == ["aanpak_ontbreekt"]
    assert Uitkomst.objects.get().soort == U.ADVIES
    assert fase_van(vraagstuk) == Fase.OORDEELSVORMING


def test_after_mending_the_stored_outcome_is_applied(staf, gelderland):
    """The same outcome fires once the blocker is gone (VRA-5)."""
    vraagstuk = klaar_voor_do()
    punt = punt_in(Gremium.DO, vraagstuk)
    assert [b.code for b in met_uitkomst(punt, staf, U.GEEN_CONSENSUS).blokkades] == [
        "verschillen_ontbreken"
    ]
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.VERSCHILLEN, kenmerk="pv25")
    resultaat = uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)
    assert resultaat.blokkades == ()
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING
    assert Uitkomst.objects.count() == 1


def test_without_an_outcome_there_is_nothing_to_apply(staf, gelderland):
    """No button fires the overgang; only a stored outcome does (VRA-5)."""
    punt = punt_in(Gremium.DO, klaar_voor_do())
    with geweigerd("geen_uitkomst"):
        uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)


def test_a_besluit_in_the_do_goes_to_opvolging(staf, gelderland):
    """Without bestuurlijke keuze and with an afspraak: two faseovergangen (VRA-6, BES-4)."""
    vraagstuk = klaar_voor_do(bestuurlijke_keuze_nodig=False)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    met_uitkomst(punt_in(Gremium.DO, vraagstuk, "ter_besluitvorming"), staf, U.BESLUIT)
    assert fase_van(vraagstuk) == Fase.OPVOLGING
    assert Faseovergang.objects.filter(vraagstuk=vraagstuk).count() == 2


def test_a_besluit_in_the_do_without_afspraak_stays(staf, gelderland):
    """The other side: no afspraak, no overgang (VRA-6)."""
    vraagstuk = klaar_voor_do(bestuurlijke_keuze_nodig=False)
    resultaat = met_uitkomst(punt_in(Gremium.DO, vraagstuk, "ter_besluitvorming"), staf, U.BESLUIT)
    assert [b.code for b in resultaat.blokkades] == ["afspraak_ontbreekt"]


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


def test_a_joint_do_gives_one_outcome_per_provincie(staf, gelderland, overijssel):
    """One row and one feit per provincie; the same outcome for all (VRA-15)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    met_uitkomst(punt, staf)
    assert {u.provincie for u in Uitkomst.objects.all()} == {gelderland, overijssel}
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING


def test_each_provincie_is_waited_for(staf, gelderland, overijssel):
    """One DO of two has spoken: the other blocks, by name (VRA-15)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland])
    resultaat = met_uitkomst(punt, staf)
    assert [b.zin for b in resultaat.blokkades] == [
        "Het DO van Overijssel heeft nog geen uitkomst. Leg de uitkomst vast in dat DO."
    ]


def test_differing_outcomes_stand_side_by_side(staf, gelderland, overijssel):
    """One geen consensus makes it an escalation; the advice stands beside it (VRA-15, BES-3)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    uitkomsten.leg_vast(
        punt_pk=punt.pk,
        invoer=Uitkomstinvoer(soort=U.ADVIES, tekst="Ja."),
        provincies=[gelderland],
        door=staf,
        op=DAG,
    )
    eerste = Uitkomst.objects.get()
    resultaat = uitkomsten.leg_vast(
        punt_pk=punt.pk,
        invoer=Uitkomstinvoer(soort=U.GEEN_CONSENSUS, tekst="Nee."),
        provincies=[overijssel],
        gezien=eerste.pk,
        door=staf,
        op=DAG,
    )
    assert [b.code for b in resultaat.blokkades] == ["verschillen_ontbreken"]
    assert do_feit(vraagstuk, "pv25").waarde == "advies"
    assert do_feit(vraagstuk, "pv23").waarde == "geen_consensus"


def test_a_bol_besluit_goes_to_opvolging(staf, gelderland):
    """With GP-DG advice and an afspraak (VRA-6, BES-10)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming")
    assert {b.code for b in met_uitkomst(punt, staf, U.BESLUIT).blokkades} == {
        "gpdg_advies_ontbreekt",
        "afspraak_ontbreekt",
    }
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.GPDG_ADVIES, kenmerk="pv25")
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)
    assert fase_van(vraagstuk) == Fase.OPVOLGING
    assert vraagstuk.feiten.van("bol_besluit").get().kenmerk == "oost"


def test_no_choice_in_the_bol_becomes_a_knelpunt(staf, gelderland):
    """The phase, the return moment and the knelpunt go with it (VRA-6)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming")
    met_uitkomst(
        punt, staf, U.GEEN_KEUZE, motivatie="Te vroeg.", tot_wanneer=TERUG, knelpunt="De polder."
    )
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert (nu.fase, nu.terug_op) == (Fase.GEEN_KEUZE, TERUG)
    overgang = Faseovergang.objects.get(vraagstuk=vraagstuk)
    assert overgang.knelpunt == "De polder."
    assert "Te vroeg." in overgang.motivatie


def bollen(vraagstuk, gelderland, drenthe):
    """A BOL of each landsdeel concerned: Oost and Noord."""
    return (
        punt_in(
            Gremium.BOL,
            vraagstuk,
            "ter_besluitvorming",
            provincies=[provincie],
            landsdeel=provincie.landsdeel,
        )
        for provincie in (gelderland, drenthe)
    )


GEEN_KEUZE = {"soort": U.GEEN_KEUZE, "motivatie": "Te vroeg.", "knelpunt": "De polder."}


def test_no_choice_in_one_bol_counts_also_when_the_other_speaks_last(staf, gelderland, drenthe):
    """The moment of return and the knelpunt are of the BOL that made no choice (VRA-6, VRA-15)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    oost, noord = bollen(vraagstuk, gelderland, drenthe)
    resultaat = met_uitkomst(oost, staf, **GEEN_KEUZE, tot_wanneer=TERUG)
    assert [b.code for b in resultaat.blokkades] == ["bol_uitkomst_ontbreekt"]
    assert met_uitkomst(noord, staf, U.BESLUIT).blokkades == ()
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert (nu.fase, nu.terug_op) == (Fase.GEEN_KEUZE, TERUG)
    overgang = Faseovergang.objects.get(vraagstuk=vraagstuk)
    assert overgang.knelpunt == "De polder."
    assert "Te vroeg." in overgang.motivatie


def test_a_return_lies_ahead(staf, gelderland):
    """Refused at its field, so that nothing is stored that leads nowhere (VRA-6); a herziening
    of its words keeps the day that it had."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming")
    with pytest.raises(ValidationError) as weigering:
        met_uitkomst(punt, staf, **GEEN_KEUZE, tot_wanneer=DAG)
    (fout,) = weigering.value.error_dict["tot_wanneer"]
    assert fout.code == "terug_op_verstreken"
    assert not Uitkomst.objects.exists()
    terug = DAG + datetime.timedelta(days=1)
    eerste = met_uitkomst(punt, staf, **GEEN_KEUZE, tot_wanneer=terug).uitkomsten[0]
    assert fase_van(vraagstuk) == Fase.GEEN_KEUZE
    anders = Uitkomstinvoer(**GEEN_KEUZE, tot_wanneer=terug, tekst="Anders.", reden="Tikfout.")
    uitkomsten.leg_vast(punt_pk=punt.pk, invoer=anders, gezien=eerste.pk, door=staf, op=terug)
    assert Uitkomst.objects.count() == 2


def test_a_return_that_has_passed_shows_as_a_blocker(als, staf, gelderland, drenthe):
    """What keeps the step back stands on the page, and where to mend it (VRA-3, VRA-6)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    oost, noord = bollen(vraagstuk, gelderland, drenthe)
    terug = DAG + datetime.timedelta(days=1)
    met_uitkomst(oost, staf, **GEEN_KEUZE, tot_wanneer=terug)
    with time_machine.travel(terug, tick=False):
        uitkomsten.leg_vast(
            punt_pk=noord.pk,
            invoer=Uitkomstinvoer(soort=U.BESLUIT, tekst="Ja."),
            door=staf,
            op=terug,
        )
        pagina = als("staf").get(url("uitkomst-vastleggen", noord.pk))
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING
    assert [b.code for b in pagina.context["stap"].blokkades] == ["terug_op_verstreken"]
    assertContains(pagina, url("uitkomst-vastleggen", oost.pk))
    assertContains(pagina, "Herzie die uitkomst met een latere dag.")


def test_each_bol_is_waited_for(staf, gelderland, drenthe):
    """A besluit in every landsdeel concerned (VRA-15)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    for code in ("pv25", "pv22"):
        FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.GPDG_ADVIES, kenmerk=code)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    oost, noord = bollen(vraagstuk, gelderland, drenthe)
    assert [b.code for b in met_uitkomst(oost, staf, U.BESLUIT).blokkades] == [
        "bol_besluit_ontbreekt_in_landsdeel"
    ]
    met_uitkomst(noord, staf, U.BESLUIT)
    assert fase_van(vraagstuk) == Fase.OPVOLGING


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


def test_a_discussion_in_the_do_gives_no_blockers(staf, gelderland):
    """It asks for no overgang, so nothing blocks it (VRA-5)."""
    punt = punt_in(Gremium.DO, VraagstukFactory(fase=Fase.OORDEELSVORMING), "ter_bespreking")
    resultaat = met_uitkomst(punt, staf, U.BESPROKEN)
    assert (resultaat.stap, resultaat.blokkades) == ("", ())
