"""What one overgang asks beside the role and the motivation, and what follows from it."""

import pytest

from dossiers.models import Belegging, Fase, Faseovergang, Vraagstuk
from dossiers.services import belegging, fasen
from tests.dossiers.factories import BeleggingFactory, FeitFactory, VraagstukFactory
from tests.dossiers.rijp import LATER, OP, gegevens_voor, rijp_voor, zet
from tests.weigeringen import geweigerd

F = Fase


def test_opening_gives_the_next_number_of_the_year(accounthouder, gelderland):
    """VRA-1: year and sequence, never twice; who opens it leads."""
    eerste, tweede = (zet(rijp_voor("open", F.CONCEPT), "open", accounthouder) for _ in range(2))
    assert (eerste.nummer, tweede.nummer) == ("2026-001", "2026-002")
    assert eerste.lead_accounthouder == accounthouder
    assert eerste.aan_zet_organisatie == accounthouder.organisatie
    assert eerste.aan_zet_sinds == OP


def test_a_besluit_in_the_do_writes_both_steps(staf, gelderland):
    """VRA-6: oordeelsvorming -> besluitvorming -> opvolging, in one act."""
    zet(rijp_voor("besluit_in_do", F.OORDEELSVORMING), "besluit_in_do", staf)
    regels = list(Faseovergang.objects.order_by("pk").values_list("van", "naar"))
    assert regels == [
        (F.OORDEELSVORMING, F.BESLUITVORMING),
        (F.BESLUITVORMING, F.OPVOLGING),
    ]


@pytest.mark.parametrize(
    ("weg", "code"),
    [("terug_op", "terug_op_ontbreekt"), ("knelpunt", "knelpunt_ontbreekt")],
)
def test_geen_keuze_needs_a_return_moment_and_the_knelpunt(staf, gelderland, weg, code):
    """VRA-6: why, when it returns, and the text of the knelpuntmarkering."""
    leeg = {"terug_op": None, "knelpunt": ""}
    vraagstuk = rijp_voor("markeer_geen_keuze", F.BESLUITVORMING)
    with geweigerd(code):
        zet(vraagstuk, "markeer_geen_keuze", staf, **{weg: leeg[weg]})
    zet(vraagstuk, "markeer_geen_keuze", staf)
    assert Vraagstuk.objects.keert_terug_voor(LATER).get() == vraagstuk
    assert not Vraagstuk.objects.keert_terug_voor(OP).exists()


def test_a_return_moment_lies_ahead(staf, gelderland):
    """VRA-6."""
    vraagstuk = rijp_voor("markeer_geen_keuze", F.BESLUITVORMING)
    with geweigerd("terug_op_verstreken"):
        zet(vraagstuk, "markeer_geen_keuze", staf, terug_op=OP)


def test_beeindigen_names_who_was_heard(staf, gelderland):
    """VRA-7: the provincie is consulted."""
    with geweigerd("geraadpleegd_ontbreekt"):
        zet(rijp_voor("beeindig", F.OPVOLGING), "beeindig", staf, geraadpleegd=" ")


def test_reopening_what_was_returned_names_the_afspraak(accounthouder, gelderland):
    """VRA-9, VRA-19: which afspraak, by what was told of it, and why."""
    with geweigerd("afspraak_ontbreekt"):
        zet(rijp_voor("heropen", F.TERUGGELEGD), "heropen", accounthouder, betreft=None)
    for niet in (FeitFactory(soort="landing"), FeitFactory(soort="do_uitkomst", kenmerk="pv25")):
        with geweigerd("afspraak_geldt_niet"):
            zet(rijp_voor("heropen", F.TERUGGELEGD), "heropen", accounthouder, betreft=niet)


@pytest.mark.parametrize(
    ("aanleiding", "code", "klopt"),
    [
        ("geweigerd", "niet_geweigerd", {"status": "geweigerd", "antwoord_reden": "Nee."}),
        ("terugkeermoment", "terugkeermoment_niet_gekomen", {}),
    ],
)
def test_a_reason_to_reopen_must_be_true(accounthouder, gelderland, aanleiding, code, klopt):
    """VRA-7, VRA-8: refused by the receiver, return date passed, or new information."""
    vraagstuk = VraagstukFactory(fase=F.ELDERS_BELEGD, terug_op=LATER)
    BeleggingFactory(vraagstuk=vraagstuk)
    with geweigerd(code):
        zet(vraagstuk, "heropen", accounthouder, aanleiding=aanleiding)
    Belegging.objects.update(**klopt)
    Vraagstuk.objects.update(terug_op=OP)
    assert zet(vraagstuk, "heropen", accounthouder, aanleiding=aanleiding).fase == F.BEELDVORMING
    assert Faseovergang.objects.get().aanleiding == aanleiding


