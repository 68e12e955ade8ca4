"""A later version of an afspraak: one at a time, and decided on with its edition (AFS-9)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from arrangementen.models import Afspraak
from arrangementen.regels import heeft_besluit
from arrangementen.services import afspraken, status
from dossiers.models import Fase
from monitoring.querysets import te_bevragen
from novex.criteria import blokkades
from tests.arrangementen.edities import Proef
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, geef_akkoorden
from tests.arrangementen.stappen import stap
from tests.dossiers.factories import VraagstukFactory
from tests.weigeringen import geweigerd

S = Afspraak.Status


def test_there_is_one_next_version_at_a_time(accounthouder, provinciaal):
    """AFS-8, AFS-9: two would both stand for it; after one that was withdrawn another may come."""
    oud = AfspraakFactory(vastgesteld=True)
    gegevens = {"pk": oud.pk, "reden": "Nieuwe cijfers.", "jaar": 2028}
    eerste = afspraken.maak_volgende_versie(door=accounthouder, **gegevens)
    with geweigerd("nieuwe_versie_bestaat"):
        afspraken.maak_volgende_versie(door=provinciaal, **gegevens)
    stap(eerste, "trek_in", accounthouder)
    assert afspraken.maak_volgende_versie(door=provinciaal, **gegevens).status == "concept"


def afgestemde_versie(proef, oud):
    """Its version for 2028, agreed on and with a place to land."""
    nieuw = afspraken.maak_volgende_versie(
        pk=oud.pk, door=proef.accounthouder, reden="Nieuwe cijfers.", jaar=2028
    )
    in_2028 = datetime.date(2028, 12, 31)
    Afspraak.objects.filter(pk=nieuw.pk).update(
        elders_afgesproken=False, procesafspraak=False, beoordeel_op=in_2028
    )
    nieuw.acties.update(termijn=in_2028)
    geef_akkoorden(nieuw)
    stap(nieuw, "afstemmen", proef.accounthouder)
    LandingFactory(afspraak=nieuw)
    return nieuw


def besloten_editie(proef, versie):
    """The edition of 2028 with this version in it, agreed on by both sides and decided on."""
    later = Proef(jaar=2028).begin()
    later.neem_op(proef.vraagstuk)
    later.neem_afspraak_op(versie)
    for door in (later.staf, later.provinciaal):
        later.akkoord(door)
    later.bol_besluit()
    return later


@pytest.mark.parametrize("openbaar", [False, True])
def test_a_later_version_is_decided_on_with_the_edition_of_its_year(
    proef, buitenstaander, openbaar
):
    """AFS-1, AFS-8, AFS-9, ARR-1, MON-1: the besluit of 2027 does not carry a text of 2028; the
    BOL that decides on the arrangement of 2028 does. It ends what it replaces; what everyone reads
    holds until its successor is published, as its end would tell what the BOL decided (BOL-2)."""
    (oud,) = (proef.gepubliceerd() if openbaar else proef.vastgesteld()).afspraken
    nieuw = afgestemde_versie(proef, oud)
    with geweigerd("besluit_ontbreekt"):
        stap(nieuw, "vaststellen", proef.staf)
    assert blokkade_urls(nieuw, proef.staf) == ["/arrangementen/"]

    later = Proef(jaar=2028).begin()
    later.neem_op(proef.vraagstuk)
    later.neem_afspraak_op(nieuw)
    assert blokkade_urls(nieuw, proef.staf) == [f"/arrangementen/{later.arrangement.pk}/#besluit"]
    later.akkoord(later.staf)
    later.akkoord(later.provinciaal)
    later.bol_besluit()
    later.bevries_lijst()
    later.stap("stel_vast")

    nieuw = Afspraak.objects.get(pk=nieuw.pk)
    assert (nieuw.status, nieuw.uitkomst) == (S.VASTGESTELD, later.nu().uitkomst)
    assert list(te_bevragen()) == [nieuw]
    if openbaar:
        (eerder,) = later.nu().vaststelling.gegevens["eerdere"]
        assert eerder["stand"] == f"Vervangen door {nieuw.nummer}"
        gelezen = Afspraak.objects.for_user(buitenstaander).get(pk=oud.pk)
        assert (gelezen.status, gelezen.vervallen_reden) == (S.VASTGESTELD, "")
        later.kamerbrief()
        later.stap("publiceer")
    oud = Afspraak.objects.get(pk=oud.pk)
    assert oud.status == S.VERVALLEN
    assert oud.vervallen_reden.startswith(f"Vervangen door {nieuw.nummer}.")


def test_a_concept_arrangement_carries_no_later_version(proef):
    """AFS-1, ARR-1: nobody agreed on it, so the besluit of that BOL is on something else."""
    (oud,) = proef.vastgesteld().afspraken
    nieuw = afgestemde_versie(proef, oud)
    later = Proef(jaar=2028).begin()
    later.neem_op(proef.vraagstuk)
    later.neem_afspraak_op(nieuw)
    later.bol_besluit()
    status.zet_op_lijst(pk=nieuw.pk, ronde=later.ronde, door=later.staf)
    later.bevries_lijst()
    with geweigerd("besluit_ontbreekt"):
        stap(nieuw, "vaststellen", proef.staf)


def test_a_besluit_carries_no_version_that_is_newer(proef):
    """AFS-1, AFS-5, AFS-9, ARR-1: put in the arrangement after the BOL, or agreed on anew; the
    list and the akkoord of both sides since do not make the BOL see it."""
    oud, ander = proef.vastgesteld(aantal=2).afspraken
    eerste = afgestemde_versie(proef, oud)
    later = besloten_editie(proef, eerste)
    tweede = afgestemde_versie(proef, ander)
    later.stap("heropen")
    later.neem_afspraak_op(tweede)
    status.zet_op_lijst(pk=tweede.pk, ronde=later.ronde, door=later.staf)
    later.bevries_lijst()
    for akkoorden in ((), (later.staf, later.provinciaal)):
        for door in akkoorden:
            later.akkoord(door)
        for versie in (eerste, tweede):
            with geweigerd("besluit_ontbreekt"):
                stap(versie, "vaststellen", proef.staf)
    later.bol_besluit()
    for naam in ("heropen", "afstemmen"):
        stap(eerste, naam, proef.accounthouder)
    with geweigerd("besluit_ontbreekt"):
        stap(eerste, "vaststellen", proef.staf)
    assert stap(tweede, "vaststellen", proef.staf).status == S.VASTGESTELD


def test_an_edition_that_was_withdrawn_takes_its_besluit_along(proef):
    """ARR-1, AFS-9: a later version in it is not established on its own, and a new edition of that
    year is put before the BOL anew."""
    (oud,) = proef.vastgesteld().afspraken
    nieuw = afgestemde_versie(proef, oud)
    later = besloten_editie(proef, nieuw)
    later.bevries_lijst()
    assert blokkade_urls(nieuw, proef.staf) == []
    later.stap("trek_in", motivatie="De provincie wacht op cijfers.")
    with geweigerd("besluit_ontbreekt"):
        stap(nieuw, "vaststellen", proef.staf)
    assert Afspraak.objects.get(pk=oud.pk).status == S.VASTGESTELD

    proef.stap("trek_in", motivatie="Er stond een fout in.")
    opnieuw = Proef(jaar=2027).begin()
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=opnieuw.provincie)
    opnieuw.neem_op(vraagstuk, soort="knelpunt", knelpunt="Het BOL zag dit nog niet.")
    for door in (opnieuw.staf, opnieuw.provinciaal):
        opnieuw.akkoord(door)
    with pytest.raises(ValidationError):
        opnieuw.stap("stel_vast")
    opnieuw.bol_besluit()
    opnieuw.stap("stel_vast")
    assert opnieuw.nu().status == "vastgesteld"


def blokkade_urls(afspraak, user):
    vers = Afspraak.objects.get(pk=afspraak.pk)
    return [b.url for b in blokkades(vers, [heeft_besluit], user)]


def test_an_afspraak_of_a_later_year_does_not_come_in_an_earlier_edition(proef):
    """AFS-9, BOL-2: else it would be decided on before its time."""
    proef.begin()
    proef.neem_op()
    with geweigerd("afspraak_past_niet"):
        proef.neem_afspraak_op(proef.nieuwe_afspraak(jaar=2028))
    proef.neem_afspraak_op(proef.nieuwe_afspraak(jaar=2027))
