"""Work in the background: asked for once, seen by one, never lost, and honest when it fails."""

import threading

import pytest
from django.db import connection, transaction
from django.urls import reverse

from novex import achtergrond, tasks
from novex.achtergrond import Bestand, maak, onafgemaakt, pad_van, vraag_aan
from novex.models import Achtergrondtaak
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db
Status = Achtergrondtaak.Status


@pytest.fixture(autouse=True)
def bestanden(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def gemaakt(monkeypatch):
    """A maker of our own; it remembers each time it is called."""
    keren = []

    def maker(gegevens, voortgang):
        voortgang(50)
        keren.append(gegevens)
        return Bestand(gegevens["tekst"].encode(), "Proef bestand.txt", "text/plain")

    monkeypatch.setitem(achtergrond.MAKERS, "proef", maker)
    return keren


def vraag(door, *, sleutel="s", start=lambda pk: None, tekst="hallo", soort="proef"):
    return vraag_aan(
        soort=soort,
        opschrift="Een proef",
        sleutel=sleutel,
        gegevens={"tekst": tekst},
        door=door,
        start=start,
    )


def test_a_task_becomes_a_file(gemaakt, staf, client):
    """It is made, can be fetched, and its checksum is shown."""
    taak = vraag(staf)
    maak(taak.pk)
    taak = Achtergrondtaak.objects.get()
    assert (taak.status, taak.voortgang) == (Status.KLAAR, 100)
    assert pad_van(taak).read_text() == "hallo"
    client.force_login(staf)
    bestand = client.get(reverse("taak-bestand", args=[taak.pk]))
    assert b"".join(bestand.streaming_content) == b"hallo"
    assert 'filename="Proef bestand.txt"' in bestand["Content-Disposition"]
    assert bestand["Content-Disposition"].startswith("attachment")
    assert taak.sha256 in client.get(taak.get_absolute_url()).content.decode()


def test_only_who_asked_sees_it(gemaakt, staf, accounthouder, client):
    """ZIC-2: the file holds what that person may see, so a colleague gets 404."""
    taak = vraag(staf)
    maak(taak.pk)
    client.force_login(accounthouder)
    for naam in ("taak-detail", "taak-bestand"):
        assert client.get(reverse(naam, args=[taak.pk])).status_code == 404
    assert "Een proef" not in client.get(reverse("taak-lijst")).content.decode()
    client.force_login(staf)
    assert "Een proef" in client.get(reverse("taak-lijst")).content.decode()


def test_the_same_request_twice_is_one_task(gemaakt, staf, accounthouder):
    """Per person: somebody else's request is another task."""
    assert vraag(staf) == vraag(staf)
    assert vraag(accounthouder) != vraag(staf)
    assert Achtergrondtaak.objects.count() == 2


def test_a_task_is_made_once(gemaakt, staf):
    """Two messages on the queue are one file."""
    taak = vraag(staf)
    maak(taak.pk)
    maak(taak.pk)
    assert len(gemaakt) == 1


def test_it_starts_after_the_commit_only(gemaakt, staf, django_capture_on_commit_callbacks):
    """A request that is rolled back puts nothing on the queue."""
    gestart = []
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        vraag(staf, start=gestart.append)
        transaction.set_rollback(True)
    assert gestart == []
    with django_capture_on_commit_callbacks(execute=True):
        taak = vraag(staf, start=gestart.append)
        assert gestart == []
    assert gestart == [taak.pk]


def test_a_queue_that_is_down_does_not_lose_it(
    gemaakt, staf, django_capture_on_commit_callbacks, monkeypatch
):
    """The request stands; ``hervat`` puts it on the queue later."""

    def onbereikbaar(pk):
        raise ConnectionError("no queue")

    with django_capture_on_commit_callbacks(execute=True):
        taak = vraag(staf, start=onbereikbaar)
    assert onafgemaakt() == [taak.pk]
    gestart = []
    monkeypatch.setattr(tasks.maak_bestand, "delay", gestart.append)
    assert tasks.hervat() == 1
    assert gestart == [taak.pk]
    maak(taak.pk)
    assert onafgemaakt() == []


def test_a_failure_is_told_in_dutch_and_can_be_asked_again(gemaakt, staf, client, monkeypatch):
    """No technical words on the screen; the same request starts it anew."""

    def stuk(gegevens, voortgang):
        raise ValueError("Traceback and secrets")

    monkeypatch.setitem(achtergrond.MAKERS, "proef", stuk)
    taak = vraag(staf)
    maak(taak.pk)
    assert Achtergrondtaak.objects.get().status == Status.MISLUKT
    client.force_login(staf)
    html = client.get(taak.get_absolute_url()).content.decode()
    assert "Vraag het bestand opnieuw aan." in html
    assert "secrets" not in html
    assert client.get(reverse("taak-bestand", args=[taak.pk])).status_code == 404
    assert vraag(staf).status == Status.WACHT


def test_the_page_of_a_failure_has_the_button_to_ask_again(
    gemaakt, staf, accounthouder, client, monkeypatch, django_capture_on_commit_callbacks
):
    """ZIC-2: a button, no search for the page it was asked on; for who asked, after a failure."""
    gestart = []
    monkeypatch.setattr(tasks.maak_bestand, "delay", gestart.append)
    taak = vraag(staf)
    opnieuw = reverse("taak-opnieuw", args=[taak.pk])
    client.force_login(staf)
    assert opnieuw not in client.get(taak.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(opnieuw)
    assert gestart == []
    Achtergrondtaak.objects.update(status=Status.MISLUKT, melding="Vraag het opnieuw aan.")
    assert f'action="{opnieuw}"' in client.get(taak.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(opnieuw).url == taak.get_absolute_url()
    assert gestart == [taak.pk]
    taak = Achtergrondtaak.objects.get()
    assert (taak.status, taak.melding) == (Status.WACHT, "")
    client.force_login(accounthouder)
    assert client.post(opnieuw).status_code == 404


def test_who_goes_to_another_side_leaves_the_files_behind(gemaakt, staf, gelderland, client):
    """ZIC-2: made for the Rijk, so not for a provincie; the same request there is another task."""
    taak = vraag(staf)
    maak(taak.pk)
    staf.organisatie = gelderland.organisatie
    staf.save()
    client.force_login(staf)
    for naam in ("taak-detail", "taak-bestand"):
        assert client.get(reverse(naam, args=[taak.pk])).status_code == 404
    assert "Een proef" not in client.get(reverse("taak-lijst")).content.decode()
    assert vraag(staf) != taak


def test_a_file_that_is_gone_is_made_again(gemaakt, staf):
    """Asking again is enough; nobody is left with a link to nothing."""
    taak = vraag(staf)
    maak(taak.pk)
    pad_van(Achtergrondtaak.objects.get()).unlink()
    gestart = vraag(staf)
    assert gestart.status == Status.WACHT
    maak(gestart.pk)
    assert pad_van(Achtergrondtaak.objects.get()).exists()


def test_half_a_file_is_tidied_up(gemaakt, staf, bestanden):
    """What a killed worker left goes, also when the next attempt has another name."""
    taak = vraag(staf)
    half = bestanden / "taken" / f"{taak.pk}.pdf.deel"
    half.parent.mkdir()
    half.write_text("half")
    ander = bestanden / "taken" / f"{taak.pk}9.pdf.deel"
    ander.write_text("van een andere taak")
    maak(taak.pk)
    assert not half.exists()
    assert ander.exists()


def test_while_it_is_being_made_the_page_says_how_far(gemaakt, staf, client):
    """The page can be left, and says so."""
    taak = vraag(staf)
    client.force_login(staf)
    html = client.get(taak.get_absolute_url()).content.decode()
    assert "0 procent gedaan" in html
    assert "data-voortgang" in html
    assert client.get(reverse("taak-bestand", args=[taak.pk])).status_code == 404


def test_an_unknown_kind_fails_at_once(staf):
    """A misspelt kind is found where it is written, not in the worker."""
    with pytest.raises(LookupError):
        vraag(staf, soort="bestaat-niet")


@pytest.mark.django_db(transaction=True)
def test_who_works_on_it_works_alone(monkeypatch):
    """A second worker that gets the same task leaves it alone."""
    bezig, verder, keren = threading.Event(), threading.Event(), []

    def langzaam(gegevens, voortgang):
        keren.append(1)
        bezig.set()
        assert verder.wait(30)
        return Bestand(b"x", "x.txt", "text/plain")

    monkeypatch.setitem(achtergrond.MAKERS, "proef", langzaam)
    taak = vraag(GebruikerFactory())

    def eerste():
        maak(taak.pk)
        connection.close()

    draad = threading.Thread(target=eerste)
    draad.start()
    assert bezig.wait(30)
    maak(taak.pk)
    verder.set()
    draad.join(30)
    assert keren == [1]
    assert Achtergrondtaak.objects.get().status == Status.KLAAR