def test_a_tried_overgang_gives_its_blockers_and_leaves_the_fase(staf, gelderland):
    """VRA-5: the outcome is stored in any case; after mending it can be tried again."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    vraagstuk.feiten.get(soort="afspraak")
    FeitFactory(vraagstuk=vraagstuk, soort="op_verzonden_agenda", kenmerk="7")
    leeg = VraagstukFactory(fase=F.BESLUITVORMING)

    nu, blokkades = fasen.probeer_overgang(
        pk=leeg.pk, naam="naar_opvolging", door=staf, motivatie="BOL-besluit"
    )
    assert nu.fase == F.BESLUITVORMING
    assert {b.code for b in blokkades} == {
        "bol_besluit_ontbreekt",
        "gpdg_advies_ontbreekt",
        "afspraak_ontbreekt",
    }
    nu, blokkades = fasen.probeer_overgang(
        pk=vraagstuk.pk, naam="naar_opvolging", door=staf, motivatie="BOL-besluit"
    )
    assert (nu.fase, blokkades) == (F.OPVOLGING, ())
    _, blokkades = fasen.probeer_overgang(
        pk=vraagstuk.pk, naam="naar_opvolging", door=staf, motivatie="Nog eens"
    )
    assert [b.code for b in blokkades] == ["overgang_onmogelijk"]


def test_a_step_at_a_table_has_no_button(staf, gelderland):
    """VRA-5, VRA-6: recording the outcome fires it; the page shows only what is missing."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    assert {s.naam for s in vraagstuk.stappen(staf)} == {"beleg_elders", "beeindig"}
    aan_tafel = {s.naam: s.blokkades for s in vraagstuk.stappen_aan_tafel(staf)}
    assert set(aan_tafel) == {"naar_besluitvorming", "besluit_in_do"}
    assert aan_tafel["naar_besluitvorming"] == ()


def test_an_exit_closes_the_mandates(staf, gelderland):
    """VRA-7: with that reason; nothing of the Rijk stays open on an ended vraagstuk."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    zet(vraagstuk, "beeindig", staf, motivatie="De grond is verkocht.")
    gesloten = vraagstuk.feiten.filter(soort__in=["mandaat", "rijksinzet"])
    assert {f.ingetrokken_reden for f in gesloten} == {"De grond is verkocht."}
    assert vraagstuk.feiten.van("do_uitkomst").exists()


def test_it_is_handed_over_to_who_must_answer(staf, expert, gelderland):
    """VRA-7: the receiver is aan zet."""
    vraagstuk = rijp_voor("beleg_elders", F.BESLUITVORMING)
    nieuw = gegevens_voor("beleg_elders", vraagstuk, staf)["belegging"]
    velden = ("ontvanger_soort", "ontvanger_naam", "waarom", "geraadpleegd", "opvolging")
    belegging.beleg_elders(
        pk=vraagstuk.pk,
        door=staf,
        motivatie="Hoort daar.",
        ontvanger_organisatie=expert.organisatie,
        op=OP,
        terug_op=LATER,
        **{veld: getattr(nieuw, veld) for veld in velden},
    )
    nu = Vraagstuk.objects.get(pk=vraagstuk.pk)
    assert (nu.fase, nu.terug_op) == (F.ELDERS_BELEGD, LATER)
    assert nu.aan_zet_organisatie == expert.organisatie
    assert Vraagstuk.objects.aan_zet(expert.organisatie).get() == nu


def test_without_a_receiver_it_goes_nowhere(staf, gelderland):
    """VRA-7."""
    with geweigerd("ontvanger_ontbreekt"):
        zet(rijp_voor("beleg_elders", F.OPVOLGING), "beleg_elders", staf, belegging=None)
