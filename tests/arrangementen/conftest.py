"""A vraagstuk of Gelderland, an afspraak ready to establish, an arrangement, and a log-in."""

import pytest

from dossiers.models import Fase
from tests.arrangementen.edities import Proef
from tests.arrangementen.factories import AfspraakFactory, LandingFactory, besluit_voor
from tests.arrangementen.stappen import bevries
from tests.dossiers.factories import VraagstukFactory


@pytest.fixture
def als(client):
    """Log in as someone, and go on with the same client."""

    def _als(user):
        client.force_login(user)
        return client

    return _als


@pytest.fixture
def vraagstuk(gelderland):
    return VraagstukFactory(lead_provincie=gelderland, fase=Fase.OORDEELSVORMING)


@pytest.fixture
def klaar(accounthouder, staf):
    """Afgestemd, with landing, a besluit and the frozen line of the BOL.

    Its vraagstuk has another number than itself, so that a link with the wrong one is seen.
    """
    afspraak = AfspraakFactory(afgestemd=True, vraagstuk__pk=900_001)
    LandingFactory(afspraak=afspraak)
    besluit_voor(afspraak.vraagstuk)
    bevries(afspraak, staf)
    return afspraak


@pytest.fixture
def proef(db):
    return Proef()
