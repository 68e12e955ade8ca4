"""The launcher says in one sentence what is wrong, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from novex.lokaal import bibliotheken, postgres, web
from novex.lokaal.fout import LokaalError
from novex.lokaal.gegevensmap import PROJECT, Gegevensmap
from novex.lokaal.processen import Proces


@pytest.fixture
def omgeving(tmp_path):
    """No servers given, and a data folder of its own with a space in its path."""
    kaal = {n: w for n, w in os.environ.items() if n not in {"DATABASE_URL", "REDIS_URL"}}
    kaal.pop("PYTEST_XDIST_WORKER", None)
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        poort = proef.getsockname()[1]
    return {**kaal, "NOVEX_LOKAAL": str(tmp_path / "een map"), "PORT": str(poort)}


@pytest.fixture
def map_(omgeving, monkeypatch):
    monkeypatch.setenv("NOVEX_LOKAAL", omgeving["NOVEX_LOKAAL"])
    monkeypatch.setenv("PORT", omgeving["PORT"])
    return Gegevensmap(web.mapnaam())


def starter(omgeving, *delen):
    return subprocess.run(
        [sys.executable, "-m", "novex.lokaal", *delen],
        cwd=PROJECT,
        env=omgeving,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def is_een_zin(uitvoer):
    regels = uitvoer.strip().splitlines()
    return len(regels) == 1 and regels[0].startswith("NOVEX: ") and "Traceback" not in uitvoer


def draaiende_opdrachten(woord):
    """Command lines of every process of this machine that name the word."""
    gevonden = []
    for pad in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            opdracht = pad.read_bytes()
        except OSError:
            continue
        if os.fsencode(woord) in opdracht:
            gevonden.append(opdracht)
    return gevonden


def wacht(klaar, seconden=20):
    """Look again until it is so; the process under test decides how long that takes."""
    einde = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < einde, "It did not happen in time."


def test_a_taken_port_is_named_with_another_one(omgeving):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", int(omgeving["PORT"])))
        bezet.listen()
        klaar = starter(omgeving, "web")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert f"Poort {omgeving['PORT']} is al in gebruik. Kies een andere: make run" in klaar.stderr


@pytest.mark.parametrize("poort", ["0", "70000", "web", "80 80"])
def test_an_impossible_port_is_refused(omgeving, poort):
    klaar = starter({**omgeving, "PORT": poort}, "web")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert "Kies een getal van 1 tot en met 65535." in klaar.stderr


def test_a_broken_database_says_where_to_read_and_how_to_begin_again(omgeving, map_):
    data = map_.pad / "postgres"
    data.mkdir()
    versie = next(iter(postgres.zoek_programmas()))
    (data / "PG_VERSION").write_text(f"{versie}\n")
    klaar = starter(omgeving, "web")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert "postgres.log" in klaar.stderr
    assert "make schoon" in klaar.stderr


def test_a_database_of_another_version_is_not_touched(omgeving, map_):
    data = map_.pad / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")
    klaar = starter(omgeving, "met", "--", "true")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert "is van PostgreSQL 9 en dat is hier niet" in klaar.stderr
    assert [pad.name for pad in data.iterdir()] == ["PG_VERSION"]


def test_a_data_folder_that_cannot_be_made_is_named(omgeving, tmp_path):
    (tmp_path / "bestand").write_text("")
    klaar = starter({**omgeving, "NOVEX_LOKAAL": str(tmp_path / "bestand")}, "web")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert "NOVEX_LOKAAL" in klaar.stderr


def test_one_run_per_data_folder(omgeving, map_):
    with map_.slot():
        klaar = starter(omgeving, "web")
    assert klaar.returncode == 1
    assert is_een_zin(klaar.stderr)
    assert "NOVEX draait al" in klaar.stderr


def test_clean_up_leaves_a_running_folder_and_the_files_of_others(omgeving, map_):
    ander = map_.pad.parent / "eigen werk"
    ander.mkdir()
    with map_.slot():
        klaar = starter(omgeving, "schoon")
        assert klaar.returncode == 1
        assert "Stop die eerst" in klaar.stderr
        assert map_.pad.exists()
    assert starter(omgeving, "schoon").returncode == 0
    assert not map_.pad.exists()
    assert ander.exists()


@pytest.mark.parametrize("met_browser", [True, False])
def test_a_missing_library_names_its_packages(monkeypatch, met_browser):
    monkeypatch.setattr(bibliotheken, "_laadt", lambda naam: "pangoft2" not in naam)
    monkeypatch.setattr(bibliotheken.shutil, "which", lambda naam: None)
    monkeypatch.setattr(bibliotheken.os, "geteuid", lambda: 1000)
    with pytest.raises(LokaalError) as fout:
        bibliotheken.controleer(met_browser=met_browser)
    pakketten = "libpangoft2-1.0-0 chromium" if met_browser else "libpangoft2-1.0-0"
    assert f"apt-get install {pakketten}." in str(fout.value)


def test_without_a_database_server_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "_kandidaten", lambda: iter(()))
    with pytest.raises(LokaalError, match="Installeer postgresql en postgresql-contrib"):
        postgres._kies(tmp_path)


def test_the_package_from_pypi_is_a_full_replacement_for_the_system(monkeypatch, map_, tmp_path):
    """The last candidate, alone: starts, keeps Dutch text, and brings the extensions."""
    pakket = list(postgres._kandidaten())[-1]
    monkeypatch.setattr(postgres, "_kandidaten", lambda: iter([pakket]))
    sockets = Path(f"/tmp/nvx-{os.getpid()}")
    sockets.mkdir(mode=0o700)
    try:
        with (
            postgres.postgres(map_, sockets, vluchtig=True) as url,
            psycopg.connect(url, autocommit=True) as verbinding,
        ):
            verbinding.execute("CREATE EXTENSION unaccent")
            vraag = "SELECT upper('é'), to_tsvector('dutch', 'de woningen')::text"
            assert verbinding.execute(vraag).fetchone() == ("É", "'woning':2")
    finally:
        sockets.rmdir()


def test_a_command_gets_the_servers_and_they_stop_after_it(omgeving, map_):
    code = (
        "import os, psycopg, redis;"
        "psycopg.connect(os.environ['DATABASE_URL']);"
        "redis.from_url(os.environ['REDIS_URL']).ping();"
        "print(os.environ['NOVEX_OMGEVING'], len(os.environ['SECRET_KEY']) > 50);"
        "raise SystemExit(7)"
    )
    klaar = starter(omgeving, "met", "--", sys.executable, "-c", code)
    assert (klaar.returncode, klaar.stdout) == (7, "lokaal True\n"), klaar.stderr
    assert draaiende_opdrachten(map_.pad) == []


@pytest.mark.parametrize("sein", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_launcher(omgeving, map_, sein):
    """Also when it is killed: the kernel tells its children."""
    opdracht = ["sh", "-c", "echo klaar; exec sleep 120"]
    kind = subprocess.Popen(
        [sys.executable, "-m", "novex.lokaal", "met", "--", *opdracht],
        cwd=PROJECT,
        env=omgeving,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert kind.stdout.readline() == b"klaar\n"
        assert draaiende_opdrachten(map_.pad)
        kind.send_signal(sein)
        kind.wait(30)
        wacht(lambda: not draaiende_opdrachten(map_.pad))
    finally:
        kind.kill()
        kind.communicate()


def test_a_stopped_group_takes_its_grandchildren_along():
    kind = Proces("proef", ["sh", "-c", "sleep 987 & sleep 987"], env=dict(os.environ))
    groep = kind.kind.pid
    kind.stop(5)
    wacht(lambda: not _groep_leeft(groep))


def _groep_leeft(groep):
    """A member that runs; one that only waits to be reaped does not count."""
    for pad in Path("/proc").glob("[0-9]*/stat"):
        try:
            velden = pad.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if velden[2] == str(groep) and velden[0] != "Z":
            return True
    return False
