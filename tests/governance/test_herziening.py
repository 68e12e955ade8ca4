"""A herziening: a new row, of the doorloop in which the table spoke (BES-8, VRA-8)."""

from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import feiten
from governance.gremia import Gremium, Uitkomstsoort
from governance.models import Uitkomst
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from tests.dossiers.factories import FeitFactory
from tests.dossiers.rijp import volgende_doorloop
from tests.governance.factories import DAG, met_uitkomst, rijp_vraagstuk
from tests.governance.uitkomsten import do_feit, fase_van, klaar_voor_do, punt_in
from tests.weigeringen import geweigerd

U = Uitkomstsoort


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


def herzien(punt, staf, vorige, soort, **invoer):
    """Replace an outcome, with a reason."""
    return met_uitkomst(punt, staf, soort, gezien=vorige.pk, reden="Het verslag klopte niet.",
                        **invoer)  # fmt: skip


def test_a_herziening_stays_of_the_doorloop_in_which_the_table_spoke(staf, gelderland):
    """Correcting the minutes of doorloop 1 gives doorloop 2 no outcome and no overgang (VRA-8)."""
    vraagstuk = rijp_vraagstuk()
    punt = punt_in(Gremium.DO, vraagstuk)
    eerste = met_uitkomst(punt, staf).uitkomsten[0]
    volgende_doorloop(vraagstuk)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet", doorloop=2)
    resultaat = herzien(punt, staf, eerste, U.ADVIES)
    assert (resultaat.uitkomsten[0].doorloop, resultaat.stap) == (1, "")
    assert do_feit(vraagstuk) is None
    assert fase_van(vraagstuk) == Fase.OORDEELSVORMING
    with geweigerd("geen_uitkomst"):
        uitkomsten.probeer_opnieuw(punt_pk=punt.pk, door=staf, op=DAG)


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
    assert do_feit(vraagstuk) is None
