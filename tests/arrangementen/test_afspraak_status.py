"""The steps of an afspraak, and every guard removed one by one (AFS-5)."""

import pytest
from django.core.exceptions import PermissionDenied
from django_fsm import TransitionNotAllowed

from arrangementen import regels
from arrangementen.models import Afspraak, Statusovergang
from arrangementen.services import acties, afspraken, status
from dossiers.models import Feit
from governance.gremia import Gremium
from governance.models.lijst import Lijstregel
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    besluit_voor,
    bol_ronde,
    geef_akkoorden_opnieuw,
    zet_status,
)
from tests.arrangementen.stappen import OP, stap
from tests.factories import GebruikerFactory, OrganisatieFactory, ProvincieFactory
from tests.weigeringen import geweigerd

S = Afspraak.Status
MAG = {
    (S.CONCEPT, "afstemmen"): S.AFGESTEMD,
    (S.CONCEPT, "trek_in"): S.VERVALLEN,
    (S.CONCEPT, "neem_op"): S.VASTGESTELD,
    (S.AFGESTEMD, "heropen"): S.CONCEPT,
    (S.AFGESTEMD, "vaststellen"): S.VASTGESTELD,
    (S.AFGESTEMD, "trek_in"): S.VERVALLEN,
    (S.VASTGESTELD, "beeindig"): S.VERVALLEN,
}
NAMEN = sorted({naam for _, naam in MAG})


@pytest.fixture
def afspraak(accounthouder):
    return AfspraakFactory(akkoorden=True)


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize("nu", S)
def test_only_the_steps_in_the_table_exist(db, monkeypatch, nu, naam):
    """AFS-5: concept, afgestemd, vastgesteld; an end only with its own step."""
    for overgang in Afspraak().get_all_status_transitions():
        monkeypatch.setattr(overgang, "conditions", [])
    afspraak = Afspraak(status=nu, herkomst_soort=Afspraak.Herkomst.RA_2025)
    declared = {(t.source, t.name): t.target for t in afspraak.get_all_status_transitions()}
    if (nu, naam) in MAG:
        assert declared[nu, naam] == MAG[nu, naam]
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(afspraak, naam)()
        assert (nu, naam) not in declared


def test_the_table_is_complete():
    """AFS-5: the table equals the declaration."""
    declared = {(t.source, t.name) for t in Afspraak().get_all_status_transitions()}
    assert declared == set(MAG)


def test_a_complete_concept_is_afgestemd(afspraak, accounthouder):
    """AFS-5: with everything there it goes on, and the checks are frozen with who and why."""
    nu = stap(afspraak, "afstemmen", accounthouder)

    assert nu.status == S.AFGESTEMD
    regel = Statusovergang.objects.get()
    assert (regel.van, regel.naar, regel.door) == (S.CONCEPT, S.AFGESTEMD, accounthouder)
    assert regel.rollen == "Accounthouder"
    assert [t["voldoet"] for t in regel.toets] == [True] * len(regels.AFSTEMMEN)


ZONDER = {
    "resultaat_ontbreekt": {"resultaat": " "},
    "termijn_ontbreekt": {"termijn_tekst": "", "termijn_soort": "geen"},
    "afs10_onbeantwoord": {"procesafspraak": None},
    "afs10_tafel_ontbreekt": {"elders_afgesproken": True, "afs10_reden": "Daar zonder termijn."},
    "afs10_reden_ontbreekt": {"elders_afgesproken": True, "elders_waar": "BO MIRT 2025"},
}


@pytest.mark.parametrize("code", ZONDER)
def test_each_missing_field_blocks_by_itself(afspraak, accounthouder, code):
    """AFS-2, AFS-4, AFS-5, AFS-10: without this datum only this sentence; with it the step."""
    Afspraak.objects.filter(pk=afspraak.pk).update(**ZONDER[code])
    geef_akkoorden_opnieuw(afspraak)

    with geweigerd(code):
        stap(afspraak, "afstemmen", accounthouder)
    assert Afspraak.objects.get().status == S.CONCEPT
    assert not Statusovergang.objects.exists()


@pytest.mark.parametrize("antwoord", [{"elders_afgesproken": True}, {"procesafspraak": True}])
def test_a_yes_with_a_reason_may_stay(afspraak, accounthouder, antwoord):
    """AFS-10: a "ja" needs a reason to keep it."""
    velden = {**antwoord, "elders_waar": "BO MIRT 2025", "afs10_reden": "Daar zonder trekker."}
    Afspraak.objects.filter(pk=afspraak.pk).update(**velden)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD


@pytest.mark.parametrize("kant", ["rijk", "regio"])
def test_an_action_on_one_side_is_not_enough(afspraak, accounthouder, kant):
    """AFS-3: at least one action on either side."""
    afspraak.acties.filter(kant=kant).delete()
    partij = afspraak.organisatie if kant == "rijk" else accounthouder_regio(afspraak)
    afspraak.partijen.add(partij)
    geef_akkoorden_opnieuw(afspraak)
    with geweigerd(f"actie_{kant}_ontbreekt"):
        stap(afspraak, "afstemmen", accounthouder)


