"""Who sees which line, and what stays closed until the Kamerbrief (ZIC-3, BOL-2)."""

import pytest

from arrangementen.models import Afspraak, Arrangement
from governance.models import Lijstonderwerp, Lijstregel
from novex.models import Auditregel
from novex.rechten import Rol
from tests.arrangementen.edities import Proef
from tests.factories import GebruikerFactory, LandsdeelFactory, OrganisatieFactory
from tests.governance.lijsten import (
    bevries,
    bevroren_ronde,
    bol_ronde,
    kamerbrief,
    regel,
    zitting,
)

TEKSTEN = {"landelijk", "oost", "noord", "gelderland", "overijssel", "drenthe"}


@pytest.fixture
def ronde(staf, gelderland, overijssel, drenthe):
    ronde = bol_ronde()
    zitting(ronde)
    for plek in ({}, {"landsdeel": gelderland.landsdeel}, {"landsdeel": drenthe.landsdeel}):
        naam = plek["landsdeel"].code if plek else "landelijk"
        regel(ronde, staf, f"Tekst {naam}.", titel=f"Titel {naam}", **plek)
    for provincie in (gelderland, overijssel, drenthe):
        naam = provincie.naam.lower()
        regel(ronde, staf, f"Tekst {naam}.", titel=f"Titel {naam}", provincie=provincie)
    return ronde


ZICHT = {
    "staf": TEKSTEN,
    "accounthouder": TEKSTEN,
    "accounthouder_elders": TEKSTEN,
    "regietafellid": TEKSTEN,
    "expert": TEKSTEN,
    "provinciaal": {"landelijk", "oost", "gelderland"},
    "buitenstaander": {"landelijk", "noord", "drenthe"},
    "bestuurder_rijk": set(),
    "bestuurder_provincie": set(),
    "beheerder": set(),
}


@pytest.mark.parametrize("wie", ZICHT)
def test_who_sees_which_concept_line(ronde, request, client, wie):
    """A provincie: landelijk, its landsdeel and its own; a lezer no concept (ZIC-3, BOL-1)."""
    user = request.getfixturevalue(wie)
    regels = Lijstregel.objects.for_user(user)
    assert {r.tekst.removeprefix("Tekst ").rstrip(".") for r in regels} == ZICHT[wie]
    assert Lijstonderwerp.objects.for_user(user).count() == len(ZICHT[wie])
    client.force_login(user)
    antwoord = client.get(f"/rondes/{ronde.pk}/lijst/regels/")
    if wie == "beheerder":
        assert antwoord.status_code == 404
        return
    for naam in TEKSTEN:
        assert (f"Tekst {naam}." in antwoord.text) == (naam in ZICHT[wie])
        assert (f"Titel {naam}" in antwoord.text) == (naam in ZICHT[wie])


def test_another_party_or_a_closed_account_sees_no_line(ronde, provinciaal):
    """Neither Rijk nor regio; and nothing once the account is closed (ZIC-3)."""
    ander = GebruikerFactory(
        organisatie=OrganisatieFactory(kant="overig"), rollen=[Rol.VAKDEPARTEMENT]
    )
    assert not Lijstregel.objects.for_user(ander).exists()
    provinciaal.is_active = False
    assert not Lijstregel.objects.for_user(provinciaal).exists()


def test_a_number_on_the_page_of_a_provincie_is_that_of_the_list(ronde, provinciaal, client):
    """Numbers mean the same to everyone, also where lines between are hidden (BOL-1)."""
    LandsdeelFactory(code="noord")
    client.force_login(provinciaal)
    tekst = client.get(f"/rondes/{ronde.pk}/lijst/regels/").text
    # Landelijk, Oost (its meeting is planned), Gelderland.
    assert [f"<h3>{n} Constatering" in tekst for n in ("1.1", "2.1", "3.1", "4.1")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("wie", ["provinciaal", "buitenstaander", "expert", "bestuurder_rijk"])
def test_the_list_is_closed_until_the_kamerbrief(staf, request, client, gelderland, wie):
    """Then everyone reads the newest frozen version, and nothing else (BOL-2, ARR-7)."""
    ronde = bevroren_ronde(staf, tekst="Geldt nu niet meer.", provincie=gelderland)
    regels = Lijstregel.objects.get()
    regels.tekst = "Dit geldt."
    regels.save()
    bevries(ronde, staf)
    client.force_login(request.getfixturevalue(wie))
    url = f"/rondes/{ronde.pk}/lijst/"
    for vraag in ("", "?versie=1", "?versie=concept"):
        dicht = client.get(url + vraag)
        assert dicht.status_code == 403
        assert "rust een embargo" in dicht.text
        assert "geldt" not in dicht.text.lower()
    assert Auditregel.objects.filter(handeling="toegang geweigerd").exists()

    kamerbrief(ronde, staf)
    regels.tekst = "Nog niet bevroren."
    regels.save()
    for vraag in ("", "?versie=1", "?versie=concept"):
        tekst = client.get(url + vraag).text
        assert "Dit geldt." in tekst
        assert "Geldt nu niet meer." not in tekst
        assert "Nog niet bevroren." not in tekst
        assert "/lijst/export/" not in tekst
        assert "/lijst/regels/" not in tekst


def test_afspraak_arrangement_and_monitor_of_another_provincie_wait_too(
    buitenstaander, provinciaal, client
):
    """Frozen and established is not openbaar: that starts after the Kamerbrief (BOL-2, ZIC-3)."""
    proef = Proef().vastgesteld()
    afspraak = proef.afspraken[0]
    paginas = [
        f"/afspraken/{afspraak.pk}/",
        f"/arrangementen/{proef.arrangement.pk}/",
        f"/monitor/afspraken/{afspraak.pk}/",
    ]

    def standen(user):
        client.force_login(user)
        return [client.get(pagina).status_code for pagina in paginas]

    assert standen(provinciaal) == [200, 200, 200]
    assert standen(buitenstaander) == [404, 404, 404]
    assert not Afspraak.objects.for_user(buitenstaander).exists()
    assert not Arrangement.objects.for_user(buitenstaander).exists()
    client.force_login(buitenstaander)
    for overzicht in ("/afspraken/", "/arrangementen/", "/monitor/"):
        assert afspraak.titel not in client.get(overzicht).text

    proef.kamerbrief()
    assert standen(buitenstaander) == [404, 404, 404]
    proef.stap("publiceer")
    assert Afspraak.objects.for_user(buitenstaander).get() == afspraak
    assert standen(buitenstaander)[:2] == [200, 200]
