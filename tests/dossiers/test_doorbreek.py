"""Doorbreek: along an edge, by VRO-staf who is not aan zet, marked for ever (VRA-3)."""

import pytest
from django.core.exceptions import PermissionDenied

from dossiers.models import Aanpak, Fase, Faseovergang, Triageadvies, Vraagstuk
from dossiers.regels import ONDOORBREEKBAAR
from dossiers.services import fasen
from novex.criteria import BUITEN_PUBLIEK, toets_voor
from tests.dossiers.factories import FeitFactory, TriageadviesFactory, VraagstukFactory
from tests.dossiers.rijp import OP, gegevens_voor, rijp_voor, voorbij
from tests.factories import GebruikerFactory
from tests.weigeringen import geweigerd

F = Fase


def doorbreek(vraagstuk, naam, door, reden="Het BOL vergadert morgen.", **anders):
    gegevens = {**gegevens_voor(naam, vraagstuk, door), **anders}
    return fasen.doorbreek(pk=vraagstuk.pk, naam=naam, door=door, reden=reden, op=OP, **gegevens)


def trek_in(vraagstuk, *soorten):
    for feit in vraagstuk.feiten.filter(soort__in=soorten):
        fasen.feiten.trek_feit_in(
            vraagstuk, soort=feit.soort, kenmerk=feit.kenmerk, reden="Herzien.", door=feit.door
        )


