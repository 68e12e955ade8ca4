"""The papers of a punt: who adds and reads them, and what sending does (AGE-2, AGE-3, OVL-5)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, models, transaction
from pytest_django.asserts import assertContains, assertNotContains

from governance.bevroren import vingerafdruk
from governance.gremia import Gremium
from governance.models import Agendastatus, Agendaversie, Overleg, Stuk
from governance.services import stukken
from novex.models import Auditregel
from novex.upload import lees_document
from tests.documenten import pdf, upload
from tests.governance.factories import AgendapuntFactory, OverlegFactory, in_stand, verzonden
from tests.governance.paginas import url
from tests.weigeringen import geweigerd


@pytest.fixture(autouse=True)
def _bestanden(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def punt(gelderland):
    return AgendapuntFactory(vraagstuk=None, soort="ter_bespreking")


def voeg_toe(punt, door, niveau="rijk_en_regio", titel="Notitie", reden=""):
    return stukken.voeg_toe(
        punt_pk=punt.pk,
        titel=titel,
        document=lees_document("Nota van X.pdf", pdf()),
        zichtbaarheid=niveau,
        door=door,
        reden=reden,
    )


def test_a_paper_is_added_read_and_handed_out(als, staf, provinciaal, punt, tmp_path):
    """AGE-2: through the form; an attachment with a name of ours, and audited (ZIC-5)."""
    invoer = {
        "titel": "De <polder>",
        "document": upload("Vertrouwelijk concept van Jan.pdf"),
        "zichtbaarheid": "rijk_en_regio",
    }
    assert als("staf").post(url("stuk-nieuw", punt.pk), invoer).status_code == 302
    stuk = Stuk.objects.get()
    assert (tmp_path / "stukken" / stuk.bestand).read_bytes() == pdf()
    assert "Jan" not in stuk.bestand
    client = als("provinciaal")
    assertContains(client.get(url("agenda", punt.overleg_id)), "De &lt;polder&gt;")
    antwoord = client.get(stuk.get_absolute_url())
    assert b"".join(antwoord.streaming_content) == pdf()
    assert antwoord["Content-Disposition"] == 'attachment; filename="de-polder.pdf"'
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert Auditregel.objects.filter(handeling="stuk opgehaald").exists()


def test_a_wrong_file_is_refused_at_its_field(als, staf, punt):
    """AGE-2: what is wrong with it, beside the kinds and size that were said before."""
    client = als("staf")
    pagina = client.get(url("stuk-nieuw", punt.pk))
    assertContains(pagina, "Toegestaan: PDF, ODT, ODS, DOCX, XLSX, PNG, JPG")
    assertContains(pagina, "hoogstens 10 MB")
    invoer = {"titel": "A", "zichtbaarheid": "rijk", "document": upload("a.pdf", b"<html>")}
    antwoord = client.post(url("stuk-nieuw", punt.pk), invoer)
    (fout,) = antwoord.context["form"].errors["document"]
    assert fout.startswith("De naam eindigt op .pdf, maar de inhoud is anders")
    invoer["document"] = upload("a.pdf")
    del invoer["zichtbaarheid"]  # ZIC-1: no default
    assert set(client.post(url("stuk-nieuw", punt.pk), invoer).context["form"].errors) == {
        "zichtbaarheid"
    }
    assert not Stuk.objects.exists()


def test_a_paper_of_the_rijk_stays_inside_the_rijk(als, staf, provinciaal, punt):
    """ZIC-1, ZIC-2: not on the agenda, not on the sent one, not behind its address; and the
    agenda that the provincie reacts to stays the same."""
    overleg = punt.overleg
    toen = vingerafdruk(overleg, overleg.agendapunten.voor_toets(), overleg.provincies.get().pk)
    intern = voeg_toe(punt, staf, "rijk", "GEHEIM")
    assert toen == vingerafdruk(
        overleg, overleg.agendapunten.voor_toets(), overleg.provincies.get().pk
    )
    gedeeld = voeg_toe(punt, staf, titel="Gedeeld")
    verzonden(overleg, staf)
    for adres in (url("agenda", overleg.pk), url("agenda-verzonden", overleg.pk)):
        assertNotContains(als("provinciaal").get(adres), "GEHEIM")
        assertContains(als("provinciaal").get(adres), "Gedeeld")
        assertContains(als("staf").get(adres), "GEHEIM")
    client = als("provinciaal")
    assert client.get(intern.get_absolute_url()).status_code == 404
    assert client.get(gedeeld.get_absolute_url()).status_code == 200
    assert als("staf").get(intern.get_absolute_url()).status_code == 200


def test_who_may_let_whom_read(staf, provinciaal, punt):
    """ZIC-1: never past the writer, and a table of the Rijk keeps its papers to itself."""
    assert [n for n, _ in stukken.niveaus_voor(punt, staf)] == ["rijk", "rijk_en_regio"]
    assert [n for n, _ in stukken.niveaus_voor(punt, provinciaal)] == ["rijk_en_regio"]
    regietafel = AgendapuntFactory(
        overleg=OverlegFactory(gremium=Gremium.REGIETAFEL), vraagstuk=None, soort="ter_bespreking"
    )
    with geweigerd("niveau_past_niet"):
        voeg_toe(regietafel, staf, "rijk_en_regio")
    assert voeg_toe(regietafel, staf, "rijk").zichtbaarheid == "rijk"


def test_a_provincie_is_not_asked_who_reads_it(als, provinciaal, punt):
    """ALG-1: with one audience there is nothing to choose."""
    punt.indiener = provinciaal.organisatie
    punt.save()
    client = als("provinciaal")
    invoer = {"titel": "Kaart", "document": upload()}
    assert client.post(url("stuk-nieuw", punt.pk), invoer).status_code == 302
    assert Stuk.objects.get().zichtbaarheid == "rijk_en_regio"


def test_a_paper_changes_the_agenda_that_is_reacted_to(staf, punt):
    """AGE-5: added or taken off, the provincie is asked again."""
    overleg, provincie = punt.overleg, punt.overleg.provincies.get().pk

    def nu():
        return vingerafdruk(overleg, overleg.agendapunten.voor_toets(), provincie)

    zonder = nu()
    stuk = voeg_toe(punt, staf)
    assert nu() != zonder
    stukken.haal_weg(pk=stuk.pk, door=staf)
    assert nu() == zonder
    punt.refresh_from_db()
    assert punt.gewijzigd_door == staf


def test_only_who_may_change_the_punt_adds_a_paper(
    accounthouder, provinciaal, expert, regietafellid, punt
):
    """AGE-2: who draws up the agenda, or who handed the punt in; after sending VRO-staf."""
    voeg_toe(punt, accounthouder)
    voeg_toe(punt, regietafellid)
    for ander in (provinciaal, expert):
        with pytest.raises(PermissionDenied):
            voeg_toe(punt, ander)
    punt.indiener = expert.organisatie
    punt.save()
    stuk = voeg_toe(punt, expert)
    in_stand(punt.overleg, Agendastatus.VERZONDEN)
    for ander in (expert, accounthouder, regietafellid):
        with pytest.raises(PermissionDenied):
            voeg_toe(punt, ander, reden="Later.")
        with pytest.raises(PermissionDenied):
            stukken.haal_weg(pk=stuk.pk, door=ander)


def test_in_concept_a_paper_comes_off(
    als, staf, punt, tmp_path, django_capture_on_commit_callbacks
):
    """AGE-2: it is gone for every reader, and its file too; that it was there stays known."""
    stuk = voeg_toe(punt, staf)
    with django_capture_on_commit_callbacks(execute=True):
        als("staf").post(url("stuk-weghalen", stuk.pk))
    assert not (tmp_path / "stukken" / stuk.bestand).exists()
    assert als("staf").get(stuk.get_absolute_url()).status_code == 404
    assert Stuk.objects.get().weggehaald_op
    assert Auditregel.objects.get(handeling="stuk weggehaald").gegevens["sha256"] == stuk.sha256


def test_sending_freezes_the_papers(staf, punt):
    """AGE-3: title, size and checksum of each; without what came off before."""
    weg, stuk = voeg_toe(punt, staf), voeg_toe(punt, staf, titel="Kaart")
    stukken.haal_weg(pk=weg.pk, door=staf)
    verzonden(punt.overleg, staf)
    (bevroren,) = Agendaversie.objects.get().gegevens["punten"][0]["stukken"]
    assert bevroren["titel"] == "Kaart"
    assert (bevroren["grootte"], bevroren["sha256"]) == (len(pdf()), stuk.sha256)


def test_after_sending_a_paper_stays(als, staf, punt):
    """AGE-3: removal is refused in words, and by the database for what was changed by hand."""
    stuk = voeg_toe(punt, staf)
    verzonden(punt.overleg, staf)
    with geweigerd("agenda_niet_in_concept"):
        stukken.haal_weg(pk=stuk.pk, door=staf)
    assertNotContains(als("staf").get(url("agenda", punt.overleg_id)), "Stuk weghalen")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        models.QuerySet(Stuk).update(titel="Anders")


def test_a_late_paper_is_nagezonden_with_a_reason(als, staf, provinciaal, punt):
    """OVL-5: refused without one; with one it stands there as nagezonden, and never comes off."""
    voeg_toe(punt, staf, titel="Op tijd")
    overleg = verzonden(punt.overleg, staf)
    with geweigerd("reden_ontbreekt"):
        voeg_toe(punt, staf, titel="Laat")
    invoer = {"titel": "Laat", "document": upload(), "zichtbaarheid": "rijk_en_regio"}
    client = als("staf")
    assertContains(client.post(url("stuk-nieuw", punt.pk), invoer), "nu pas")
    invoer |= {"document": upload(), "reden": "De cijfers kwamen vandaag."}
    assert client.post(url("stuk-nieuw", punt.pk), invoer).status_code == 302
    for adres in (url("agenda", overleg.pk), url("agenda-verzonden", overleg.pk)):
        pagina = als("provinciaal").get(adres)
        assertContains(pagina, "Nagezonden")
        assertContains(pagina, "De cijfers kwamen vandaag.")
    assert [s["titel"] for s in Agendaversie.objects.get().gegevens["punten"][0]["stukken"]] == [
        "Op tijd"
    ]
    laat = Stuk.objects.get(titel="Laat")
    with pytest.raises(IntegrityError), transaction.atomic():
        Stuk.objects.haal_weg(laat, laat.op)


@pytest.mark.parametrize("stand", [Agendastatus.AFGESTEMD, Agendastatus.GEHOUDEN])
def test_between_concept_and_sent_and_after_the_meeting_nothing_comes(staf, punt, stand):
    """AGE-3: an agenda that was agreed is opened first; one that was held is done."""
    in_stand(punt.overleg, stand)
    with geweigerd("agenda_niet_in_concept"):
        voeg_toe(punt, staf, reden="Toch nog.")


def test_another_provincie_reads_no_paper(als, staf, buitenstaander, punt):
    """ZIC-3: not there."""
    stuk = voeg_toe(punt, staf)
    assert als("buitenstaander").get(stuk.get_absolute_url()).status_code == 404
    assert Overleg.objects.count() == 1