def accounthouder_regio(afspraak):
    return afspraak.vraagstuk.lead_provincie.organisatie


def test_a_one_sided_afspraak_needs_a_reason(afspraak, accounthouder):
    """AFS-3: with a reason one side is enough."""
    afspraak.acties.filter(kant="regio").delete()
    Afspraak.objects.filter(pk=afspraak.pk).update(eenzijdig_reden="Alleen het Rijk is bevoegd.")
    geef_akkoorden_opnieuw(afspraak)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD


def test_without_actions_there_are_no_parties_either(db, accounthouder):
    """AFS-2, AFS-3: nobody acts and nobody agrees; all of it is named at once (VRA-3)."""
    afspraak = AfspraakFactory(acties=[])
    with geweigerd("acties_ontbreken", "partijen_ontbreken"):
        stap(afspraak, "afstemmen", accounthouder)


def test_a_party_that_is_taken_away_is_asked_of_the_others(afspraak, accounthouder, lvvn, ienw):
    """AFS-2: who takes part is agreed on as well; one that refuses is not left out unseen."""
    afspraak.partijen.add(lvvn, ienw)
    geef_akkoorden_opnieuw(afspraak)
    afspraak.partijen.remove(lvvn)
    with geweigerd("akkoord_ontbreekt"):
        stap(afspraak, "afstemmen", accounthouder)
    geef_akkoorden_opnieuw(afspraak)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD


def test_every_party_has_to_agree(afspraak, accounthouder):
    """AFS-5: one party without akkoord blocks."""
    afspraak.partijen.add(OrganisatieFactory(code="lvvn", naam="LVVN"))
    with geweigerd("akkoord_ontbreekt"):
        stap(afspraak, "afstemmen", accounthouder)


def test_an_akkoord_on_an_earlier_text_does_not_count(afspraak, accounthouder):
    """AFS-2, AFS-5: every party agreed, and then one word changed."""
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst="Een ander woord.")
    with geweigerd("akkoord_ontbreekt"):
        stap(afspraak, "afstemmen", accounthouder)


def test_all_that_is_missing_is_named_at_once(db, accounthouder):
    """AFS-5: the blockers stand together."""
    afspraak = AfspraakFactory(resultaat="", termijn_tekst="", procesafspraak=None)
    with geweigerd(
        "resultaat_ontbreekt", "termijn_ontbreekt", "afs10_onbeantwoord", "akkoord_ontbreekt"
    ):
        stap(afspraak, "afstemmen", accounthouder)


def test_nothing_blocks_a_concept(db, accounthouder):
    """AFS-5: an empty concept is saved."""
    vraagstuk = AfspraakFactory().vraagstuk
    leeg = afspraken.maak_afspraak(
        vraagstuk_pk=vraagstuk.pk,
        door=accounthouder,
        jaar=2027,
        titel="Leeg",
        tekst="Volgt.",
        type="A",
        scope="provincie",
    )
    assert leeg.status == S.CONCEPT


def test_the_list_is_of_a_bol(afspraak, staf):
    """BOL-1: no other table has such a list."""
    ronde = besluit_voor(afspraak.vraagstuk, gremium=Gremium.DO).agendapunt.overleg.ronde
    with geweigerd("geen_bol"):
        status.zet_op_lijst(pk=afspraak.pk, ronde=ronde, door=staf)


def test_the_line_goes_to_the_part_of_its_provincies(afspraak, staf, gelderland, overijssel):
    """BOL-1: one provincie, its landsdeel, or the whole country."""

    def onderwerp():
        status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(), door=staf)
        return bol_ronde().lijstonderwerpen.filter(regels__bron_sleutel=afspraak.nummer).get()

    assert onderwerp().provincie == gelderland
    afspraak.provincies.add(overijssel)
    assert onderwerp().landsdeel == gelderland.landsdeel
    afspraak.provincies.add(ProvincieFactory(landsdeel__code="zuid"))
    assert onderwerp().niveau == "landelijk"
    assert "(Gelderland, Overijssel, " in onderwerp().titel


@pytest.mark.parametrize("naam", ["afstemmen", "trek_in"])
@pytest.mark.parametrize("motivatie", ["", " \n"])
def test_no_step_without_a_motivation(afspraak, accounthouder, naam, motivatie):
    """ALG-2, VRA-2: every step says why."""
    with geweigerd("motivatie_ontbreekt"):
        stap(afspraak, naam, accounthouder, motivatie=motivatie)
    assert Afspraak.objects.get().status == S.CONCEPT


def test_a_step_out_of_another_status_is_refused(afspraak, staf):
    """AFS-5: no step is skipped."""
    with geweigerd("stap_onmogelijk"):
        stap(afspraak, "vaststellen", staf)


@pytest.mark.parametrize("naam", ["delete", "save", "status", "__init__"])
def test_nothing_but_a_step_can_be_called_as_one(afspraak, staf, naam):
    with geweigerd("stap_onmogelijk"):
        stap(afspraak, naam, staf)