@pytest.fixture
def zonder_mandaat(gelderland, accounthouder):
    """Ready for besluitvorming but for the mandaat; the accounthouder is aan zet."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    Vraagstuk.objects.filter(pk=vraagstuk.pk).update(lead_accounthouder=accounthouder)
    trek_in(vraagstuk, "mandaat")
    return Vraagstuk.objects.get(pk=vraagstuk.pk)


def test_it_goes_on_and_shows_what_it_overrode(zonder_mandaat, staf):
    """VRA-3: of its own kind, with reason; the frozen toets marks what was overridden."""
    doorbreek(zonder_mandaat, "naar_besluitvorming", staf)

    assert Vraagstuk.objects.get().fase == F.BESLUITVORMING
    regel = Faseovergang.objects.get()
    assert (regel.soort, regel.rol, regel.is_doorbroken) == ("doorbreek", "VRO-staf", True)
    assert regel.motivatie == "Het BOL vergadert morgen."
    assert [r["criterium"] for r in regel.toets if r["doorbroken"]] == ["mandaten_zijn_binnen"]


def test_a_provincie_sees_that_it_was_doorbroken_not_what_the_rijk_missed(
    zonder_mandaat, staf, provinciaal
):
    """VRA-3, ZIC-2: a frozen check has its audience too."""
    doorbreek(zonder_mandaat, "naar_besluitvorming", staf)
    regel = Faseovergang.objects.for_user(provinciaal).get()
    (mandaat,) = (r for r in toets_voor(regel.toets, provinciaal) if r["doorbroken"])
    assert mandaat["tekorten"] == [BUITEN_PUBLIEK]
    (mandaat,) = (r for r in toets_voor(regel.toets, staf) if r["doorbroken"])
    assert mandaat["tekorten"] != [BUITEN_PUBLIEK]


def test_an_ordinary_overgang_marks_nothing(gelderland, staf):
    """VRA-2: what lies on other edges may be missing; nothing was overridden."""
    vraagstuk = rijp_voor("naar_besluitvorming", F.OORDEELSVORMING)
    fasen.voer_overgang_uit(
        pk=vraagstuk.pk, naam="naar_besluitvorming", door=staf, motivatie="DO-advies"
    )
    regel = Faseovergang.objects.get()
    assert not regel.is_doorbroken
    assert not any(r["doorbroken"] for r in regel.toets)
    assert not all(r["voldoet"] for r in regel.toets)


def test_it_needs_a_reason(zonder_mandaat, staf):
    """ALG-2."""
    with geweigerd("motivatie_ontbreekt"):
        doorbreek(zonder_mandaat, "naar_besluitvorming", staf, reden=" ")
    assert Vraagstuk.objects.get().fase == F.OORDEELSVORMING


def test_only_staf_may(zonder_mandaat, accounthouder, regietafellid, expert, provinciaal):
    """VRA-3: no other role."""
    for wie in (accounthouder, regietafellid, expert, provinciaal):
        with pytest.raises(PermissionDenied):
            doorbreek(zonder_mandaat, "naar_besluitvorming", wie)


def test_who_is_aan_zet_may_not(zonder_mandaat, vro):
    """VRA-3: nobody breaks through the own task."""
    zelf = GebruikerFactory(organisatie=vro, rollen=["vro_staf"])
    Vraagstuk.objects.update(lead_accounthouder=zelf, aan_zet_organisatie=vro)
    with geweigerd("zelf_aan_zet"):
        doorbreek(zonder_mandaat, "naar_besluitvorming", zelf)
    # Without a lead accounthouder all accounthouders are; somebody of VRO-staf is left who is not.
    Vraagstuk.objects.update(lead_accounthouder=None)
    beide = GebruikerFactory(organisatie=vro, rollen=["vro_staf", "accounthouder"])
    with geweigerd("zelf_aan_zet"):
        doorbreek(zonder_mandaat, "naar_besluitvorming", beide)
    assert doorbreek(zonder_mandaat, "naar_besluitvorming", zelf)


def test_only_along_an_edge_that_exists(zonder_mandaat, staf):
    """VRA-3: no role skips the graph."""
    for naam in ("naar_opvolging", "leg_terug", "zet_door", "delete"):
        with geweigerd("overgang_onmogelijk"):
            doorbreek(zonder_mandaat, naam, staf)


def test_what_nothing_blocks_is_no_doorbreek(gelderland, staf):
    """VRA-3: a guarded edge, with something to override."""
    with geweigerd("niets_te_doorbreken"):
        doorbreek(rijp_voor("naar_opvolging", F.BESLUITVORMING), "naar_opvolging", staf)
    with geweigerd("niets_te_doorbreken"):
        doorbreek(VraagstukFactory(fase=F.BEEINDIGD), "heropen", staf)


def test_the_adviser_of_the_triage_may_not(gelderland, staf):
    """ROL-2: a bar on a person stays."""
    vraagstuk = VraagstukFactory()
    TriageadviesFactory(vraagstuk=vraagstuk, door=staf)
    with geweigerd("adviseur_besluit_niet"):
        doorbreek(vraagstuk, "zet_door", staf)


def _heronderhandelt(vraagstuk):
    TriageadviesFactory(
        vraagstuk=vraagstuk,
        uitkomst=Triageadvies.Uitkomst.NIET,
        knockout="heronderhandelt",
        knockout_datum=OP,
    )


NOOIT = [
    # TRI-5: it reopens a decision taken
    ("zet_door", F.BEELDVORMING, _heronderhandelt, "heronderhandelt"),
    # TRI-5: what it went before has come
    ("zet_door", F.BEELDVORMING, voorbij, "besluit_is_voorbij"),
    # TRI-5: nobody asked whether it does
    ("zet_door", F.BEELDVORMING, lambda v: Vraagstuk.objects.update(doorloop=2),
     "knockout_ontbreekt"),
    # OVL-1: the DO decides only what needs no bestuurlijke keuze, and only if it did
    ("besluit_in_do", F.OORDEELSVORMING,
     lambda v: Aanpak.objects.update(bestuurlijke_keuze_nodig=True), "bestuurlijke_keuze_nodig"),
    ("besluit_in_do", F.OORDEELSVORMING,
     lambda v: trek_in(v, "do_uitkomst"), "do_besluit_ontbreekt"),
    # OVL-1: only a BOL makes a bestuurlijke keuze
    ("naar_opvolging", F.BESLUITVORMING,
     lambda v: trek_in(v, "bol_besluit"), "bol_besluit_ontbreekt"),
    ("markeer_geen_keuze", F.BESLUITVORMING,
     lambda v: trek_in(v, "geen_keuze"), "geen_keuze_ontbreekt"),
    # at least one afspraak
    ("naar_opvolging", F.BESLUITVORMING, lambda v: trek_in(v, "afspraak"), "afspraak_ontbreekt"),
    ("besluit_in_do", F.OORDEELSVORMING, lambda v: trek_in(v, "afspraak"), "afspraak_ontbreekt"),
    # VRA-7: impossible while on a sent agenda
    ("beeindig", F.OPVOLGING,
     lambda v: FeitFactory(vraagstuk=v, soort="op_verzonden_agenda", kenmerk="7"),
     "op_verzonden_agenda"),
]  # fmt: skip


@pytest.mark.parametrize(("naam", "fase", "neem_weg", "code"), NOOIT)
def test_some_things_nobody_passes(gelderland, staf, accounthouder, naam, fase, neem_weg, code):
    """VRA-3, TRI-5, OVL-1, VRA-6, VRA-7."""
    vraagstuk = rijp_voor(naam, fase)
    Vraagstuk.objects.update(lead_accounthouder=accounthouder)
    neem_weg(vraagstuk)
    with geweigerd(code):
        doorbreek(vraagstuk, naam, staf)
    assert not Faseovergang.objects.exists()


def test_the_list_of_what_nobody_passes_is_tested():
    """VRA-3: a criterium put on or taken off that list shows here."""
    assert {c.__name__ for c in ONDOORBREEKBAAR} == {
        "heropent_geen_besluit",
        "vraagt_geen_bestuurlijke_keuze",
        "do_besloot_overal",
        "heeft_bol_besluit",
        "heeft_geen_keuze",
        "heeft_afspraak",
        "staat_niet_op_agenda",
        "heeft_provincie",
        "heeft_herkomst",
    }


def test_a_missing_bol_elsewhere_can_be_passed(gelderland, drenthe, staf, accounthouder):
    """VRA-3, VRA-15: one BOL decided; that another is late may be overridden, and shows."""
    vraagstuk = rijp_voor("naar_opvolging", F.BESLUITVORMING)
    Vraagstuk.objects.update(lead_accounthouder=accounthouder)
    FeitFactory(vraagstuk=vraagstuk, soort="gpdg_advies", kenmerk="pv22")
    vraagstuk.provincies.add(drenthe)
    assert doorbreek(vraagstuk, "naar_opvolging", staf).fase == F.OPVOLGING
    assert [r["criterium"] for r in Faseovergang.objects.get().toets if r["doorbroken"]] == [
        "elk_bol_besloot"
    ]


def test_an_exit_without_triage_can_be_passed_with_a_receiver(gelderland, staf):
    """VRA-3, VRA-7: the record of who takes over is asked all the same."""
    vraagstuk = VraagstukFactory(fase=F.BEELDVORMING)
    with geweigerd("ontvanger_ontbreekt"):
        doorbreek(vraagstuk, "beleg_elders", staf, belegging=None)
    assert doorbreek(vraagstuk, "beleg_elders", staf).fase == F.ELDERS_BELEGD
    assert vraagstuk.beleggingen.get().ontvanger_naam == "Programma landelijk gebied"
