"""The pages of the monitor and of an import in a real browser: axe clean, wide and narrow."""

import pytest
from django.urls import reverse

from monitoring.services import rondes, voortgang
from tests.browser import gebreken, inloggen
from tests.monitoring.factories import RONDE, ArrangementFactory, vastgestelde_afspraak

pytestmark = pytest.mark.e2e

CSV = (
    b"bron_url,peildatum,programma,item,status,realisatie,voortgang,toelichting,weergave\n"
    b"https://voorbeeld.nl,2026,Agenda,Manifest,In uitvoering,50%,,,feit\n"
    b"geen adres,ooit,Agenda,Fout item,,,,,\n"
)


@pytest.fixture
def inhoud(transactional_db, gelderland, vro, staf, provinciaal, accounthouder):
    """A closed round in which the sides differ, and an open one."""
    afspraak = vastgestelde_afspraak()
    arrangement = ArrangementFactory(afspraken=[afspraak])
    ronde = rondes.open_ronde(door=staf, **RONDE)
    for kant, door, stadium in (
        ("regio", provinciaal, "stilgelegd"),
        ("rijk", accounthouder, "bezig"),
    ):
        voortgang.schrijf(
            pk=ronde.voortgangen.get(kant=kant).pk,
            door=door,
            versie=1,
            stadium=stadium,
            toelichting="Er is nog geen geld.",
            op=RONDE["open_van"],
            indienen=True,
        )
    rondes.sluit_ronde(pk=ronde.pk, door=staf)
    nieuw = rondes.open_ronde(door=staf, **RONDE | {"naam": "Najaarsronde"})
    return {"afspraak": afspraak, "arrangement": arrangement, "ronde": nieuw}


def adressen(inhoud):
    eigen = inhoud["ronde"].voortgangen.get(kant="regio")
    return {
        "start": reverse("start"),
        "overzicht": reverse("monitoring:overzicht"),
        "arrangement": reverse("monitoring:arrangement", args=[inhoud["arrangement"].pk]),
        "afspraak": reverse("monitoring:afspraak", args=[inhoud["afspraak"].pk]),
        "ronde": reverse("monitoring:ronde", args=[inhoud["ronde"].pk]),
        "melden": reverse("monitoring:voortgang-melden", args=[eigen.pk]),
        "buiten": reverse("monitoring:buiten"),
    }


def test_the_pages_are_accessible_and_fit(pagina, live_server, inhoud, provinciaal):
    inloggen(pagina, live_server, provinciaal)
    for adres in adressen(inhoud).values():
        pagina.goto(f"{live_server.url}{adres}")
        assert gebreken(pagina) == []


def test_an_import_is_walked_on_screen(pagina, live_server, inhoud, staf, tmp_path):
    """TRI-7: upload, read the error at its cell, upload the better file, confirm."""
    pad = tmp_path / "voortgang.csv"
    pad.write_bytes(CSV)
    inloggen(pagina, live_server, staf)
    pagina.goto(f"{live_server.url}{reverse('monitoring:inlezen')}")
    assert gebreken(pagina) == []
    pagina.locator("input[type=file]").set_input_files(pad)
    pagina.get_by_role("button", name="Bestand bekijken").click()
    assert pagina.get_by_text("Dit is geen webadres.").is_visible()
    assert gebreken(pagina) == []

    pad.write_bytes(b"\n".join(CSV.splitlines()[:2]))
    pagina.get_by_role("link", name="Verbeterd bestand uploaden").click()
    pagina.locator("input[type=file]").set_input_files(pad)
    pagina.get_by_role("button", name="Bestand bekijken").click()
    pagina.get_by_role("button", name="Importeer 1 rij").click()
    assert pagina.get_by_role("heading", name="Import klaar").is_visible()
    pagina.get_by_role("link", name="Bekijk de lijst").click()
    assert pagina.get_by_text("Agenda: Manifest").is_visible()
