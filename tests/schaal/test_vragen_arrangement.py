"""No page of an arrangement or afspraak asks more than fifteen queries, however much is in it."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from arrangementen.models import Arrangement
from dossiers.models import Fase
from novex.rechten import Rol
from tests.arrangementen.edities import Proef
from tests.arrangementen.factories import AfspraakFactory, GeldregelFactory, besluit_voor
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.paginas import als
from tests.factories import GebruikerFactory, ToewijzingFactory

pytestmark = pytest.mark.django_db

MEEST = 15
VAN_EDITIE = ("", "voorbeeld/", "akkoord/", "stap/stel_vast/")
VAN_AFSPRAAK = ("", "wijzigen/", "smart/", "akkoord/", "vaststellen/", "landing/")
# The walk over all pages counts for every role; here those whose pages ask the most.
WIE = ["provinciaal", "met_twee_rollen"]


@pytest.fixture
def met_twee_rollen(vro, gelderland):
    """Accounthouder of Gelderland and VRO-staf at once: the rights add up (ROL-1)."""
    user = GebruikerFactory(organisatie=vro, rollen=[Rol.ACCOUNTHOUDER, Rol.VRO_STAF])
    ToewijzingFactory(gebruiker=user, provincie=gelderland)
    return user


@pytest.fixture
def browsers(request):
    return {wie: als(request.getfixturevalue(wie)) for wie in WIE}


@pytest.fixture
def meet(browsers):
    """How often each page asks for each person who may open it."""

    def nu(rij, paginas=VAN_EDITIE):
        aantallen = {}
        for wie, client in browsers.items():
            for pagina in paginas:
                with CaptureQueriesContext(connection) as gesteld:
                    antwoord = client.get(rij.get_absolute_url() + pagina)
                if antwoord.status_code == 200:
                    aantallen[wie, pagina] = len(gesteld)
        assert {wie for wie, _ in aantallen} == set(browsers)
        assert {sleutel: n for sleutel, n in aantallen.items() if n > MEEST} == {}
        return aantallen

    return nu


def test_no_page_of_an_edition_asks_too_much_on_its_way(meet):
    """ARR-1, ARR-4: from concept to gepubliceerd, for both sides."""
    eerder = Proef(jaar=2026).begin()
    eerder.neem_op()
    eerder.neem_afspraak_op(eerder.nieuwe_afspraak(jaar=2026))
    QuerySet.update(
        Arrangement.objects.filter(pk=eerder.arrangement.pk),
        status="gepubliceerd",
        bron_url="https://voorbeeld.nl/2026",
    )
    proef = Proef().gevuld(3)
    meet(proef.nu())
    proef.akkoord(proef.staf)
    meet(proef.nu())
    proef.akkoord(proef.provinciaal)
    meet(proef.nu())
    besluit_voor(proef.vraagstuk)
    meet(proef.nu())
    proef.bevries_lijst()
    meet(proef.nu())
    proef.bol_besluit()
    meet(proef.nu())
    proef.stap("stel_vast")
    meet(proef.nu())
    proef.kamerbrief()
    meet(proef.nu())
    proef.stap("publiceer")
    meet(proef.nu())


def test_an_edition_of_ten_opnames_asks_as_often_as_one_of_five(meet):
    """ARR-2, AFS-5: each with an afspraak, money, and a besluit of the BOL on its vraagstuk."""
    aantallen = []
    for jaar, opnames in ((2027, 5), (2028, 10)):
        proef = Proef(jaar=jaar).begin()
        for nummer in range(opnames):
            soort = "knelpunt" if nummer % 5 == 4 else "vraagstuk"
            proef.neem_op(soort=soort, knelpunt="Het blijft botsen.")
            if soort == "vraagstuk":
                proef.neem_afspraak_op()
                GeldregelFactory(afspraak=proef.afspraken[-1])
                besluit_voor(proef.vraagstuk)
        concept = meet(proef.nu())
        QuerySet.update(Arrangement.objects.filter(pk=proef.arrangement.pk), status="afgestemd")
        aantallen.append((concept, meet(proef.nu())))
    assert aantallen[0] == aantallen[1]


@pytest.mark.parametrize("scope", ["provincie", "landsdeel", "landelijk"])
@pytest.mark.parametrize("status", ["concept", "afgestemd", "vastgesteld"])
def test_no_page_of_an_afspraak_asks_too_much(meet, gelderland, lvvn, status, scope):
    """AFS-5: whatever it concerns, and with a besluit to take the text of."""
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING, lead_provincie=gelderland)
    besluit_voor(vraagstuk)
    afspraak = AfspraakFactory(
        vraagstuk=vraagstuk,
        scope=scope,
        landsdeel=gelderland.landsdeel if scope == "landsdeel" else None,
        acties=[lvvn, gelderland.organisatie],
        afgestemd=status == "afgestemd",
        vastgesteld=status == "vastgesteld",
        landing=gelderland.organisatie,
    )
    if status == "concept":
        for _ in range(5):
            GeldregelFactory(afspraak=afspraak, verantwoordelijke=lvvn)
    gezien = {pagina for _, pagina in meet(afspraak, VAN_AFSPRAAK)}
    assert gezien == set(VAN_AFSPRAAK)
