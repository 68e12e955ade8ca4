"""The checks of `make check` that need the settings, and one verdict at the end."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from novex.lokaal.diensten import diensten, manage
from novex.lokaal.fout import LokaalError
from novex.lokaal.gegevensmap import PROJECT, Gegevensmap
from novex.lokaal.processen import draai


def als_productie(env: Mapping[str, str]) -> dict[str, str]:
    """The environment as a server would have it, with values that only have the right shape."""
    return {
        **env,
        "NOVEX_OMGEVING": "productie",
        "NOVEX_DEMO": "nee",
        "NOVEX_DEBUG": "nee",
        "NOVEX_HOSTS": "novex.example.org",
        "NOVEX_BEVEILIGINGSCONTACT": "mailto:beveiliging@example.org",
        "NOVEX_MAIL_HOST": "mail.example.org",
        "NOVEX_MAIL_AFZENDER": "novex@example.org",
    }


def controleer() -> int:
    """Run them all, also after a failure: one run shows everything that is wrong."""
    map_ = Gegevensmap("controle")
    with map_.slot() as vrij:
        if not vrij:
            raise LokaalError("Er draait al een `make check`. Wacht tot die klaar is.")
        with diensten(map_, soort="lokaal") as env:
            mislukt = [naam for naam, klaar in _uitkomsten(env) if not klaar]
    if mislukt:
        raise LokaalError(f"Niet in orde: {', '.join(mislukt)}. Herstel wat hierboven staat.")
    return 0


def _uitkomsten(env: dict[str, str]) -> list[tuple[str, bool]]:
    bin_ = Path(sys.executable).parent
    stappen: list[tuple[str, list[str | Path], Mapping[str, str]]] = [
        ("lagen", [sys.executable, bin_ / "lint-imports"], env),
        ("typen", [sys.executable, "-m", "mypy"], env),
        ("migraties", manage("makemigrations", "--check", "--dry-run"), env),
        (
            "productie-instellingen",
            manage("check", "--deploy", "--fail-level=WARNING"),
            als_productie(env),
        ),
    ]
    uitkomsten = []
    for naam, opdracht, omgeving in stappen:
        print(f"-- {naam}", flush=True)
        uitkomsten.append((naam, draai(opdracht, env=omgeving, map_=PROJECT) == 0))
    return uitkomsten
