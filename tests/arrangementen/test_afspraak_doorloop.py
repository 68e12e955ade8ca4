"""An afspraak when its vraagstuk goes through the fasen once more (VRA-8, VRA-19)."""

import pytest

from arrangementen import bol
from arrangementen.models import Afspraak
from arrangementen.services import afspraken
from dossiers.models import Fase, Feit, Vraagstuk
from dossiers.services import feiten
from governance.gremia import Gremium, Uitkomstsoort
from tests.arrangementen.afspraken import maak, wijzig
from tests.arrangementen.factories import besluit_voor, zet_fase
from tests.arrangementen.stappen import stap
from tests.dossiers.factories import FeitFactory
from tests.dossiers.rijp import volgende_doorloop
from tests.weigeringen import geweigerd


def nieuwe_ronde(afspraak):
    """The vraagstuk is back, and comes to opvolging again in its second doorloop."""
    Vraagstuk.objects.filter(pk=afspraak.vraagstuk_id).update(doorloop=2)
    zet_fase(afspraak.vraagstuk, Fase.OPVOLGING)
    return Vraagstuk.objects.get(pk=afspraak.vraagstuk_id)


def test_a_besluit_that_was_confirmed_decides_on_its_afspraken(klaar, staf):
    """VRA-8, AFS-1, AFS-5: confirmed by name it counts for the afspraak as for the vraagstuk; of
    another landsdeel, another outcome, or withdrawn since, it does not."""
    van_bol = {"soort": Feit.Soort.BOL_BESLUIT, "waarde": Uitkomstsoort.BESLUIT}
    oost = FeitFactory(vraagstuk=klaar.vraagstuk, kenmerk="oost", **van_bol)
    noord = FeitFactory(vraagstuk=klaar.vraagstuk, kenmerk="noord", **van_bol)
    vraagstuk = nieuwe_ronde(klaar)
    feiten.herbevestig(pk=noord.pk, door=staf, reden="Geldt nog.")
    with geweigerd("besluit_ontbreekt"):
        stap(klaar, "vaststellen", staf)
    assert bol.gesloten_jaar(vraagstuk) is None
    feiten.herbevestig(pk=oost.pk, door=staf, reden="Geldt nog.")
    assert bol.gesloten_jaar(vraagstuk) == 2027
    assert stap(klaar, "vaststellen", staf).status == Afspraak.Status.VASTGESTELD


@pytest.mark.parametrize("bevestigd", [False, True])
def test_a_confirmed_besluit_of_the_do_closes_its_year_again(
    vraagstuk, accounthouder, staf, bevestigd
):
    """VRA-6, VRA-8: not by itself."""
    besluit_voor(vraagstuk, gremium=Gremium.DO)
    feit = FeitFactory(
        vraagstuk=vraagstuk, soort=Feit.Soort.DO_UITKOMST, kenmerk="pv25",
        waarde=Uitkomstsoort.BESLUIT,
    )  # fmt: skip
    volgende_doorloop(vraagstuk)
    if bevestigd:
        feiten.herbevestig(pk=feit.pk, door=staf, reden="Geldt nog.")
    gesloten = bol.gesloten_jaar(Vraagstuk.objects.get(pk=vraagstuk.pk))
    assert gesloten == (2027 if bevestigd else None)


def test_another_title_does_not_confirm_an_afspraak_of_an_earlier_doorloop(
    vraagstuk, accounthouder, staf
):
    """VRA-8, VRA-19: it counts again by name and with a reason; then its new title is told."""
    afspraak = maak(vraagstuk, accounthouder)
    afspraken.meld_afspraak(afspraak, accounthouder)
    volgende_doorloop(vraagstuk)
    van_nu = Feit.objects.van(Feit.Soort.AFSPRAAK).filter(doorloop=2)
    wijzig(Afspraak.objects.get(pk=afspraak.pk), accounthouder, titel="Andere titel")
    assert not van_nu.exists()
    eerder = Feit.objects.van(Feit.Soort.AFSPRAAK).get(doorloop=1)
    feiten.herbevestig(pk=eerder.pk, door=staf, reden="Geldt nog.")
    wijzig(Afspraak.objects.get(pk=afspraak.pk), accounthouder, titel="Derde titel")
    assert "Derde titel" in van_nu.get(ingetrokken_op=None).label
