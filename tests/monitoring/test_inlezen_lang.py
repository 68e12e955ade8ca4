"""A long file is imported in the background, whole or not at all (TRI-7)."""

import datetime

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection, connections
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from monitoring.inlezen import BuitenvoortgangInlezer
from monitoring.models import Buitenvoortgang
from novex.achtergrond import maak
from novex.inlezen.services import importeer
from novex.models import Achtergrondtaak, Inleesbestand
from tests.decor import persoon
from tests.monitoring.test_inlezen import BESTAND, bevestig, upload

Status = Achtergrondtaak.Status
URL = "/monitor/andere-programmas/inlezen/"


@pytest.fixture(autouse=True)
def kort(monkeypatch):
    """What is longer than one row is long."""
    monkeypatch.setattr(Inleesbestand, "RIJEN_METEEN", 1)


@pytest.fixture
def aangevraagd(client, staf):
    """The page of the task, right after the confirmation."""
    client.force_login(staf)
    pagina = bevestig(client, upload(client, URL))
    assert pagina.redirect_chain[-1][0] == Achtergrondtaak.objects.get().get_absolute_url()
    return pagina


def voorbeeld():
    return reverse("monitoring:inlezen-voorbeeld", args=[Inleesbestand.objects.get().pk])


def stand():
    return Achtergrondtaak.objects.values_list("status", "melding").get()


@pytest.mark.django_db
def test_a_long_file_is_saved_by_a_worker_and_says_what_came_of_it(client, aangevraagd):
    """TRI-7: nothing before the worker, everything after it, once; its page can be left."""
    assertContains(aangevraagd, "In de wachtrij")
    assertContains(aangevraagd, "U kunt deze pagina verlaten.")
    assert not Buitenvoortgang.objects.exists()
    assertNotContains(client.get(voorbeeld()), "Importeer 2 rijen")

    taak = Achtergrondtaak.objects.get()
    maak(taak.pk)
    maak(taak.pk)
    assert Buitenvoortgang.objects.count() == 2
    assertContains(client.get(taak.get_absolute_url()), f'href="{voorbeeld()}"')
    assertContains(client.get(reverse("taak-lijst")), f'href="{voorbeeld()}"')
    klaar = client.get(voorbeeld())
    assertContains(klaar, "Import klaar")
    assert [(b.nieuw, b.gelijk) for b in Inleesbestand.objects.all()] == [(2, 0)]


@pytest.mark.django_db
def test_the_preview_says_beforehand_that_it_goes_on_in_the_background(client, staf):
    """TRI-7: and a short file is there at once, without a task."""
    client.force_login(staf)
    assertContains(upload(client, URL), "op de achtergrond")
    kop, rij, _ = BESTAND.splitlines()
    kort = upload(client, URL, f"{kop}\n{rij}\n")
    assertNotContains(kort, "op de achtergrond")
    assertContains(bevestig(client, kort), "Nieuw: 1.")
    assert not Achtergrondtaak.objects.exists()


@pytest.mark.django_db
def test_pressing_twice_is_one_import(client, staf):
    """TRI-7: a double click, or a second tab with the same preview."""
    client.force_login(staf)
    pagina = upload(client, URL)
    bevestig(client, pagina)
    assertContains(bevestig(client, pagina), "In de wachtrij")
    maak(Achtergrondtaak.objects.get().pk)
    assertContains(bevestig(client, pagina), "Dit bestand is al geïmporteerd.")
    assert Buitenvoortgang.objects.count() == 2


@pytest.mark.django_db
def test_what_changed_meanwhile_is_refused_and_can_be_confirmed_anew(client, staf, aangevraagd):
    """TRI-7: the worker saves exactly what the preview showed, or nothing."""
    oud = Achtergrondtaak.objects.get()
    inlezer = BuitenvoortgangInlezer(staf, timezone.localdate())
    eerste = _eerste_rij(inlezer)
    inlezer.bewaar(eerste, None)
    maak(oud.pk)
    assert stand()[0] == Status.MISLUKT
    assert Buitenvoortgang.objects.count() == 1
    opnieuw = client.get(voorbeeld())
    assertContains(opnieuw, "De vorige poging is niet gelukt")
    assertContains(opnieuw, "Intussen is er iets veranderd.")
    bevestig(client, opnieuw)
    maak(Achtergrondtaak.objects.exclude(pk=oud.pk).get().pk)
    assert Buitenvoortgang.objects.count() == 2
    assertContains(client.get(voorbeeld()), "Import klaar")


