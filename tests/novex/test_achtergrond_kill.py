"""A worker is killed while it writes; the next one delivers the file, once and whole."""

import hashlib
import os
import select
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from novex.achtergrond import pad_van, vraag_aan
from novex.celery import app
from novex.models import Achtergrondtaak
from novex.tasks import start
from tests.arrangementen.voorbeeldeditie import OP, editie
from tests.factories import GebruikerFactory

pytestmark = pytest.mark.django_db(transaction=True)
SECONDEN = 90
Status = Achtergrondtaak.Status


@pytest.fixture
def worker(settings, tmp_path):
    """Starts real workers on the test database and queue; none outlives the test."""
    settings.MEDIA_ROOT = tmp_path / "bestanden"
    app.control.purge()
    gestart = []

    def begin(*extra, **env):
        adres = urlsplit(os.environ["DATABASE_URL"])
        database = adres._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        opdracht = [sys.executable, "-m", "celery", "--app=novex", "--quiet", "worker"]
        proces = subprocess.Popen(
            [*opdracht, "--concurrency=1", "--loglevel=WARNING", "--without-mingle", *extra],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {"DATABASE_URL": database, "NOVEX_BESTANDEN": str(settings.MEDIA_ROOT), **env},
            start_new_session=True,
        )
        gestart.append(proces)
        return proces

    yield begin
    for proces in gestart:
        sla_dood(proces)
    app.control.purge()


def sla_dood(proces):
    """The worker and its children, without a chance to tidy up."""
    if proces.poll() is None:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait(30)


def wacht_op_bericht(pijp):
    """Until the other side writes; the kernel wakes us, so nothing is slept away."""
    lezer = os.open(pijp, os.O_RDONLY | os.O_NONBLOCK)
    try:
        klaar, _, _ = select.select([lezer], [], [], SECONDEN)
        assert klaar, "the worker did not begin to write"
        return os.read(lezer, 100).decode()
    finally:
        os.close(lezer)


def wacht_op_klaar(pk):
    """Until the row says so; between two looks a ping to the worker takes its time."""
    einde = time.monotonic() + SECONDEN
    while time.monotonic() < einde:
        if Achtergrondtaak.objects.get(pk=pk).status == Status.KLAAR:
            return
        app.control.ping(timeout=0.5)
    pytest.fail("the second worker did not finish the task")


def test_a_worker_that_is_killed_halfway_leaves_one_whole_file(worker, tmp_path):
    """ARR-4: SIGKILL while the PDF is half on disk; the next worker makes it, once."""
    pijp = tmp_path / "pijp"
    os.mkfifo(pijp)
    eerste = worker("--include=tests.novex.halverwege", NOVEX_PROEFPIJP=str(pijp))
    een = editie()
    taak = vraag_aan(
        soort="arrangement-pdf",
        opschrift="Proef",
        sleutel="proef",
        gegevens={"editie": een.inhoud(), "op": OP.isoformat(), "vaststelling": None},
        door=GebruikerFactory(),
        start=start,
    )
    assert wacht_op_bericht(pijp) == "half"
    map_ = settings.MEDIA_ROOT / "taken"
    half = map_ / f"{taak.pk}.pdf.deel"
    assert half.read_bytes().startswith(b"%PDF")
    assert not half.read_bytes().rstrip().endswith(b"%%EOF")
    assert Achtergrondtaak.objects.get().status == Status.BEZIG
    sla_dood(eerste)
    assert half.exists()
    assert not (map_ / f"{taak.pk}.pdf").exists()

    worker()
    wacht_op_klaar(taak.pk)

    klaar = Achtergrondtaak.objects.get()
    assert [pad.name for pad in map_.iterdir()] == [f"{taak.pk}.pdf"]
    inhoud = pad_van(klaar).read_bytes()
    assert inhoud.rstrip().endswith(b"%%EOF")
    assert hashlib.sha256(inhoud).hexdigest() == klaar.sha256
