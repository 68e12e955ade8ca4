"""Establishing an afspraak: its landing, money, besluit and line of the BOL, one by one (AFS-5)."""

import pytest
from django.urls import reverse

from arrangementen import regels
from arrangementen.models import Afspraak
from arrangementen.services import status
from dossiers.models import Fase, Feit, Vraagstuk
from governance.gremia import Gremium, Uitkomstsoort
from governance.models.lijst import Afsprakenlijst
from novex.criteria import blokkades
from tests.arrangementen.factories import (
    AfspraakFactory,
    GeldregelFactory,
    besluit_voor,
    bol_ronde,
    geef_akkoorden,
    zet_fase,
)
from tests.arrangementen.stappen import OP, bevries, stap
from tests.dossiers.factories import FeitFactory
from tests.factories import OrganisatieFactory
from tests.weigeringen import geweigerd

S = Afspraak.Status


def test_an_established_afspraak_has_its_besluit_and_day(klaar, staf):
    """AFS-1, AFS-5: recorded by VRO-staf from the besluit of the BOL."""
    nu = stap(klaar, "vaststellen", staf)
    assert nu.status == S.VASTGESTELD
    assert (nu.uitkomst.gremium, nu.vastgesteld_op) == (Gremium.BOL, OP)


@pytest.mark.parametrize("soort", ["B", "C", "D"])
def test_types_b_to_d_need_a_landing(klaar, staf, soort):
    """AFS-5, AFS-6: without landing no establishment."""
    klaar.landing.delete()
    Afspraak.objects.filter(pk=klaar.pk).update(type=soort)
    if soort != klaar.type:
        geef_akkoorden(klaar)
    with geweigerd("landing_ontbreekt"):
        stap(klaar, "vaststellen", staf)


def test_type_a_needs_no_landing(klaar, staf):
    """AFS-5: a verkenning lands nowhere yet."""
    klaar.landing.delete()
    Afspraak.objects.filter(pk=klaar.pk).update(type="A")
    geef_akkoorden(klaar)
    assert stap(klaar, "vaststellen", staf).status == S.VASTGESTELD


def test_unconfirmed_money_blocks(klaar, staf):
    """AFS-5, AFS-7: the responsible party confirms first."""
    GeldregelFactory(afspraak=klaar)
    with geweigerd("geld_niet_bevestigd"):
        stap(klaar, "vaststellen", staf)


def test_without_a_besluit_there_is_nothing_to_record(accounthouder, staf):
    """AFS-1: the besluit is required at establishment."""
    afspraak = AfspraakFactory(afgestemd=True, landing=OrganisatieFactory())
    with geweigerd("besluit_ontbreekt"):
        stap(afspraak, "vaststellen", staf)


def test_an_advice_is_not_a_besluit(accounthouder, staf):
    """OVL-1: only a besluit establishes."""
    afspraak = AfspraakFactory(afgestemd=True, landing=OrganisatieFactory())
    besluit_voor(afspraak.vraagstuk, gremium=Gremium.DO, soort=Uitkomstsoort.ADVIES)
    with geweigerd("besluit_ontbreekt"):
        stap(afspraak, "vaststellen", staf)


def test_a_besluit_of_the_do_needs_no_line_of_the_bol(accounthouder, staf):
    """VRA-6: in the DO, where it needs no bestuurlijke keuze."""
    afspraak = AfspraakFactory(afgestemd=True, landing=OrganisatieFactory())
    besluit_voor(afspraak.vraagstuk, gremium=Gremium.DO)
    assert stap(afspraak, "vaststellen", staf).status == S.VASTGESTELD


def in_do(afspraak, provincie, soort=Uitkomstsoort.BESLUIT):
    besluit_voor(afspraak.vraagstuk, gremium=Gremium.DO, provincie=provincie, soort=soort)


def test_a_do_decides_for_its_own_provincie_only(accounthouder, staf, gelderland, drenthe):
    """VRA-15, AFS-5: besluit in one DO and advies in the other leaves it all to the BOL."""
    afspraak = AfspraakFactory(
        provincies=[gelderland, drenthe], afgestemd=True, landing=OrganisatieFactory()
    )
    van_drenthe = AfspraakFactory(
        vraagstuk=afspraak.vraagstuk, provincies=[drenthe], afgestemd=True,
        landing=OrganisatieFactory(),
    )  # fmt: skip
    in_do(afspraak, gelderland)
    in_do(afspraak, drenthe, Uitkomstsoort.ADVIES)
    for ander in (afspraak, van_drenthe):
        with geweigerd("besluit_ontbreekt"):
            stap(ander, "vaststellen", staf)
    in_do(afspraak, drenthe)
    for ander in (afspraak, van_drenthe):
        assert stap(ander, "vaststellen", staf).status == S.VASTGESTELD


