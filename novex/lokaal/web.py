"""`make run`: everything up, one address, and everything down again."""

from __future__ import annotations

import errno
import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing

from novex.lokaal import bibliotheken
from novex.lokaal.diensten import diensten
from novex.lokaal.fout import LokaalError
from novex.lokaal.gegevensmap import PROJECT, Gegevensmap
from novex.lokaal.processen import Proces, draai, eis_doorgaan, wacht_tot


def poort() -> int:
    waarde = os.environ.get("PORT", "").strip() or "8000"
    if not (waarde.isascii() and waarde.isdigit() and 0 < int(waarde) < 65536):
        raise LokaalError(f"PORT={waarde} kan niet. Kies een getal van 1 tot en met 65535.")
    return int(waarde)


def _andere(nummer: int) -> int:
    return nummer + 1 if nummer < 65535 else 8000


def mapnaam() -> str:
    """Each port its own data, so that two runs side by side do not share a database."""
    return f"web-{poort()}"


def eis_vrije_poort(nummer: int) -> None:
    with closing(socket.socket()) as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", nummer))
        except OSError as fout:
            bezet = fout.errno == errno.EADDRINUSE
            raise LokaalError(
                f"Poort {nummer} is {'al in gebruik' if bezet else 'hier niet toegestaan'}. "
                f"Kies een andere: make run PORT={_andere(nummer)}"
            ) from fout


def start() -> int:
    nummer = poort()
    bibliotheken.controleer(met_browser=False)
    map_ = Gegevensmap(mapnaam())
    with map_.slot() as vrij:
        if not vrij:
            raise LokaalError(
                f"NOVEX draait al met gegevens in {map_.pad}. Stop die eerst, "
                f"of kies een andere poort: make run PORT={_andere(nummer)}"
            )
        eis_vrije_poort(nummer)
        with diensten(map_, soort="lokaal") as env:
            env["PORT"] = str(nummer)
            _bereid_voor(map_, env)
            return _draai(map_, env, nummer)


def _bereid_voor(map_: Gegevensmap, env: Mapping[str, str]) -> None:
    opdracht = [sys.executable, "-m", "novex.lokaal.voorbereiden", str(map_.pad / "demo-geladen")]
    if draai(opdracht, env=env, map_=PROJECT):
        raise LokaalError(
            "De gegevens konden niet worden klaargezet; de oorzaak staat hierboven. "
            "Herstel die, of begin opnieuw met `make schoon`."
        )


def _opdrachten(map_: Gegevensmap, nummer: int) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--app=novex", "--quiet"]
    rooster = str(map_.pad / "beat")
    return {
        "web": [
            *(*python, "gunicorn", "novex.wsgi", f"--bind=127.0.0.1:{nummer}", "--workers=2"),
            # Loaded once, then forked: on two cores that is half the time to the first page.
            *(
                "--preload",
                "--threads=4",
                "--log-level=warning",
                "--graceful-timeout=5",
                "--no-control-socket",
            ),
        ],
        "worker": [*celery, "worker", "--concurrency=1", "--loglevel=WARNING", "--without-mingle"],
        "beat": [
            *(*celery, "beat", "--loglevel=WARNING", f"--schedule={rooster}"),
            f"--pidfile={rooster}.pid",
        ],
    }


def _draai(map_: Gegevensmap, env: Mapping[str, str], nummer: int) -> int:
    (map_.pad / "beat.pid").unlink(missing_ok=True)  # the folder's lock says it is a leftover
    processen: list[Proces] = []
    try:
        for naam, opdracht in _opdrachten(map_, nummer).items():
            with (map_.pad / "log" / f"{naam}.log").open("ab") as uitvoer:
                processen.append(Proces(naam, opdracht, env=env, uitvoer=uitvoer, map_=PROJECT))
            if naam == "web":  # first the page, then who works behind it
                _wacht_op_web(map_, processen[0], nummer)
        adres = f"http://localhost:{nummer}/"
        print(f"\nNOVEX staat klaar op {adres}\nStoppen: Ctrl-C.", flush=True)
        return _waak(map_, processen)
    finally:
        for proces in processen:
            proces.vraag_te_stoppen()
        for proces in processen:
            proces.wacht_op_einde(15)


def _wacht_op_web(map_: Gegevensmap, web: Proces, nummer: int) -> None:
    log = map_.pad / "log" / "web.log"
    wacht_tot(
        lambda: _antwoordt(f"http://127.0.0.1:{nummer}/gezond/"),
        proces=web,
        seconden=60,
        anders=f"De website start niet; de oorzaak staat in {log}. Herstel die en start opnieuw.",
    )


def _waak(map_: Gegevensmap, processen: list[Proces]) -> int:
    """Until a signal comes; a part that ends by itself ends the whole."""
    while True:
        eis_doorgaan()
        for proces in processen:
            if not proces.leeft():
                log = map_.pad / "log" / f"{proces.naam}.log"
                raise LokaalError(
                    f"Het onderdeel {proces.naam} is gestopt; de oorzaak staat in {log}. "
                    "Herstel die en start opnieuw."
                )
        time.sleep(0.5)


def _antwoordt(adres: str) -> bool:
    try:
        with urllib.request.urlopen(adres, timeout=5) as antwoord:
            return bool(antwoord.status == 200)
    except (urllib.error.URLError, OSError):
        return False