def _eerste_rij(inlezer):
    bestand = Inleesbestand.objects.get()
    _, cellen = bestand.rijen[0]
    teksten = dict(zip(bestand.koppen, cellen, strict=True))
    return {k.naam: inlezer.lees(k, teksten[k.naam]) for k in inlezer.kolommen if k.naam in teksten}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (RuntimeError("x"), "Er is niets bewaard. Probeer het opnieuw."),
        (SoftTimeLimitExceeded(), "Verdeel de rijen over kleinere bestanden."),
    ],
)
def test_what_breaks_halfway_leaves_nothing(client, aangevraagd, monkeypatch, fout, zin):
    """TRI-7: in words, with the way back to the preview."""

    def breekt(inlezer, rijen):
        inlezer.bewaar(next(iter(rijen))[0], None)
        raise fout

    with monkeypatch.context() as even:
        even.setattr(BuitenvoortgangInlezer, "bewaar_alles", breekt)
        maak(Achtergrondtaak.objects.get().pk)
    assert not Buitenvoortgang.objects.exists()
    assert stand()[0] == Status.MISLUKT
    assert zin in stand()[1]
    mislukt = client.get(Achtergrondtaak.objects.get().get_absolute_url())
    assertContains(mislukt, "Bekijk het voorbeeld opnieuw")
    bevestig(client, client.get(voorbeeld()))
    maak(Achtergrondtaak.objects.get().pk)
    assert Buitenvoortgang.objects.count() == 2


@pytest.mark.django_db
def test_a_worker_that_is_killed_halfway_leaves_it_to_the_next(aangevraagd, monkeypatch):
    """TRI-7: and one that is killed after saving does not save it twice."""

    class Gedood(BaseException):
        pass

    def gedood(inlezer, rijen):
        inlezer.bewaar(next(iter(rijen))[0], None)
        raise Gedood

    taak = Achtergrondtaak.objects.get()
    with monkeypatch.context() as even:
        even.setattr(BuitenvoortgangInlezer, "bewaar_alles", gedood)
        with pytest.raises(Gedood):
            maak(taak.pk)
    assert (Buitenvoortgang.objects.count(), stand()[0]) == (0, Status.BEZIG)
    importeer(taak.gegevens, lambda _: None)
    maak(taak.pk)
    assert (Buitenvoortgang.objects.count(), stand()[0]) == (2, Status.KLAAR)


@pytest.mark.django_db
def test_an_old_upload_that_is_being_imported_stays(client, staf, aangevraagd):
    """TRI-7: what nobody confirmed goes after a day, and this somebody did."""
    nu = timezone.now()
    assert not Inleesbestand.objects.verlopen(nu + datetime.timedelta(days=1)).exists()
    Achtergrondtaak.objects.update(status=Status.MISLUKT)
    assert Inleesbestand.objects.verlopen(nu + datetime.timedelta(days=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_it_is_while_nothing_is_saved_yet(client, monkeypatch):
    """TRI-7: the transaction of the import hides its rows, not its progress."""
    client.force_login(persoon("staf"))
    bevestig(client, upload(client, URL))
    gezien, bewaar = [], BuitenvoortgangInlezer.bewaar_alles

    def kijk(inlezer, rijen):
        for rij in rijen:
            elders = connection.copy()
            with elders.cursor() as cursor:
                cursor.execute("SELECT voortgang FROM novex_achtergrondtaak")
                gezien.append(cursor.fetchone()[0])
            elders.close()
            bewaar(inlezer, [rij])

    monkeypatch.setattr(BuitenvoortgangInlezer, "bewaar_alles", kijk)
    maak(Achtergrondtaak.objects.get().pk)
    assert gezien == [10, 10]
    assert stand()[0] == Status.KLAAR


@pytest.mark.django_db
def test_an_import_goes_on_where_its_progress_cannot_be_told(aangevraagd, monkeypatch):
    """TRI-7: no connection is left for that, and the rows are saved all the same."""

    def vol(*_):
        raise OperationalError("too many clients")

    monkeypatch.setattr(type(connections["default"]), "copy", vol)
    maak(Achtergrondtaak.objects.get().pk)
    assert (Buitenvoortgang.objects.count(), stand()[0]) == (2, Status.KLAAR)
