"""`python -m novex.lokaal <command>`; see ``UITLEG``."""

from __future__ import annotations

import os
import shutil
import sys

from novex.lokaal import bibliotheken, controle, web
from novex.lokaal.diensten import diensten, omgeving
from novex.lokaal.fout import Gestopt, LokaalError
from novex.lokaal.gegevensmap import PROJECT, Gegevensmap, wortel
from novex.lokaal.processen import draai, vang_signalen

UITLEG = """\
python -m novex.lokaal web                   start alles; adres http://localhost:$PORT
python -m novex.lokaal met -- <opdracht>     voer een opdracht uit met de database erbij
python -m novex.lokaal test -- <argumenten>  voer de tests uit (argumenten voor pytest)
python -m novex.lokaal bibliotheken [--met-browser]   controleer de systeembibliotheken
python -m novex.lokaal controle              typen, lagen, migraties, productie-instellingen
python -m novex.lokaal schoon                verwijder de lokale gegevens
"""


def _na_streepjes(delen: list[str]) -> list[str]:
    return delen[1:] if delen[:1] == ["--"] else delen


def test(delen: list[str]) -> int:
    """pytest, with servers of its own that forget everything."""
    map_ = Gegevensmap("test")
    with map_.slot() as vrij:
        if not vrij:
            raise LokaalError(
                f"Er draaien al tests in {map_.pad}. Wacht tot ze klaar zijn, "
                "of kies een andere map met NOVEX_LOKAAL."
            )
        with diensten(map_, soort="test") as env:
            return draai([sys.executable, "-m", "pytest", *delen], env=env, map_=PROJECT)


def met(opdracht: list[str]) -> int:
    """Any command on the data of `make run`; uses its servers when they are up."""
    if not opdracht:
        raise LokaalError("Er staat geen opdracht na `met --`. Noem de opdracht.")
    map_ = Gegevensmap(web.mapnaam())
    with map_.slot() as vrij:
        if vrij:
            with diensten(map_, soort="lokaal") as env:
                return draai(opdracht, env=env)
        adressen = map_.draaiende_omgeving()
        env = omgeving(
            map_,
            soort="lokaal",
            database_url=adressen["DATABASE_URL"],
            redis_url=adressen["REDIS_URL"],
        )
        return draai(opdracht, env=env)


def schoon() -> int:
    """Remove the data folders of the launcher, and only those; never one that is in use."""
    for pad in sorted(wortel().glob("*")):
        if not (pad / "slot").exists():
            continue
        with Gegevensmap(pad.name).slot() as vrij:
            if not vrij:
                raise LokaalError(
                    f"NOVEX draait nog met gegevens in {pad}. Stop die eerst en probeer "
                    "het opnieuw."
                )
            shutil.rmtree(pad, ignore_errors=True)
    return 0


def main(argumenten: list[str]) -> int:
    opdracht, rest = (argumenten[0] if argumenten else ""), argumenten[1:]
    vang_signalen()
    try:
        if opdracht == "web":
            return web.start()
        if opdracht == "met":
            return met(_na_streepjes(rest))
        if opdracht == "test":
            return test(_na_streepjes(rest))
        if opdracht == "bibliotheken":
            return bibliotheken.controleer(met_browser="--met-browser" in rest)
        if opdracht == "controle":
            return controle.controleer()
        if opdracht == "schoon":
            return schoon()
    except LokaalError as fout:
        print(f"NOVEX: {fout}", file=sys.stderr)
        return 1
    except FileNotFoundError as fout:
        print(f"NOVEX: {fout.filename} is niet gevonden. Voer `make setup` uit.", file=sys.stderr)
        return 1
    except Gestopt as stop:
        if opdracht == "web":
            print("NOVEX is gestopt.", flush=True)
            return 0
        return 128 + int(stop.args[0])
    print(UITLEG, file=sys.stderr)
    return 2


if __name__ == "__main__":
    # Without this, a folder named `novex` elsewhere on the path could win.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "novex.settings")
    sys.exit(main(sys.argv[1:]))
