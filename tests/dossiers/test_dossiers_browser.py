"""The pages of dossiers in a real browser: axe, 320 pixels, triage by keyboard."""

import pytest

from dossiers.models import Fase, Triageadvies
from novex.models import Criterium
from tests.browser import gebreken, inloggen
from tests.dossiers.factories import (
    AanpakFactory,
    CriteriasetFactory,
    FeitFactory,
    NotitieFactory,
    RichtingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    TriageadviesFactory,
    TriagebesluitFactory,
    VraagstukFactory,
)

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# With more on them than on the main line, or not on it at all.
PAGINAS = {
    "accounthouder": [
        "/signalen/",
        "/vraagstukken/",
        "/vraagstukken/?weergave=bord",
        "/vraagstukken/{vraagstuk}/",
        "/vraagstukken/{vraagstuk}/aanpak/",
        "/vraagstukken/{vraagstuk}/richtingen/",
        "/vraagstukken/{vraagstuk}/teksten/",
        "/vraagstukken/{vraagstuk}/triage/advies/",
    ],
    "regietafellid": [
        "/vraagstukken/{vraagstuk}/triage/",
        "/vraagstukken/{vraagstuk}/triage/besluit/",
        "/vraagstukken/{vraagstuk}/overgang/beleg_elders/",
    ],
    "provinciaal": ["/vraagstukken/{vraagstuk}/", "/vraagstukken/{vraagstuk}/triage/"],
    "staf": ["/vraagstukken/{oordeel}/", "/vraagstukken/{vraagstuk}/doorbreek/zet_door/"],
}


@pytest.fixture
def dossiers(gelderland, lvvn, accounthouder, provinciaal):
    criteriaset = CriteriasetFactory()
    for n, check in enumerate(Criterium.Machinecheck.values, start=1):
        Criterium.objects.create(
            set=criteriaset,
            code=check,
            volgorde=n,
            naam=f"Criterium {n}",
            vraag=f"Is aan criterium {n} voldaan?",
            machinecheck=check,
        )
    vraagstuk = VraagstukFactory(
        lead_provincie=gelderland,
        lead_accounthouder=accounthouder,
        planning="",
        organisaties=[lvvn],
    )
    eerste = RichtingFactory(vraagstuk=vraagstuk, gewogen=True, titel="Hoger bouwen langs de dijk")
    RichtingFactory(vraagstuk=vraagstuk, titel="Bouwen op de hoge gronden")
    AanpakFactory(vraagstuk=vraagstuk, voorkeursrichting=eerste, voorkeur_reden="Past het best.")
    TriagebesluitFactory(advies__vraagstuk=vraagstuk, advies__door=accounthouder)
    TriageadviesFactory(vraagstuk=vraagstuk, door=accounthouder)
    wijziging = TekstwijzigingFactory(vraagstuk=vraagstuk, door=accounthouder)
    TekstreactieFactory(wijziging=wijziging, door=provinciaal)
    FeitFactory(vraagstuk=vraagstuk, soort="do_uitkomst", label="Advies van het DO Gelderland")
    NotitieFactory(vraagstuk=vraagstuk, organisatie=accounthouder.organisatie)
    oordeel = VraagstukFactory(
        fase=Fase.OORDEELSVORMING, lead_provincie=gelderland, organisaties=[lvvn]
    )
    return {"vraagstuk": vraagstuk.pk, "oordeel": oordeel.pk}


def test_every_page_is_accessible_and_fits(request, live_server, pagina, dossiers):
    """WCAG 2.2 AA by axe at both widths, on each page that a role uses most."""
    for wie, adressen in PAGINAS.items():
        inloggen(pagina, live_server, request.getfixturevalue(wie))
        for adres in adressen:
            pagina.goto(live_server.url + adres.format(**dossiers))
            assert gebreken(pagina) == [], wie


def test_a_triage_is_advised_with_the_keyboard_only(
    live_server,
    pagina,
    dossiers,
    accounthouder,
):
    """TRI-4: tab to a group, space or an arrow to choose, enter on the button."""
    inloggen(pagina, live_server, accounthouder)
    pagina.goto(f"{live_server.url}/vraagstukken/{dossiers['vraagstuk']}/triage/advies/")
    for criterium in Criterium.objects.all():
        pagina.locator(f"[name=antwoord_{criterium.pk}]").first.focus()
        pagina.keyboard.press("Space")
        pagina.keyboard.press("Tab")
        pagina.keyboard.type("Dat blijkt uit het beeld.")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("ArrowDown")  # doorwerking
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Nota Ruimte")
    pagina.locator("[name=uitkomst]").first.focus()
    pagina.keyboard.press("Space")
    pagina.keyboard.press("Tab")
    pagina.keyboard.type("Het hoort hier.")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(f"**/vraagstukken/{dossiers['vraagstuk']}/triage/")
    advies = Triageadvies.objects.first()
    assert (advies.knockout, advies.door) == ("doorwerking", accounthouder)
