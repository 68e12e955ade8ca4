"""A herziening: a new row, of the doorloop in which the table spoke (BES-8, VRA-8)."""

import datetime

from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import feiten
from governance.gevolgen import opvolging_zonder_besluit
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from tests.dossiers.factories import FeitFactory, VraagstukFactory
from tests.dossiers.rijp import volgende_doorloop
from tests.governance.factories import DAG, met_uitkomst, rijp_vraagstuk
from tests.governance.paginas import url
from tests.governance.uitkomsten import do_feit, fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort


def test_a_herziening_is_a_new_row_with_reason(staf, gelderland):
    """The old one stays, its feit is withdrawn, the vraagstuk is aan zet (BES-8, VRA-1, VRA-19)."""
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
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).aan_zet_reden.startswith("Geen consensus in")


def herzien(punt, staf, vorige, soort, **invoer):
    """Replace an outcome, with a reason."""
    return met_uitkomst(punt, staf, soort, gezien=vorige.pk, reden="Het verslag klopte niet.",
                        **invoer)  # fmt: skip


def test_a_herziening_stays_of_the_doorloop_in_which_the_table_spoke(
    staf, gelderland, accounthouder
):
    """Correcting the minutes of doorloop 1 gives doorloop 2 no outcome and no overgang (VRA-8),
    until what they say now is confirmed by name."""
    vraagstuk = rijp_vraagstuk()
    punt = punt_in(Gremium.DO, vraagstuk)
    eerste = met_uitkomst(punt, staf).uitkomsten[0]
    volgende_doorloop(vraagstuk)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet", doorloop=2)
    resultaat = herzien(punt, staf, eerste, U.ADVIES)
    assert (resultaat.uitkomsten[0].doorloop, resultaat.stap) == (1, "")
    assert do_feit(vraagstuk).doorloop == 1
    assert fase_van(vraagstuk) == Fase.OORDEELSVORMING
    with geweigerd("geen_uitkomst"):
        uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)
    feiten.herbevestig(pk=do_feit(vraagstuk).pk, door=accounthouder, reden="Dit geldt nog.")
    assert uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG).stap


def test_a_herziening_leaves_what_a_later_do_said(staf, gelderland):
    """The DO of doorloop 2 gave its own outcome; that of doorloop 1 is corrected (VRA-8, BES-4)."""
    vraagstuk = rijp_vraagstuk()
    punt = punt_in(Gremium.DO, vraagstuk)
    eerste = met_uitkomst(punt, staf).uitkomsten[0]
    volgende_doorloop(vraagstuk)
    met_uitkomst(punt_in(Gremium.DO, vraagstuk), staf, U.GEEN_CONSENSUS)
    herzien(punt, staf, eerste, U.ADVIES)
    assert (do_feit(vraagstuk).waarde, do_feit(vraagstuk).doorloop) == ("geen_consensus", 2)


def test_a_herziening_withdraws_what_confirmed_the_outcome(staf, gelderland, accounthouder):
    """What was confirmed by name is no longer what the table said (VRA-8, VRA-19)."""
    vraagstuk = rijp_vraagstuk()
    punt = punt_in(Gremium.DO, vraagstuk)
    eerste = met_uitkomst(punt, staf).uitkomsten[0]
    volgende_doorloop(vraagstuk)
    feiten.herbevestig(pk=do_feit(vraagstuk).pk, door=accounthouder, reden="Nog steeds zo.")
    assert uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG).blokkades
    herzien(punt, staf, eerste, U.GEEN_CONSENSUS)
    nieuw = do_feit(vraagstuk)
    assert (nieuw.doorloop, nieuw.waarde) == (1, "geen_consensus")  # to be confirmed anew