def test_who_may_make_a_step(afspraak, klaar, provinciaal, expert, accounthouder, buitenstaander):
    """The access table: AH or ST aligns, only ST establishes; an outsider finds nothing."""
    for wie in (provinciaal, expert):
        with pytest.raises(PermissionDenied):
            stap(afspraak, "afstemmen", wie)
    with pytest.raises(PermissionDenied):
        stap(klaar, "vaststellen", accounthouder)
    with pytest.raises(Afspraak.DoesNotExist):
        stap(afspraak, "afstemmen", buitenstaander)


def test_a_new_afspraak_is_never_taken_from_a_source(afspraak, staf):
    """AFS-1: neem_op is for earlier editions only."""
    with geweigerd("niet_van_eerder"):
        stap(afspraak, "neem_op", staf)


def feiten(afspraak, soort):
    return Feit.objects.filter(
        vraagstuk=afspraak.vraagstuk, soort=soort, kenmerk=str(afspraak.pk), ingetrokken_op=None
    )


def maak(accounthouder):
    vraagstuk = AfspraakFactory().vraagstuk
    return afspraken.maak_afspraak(
        vraagstuk_pk=vraagstuk.pk,
        door=accounthouder,
        jaar=2027,
        titel="Zoekgebieden",
        tekst="Rijk en Gelderland kiezen zoekgebieden.",
        type="B",
        scope="provincie",
    )


def test_the_vraagstuk_hears_that_it_has_an_afspraak(accounthouder):
    """VRA-19, VRA-6: from concept on, until it is withdrawn with a reason."""
    afspraak = maak(accounthouder)
    assert feiten(afspraak, "afspraak").get().url == afspraak.get_absolute_url()

    nu = stap(afspraak, "trek_in", accounthouder, motivatie="Elders geregeld.")

    assert (nu.vervallen_op, nu.vervallen_reden) == (OP, "Elders geregeld.")
    assert not feiten(afspraak, "afspraak").exists()
    assert not feiten(afspraak, "landing").exists()


def test_an_established_afspraak_that_ends_needs_no_landing(accounthouder, staf):
    """VRA-9: ended with reason counts for terugleggen."""
    afspraak = AfspraakFactory(vastgesteld=True)
    afspraken.meld_afspraak(afspraak, staf)
    with pytest.raises(PermissionDenied):
        stap(afspraak, "beeindig", accounthouder)

    stap(afspraak, "beeindig", staf, motivatie="Er is geen haalbare oplossing.")

    assert not feiten(afspraak, "afspraak").exists()
    assert "geen haalbare" in feiten(afspraak, "landing").get().label


def test_reopening_keeps_the_akkoorden(accounthouder):
    """AFS-2: back to concept with the same text, the akkoorden still count."""
    afspraak = AfspraakFactory(afgestemd=True)
    stap(afspraak, "heropen", accounthouder)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD
    stap(afspraak, "heropen", accounthouder)
    ActieFactory(afspraak=afspraak)
    with geweigerd("akkoord_ontbreekt"):
        stap(afspraak, "afstemmen", accounthouder)


def test_a_second_end_is_refused(accounthouder):
    """ALG-2: the reason of the first end stays."""
    afspraak = zet_status(
        AfspraakFactory(), S.VERVALLEN, vervallen_reden="Dubbel.", vervallen_op=OP
    )
    with geweigerd("stap_onmogelijk"):
        stap(afspraak, "trek_in", accounthouder)
    with geweigerd("vervallen"):
        acties.aanvaard_landing(
            afspraak_pk=LandingFactory(afspraak=afspraak).afspraak_id,
            door=staf_van(afspraak),
            versie=1,
            op=OP,
        )


def staf_van(afspraak):
    return GebruikerFactory(organisatie=afspraak.organisatie, rollen=["vro_staf"])


def test_a_lapsed_afspraak_leaves_the_concept_list(staf):
    """What the line came from ended: the line goes, with the same reason (BOL-1, ALG-2)."""
    afspraak = AfspraakFactory(afgestemd=True)
    besluit_voor(afspraak.vraagstuk)
    status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(), door=staf)
    stap(afspraak, "trek_in", staf, "Elders geregeld.")

    regel = Lijstregel.objects.get(bron_sleutel=afspraak.nummer)
    assert regel.afgevoerd_op is not None
    assert regel.afgevoerd_reden == "Elders geregeld."
    assert regel.gewijzigd_door == staf


@pytest.mark.parametrize(
    "scope", [{"scope": "provincie"}, {"scope": "gebied", "gebied": "IJsseldelta"}]
)
def test_every_provincie_that_it_binds_agrees(accounthouder, gelderland, overijssel, vro, scope):
    """AFS-2, AFS-5: named is not asked; who only confirms an amount need not be a party."""
    afspraak = AfspraakFactory(
        **scope, akkoorden=True, provincies=[gelderland, overijssel],
        partijen=[vro, gelderland.organisatie],
    )  # fmt: skip
    with geweigerd("provincie_geen_partij"):
        stap(afspraak, "afstemmen", accounthouder)
    GeldregelFactory(afspraak=afspraak, verantwoordelijke=overijssel.organisatie)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD
