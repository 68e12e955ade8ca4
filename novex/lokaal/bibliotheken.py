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
# The first is the lightest: Chromium without windows, in Debian.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def _laadt(naam: str) -> bool:
    try:
        ctypes.CDLL(naam)
    except OSError:
        return False
    return True


def browser() -> str | None:
    """The program that the tests drive."""
    return next((pad for naam in _BROWSERS if (pad := shutil.which(naam))), None)


def ontbrekend(*, met_browser: bool) -> list[str]:
    """The Debian packages that are missing here."""
    pakketten = [pakket for naam, pakket in _PANGO.items() if not _laadt(naam)]
    if met_browser and not browser():
        pakketten.append("chromium")
    return pakketten


def controleer(*, met_browser: bool) -> int:
    """Install what is missing when we may; else say which packages to ask for."""
    pakketten = ontbrekend(met_browser=met_browser)
    if not pakketten:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installeren: {' '.join(pakketten)}", flush=True)
        _installeer(pakketten)
        pakketten = ontbrekend(met_browser=met_browser)
    if pakketten:
        raise LokaalError(
            f"Er ontbreken bibliotheken: {' '.join(pakketten)}. Vraag uw beheerder: "
            f"apt-get install {' '.join(pakketten)}."
        )
    return 0


def _installeer(pakketten: list[str]) -> None:
    """The lighter browser where there is one; what apt does not know stops nothing."""
    licht = [_BROWSERS[0] if pakket == "chromium" else pakket for pakket in pakketten]
    installeer = ["install", "-y", "-qq", "--no-install-recommends"]
    for delen in (["update", "-qq"], [*installeer, *licht], [*installeer, *pakketten]):
        if ontbrekend(met_browser="chromium" in pakketten):
            subprocess.run(
                ["apt-get", *delen],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
