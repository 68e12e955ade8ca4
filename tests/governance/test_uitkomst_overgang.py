"""The overgang that an outcome of the DO or the BOL fires, or what keeps it back (VRA-5, VRA-6)."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains

from dossiers.models import Fase, Faseovergang, Feit, Vraagstuk
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.governance.factories import DAG, met_uitkomst
from tests.governance.paginas import url
from tests.governance.uitkomsten import do_feit, fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort
TERUG = DAG + datetime.timedelta(days=200)


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


def test_a_joint_do_gives_one_outcome_per_provincie(staf, gelderland, overijssel):
    """One row and one feit per provincie; the same outcome for all (VRA-15)."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    met_uitkomst(punt, staf)
    assert {u.provincie for u in Uitkomst.objects.all()} == {gelderland, overijssel}
    assert fase_van(vraagstuk) == Fase.BESLUITVORMING


def test_what_one_do_said_is_not_told_to_another_provincie(staf, gelderland, overijssel):
    """OVL-2, ZIC-3: each with a DO of its own; the faseovergang that both read says which table
    it was, and the words only where all of them sat there."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    for provincie in (overijssel, gelderland):
        punt = punt_in(Gremium.DO, vraagstuk, provincies=[provincie])
        met_uitkomst(punt, staf, tekst=f"Alleen voor {provincie}.")
    motivatie = Faseovergang.objects.get(vraagstuk=vraagstuk).motivatie
    assert motivatie.startswith("Advies (consensus) in DO")
    assert "Alleen voor" not in motivatie


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


def test_a_discussion_in_the_do_gives_no_blockers(staf, gelderland):
    """It asks for no overgang, so nothing blocks it (VRA-5)."""
    punt = punt_in(Gremium.DO, VraagstukFactory(fase=Fase.OORDEELSVORMING), "ter_bespreking")
    resultaat = met_uitkomst(punt, staf, U.BESPROKEN)
    assert (resultaat.stap, resultaat.blokkades) == ("", ())


@pytest.mark.parametrize(
    ("soort", "invoer", "taak"),
    [
        (U.GEEN_CONSENSUS, {}, "Zorg dat elke partij haar verschil van inzicht vrijgeeft"),
        (U.TERUGGEGEVEN, {"motivatie": "De kosten ontbreken."}, "gaf het terug. De kosten"),
        (U.AANGEHOUDEN, {"motivatie": "Tijd.", "tot_wanneer": TERUG}, f"tot {TERUG:%d-%m-%Y}"),
        (U.BESPROKEN, {}, ""),
    ],
)
def test_who_leads_reads_what_the_table_asks(staf, gelderland, vro, soort, invoer, taak):
    """VRA-1, BES-3: where the fase stays, aan zet no longer says to prepare for that table."""
    vraagstuk = klaar_voor_do(aan_zet_organisatie=vro, aan_zet_reden="Werk de aanpak uit.")
    puntsoort = "ter_bespreking" if soort == U.BESPROKEN else "ter_advisering"
    met_uitkomst(punt_in(Gremium.DO, vraagstuk, puntsoort), staf, soort, **invoer)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert nu.aan_zet_organisatie == vro
    assert (taak or "Werk de aanpak uit.") in nu.aan_zet_reden


def test_a_refused_overgang_is_what_is_asked_now(staf, gelderland):
    """VRA-1, VRA-5: the outcome is there, and what still blocks is the work; until it follows."""
    vraagstuk = klaar_voor_do()
    vraagstuk.aanpak.tempo = ""
    vraagstuk.aanpak.save()
    punt = punt_in(Gremium.DO, vraagstuk)
    met_uitkomst(punt, staf)
    assert "de fase is niet gevolgd" in Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden
    vraagstuk.aanpak.tempo = "Voor de zomer"
    vraagstuk.aanpak.save()
    uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert nu.aan_zet_reden == "Bereid het besluit in het BOL voor."
