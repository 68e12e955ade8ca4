"""What was decided in more than one BOL ronde waits for the Kamerbrief of each (BOL-2, VRA-15)."""

import pytest

from arrangementen.models import Afspraak, Arrangement
from dossiers.models import Fase
from governance.gremia import Gremium
from governance.models import Overleg, Ronde
from governance.services import lijst
from tests.arrangementen.edities import OP
from tests.arrangementen.factories import besluit_voor
from tests.dossiers.factories import VraagstukFactory
from tests.governance.lijsten import regel
from tests.weigeringen import geweigerd

S = Arrangement.Status


@pytest.fixture
def najaar(proef):
    return Ronde.objects.create(cyclus=proef.ronde.cyclus, gremium=Gremium.BOL, label="BOL najaar")


@pytest.fixture
def vraagstuk(proef, drenthe):
    return VraagstukFactory(
        fase=Fase.BESLUITVORMING,
        lead_provincie=proef.provincie,
        provincies=[proef.provincie, drenthe],
    )


def vastgesteld(proef, vraagstuk, drenthe, najaar, **velden):
    """An edition with one afspraak; two landsdelen decided on the vraagstuk, each in its ronde."""
    proef.begin()
    proef.neem_op(vraagstuk)
    proef.neem_afspraak_op(proef.nieuwe_afspraak(**velden))
    for door in (proef.staf, proef.provinciaal):
        proef.akkoord(door)
    noord = besluit_voor(vraagstuk, provincie=drenthe)
    Overleg.objects.filter(agendapunten=noord.agendapunt_id).update(ronde=najaar)
    besluit_voor(vraagstuk)
    proef.bol_besluit()
    proef.bevries_lijst()
    proef.stap("stel_vast")
    proef.kamerbrief()
    return proef.afspraken[0]


@pytest.fixture
def afspraak(proef, vraagstuk, drenthe, najaar):
    """Of both provincies; of the ronde of Noord only the Kamerbrief is missing."""
    beide = {"provincies": [proef.provincie, drenthe], "partijen": [drenthe.organisatie]}
    return vastgesteld(proef, vraagstuk, drenthe, najaar, **beide)


def kamerbrief_van(proef, ronde):
    lijst.bevries(ronde_pk=ronde.pk, door=proef.staf, doel="Kamerbrief", op=OP)
    lijst.leg_kamerbrief_vast(
        ronde_pk=ronde.pk, door=proef.staf, datum=OP, nummer="2027D00002", op=OP
    )


def test_the_kamerbrief_of_every_bol_that_decided_on_it_is_sent(proef, afspraak, najaar):
    """BOL-2, VRA-15: it comes from the besluit of one landsdeel, and is of two."""
    with geweigerd("embargo_van_andere_ronde"):
        proef.stap("publiceer")
    assert not Afspraak.objects.openbare().exists()
    regel(najaar, proef.staf)
    kamerbrief_van(proef, najaar)
    assert proef.stap("publiceer").status == S.GEPUBLICEERD


def test_what_another_landsdeel_adopted_otherwise_is_not_published(proef, afspraak, najaar):
    """BOL-1, BOL-2, VRA-15: both lists have to say the same of it."""
    plek = {"niveau": "landelijk", "titel": "Water", "soort": "afspraak"}
    lijst.duw_regel(ronde=najaar, **plek, tekst="Iets anders.", bron_sleutel=afspraak.nummer)
    kamerbrief_van(proef, najaar)
    with geweigerd("niet_op_de_lijst"):
        proef.stap("publiceer")


def test_the_bol_of_a_landsdeel_that_it_is_not_of_keeps_nothing_back(
    proef, vraagstuk, drenthe, najaar
):
    """BOL-2, VRA-15: an afspraak of one provincie, of a vraagstuk that plays in two landsdelen."""
    vastgesteld(proef, vraagstuk, drenthe, najaar, provincies=[proef.provincie])
    assert proef.stap("publiceer").status == S.GEPUBLICEERD
