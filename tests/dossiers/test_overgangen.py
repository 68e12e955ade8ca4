"""The graph of a vraagstuk: which overgang exists, who makes it, and what it leaves behind."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django_fsm import TransitionNotAllowed

from dossiers.models import Belegging, Fase, Faseovergang, Vraagstuk
from dossiers.services import belegging, fasen
from tests.dossiers.factories import (
    BeleggingFactory,
    FeitFactory,
    InstemmingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.rijp import LATER, OP, gegevens_voor, rijp_voor
from tests.factories import GebruikerFactory, ToewijzingFactory
from tests.weigeringen import geweigerd

F = Fase
# (from, overgang): (to, persona that may make it)
GRAAF = {
    (F.CONCEPT, "open"): (F.BEELDVORMING, "accounthouder"),
    (F.BEELDVORMING, "zet_door"): (F.OORDEELSVORMING, "regietafellid"),
    (F.OORDEELSVORMING, "naar_besluitvorming"): (F.BESLUITVORMING, "staf"),
    (F.OORDEELSVORMING, "besluit_in_do"): (F.OPVOLGING, "staf"),
    (F.BESLUITVORMING, "naar_opvolging"): (F.OPVOLGING, "staf"),
    (F.BESLUITVORMING, "markeer_geen_keuze"): (F.GEEN_KEUZE, "staf"),
    (F.OPVOLGING, "leg_terug"): (F.TERUGGELEGD, "accounthouder"),
    (F.BEELDVORMING, "beleg_elders"): (F.ELDERS_BELEGD, "regietafellid"),
    (F.OORDEELSVORMING, "beleg_elders"): (F.ELDERS_BELEGD, "staf"),
    (F.BESLUITVORMING, "beleg_elders"): (F.ELDERS_BELEGD, "staf"),
    (F.OPVOLGING, "beleg_elders"): (F.ELDERS_BELEGD, "staf"),
    (F.BEELDVORMING, "beeindig"): (F.BEEINDIGD, "regietafellid"),
    (F.OORDEELSVORMING, "beeindig"): (F.BEEINDIGD, "staf"),
    (F.BESLUITVORMING, "beeindig"): (F.BEEINDIGD, "staf"),
    (F.OPVOLGING, "beeindig"): (F.BEEINDIGD, "staf"),
    (F.OORDEELSVORMING, "keer_terug_naar_beeldvorming"): (F.BEELDVORMING, "accounthouder"),
    (F.BESLUITVORMING, "keer_terug_naar_beeldvorming"): (F.BEELDVORMING, "accounthouder"),
    (F.OPVOLGING, "keer_terug_naar_beeldvorming"): (F.BEELDVORMING, "accounthouder"),
    (F.BESLUITVORMING, "keer_terug_naar_oordeelsvorming"): (F.OORDEELSVORMING, "accounthouder"),
    (F.OPVOLGING, "keer_terug_naar_oordeelsvorming"): (F.OORDEELSVORMING, "accounthouder"),
    (F.OPVOLGING, "keer_terug_naar_besluitvorming"): (F.BESLUITVORMING, "accounthouder"),
    (F.ELDERS_BELEGD, "heropen"): (F.BEELDVORMING, "accounthouder"),
    (F.GEEN_KEUZE, "heropen"): (F.OORDEELSVORMING, "accounthouder"),
    (F.BEEINDIGD, "heropen"): (F.BEELDVORMING, "regietafellid"),
    (F.TERUGGELEGD, "heropen"): (F.BEELDVORMING, "accounthouder"),
    (F.TERUGGELEGD, "heropen_landing"): (F.OPVOLGING, "accounthouder"),
}
NAMEN = sorted({naam for _, naam in GRAAF})
PERSONAS = ("accounthouder", "regietafellid", "staf", "expert", "provinciaal", "bestuurder_rijk")


@pytest.fixture
def mensen(request):
    return lambda naam: request.getfixturevalue(naam)


def zet(vraagstuk, naam, door, motivatie="Er is overeenstemming.", **anders):
    gegevens = {**gegevens_voor(naam, vraagstuk, door), **anders}
    return fasen.voer_overgang_uit(
        pk=vraagstuk.pk, naam=naam, door=door, motivatie=motivatie, op=OP, **gegevens
    )


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("fase", F)
def test_only_the_overgangen_in_the_table_exist(db, fase, naam):
    """VRA-2, VRA-3: every fase x overgang; what is not in the table is refused."""
    if (fase, naam) in GRAAF:
        vraagstuk = rijp_voor(naam, fase)
        getattr(vraagstuk, naam)()
        assert vraagstuk.fase == GRAAF[fase, naam][0]
    else:
        vraagstuk = VraagstukFactory(fase=fase, **({"nummer": None} if fase == "concept" else {}))
        with pytest.raises(TransitionNotAllowed):
            getattr(vraagstuk, naam)()


def test_the_table_equals_the_declaration():
    """VRA-2: the graph of the specification and of the code are the same."""
    declared = {(t.source, t.name): t.target for t in Vraagstuk().get_all_fase_transitions()}
    assert declared == {edge: naar for edge, (naar, _) in GRAAF.items()}


@pytest.mark.parametrize(("fase", "naam"), GRAAF, ids=lambda v: str(v))
def test_who_may_make_it_makes_it_and_nobody_else(mensen, gelderland, fase, naam):
    """VRA-2, ROL-1: every edge is made by its own role, and refused to every other."""
    naar, wie = GRAAF[fase, naam]
    for persona in PERSONAS:
        door = mensen(persona)
        vraagstuk = rijp_voor(naam, fase)
        if persona == wie:
            assert zet(vraagstuk, naam, door).fase == naar
            assert Vraagstuk.objects.get(pk=vraagstuk.pk).fase == naar
        elif fase == F.CONCEPT and persona == "provinciaal":
            with pytest.raises(Vraagstuk.DoesNotExist):
                zet(vraagstuk, naam, door)
        else:
            with pytest.raises(PermissionDenied):
                zet(vraagstuk, naam, door)


def test_an_accounthouder_of_another_provincie_may_not(accounthouder_elders, gelderland):
    """ROL-1: role and assignment together."""
    with pytest.raises(PermissionDenied):
        zet(rijp_voor("leg_terug", F.OPVOLGING), "leg_terug", accounthouder_elders)


def test_a_regietafellid_without_a_seat_may_not(vro, gelderland):
    """ROL-1: a regietafellid counts only while assigned to the regietafel."""
    zonder_zetel = GebruikerFactory(organisatie=vro, rollen=["regietafellid"])
    with pytest.raises(PermissionDenied):
        zet(rijp_voor("zet_door", F.BEELDVORMING), "zet_door", zonder_zetel)


def test_another_provincie_does_not_find_it(buitenstaander, gelderland):
    """ZIC-3."""
    with pytest.raises(Vraagstuk.DoesNotExist):
        zet(rijp_voor("zet_door", F.BEELDVORMING), "zet_door", buitenstaander)


@pytest.mark.parametrize("rol", ["advies", "besluit_op_eigen_advies"])
def test_the_adviser_does_not_put_it_through(regietafellid, gelderland, rol):
    """ROL-2, VRA-4: who advised on the triage does not decide on it."""
    vraagstuk = VraagstukFactory()
    TriagebesluitFactory(
        advies__vraagstuk=vraagstuk,
        **({"advies__door": regietafellid} if rol != "advies" else {}),
    )
    if rol == "advies":
        TriageadviesFactory(vraagstuk=vraagstuk, door=regietafellid)
    for naam in ("zet_door", "beleg_elders", "beeindig"):
        with geweigerd("adviseur_besluit_niet"):
            zet(vraagstuk, naam, regietafellid)


def test_it_records_who_why_in_which_role_and_what_was_judged(regietafellid, gelderland):
    """VRA-2: from, to, actor and role, motivation, and a frozen copy of every check."""
    vraagstuk = rijp_voor("zet_door", F.BEELDVORMING)
    zet(vraagstuk, "zet_door", regietafellid, motivatie="Het beeld is gedeeld.")

    regel = Faseovergang.objects.get()
    assert (regel.van, regel.naar, regel.naam) == (F.BEELDVORMING, F.OORDEELSVORMING, "zet_door")
    assert (regel.door, regel.rol) == (regietafellid, "Regietafellid")
    assert (regel.motivatie, regel.doorloop) == ("Het beeld is gedeeld.", 1)
    assert not regel.is_doorbroken
    judged = {r["criterium"]: r["voldoet"] for r in regel.toets}
    assert judged["heeft_positieve_triage"] is True
    assert set(judged) >= {"heeft_prioriteit", "heeft_planning", "staat_niet_op_agenda"}


def test_the_frozen_toets_also_holds_what_was_missing(regietafellid, gelderland):
    """VRA-2: an exit keeps that the picture was not ready."""
    vraagstuk = rijp_voor("beeindig", F.BEELDVORMING)
    vraagstuk.planning = ""
    vraagstuk.save()
    zet(vraagstuk, "beeindig", regietafellid)

    (planning,) = (
        r for r in Faseovergang.objects.get().toets if r["criterium"] == "heeft_planning"
    )
    assert planning["voldoet"] is False
    assert planning["tekorten"][0]["zin"].startswith("Er is geen planning.")


@pytest.mark.parametrize("motivatie", ["", " \n "])
def test_without_a_motivation_nothing_changes(regietafellid, gelderland, motivatie):
    """ALG-2, VRA-2."""
    vraagstuk = rijp_voor("zet_door", F.BEELDVORMING)
    with geweigerd("motivatie_ontbreekt"):
        zet(vraagstuk, "zet_door", regietafellid, motivatie=motivatie)
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).fase == F.BEELDVORMING
    assert not Faseovergang.objects.exists()


def test_the_log_cannot_be_changed(regietafellid, gelderland):
    """VRA-2: neither through Python nor through SQL."""
    zet(rijp_voor("zet_door", F.BEELDVORMING), "zet_door", regietafellid)
    regel = Faseovergang.objects.get()
    with pytest.raises(TypeError):
        Faseovergang.objects.update(motivatie="Anders")
    with pytest.raises(TypeError):
        regel.delete()
    for sql in (
        "UPDATE dossiers_faseovergang SET motivatie = 'Anders'",
        "DELETE FROM dossiers_faseovergang",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Faseovergang.objects.get().motivatie == regel.motivatie


@pytest.mark.parametrize("naam", ["delete", "save", "fase", "stappen", "__init__"])
def test_nothing_but_an_overgang_can_be_called_as_one(regietafellid, gelderland, naam):
    """VRA-2."""
    with geweigerd("overgang_onmogelijk"):
        zet(rijp_voor("zet_door", F.BEELDVORMING), naam, regietafellid)


def test_the_fase_cannot_be_set_by_update_or_assignment(db):
    """VRA-2: a fase changes only by an overgang."""
    vraagstuk = VraagstukFactory()
    with pytest.raises(TypeError, match="only by an overgang"):
        Vraagstuk.objects.update(fase="besluitvorming")
    with pytest.raises(AttributeError):
        vraagstuk.fase = "besluitvorming"


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
    ("fase", "naam"),
    [edge for edge in GRAAF if edge[1].startswith(("keer_terug", "heropen"))],
    ids=str,
)
def test_each_return_raises_the_doorloop(mensen, gelderland, fase, naam):
    """VRA-8."""
    vraagstuk = rijp_voor(naam, fase)
    zet(vraagstuk, naam, mensen(GRAAF[fase, naam][1]))
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).doorloop == 2
    assert Faseovergang.objects.get().doorloop == 1


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


def test_who_consented_does_not_make_the_step_alone(vro, gelderland):
    """VRA-8, ROL-2: AH with RT are two people."""
    beide = GebruikerFactory(organisatie=vro, rollen=["accounthouder", "regietafellid"])
    ToewijzingFactory(gebruiker=beide, provincie=gelderland)
    ToewijzingFactory(gebruiker=beide, aan_regietafel=True)
    vraagstuk = VraagstukFactory(fase=F.BESLUITVORMING)
    naam = "keer_terug_naar_oordeelsvorming"
    fasen.stem_in(pk=vraagstuk.pk, handeling=naam, door=beide)
    with geweigerd("zelf_ingestemd"):
        zet(vraagstuk, naam, beide)


@pytest.mark.parametrize(
    ("fase", "handeling", "wie", "wie_niet"),
    [
        (F.BESLUITVORMING, "keer_terug_naar_oordeelsvorming", "regietafellid", "staf"),
        (F.GEEN_KEUZE, "heropen", "regietafellid", "provinciaal"),
        (F.OPVOLGING, "leg_terug", "provinciaal", "regietafellid"),
    ],
)
def test_consent_is_of_the_role_that_must_agree(mensen, gelderland, fase, handeling, wie, wie_niet):
    """VRA-8, VRA-9: the regietafel on a return, the provincie on terugleggen; once each."""
    vraagstuk = VraagstukFactory(fase=fase)
    with pytest.raises(PermissionDenied):
        fasen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie_niet))
    fasen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie))
    with geweigerd("instemming_bestaat"):
        fasen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie))


def test_consent_to_an_impossible_step_is_refused(regietafellid, gelderland):
    """VRA-8."""
    vraagstuk = VraagstukFactory(fase=F.BEELDVORMING)
    for handeling in ("leg_terug", "beeindig", "delete"):
        with geweigerd("overgang_onmogelijk"):
            fasen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=regietafellid)


def test_consent_counts_only_in_its_own_fase(accounthouder, regietafellid, gelderland):
    """VRA-8: what was agreed earlier in the route is not agreed now."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    naam = "keer_terug_naar_beeldvorming"
    InstemmingFactory(
        vraagstuk=vraagstuk, handeling=naam, fase=F.BESLUITVORMING, door=regietafellid
    )
    with geweigerd("instemming_ontbreekt"):
        zet(vraagstuk, naam, accounthouder)


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
