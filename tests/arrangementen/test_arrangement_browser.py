"""The pages of the arrangement in a real browser: accessible, and nothing sticks out at 320 px."""

import pytest
from django.urls import reverse

from arrangementen.models import Opname
from dossiers.models import Fase
from tests.arrangementen.edities import Proef
from tests.browser import gebreken, inloggen
from tests.dossiers.factories import VraagstukFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.e2e]


def test_the_pages_are_accessible_and_fit(pagina, live_server):
    """WCAG 2.2 AA by axe at two widths, from an empty concept to an afgestemd arrangement."""
    proef = Proef().begin()
    pk = proef.arrangement.pk
    fouten = []

    def bekijk(naam, *args, zoek=""):
        pagina.goto(live_server.url + reverse(f"arrangementen:{naam}", args=args) + zoek)
        fouten.extend(gebreken(pagina))

    inloggen(pagina, live_server, proef.staf)
    bekijk("arrangement-detail", pk)
    ander = VraagstukFactory(fase=Fase.OPVOLGING, lead_provincie=proef.provincie, domeinen=[])
    bekijk("opname-nieuw", pk, zoek=f"?vraagstuk={ander.pk}")
    proef.neem_op()
    proef.neem_afspraak_op()
    proef.neem_afspraak_op()
    bekijk("arrangement-lijst", zoek="?jaar=2027")
    bekijk("arrangement-detail", pk)
    bekijk("arrangement-voorbeeld", pk)
    bekijk("opname-intrekken", Opname.objects.get().pk)
    proef.akkoord(proef.staf)
    proef.akkoord(proef.provinciaal)
    bekijk("arrangement-stap", pk, "stel_vast")
    assert fouten == []