def test_an_afspraak_that_names_no_provincie_is_of_those_of_its_vraagstuk(
    accounthouder, staf, gelderland, overijssel
):
    """VRA-15: an area without a provincie is not decided on anywhere else."""
    afspraak = AfspraakFactory(
        scope="gebied", gebied="De Liemers", provincies=[], afgestemd=True,
        landing=OrganisatieFactory(),
    )  # fmt: skip
    in_do(afspraak, overijssel)
    with geweigerd("besluit_ontbreekt"):
        stap(afspraak, "vaststellen", staf)
    in_do(afspraak, gelderland)
    assert stap(afspraak, "vaststellen", staf).uitkomst.provincie == gelderland


@pytest.mark.parametrize("fase", [Fase.OORDEELSVORMING, Fase.BESLUITVORMING])
def test_the_vraagstuk_went_on_before_its_afspraken(klaar, staf, fase):
    """VRA-5, VRA-6: the outcome is stored, but another guard kept the vraagstuk where it is."""
    zet_fase(klaar.vraagstuk, fase)
    with geweigerd("vraagstuk_niet_in_opvolging"):
        stap(klaar, "vaststellen", staf)


def test_a_missing_besluit_says_where_it_is_mended(klaar, staf, drenthe):
    """VRA-3: with a link to where the vraagstuk is put on an agenda."""
    klaar.provincies.add(drenthe)
    geef_akkoorden(klaar)
    (blokkade,) = blokkades(Afspraak.objects.get(), regels.VASTSTELLEN, staf)
    assert blokkade.url == reverse("governance:agendering", args=[klaar.vraagstuk_id])
    zet_fase(klaar.vraagstuk, Fase.BESLUITVORMING)
    urls = [b.url for b in blokkades(Afspraak.objects.get(), regels.VASTSTELLEN, staf)]
    assert urls == [blokkade.url, klaar.vraagstuk.get_absolute_url()]


def test_each_landsdeel_has_to_decide(klaar, staf, drenthe):
    """VRA-15: a provincie of another landsdeel needs its own BOL."""
    klaar.provincies.add(drenthe)
    geef_akkoorden(klaar)
    with geweigerd("besluit_landsdeel_ontbreekt"):
        stap(klaar, "vaststellen", staf)
    besluit_voor(klaar.vraagstuk, provincie=drenthe)
    assert stap(klaar, "vaststellen", staf).status == S.VASTGESTELD


def test_the_besluit_has_to_be_about_this_vraagstuk(klaar, staf):
    """AFS-1: the besluit of another vraagstuk is refused."""
    ander = besluit_voor(AfspraakFactory().vraagstuk)
    with geweigerd("besluit_past_niet"):
        stap(klaar, "vaststellen", staf, uitkomst=ander)


def test_a_besluit_of_an_earlier_doorloop_does_not_count(klaar, staf):
    """VRA-8: a new round through the phases asks for a new besluit."""
    Vraagstuk.objects.filter(pk=klaar.vraagstuk_id).update(doorloop=2)
    with geweigerd("besluit_ontbreekt"):
        stap(klaar, "vaststellen", staf)


def test_without_a_frozen_line_it_is_not_established(accounthouder, staf):
    """AFS-5, BOL-1: the line has to be frozen."""
    afspraak = AfspraakFactory(afgestemd=True, landing=OrganisatieFactory())
    besluit_voor(afspraak.vraagstuk)
    status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(), door=staf)
    with geweigerd("bol_regel_ontbreekt"):
        stap(afspraak, "vaststellen", staf)


def test_the_text_equals_the_line_of_the_bol(accounthouder, staf):
    """AFS-5, BOL-1, AFS-2: until the line is taken over, and every party agreed with that."""
    afspraak = AfspraakFactory(afgestemd=True, landing=OrganisatieFactory())
    besluit_voor(afspraak.vraagstuk)
    bevries(afspraak, staf, tekst="Het BOL kiest twee zoekgebieden.")
    with geweigerd("tekst_wijkt_af_van_bol"):
        stap(afspraak, "vaststellen", staf)

    status.neem_regeltekst_over(pk=afspraak.pk, door=staf)
    with geweigerd("akkoord_ontbreekt"):
        stap(afspraak, "vaststellen", staf)
    geef_akkoorden(afspraak)
    nu = stap(afspraak, "vaststellen", staf)
    assert nu.tekst == "Het BOL kiest twee zoekgebieden."


def test_there_is_nothing_to_take_over_without_a_frozen_line(klaar, staf):
    """BOL-1: only a frozen line is a source."""
    assert Afsprakenlijst.objects.exists()
    ander = AfspraakFactory(afgestemd=True)
    with geweigerd("bol_regel_ontbreekt"):
        status.neem_regeltekst_over(pk=ander.pk, door=staf)


def test_a_new_afspraak_waits_for_a_monitor_round(klaar, staf):
    """VRA-9, VRA-19: the last round did not ask about it, so it is no longer the last word."""
    FeitFactory(vraagstuk=klaar.vraagstuk, soort="ronde_gerapporteerd", kenmerk="7")
    stap(klaar, "vaststellen", staf)
    feit = Feit.objects.get(soort="ronde_gerapporteerd")
    assert feit.ingetrokken_reden == f"{klaar.nummer} is vastgesteld na deze ronde."