def test_who_revises_a_besluit_away_reads_what_that_means(als, staf, gelderland):
    """VRA-8, VRA-19: the fase does not change by itself; the page says who has to act."""
    dag = timezone.localdate()
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.GPDG_ADVIES, kenmerk="pv25")
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming", datum=dag)
    client, adres = als("staf"), url("uitkomst-vastleggen", punt.pk)
    data = {"gezien": 0, "soort": "besluit", "tekst": "Kies richting 1."}
    assertNotContains(client.post(adres, data, follow=True), "Het besluit geldt niet meer")
    assert fase_van(vraagstuk) == Fase.OPVOLGING
    terug = {
        "gezien": Uitkomst.objects.get().pk, "soort": "teruggegeven", "motivatie": "Toch niet.",
        "reden": "Het verslag klopte niet.",
    }  # fmt: skip
    pagina = client.post(adres, terug, follow=True)
    assertContains(pagina, "Het besluit geldt niet meer, maar het vraagstuk staat nog in opvolging")
    assert fase_van(vraagstuk) == Fase.OPVOLGING


def test_a_landing_that_failed_leaves_its_besluit(staf, gelderland, accounthouder):
    """VRA-8, VRA-9: back in opvolging in a later doorloop, the besluit of the former one stands;
    revised away it does not."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.GPDG_ADVIES, kenmerk="pv25")
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.AFSPRAAK)
    punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming")
    uitkomst = met_uitkomst(punt, staf, U.BESLUIT).uitkomsten[0]
    Vraagstuk.objects.update(doorloop=2)

    def zonder_besluit():
        return opvolging_zonder_besluit(Vraagstuk.objects.get(pk=vraagstuk.pk))

    assert not zonder_besluit()
    herzien(punt, staf, uitkomst, U.TERUGGEGEVEN, motivatie="Toch niet.")
    assert zonder_besluit()


def test_a_herziening_starts_with_what_holds_now(client, staf, gelderland):
    """BES-8, ALG-1: one corrects a word, and types nothing anew; only the reason is empty."""
    punt = punt_in(Gremium.DO, klaar_voor_do())
    client.force_login(staf)
    eerst = client.get(url("uitkomst-vastleggen", punt.pk)).context["form"]
    assert not eerst.is_herziening
    assert not eerst["tekst"].value()
    met_uitkomst(punt, staf, U.ADVIES, tekst="Kies voor water.", motivatie="Het is nat.")
    form = client.get(url("uitkomst-vastleggen", punt.pk)).context["form"]
    assert form.is_herziening
    assert [form[veld].value() for veld in ("soort", "tekst", "motivatie")] == [
        U.ADVIES,
        "Kies voor water.",
        "Het is nat.",
    ]
    assert form.fields["reden"].required
    assert not form["reden"].value()


def test_what_differs_per_provincie_is_not_taken_over(client, staf, gelderland, overijssel):
    """BES-1: a joint punt is revised for one of them; who still waits gets a first outcome."""
    vraagstuk = klaar_voor_do(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    client.force_login(staf)
    met_uitkomst(punt, staf, tekst="Kies voor water.", provincies=[gelderland])
    form = client.get(url("uitkomst-vastleggen", punt.pk)).context["form"]
    assert not form.is_herziening
    assert not form["tekst"].value()
    gezien = Uitkomst.objects.latest("pk").pk
    met_uitkomst(punt, staf, gezien=gezien, tekst="Kies voor water.", provincies=[overijssel])
    form = client.get(url("uitkomst-vastleggen", punt.pk)).context["form"]
    assert form["tekst"].value() == "Kies voor water."
    assert form["provincies"].value() == [gelderland.pk, overijssel.pk]
    anders = {"tekst": "Kies voor wonen.", "reden": "Anders verslagen.", "provincies": [gelderland]}
    met_uitkomst(punt, staf, gezien=Uitkomst.objects.latest("pk").pk, **anders)
    form = client.get(url("uitkomst-vastleggen", punt.pk)).context["form"]
    assert form.is_herziening
    assert not form["tekst"].value()


def test_a_herziening_leaves_what_a_later_meeting_told(staf, gelderland):
    """VRA-19: the feit that holds is of the newest meeting; what came before it is corrected."""
    vraagstuk = klaar_voor_do()
    later = DAG + datetime.timedelta(days=30)
    eerste_punt = punt_in(Gremium.GP_DG, vraagstuk)
    eerste = met_uitkomst(eerste_punt, staf).uitkomsten[0]
    met_uitkomst(punt_in(Gremium.GP_DG, vraagstuk, datum=later), staf)
    feit = vraagstuk.feiten.van("gpdg_advies").get()
    for soort in (U.ADVIES, U.TERUGGEGEVEN):
        eerste = herzien(eerste_punt, staf, eerste, soort, motivatie="Zo was het.").uitkomsten[0]
        assert vraagstuk.feiten.van("gpdg_advies").get() == feit


def test_a_herziening_leaves_what_a_later_meeting_of_that_day_told(staf, gelderland):
    """Two BOL's on one day: the besluit of the second stands, however often the first is revised;
    its own herziening takes it back (VRA-19, OVL-3)."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    ochtend = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming", naam="BOL ochtend")
    middag = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming", naam="BOL middag")
    vorige = met_uitkomst(ochtend, staf, U.BESLUIT).uitkomsten[0]
    besluit = met_uitkomst(middag, staf, U.BESLUIT).uitkomsten[0]
    open_ = {"motivatie": "Nog niet rijp.", "tot_wanneer": DAG}
    for soort, velden in ((U.AANGEHOUDEN, open_), (U.BESLUIT, {}), (U.AANGEHOUDEN, open_)):
        vorige = herzien(ochtend, staf, vorige, soort, **velden).uitkomsten[0]
        assert "BOL middag" in vraagstuk.feiten.van("bol_besluit").get().label
    herzien(middag, staf, besluit, U.AANGEHOUDEN, **open_)
    assert not vraagstuk.feiten.van("bol_besluit").exists()


