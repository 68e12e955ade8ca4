"""What an afspraak holds for: who is named, and whose BOL decides on it (AFS-1, VRA-15)."""

import pytest

from arrangementen.models import Afspraak
from dossiers.models import Fase
from monitoring.querysets import afspraken_in_monitor
from novex.models import Provincie
from tests.arrangementen.factories import (
    ActieFactory,
    AfspraakFactory,
    GeldregelFactory,
    geef_akkoorden_opnieuw,
    zet_fase,
)
from tests.arrangementen.stappen import stap
from tests.weigeringen import geweigerd

S = Afspraak.Status


@pytest.fixture
def afspraak(accounthouder):
    return AfspraakFactory()


@pytest.mark.parametrize("scope", ["provincie", "landsdeel", "landelijk"])
@pytest.mark.parametrize("rol", ["trekt", "bevestigt geld"])
def test_a_provincie_of_which_something_is_asked_is_named(
    afspraak, accounthouder, buitenstaander, drenthe, scope, rol
):
    """AFS-2, AFS-7, ZIC-3, MON-1: who has to agree, to confirm and to report reads the concept;
    the landsdeel or the country that it is about opens it only once it is established. One of a
    later year: the BOL's of all of them decide on it with their editions."""
    zet_fase(afspraak.vraagstuk, Fase.OPVOLGING)
    if rol == "trekt":
        ActieFactory(afspraak=afspraak, trekker_organisatie=drenthe.organisatie)
    else:
        GeldregelFactory(afspraak=afspraak, verantwoordelijke=drenthe.organisatie)
    landsdeel = drenthe.landsdeel if scope == "landsdeel" else None
    Afspraak.objects.filter(pk=afspraak.pk).update(scope=scope, landsdeel=landsdeel)
    geef_akkoorden_opnieuw(afspraak)
    te_lezen = Afspraak.objects.for_user(buitenstaander).filter(pk=afspraak.pk)
    assert not te_lezen.exists()
    with geweigerd("partij_niet_genoemd"):
        stap(afspraak, "afstemmen", accounthouder)
    afspraak.provincies.add(drenthe)
    assert te_lezen.exists()
    geef_akkoorden_opnieuw(afspraak)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD


@pytest.mark.parametrize("scope", ["provincie", "landsdeel", "landelijk"])
def test_it_holds_only_where_a_bol_can_decide_on_it(afspraak, accounthouder, drenthe, scope):
    """VRA-15, AFS-5, BOL-1: agreed for a landsdeel where the vraagstuk does not play it would
    never be established; it is refused before anyone agrees on it in vain."""
    landsdeel = drenthe.landsdeel if scope == "landsdeel" else None
    Afspraak.objects.filter(pk=afspraak.pk).update(scope=scope, landsdeel=landsdeel)
    if scope == "provincie":
        afspraak.provincies.add(drenthe)
        afspraak.partijen.add(drenthe.organisatie)
    geef_akkoorden_opnieuw(afspraak)
    with geweigerd("bol_buiten_vraagstuk"):
        stap(afspraak, "afstemmen", accounthouder)
    overal = Provincie.objects.all() if scope == "landelijk" else [drenthe]
    afspraak.vraagstuk.provincies.add(*overal)
    assert stap(afspraak, "afstemmen", accounthouder).status == S.AFGESTEMD


def test_who_acts_outside_the_landsdeel_is_named_and_decides_too(
    afspraak, accounthouder, buitenstaander, drenthe, gelderland
):
    """MON-1, ZIC-3, VRA-15: a provincie of the vraagstuk that draws an action of what another
    landsdeel agreed on would be asked in the monitor for what it does not meet there. Named, it
    does, and its own BOL decides as well."""
    afspraak.vraagstuk.provincies.add(drenthe)
    ActieFactory(afspraak=afspraak, trekker_organisatie=drenthe.organisatie)
    oost = gelderland.landsdeel
    Afspraak.objects.filter(pk=afspraak.pk).update(scope="landsdeel", landsdeel=oost)
    geef_akkoorden_opnieuw(afspraak)
    in_monitor = afspraken_in_monitor(buitenstaander).filter(pk=afspraak.pk)
    assert not in_monitor.exists()
    with geweigerd("partij_niet_genoemd"):
        stap(afspraak, "afstemmen", accounthouder)
    afspraak.provincies.add(drenthe)
    geef_akkoorden_opnieuw(afspraak)
    afgestemd = stap(afspraak, "afstemmen", accounthouder)
    assert in_monitor.exists()
    assert afgestemd.beslissende_landsdelen() == {oost.pk, drenthe.landsdeel_id}
    assert drenthe.pk in afgestemd.beslissende_provincies()
