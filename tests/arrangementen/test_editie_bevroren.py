"""What is frozen stays as it is: in the database, on disk, and printed again elsewhere."""

import hashlib
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from arrangementen.models import (
    Arrangementakkoord,
    Arrangementstap,
    Editiebestand,
    GeenEditie,
    Opnameoordeel,
    Vaststelling,
)
from arrangementen.pdf import editie_pdf
from arrangementen.rapport import Editie
from arrangementen.services import arrangement as verbs
from arrangementen.services import edities
from arrangementen.tasks import bewaar_pdf, maak_arrangement_pdf
from dossiers.models import Vraagstuk
from novex.models import Achtergrondtaak
from tests.arrangementen.edities import OP, Proef
from tests.arrangementen.factories import besluit_voor
from tests.arrangementen.test_editie_pdf import alineas_van, html_van, kaal, paginas_van
from tests.weigeringen import geweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestanden(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def proef(bestanden):
    return Proef()


def gegevens_van(proef):
    """What the background task of the frozen edition got."""
    return Achtergrondtaak.objects.get(gegevens__vaststelling=proef.nu().vaststelling.pk).gegevens


def maak(gegevens):
    return maak_arrangement_pdf(gegevens, lambda procent: None).inhoud


ELDERS = """
import datetime, hashlib, json, sys
import django
django.setup()
from django.db import connection
from arrangementen.pdf import editie_pdf
from arrangementen.rapport import Editie
connection.ensure_connection = None  # only the frozen data: a query would fail
vast = json.load(sys.stdin)
inhoud = editie_pdf(Editie.uit(vast["editie"]), op=datetime.datetime.fromisoformat(vast["op"]))
print(hashlib.sha256(inhoud).hexdigest())
"""


def test_the_same_bytes_in_another_process_and_time_zone(proef):
    """ARR-4: the frozen data as the database gives them back, printed in Tokyo."""
    proef.vastgesteld(aantal=2)
    vaststelling = Vaststelling.objects.get()
    hier = maak(gegevens_van(proef))
    klaar = subprocess.run(
        [sys.executable, "-c", ELDERS],
        cwd=settings.BASE_DIR,
        env=os.environ | {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "7"},
        input=json.dumps({"editie": vaststelling.gegevens, "op": vaststelling.op.isoformat()}),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert klaar.stdout.split()[-1] == hashlib.sha256(hier).hexdigest()


def test_the_stored_pdf_is_removed_and_comes_back_the_same(proef, bestanden):
    """ARR-4: the first PDF is kept; without it the same bytes are printed again."""
    proef.vastgesteld()
    eerste = maak(gegevens_van(proef))
    (pad,) = (bestanden / "edities").iterdir()
    assert pad.read_bytes() == eerste
    assert pad.stem == Editiebestand.objects.get().sha256 == hashlib.sha256(eerste).hexdigest()
    pad.unlink()
    assert maak(gegevens_van(proef)) == eerste
    assert pad.read_bytes() == eerste


def test_the_stored_pdf_is_handed_out_as_it_is(proef, monkeypatch):
    """ARR-4: later versions of the layout do not touch an established edition."""
    proef.vastgesteld()
    eerste = maak(gegevens_van(proef))
    monkeypatch.setattr("arrangementen.tasks.editie_pdf", lambda *_, **__: b"andere opmaak")
    assert maak(gegevens_van(proef)) == eerste


def test_a_pdf_that_differs_is_refused(proef, bestanden):
    """ARR-4: also when the stored file was tampered with."""
    proef.vastgesteld()
    eerste = maak(gegevens_van(proef))
    with pytest.raises(RuntimeError, match="differs"):
        bewaar_pdf(proef.nu().vaststelling.pk, b"%PDF anders")
    (pad,) = (bestanden / "edities").iterdir()
    pad.write_bytes(b"%PDF gewijzigd")
    assert maak(gegevens_van(proef)) == eerste


def test_later_changes_do_not_reach_the_frozen_edition(proef):
    """ARR-4: the vraagstuk gets another title; the edition says what was established."""
    proef.vastgesteld()
    voor = proef.nu().vaststelling.sha256
    Vraagstuk.objects.filter(pk=proef.vraagstuk.pk).update(titel="Heel iets anders")
    vaststelling = proef.nu().vaststelling
    editie = verbs.editie_van(proef.nu(), vaststelling, OP)
    assert editie.sha256 == voor == vaststelling.sha256
    assert "Heel iets anders" not in html_van(editie)


def test_later_changes_do_not_end_the_akkoord_on_a_frozen_edition(proef, client):
    """ARR-4: both sides agreed on what was frozen; a concept is judged as it stands now."""
    proef.afgestemd()
    client.force_login(proef.staf)
    adres = reverse("arrangementen:arrangement-detail", args=[proef.arrangement.pk])

    def titel(nieuw):
        Vraagstuk.objects.filter(pk=proef.vraagstuk.pk).update(titel=nieuw)
        return [bool(stand.akkoord) for stand in client.get(adres).context["standen"]]

    eerst = proef.vraagstuk.titel
    assert titel("Heel iets anders") == [False, False]
    assert titel(eerst) == [True, True]
    besluit_voor(proef.vraagstuk)
    proef.bol_besluit()
    proef.bevries_lijst()
    proef.stap("stel_vast")
    assert titel("Heel iets anders") == [True, True]


@pytest.mark.parametrize("stand", ["gevuld", "gepubliceerd"])
def test_page_preview_and_pdf_say_the_same(proef, client, buitenstaander, stand):
    """ARR-6: the preview of a concept; after publication also the page of another provincie."""
    getattr(proef, stand)(aantal=2)
    adressen = [(proef.provinciaal, "arrangementen:arrangement-voorbeeld")]
    if stand == "gepubliceerd":
        adressen.append((buitenstaander, "arrangementen:arrangement-detail"))
    vaststelling = Vaststelling.objects.filter(arrangement=proef.arrangement).first()
    editie = verbs.editie_van(proef.nu(), vaststelling, OP)
    verwacht = alineas_van(html_van(editie))
    pdf = kaal("".join(paginas_van(editie_pdf(editie, op=proef.nu().gewijzigd_op))))
    assert len(verwacht) > 40
    for user, naam in adressen:
        client.force_login(user)
        pagina = client.get(reverse(naam, args=[proef.arrangement.pk])).content.decode()
        deel = pagina.partition('id="editie"')[2].partition("</main>")[0]
        op_pagina = alineas_van(deel)[: len(verwacht)]
        assert op_pagina == verwacht
    zinnen = [alinea for alinea in verwacht if len(alinea) < 60]
    assert all(alinea in pdf for alinea in zinnen)


def test_the_checksum_of_a_concept_follows_its_content(proef):
    """ARR-1: the content decides, not the status or the day."""
    proef.gevuld()
    som = proef.som()
    proef.akkoord(proef.staf)
    assert proef.som() == som
    proef.neem_afspraak_op()
    assert proef.som() != som


def test_the_same_concept_is_one_task(proef):
    """ARR-4: asking twice for the same content is one file; other content is another."""
    proef.gevuld()
    een = verbs.vraag_pdf(pk=proef.arrangement.pk, door=proef.staf, op=OP)
    assert verbs.vraag_pdf(pk=proef.arrangement.pk, door=proef.staf, op=OP) == een
    proef.neem_afspraak_op()
    assert verbs.vraag_pdf(pk=proef.arrangement.pk, door=proef.staf, op=OP) != een


def test_an_edition_of_elsewhere_has_no_pdf_here(proef):
    """ARR-1: its content stands at the source, so nothing empty is printed."""
    elders = edities.neem_eerste_generatie_op(
        provincie=proef.provincie,
        jaar=2025,
        ondertekend_op=OP.replace(year=2025),
        bron_url="https://voorbeeld.nl/ra",
        door=proef.staf,
    )
    with geweigerd("editie_van_elders"):
        verbs.vraag_pdf(pk=elders.pk, door=proef.staf, op=OP)


def test_the_frozen_data_read_back_make_the_same_checksum(proef):
    """ARR-4: PostgreSQL keeps the keys in its own order; the checksum does not mind."""
    proef.vastgesteld()
    rij = Vaststelling.objects.get()
    assert Editie.uit(rij.gegevens).sha256 == rij.sha256


LOGBOEKEN = [
    Arrangementakkoord,
    Arrangementstap,
    Editiebestand,
    GeenEditie,
    Opnameoordeel,
    Vaststelling,
]


def test_the_database_itself_refuses_to_change_a_log(proef):
    """ALG-2, ARR-4: past Django, with plain SQL, for every log of an arrangement."""
    proef.vastgesteld()
    maak(gegevens_van(proef))
    edities.leg_geen_editie_vast(
        provincie=proef.provincie, jaar=2029, reden="Er is geen BOL.", door=proef.staf
    )
    for model in LOGBOEKEN:
        assert model.objects.exists(), model
        for handeling in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                _voer_uit(handeling.format(model._meta.db_table))
        with pytest.raises(TypeError):
            model.objects.all().delete()


def _voer_uit(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
