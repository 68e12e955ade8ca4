"""The pages of the afsprakenlijst, as VRO-staf works with them (BOL-1)."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.gremia import Gremium
from governance.models import Afsprakenlijst, Agendastatus, Kamerbrief, Lijstregel
from governance.services import lijst
from novex.achtergrond import maak
from novex.models import Achtergrondtaak, Auditregel
from tests.governance.factories import RondeFactory
from tests.governance.lijsten import (
    bevries,
    bevroren_ronde,
    bol_ronde,
    kamerbrief,
    regel,
    zitting,
)

INVOER = {
    "titel": "Water en bodem",
    "niveau": "landelijk",
    "landsdeel": "",
    "provincie": "",
    "soort": "kaderbepaling",
    "tekst": "Water en bodem sturen.",
}


@pytest.fixture
def staf_client(client, staf):
    client.force_login(staf)
    return client


@pytest.fixture
def ronde(staf):
    ronde = bol_ronde()
    zitting(ronde)
    return ronde


def url(ronde, rest=""):
    return f"/rondes/{ronde.pk}/lijst/{rest}"


def bekijk(client, adres):
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return antwoord.text


def test_the_preview_is_the_list_of_the_files(staf_client, staf, ronde):
    """Every paragraph of the export stands on the page, escaped (BOL-1)."""
    regel(ronde, staf, "<b>Vet</b> & meer\nregel twee", titel="Wonen")
    tekst = bekijk(staf_client, url(ronde))
    assert "&lt;b&gt;Vet&lt;/b&gt; &amp; meer\nregel twee" in tekst
    assert '<h3 id="deel-1">Landelijk</h3>' in tekst
    assert "Nog niet bevroren." in tekst


def test_the_page_shows_what_a_button_exports(staf_client, staf, ronde):
    """Frozen by default, the concept or an older version on demand (BOL-1)."""
    rij = regel(ronde, staf, "Versie een.")
    bevries(ronde, staf)
    rij.tekst = "Concept van nu."
    rij.save()
    assert "Het concept is anders dan de laatste bevroren versie" in bekijk(staf_client, url(ronde))
    for vraag, erin, eruit in [
        ("", "Versie een.", "Concept van nu."),
        ("?versie=1", "Versie een.", "Concept van nu."),
        ("?versie=concept", "Concept van nu.", "Versie een."),
    ]:
        tekst = bekijk(staf_client, url(ronde, vraag))
        assert erin in tekst
        assert eruit not in tekst
        versie = "" if vraag == "?versie=concept" else "1"
        assert f'name="versie" value="{versie}"' in tekst
        antwoord = staf_client.post(url(ronde, "export/pdf/"), {"versie": versie})
        taak = Achtergrondtaak.objects.get(pk=antwoord.url.strip("/").split("/")[-1])
        regels = taak.gegevens["lijst"]["delen"][0]["onderwerpen"][0]["regels"]
        assert [r["tekst"] for r in regels] == [erin]
    assert staf_client.get(url(ronde, "?versie=9")).status_code == 404
    assert staf_client.get(url(ronde, "?versie=x")).status_code == 404
    assert staf_client.post(url(ronde, "export/pdf/"), {"versie": "9"}).status_code == 404


def test_all_blockers_show_with_a_way_to_mend_them(staf_client, staf):
    """And no button to freeze until they are gone (VRA-3, BOL-1)."""
    ronde = bol_ronde()
    overleg = zitting(ronde, stand=Agendastatus.VERZONDEN)
    tekst = bekijk(staf_client, url(ronde))
    assert "BOL Oost van 10-03-2027 is nog niet gesloten." in tekst
    assert "Er staat nog geen regel op de lijst. Voeg een regel toe." in tekst
    assert f'href="{url(ronde)}#overleggen"' in tekst
    assert f'href="{url(ronde, "regels/nieuw/")}"' in tekst
    assert f'href="{overleg.get_absolute_url()}"' in tekst
    assert url(ronde, "bevriezen/") not in tekst


def test_freezing_from_form_to_version(staf_client, ronde, staf):
    """The purpose is asked, and stands in the list of versions with the checksum (BOL-1)."""
    regel(ronde, staf)
    assert url(ronde, "bevriezen/") in bekijk(staf_client, url(ronde))
    leeg = staf_client.post(url(ronde, "bevriezen/"), {"doel": " ", "op_versie": "0"})
    assert "Dit is nog leeg: waarvoor bevriest u de lijst." in leeg.text
    antwoord = staf_client.post(
        url(ronde, "bevriezen/"), {"doel": "Bijlage", "op_versie": "0"}, follow=True
    )
    bevroren = Afsprakenlijst.objects.get()
    assert "Versie 1 van de lijst is bevroren." in antwoord.text
    assert bevroren.sha256 in antwoord.text
    assert "Klopt niet" not in antwoord.text
    assert "Klopt" in antwoord.text


def test_who_knows_an_older_version_does_not_freeze_again(staf_client, ronde, staf):
    """The form says which version was read; a newer one is read first (BOL-1)."""
    regel(ronde, staf)
    assert '<input type="hidden" name="op_versie" value="0"' in bekijk(
        staf_client, url(ronde, "bevriezen/")
    )
    oud = {"doel": "Bijlage", "op_versie": "0"}
    assert staf_client.post(url(ronde, "bevriezen/"), oud).status_code == 302
    laat = staf_client.post(url(ronde, "bevriezen/"), oud)
    assert "Iemand anders heeft de lijst intussen bevroren, als versie 1." in laat.text
    assert Afsprakenlijst.objects.get().versie == 1
    assert staf_client.post(url(ronde, "bevriezen/"), oud | {"op_versie": "1"}).status_code == 302
    assert Afsprakenlijst.objects.count() == 2


def test_a_blocker_at_the_last_moment_shows_on_the_form(staf_client, staf):
    """Someone who kept the form open is told what changed (VRA-3, BOL-1)."""
    ronde = bol_ronde()
    zitting(ronde, stand=Agendastatus.VERZONDEN)
    regel(ronde, staf)
    antwoord = staf_client.post(url(ronde, "bevriezen/"), {"doel": "Bijlage", "op_versie": "0"})
    assert "is nog niet gesloten." in antwoord.text
    assert not Afsprakenlijst.objects.exists()


def test_the_kamerbrief_from_form_to_page(staf_client, staf, time_machine):
    """Date and number show; the button goes (BOL-2)."""
    time_machine.move_to("2027-06-30 12:00")
    ronde = bevroren_ronde(staf)
    adres = f"/rondes/{ronde.pk}/kamerbrief/"
    assert adres in bekijk(staf_client, url(ronde))
    fout = staf_client.post(adres, {"datum": "01-01-2027", "nummer": "2027D00001"})
    assert "Kies een dag na het laatste overleg" in fout.text
    goed = staf_client.post(adres, {"datum": "30-06-2027", "nummer": "2027D00001"}, follow=True)
    assert "Kamerbrief 2027D00001 van 30-06-2027" in goed.text
    assert adres not in goed.text
    assert Kamerbrief.objects.get().door == staf


def test_only_a_bol_round_has_these_pages(staf_client, staf):
    """Another round has no list (OVL-1)."""
    ander = RondeFactory(gremium=Gremium.DO)
    for rest in ("", "regels/", "regels/nieuw/", "bevriezen/"):
        assert staf_client.get(url(ander, rest)).status_code == 404
    assert staf_client.get(f"/rondes/{ander.pk}/kamerbrief/").status_code == 404
    assert staf_client.post(url(ander, "export/pdf/")).status_code == 404


def test_an_unknown_format_is_not_found(staf_client, staf):
    """Formats are a closed list (BOL-1)."""
    ronde = bevroren_ronde(staf)
    assert staf_client.post(url(ronde, "export/exe/")).status_code == 404


@pytest.mark.parametrize("formaat", ["pdf", "odt"])
def test_an_export_is_made_and_audited(staf_client, staf, formaat, settings, tmp_path):
    """Asked, made, fetched: each with a row that names no content (ZIC-5, BOL-1)."""
    settings.MEDIA_ROOT = tmp_path
    ronde = bevroren_ronde(staf)
    antwoord = staf_client.post(url(ronde, f"export/{formaat}/"), {"versie": "1"})
    taak = Achtergrondtaak.objects.get()
    assert antwoord.url == taak.get_absolute_url()
    maak(taak.pk)
    taak.refresh_from_db()
    assert taak.bestandsnaam == f"afsprakenlijst-ronde-bol-2027-versie-1.{formaat}"
    bestand = staf_client.get(f"{taak.get_absolute_url()}bestand/")
    assert b"".join(bestand.streaming_content)[:4] in {b"%PDF", b"PK\x03\x04"}
    rijen = Auditregel.objects.filter(handeling__startswith="bestand")
    assert {(r.handeling, r.door) for r in rijen} == {
        ("bestand aangevraagd", staf),
        ("bestand opgehaald", staf),
    }
    assert all("Rijk en provincie" not in r.onderwerp for r in rijen)


# --- lines ---------------------------------------------------------------------------------------


def test_a_double_post_makes_one_line(staf_client, ronde):
    """The form key counts once (BOL-1; schermen)."""
    invoer = {**INVOER, "formuliersleutel": str(uuid.uuid4())}
    for _ in range(2):
        antwoord = staf_client.post(url(ronde, "regels/nieuw/"), invoer)
        assert antwoord.url == url(ronde, "regels/")
    assert Lijstregel.objects.count() == 1


def test_a_wrong_place_is_told_on_the_form(staf_client, ronde):
    """Niveau and place belong together (BOL-1)."""
    antwoord = staf_client.post(
        url(ronde, "regels/nieuw/"), {**INVOER, "niveau": "provincie", "provincie": ""}
    )
    assert "Kies een landsdeel bij niveau landsdeel" in antwoord.text
    assert not Lijstregel.objects.exists()


def test_the_second_of_two_editors_keeps_the_typed_text(staf_client, staf, ronde):
    """Stale edit: 409 that names the first, by hand and after a push (BOL-1)."""
    rij = regel(ronde, staf)
    adres = f"/lijstregels/{rij.pk}/"
    eerste = {"soort": "afspraak", "tekst": "Van de eerste.", "versie": 1}
    assert staf_client.post(adres, eerste).status_code == 302
    tweede = staf_client.post(adres, {**eerste, "tekst": "Van de tweede."})
    assert tweede.status_code == 409
    assert "Van de tweede." in tweede.text
    assert str(staf) in tweede.text
    assert Lijstregel.objects.get().tekst == "Van de eerste."


def test_a_push_in_between_makes_a_form_too_old(staf_client, ronde):
    """A text that arrangementen renews is not overwritten unseen (BOL-1)."""
    velden = {"ronde": ronde, "niveau": "landelijk", "titel": "Water", "soort": "afspraak"}
    rij = lijst.duw_regel(**velden, tekst="Eerst.", bron_sleutel="A-1")
    lijst.duw_regel(**velden, tekst="Vernieuwd.", bron_sleutel="A-1")
    antwoord = staf_client.post(
        f"/lijstregels/{rij.pk}/", {"soort": "afspraak", "tekst": "Mijn.", "versie": 1}
    )
    assert antwoord.status_code == 409
    assert Lijstregel.objects.get().tekst == "Vernieuwd."


def test_buttons_move_lines_and_items(staf_client, staf, ronde):
    """Omhoog and Omlaag, without dragging; not at the edges (BOL-1, AGE-1)."""
    een, twee = regel(ronde, staf, "Een."), regel(ronde, staf, "Twee.")
    wonen = regel(ronde, staf, "Drie.", titel="Wonen")
    tekst = bekijk(staf_client, url(ronde, "regels/"))
    assert tekst.count(f"/lijstregels/{een.pk}/verplaats/") == 1
    assert f"/lijstregels/{wonen.pk}/verplaats/" not in tekst
    assert tekst.count(f"/lijstonderwerpen/{een.onderwerp_id}/verplaats/") == 1
    assert tekst.count(f"/lijstonderwerpen/{wonen.onderwerp_id}/verplaats/") == 1
    staf_client.post(f"/lijstregels/{twee.pk}/verplaats/", {"richting": "omhoog"})
    staf_client.post(f"/lijstonderwerpen/{wonen.onderwerp_id}/verplaats/", {"richting": "omhoog"})
    tekst = bekijk(staf_client, url(ronde, "regels/"))
    assert tekst.index("Drie.") < tekst.index("Twee.") < tekst.index("Een.")


def test_taking_a_line_off_asks_why_and_shows_it(staf_client, staf, ronde):
    """The line and its reason stay on the page (ALG-2)."""
    rij = regel(ronde, staf, "Dubbele regel.")
    adres = f"/lijstregels/{rij.pk}/weghalen/"
    assert "Dit is nog leeg: reden." in staf_client.post(adres, {"reden": ""}).text
    tekst = staf_client.post(adres, {"reden": "Staat er al"}, follow=True).text
    assert "Weggehaalde regels" in tekst
    assert "Dubbele regel." in tekst
    assert "Staat er al" in tekst
    assert staf_client.get(adres).status_code == 404


@pytest.mark.parametrize("wie", ["provinciaal", "expert", "accounthouder"])
def test_who_reads_a_line_may_not_change_it(request, client, staf, gelderland, wie):
    """Visible without the right is 403; not visible is 404 (ZIC-4)."""
    ronde = bol_ronde()
    rij = regel(ronde, staf, provincie=gelderland)
    client.force_login(request.getfixturevalue(wie))
    assert "/lijstregels/" not in client.get(url(ronde, "regels/")).text
    for rest in ("", "weghalen/", "verplaats/"):
        assert client.post(f"/lijstregels/{rij.pk}/{rest}").status_code == 403
    assert client.post(f"/lijstonderwerpen/{rij.onderwerp_id}/verplaats/").status_code == 403
    for rest in ("regels/nieuw/", "bevriezen/", "export/pdf/"):
        assert client.post(url(ronde, rest)).status_code == 403
    assert client.post(f"/rondes/{ronde.pk}/kamerbrief/").status_code == 403
    client.force_login(request.getfixturevalue("buitenstaander"))
    for rest in ("", "weghalen/", "verplaats/"):
        assert client.post(f"/lijstregels/{rij.pk}/{rest}").status_code == 404
    assert client.post(f"/lijstonderwerpen/{rij.onderwerp_id}/verplaats/").status_code == 404


@pytest.mark.parametrize("rest", ["", "regels/"])
def test_ten_times_the_lines_cost_no_more_queries(staf_client, staf, ronde, gelderland, rest):
    """Both pages, with items in every part (schermen; stijl)."""

    def vul(aantal):
        for i in range(aantal):
            regel(ronde, staf, titel=f"Titel {i}", provincie=gelderland)
            regel(ronde, staf, titel=f"Titel {i}", landsdeel=gelderland.landsdeel)

    def tel():
        bekijk(staf_client, url(ronde, rest))
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            bekijk(staf_client, url(ronde, rest))
        return len(vragen)

    vul(2)
    weinig = tel()
    vul(20)
    assert tel() == weinig


def test_an_open_embargo_is_named_on_the_page(staf_client, staf):
    """Until the Kamerbrief, the page itself warns (BOL-2)."""
    ronde = bevroren_ronde(staf)
    zin = "Er rust een embargo op deze lijst"
    assert zin in bekijk(staf_client, url(ronde))
    kamerbrief(ronde, staf)
    assert zin not in bekijk(staf_client, url(ronde))
