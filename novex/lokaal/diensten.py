"""The servers and the environment that everything else runs in."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from novex.lokaal.gegevensmap import PROJECT, Gegevensmap
from novex.lokaal.postgres import postgres
from novex.lokaal.valkey import valkey


def _gegeven(naam: str) -> str:
    return os.environ.get(naam, "").strip()


@contextmanager
def _socketmap() -> Iterator[Path]:
    """A short folder: the path of a socket may not exceed some 100 bytes."""
    pad = Path(tempfile.mkdtemp(prefix="novex-", dir="/tmp"))
    try:
        yield pad
    finally:
        shutil.rmtree(pad, ignore_errors=True)


def omgeving(map_: Gegevensmap, *, soort: str, database_url: str, redis_url: str) -> dict[str, str]:
    """The environment of every child; what you set yourself stays, but for the addresses."""
    bin_ = Path(sys.executable).parent
    cache = map_.pad / "cache"
    return {
        "NOVEX_DEMO": "nee" if soort == "test" else "ja",
        "NOVEX_LOGNIVEAU": "WARNING",
        "SECRET_KEY": map_.geheim(),
        "PYTHONUNBUFFERED": "1",
        **os.environ,
        "PATH": f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}",
        # Libraries keep their caches below the project as well.
        "XDG_CACHE_HOME": str(cache),
        "XDG_CONFIG_HOME": str(cache),
        "XDG_DATA_HOME": str(cache),
        "DJANGO_SETTINGS_MODULE": "novex.settings",
        "NOVEX_OMGEVING": soort,
        "NOVEX_BESTANDEN": str(map_.pad / "bestanden"),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }


@contextmanager
def diensten(map_: Gegevensmap, *, soort: str) -> Iterator[dict[str, str]]:
    """Start what is not given, yield the environment, stop it again."""
    vluchtig = soort == "test"
    with ExitStack() as stapel:
        database_url = _gegeven("DATABASE_URL") or stapel.enter_context(
            postgres(map_, stapel.enter_context(_socketmap()), vluchtig=vluchtig)
        )
        redis_url = _gegeven("REDIS_URL") or stapel.enter_context(valkey(map_, vluchtig=vluchtig))
        env = omgeving(map_, soort=soort, database_url=database_url, redis_url=redis_url)
        map_.noteer_draaiend({n: env[n] for n in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")})
        yield env


def manage(*delen: str) -> list[str | Path]:
    return [sys.executable, PROJECT / "manage.py", *delen]
