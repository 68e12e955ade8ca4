"""Outcomes: stored in any case, told to the vraagstuk, and never overwritten (BES-1 .. BES-4)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from dossiers.models import Fase, Faseovergang, Feit, Vraagstuk
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.models import Agendastatus, Overleg, Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from novex.forms import Verouderd
from novex.models import JuridischInstrument
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.governance.factories import (
    DAG,
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    rijp_vraagstuk,
)
from tests.weigeringen import geweigerd

U = Uitkomstsoort


def punt_in(gremium, vraagstuk, soort=Puntsoort.TER_ADVISERING, provincies=None, **overleg):
    """On an agenda that was sent, with the feit that goes with it."""
    tafel = OverlegFactory(gremium=gremium, provincies=provincies, **overleg)
    punt = AgendapuntFactory(overleg=tafel, vraagstuk=vraagstuk, soort=soort, nummer=1)
    in_stand(tafel, Agendastatus.VERZONDEN)
    if vraagstuk:
        FeitFactory(
            vraagstuk=vraagstuk, soort=Feit.Soort.OP_VERZONDEN_AGENDA, kenmerk=str(tafel.pk)
        )
    return punt


def klaar_voor_do(**velden):
    """Everything of VRA-5 is there but the DO outcome; no department takes part."""
    vraagstuk = rijp_vraagstuk(**velden)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet")
    return vraagstuk


def fase_van(vraagstuk):
    return Vraagstuk.objects.get(pk=vraagstuk.pk).fase


def do_feit(vraagstuk, code="pv25"):
    return vraagstuk.feiten.van("do_uitkomst").filter(kenmerk=code).first()


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
        ({"tot_wanneer": DAG, "knelpunt": "K"}, "motivatie_ontbreekt"),
        ({"motivatie": "M", "knelpunt": "K"}, "tot_wanneer_ontbreekt"),
        ({"motivatie": "M", "tot_wanneer": DAG}, "knelpunt_ontbreekt"),
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
    terug = DAG + datetime.timedelta(days=200)
    met_uitkomst(
        punt, staf, U.GEEN_KEUZE, motivatie="Te vroeg.", tot_wanneer=terug, knelpunt="De polder."
    )
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert (nu.fase, nu.terug_op) == (Fase.GEEN_KEUZE, terug)
    overgang = Faseovergang.objects.get(vraagstuk=vraagstuk)
    assert overgang.knelpunt == "De polder."
    assert "Te vroeg." in overgang.motivatie


def test_each_bol_is_waited_for(staf, gelderland, drenthe):
    """A besluit in every landsdeel concerned (VRA-15)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, provincies=[gelderland, drenthe])
    for code in ("pv25", "pv22"):
        FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.GPDG_ADVIES, kenmerk=code)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    oost = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming")
    assert [b.code for b in met_uitkomst(oost, staf, U.BESLUIT).blokkades] == [
        "bol_besluit_ontbreekt_in_landsdeel"
    ]
    noord = punt_in(
        Gremium.BOL,
        vraagstuk,
        "ter_besluitvorming",
        provincies=[drenthe],
        landsdeel=drenthe.landsdeel,
    )
    met_uitkomst(noord, staf, U.BESLUIT)
    assert fase_van(vraagstuk) == Fase.OPVOLGING


def test_a_herziening_is_a_new_row_with_reason(staf, gelderland):
    """The old outcome stays, its feit is withdrawn, the vraagstuk is aan zet (BES-8, VRA-19)."""
    vraagstuk = klaar_voor_do()
    punt = punt_in(Gremium.DO, vraagstuk)
    eerste = met_uitkomst(punt, staf).uitkomsten[0]

    def herzie(reden):
        return uitkomsten.leg_vast(
            punt_pk=punt.pk,
            invoer=Uitkomstinvoer(soort=U.GEEN_CONSENSUS, tekst="Toch niet.", reden=reden),
            gezien=eerste.pk,
            door=staf,
            op=DAG,
        )

    with geweigerd("reden_ontbreekt"):
        herzie("")
    nieuw = herzie("Het verslag klopte niet.").uitkomsten[0]
    assert (nieuw.volgnr, nieuw.vervangt) == (2, eerste)
    assert list(Uitkomst.objects.actueel()) == [nieuw]
    ingetrokken = Feit.objects.filter(soort="do_uitkomst").exclude(ingetrokken_op=None).get()
    assert (ingetrokken.waarde, do_feit(vraagstuk).waarde) == ("advies", "geen_consensus")
    assert "Het verslag klopte niet." in ingetrokken.ingetrokken_reden
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden.startswith("Dit geldt niet meer")


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
