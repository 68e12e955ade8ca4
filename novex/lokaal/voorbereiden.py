"""Brings a data folder up to date, in one process: starting Django is what takes the time."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command


def bereid_voor(merk: Path) -> None:
    """Migrate, load reference data, and in demo mode the demo data once per folder."""
    call_command("migrate", verbosity=0)
    call_command("laad_referentie", stdout=StringIO())
    if not settings.NOVEX_DEMO:
        return
    if not merk.exists():
        print("Demogegevens laden; dit gebeurt eenmalig.", flush=True)
        call_command("laad_demo")
        merk.touch()
    call_command("toon_demo")


if __name__ == "__main__":
    django.setup()
    try:
        bereid_voor(Path(sys.argv[1]))
    except CommandError as fout:
        sys.exit(str(fout))
