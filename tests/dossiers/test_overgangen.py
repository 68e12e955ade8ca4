"""The graph of a vraagstuk: which overgang exists, who makes it or consents, and what is logged."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django_fsm import TransitionNotAllowed

from dossiers.models import Fase, Faseovergang, Vraagstuk
from dossiers.services import instemmen
from tests.dossiers.factories import (
    InstemmingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)
from tests.dossiers.rijp import rijp_voor, zet
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


def test_who_consented_does_not_make_the_step_alone(vro, gelderland):
    """VRA-8, ROL-2: AH with RT are two people."""
    beide = GebruikerFactory(organisatie=vro, rollen=["accounthouder", "regietafellid"])
    ToewijzingFactory(gebruiker=beide, provincie=gelderland)
    ToewijzingFactory(gebruiker=beide, aan_regietafel=True)
    vraagstuk = VraagstukFactory(fase=F.BESLUITVORMING)
    naam = "keer_terug_naar_oordeelsvorming"
    instemmen.stem_in(pk=vraagstuk.pk, handeling=naam, door=beide)
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
        instemmen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie_niet))
    instemmen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie))
    with geweigerd("instemming_bestaat"):
        instemmen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=mensen(wie))


def test_consent_to_an_impossible_step_is_refused(regietafellid, gelderland):
    """VRA-8."""
    vraagstuk = VraagstukFactory(fase=F.BEELDVORMING)
    for handeling in ("leg_terug", "beeindig", "delete"):
        with geweigerd("overgang_onmogelijk"):
            instemmen.stem_in(pk=vraagstuk.pk, handeling=handeling, door=regietafellid)


def test_consent_counts_only_in_its_own_fase(accounthouder, regietafellid, gelderland):
    """VRA-8: what was agreed earlier in the route is not agreed now."""
    vraagstuk = VraagstukFactory(fase=F.OPVOLGING)
    naam = "keer_terug_naar_beeldvorming"
    InstemmingFactory(
        vraagstuk=vraagstuk, handeling=naam, fase=F.BESLUITVORMING, door=regietafellid
    )
    with geweigerd("instemming_ontbreekt"):
        zet(vraagstuk, naam, accounthouder)
