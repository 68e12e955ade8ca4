"""The libraries that do not come from PyPI or npm: for PDF, and a browser for the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess

from novex.lokaal.fout import LokaalError

# Library that must load -> Debian package that brings it.
_PANGO = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _laadt(naam: str) -> bool:
    try:
        ctypes.CDLL(naam)
    except OSError:
        return False
    return True


def ontbrekend(*, met_browser: bool) -> list[str]:
    """The Debian packages that are missing here."""
    pakketten = [pakket for naam, pakket in _PANGO.items() if not _laadt(naam)]
    if met_browser and not any(shutil.which(naam) for naam in _BROWSERS):
        pakketten.append("chromium")
    return pakketten


def controleer(*, met_browser: bool) -> int:
    """Install what is missing when we may; else say which packages to ask for."""
    pakketten = ontbrekend(met_browser=met_browser)
    if not pakketten:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installeren: {' '.join(pakketten)}", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for opdracht in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *pakketten],
        ):
            subprocess.run(opdracht, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        pakketten = ontbrekend(met_browser=met_browser)
    if pakketten:
        raise LokaalError(
            f"Er ontbreken bibliotheken: {' '.join(pakketten)}. Vraag uw beheerder: "
            f"apt-get install {' '.join(pakketten)}."
        )
    return 0