def test_a_bol_that_decides_later_takes_back_that_it_did_not(staf, gelderland):
    """VRA-6, VRA-15: the newest word of a landsdeel counts, whichever it is."""
    vraagstuk = VraagstukFactory(fase=Fase.OPVOLGING)
    geen = {
        "motivatie": "Eerst onderzoek.", "knelpunt": "Er is geen plek.",
        "tot_wanneer": DAG + datetime.timedelta(days=200),
    }  # fmt: skip
    beurten = ((U.GEEN_KEUZE, geen), (U.BESLUIT, {}), (U.GEEN_KEUZE, geen))
    for maanden, (soort, invoer) in enumerate(beurten):
        datum = DAG + datetime.timedelta(days=30 * maanden)
        punt = punt_in(Gremium.BOL, vraagstuk, "ter_besluitvorming", datum=datum)
        met_uitkomst(punt, staf, soort, **invoer)
        geldend = vraagstuk.feiten.geldend().filter(soort__in=["bol_besluit", "geen_keuze"])
        nu = "bol_besluit" if soort == U.BESLUIT else "geen_keuze"
        assert [feit.soort for feit in geldend] == [nu]


def test_provincies_that_said_otherwise_are_not_revised_together(staf, gelderland, overijssel):
    """VRA-15, BES-2: which one is chosen; without it the word of the other would be lost."""
    vraagstuk = rijp_vraagstuk(provincies=[gelderland, overijssel])
    punt = punt_in(Gremium.DO, vraagstuk, provincies=[gelderland, overijssel])
    met_uitkomst(punt, staf, provincies=[gelderland], tekst="Kies richting 3.")
    laatste = met_uitkomst(
        punt, staf, U.GEEN_CONSENSUS, provincies=[overijssel], gezien=Uitkomst.objects.get().pk
    ).uitkomsten[0]
    with geweigerd("provincies_ontbreken"):
        herzien(punt, staf, laatste, U.ADVIES)
    nieuw = herzien(punt, staf, laatste, U.ADVIES, provincies=[overijssel]).uitkomsten
    assert [u.provincie for u in nieuw] == [overijssel]
    assert Uitkomst.objects.actueel().filter(tekst="Kies richting 3.").exists()
    assert len(herzien(punt, staf, nieuw[0], U.AANGEHOUDEN, provincies=[overijssel, gelderland],
                       motivatie="Tijd.", tot_wanneer=DAG).uitkomsten) == 2  # fmt: skip


def test_what_is_put_off_comes_back_after_the_meeting(staf, gelderland):
    """BES-1: a day before the meeting would be late at once."""
    punt = punt_in(Gremium.DO, rijp_vraagstuk())
    eerder = DAG - datetime.timedelta(days=1)
    with geweigerd("terug_voor_overleg"):
        met_uitkomst(punt, staf, U.AANGEHOUDEN, motivatie="Tijd.", tot_wanneer=eerder)
