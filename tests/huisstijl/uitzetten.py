"""Switch each guard off in a copy of the project and see its test fail.

``python -m tests.huisstijl.uitzetten [RULE ...]``: all rules, or those named (``VRA-4``, ``VRA``).
The tests pass first without any change; then, guard by guard, the one test that is named must
fail, by itself and not by a mistake in the change. Exit 1 when one does not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from novex.lokaal.diensten import diensten
from novex.lokaal.gegevensmap import PROJECT, Gegevensmap

from .wachten import WACHTEN, Wacht, plek

# What a test never says of a guard that is off: these are mistakes in the change itself.
EIGEN_FOUT = ("NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError", "SyntaxError")
HOOGSTENS = 1800  # seconds for one run of pytest; the first runs every test


@dataclass
class Uitslag:
    """What pytest said: its exit code, and each test that failed with its first words."""

    code: int
    gezakt: dict[str, str] = field(default_factory=dict)
    uitvoer: str = ""


class Kopie:
    """The files of the project in a folder of their own, with the services to test them."""

    def __init__(self, map_: Path, env: dict[str, str]) -> None:
        self.map, self.env = map_, env
        self.tijd = 1_000_000_000  # each change gets a moment of its own, or Python reads its cache

    def vul(self) -> None:
        opdracht = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        namen = subprocess.run(
            opdracht, cwd=PROJECT, capture_output=True, text=True, check=True
        ).stdout.split("\0")
        for naam in filter(None, namen):
            if (PROJECT / naam).is_file():
                (self.map / naam).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / naam, self.map / naam)
        if (PROJECT / "node_modules").exists():
            (self.map / "node_modules").symlink_to(PROJECT / "node_modules")

    @contextmanager
    def zonder(self, wacht: Wacht) -> Iterator[None]:
        """The guard is off inside the block."""
        pad = self.map / wacht.bestand
        heel = pad.read_text()
        zonder = heel.replace(wacht.bron, wacht.uit)
        if heel.count(wacht.bron) != 1:
            raise LookupError(f"{wacht.bestand} does not hold this once: {wacht.bron}")
        try:
            self._schrijf(pad, zonder)
            yield
        finally:
            self._schrijf(pad, heel)

    def _schrijf(self, pad: Path, tekst: str) -> None:
        pad.write_text(tekst)
        self.tijd += 10
        os.utime(pad, (self.tijd, self.tijd))

    def test(self, *argumenten: str) -> Uitslag:
        verslag = self.map / "verslag.xml"
        verslag.unlink(missing_ok=True)
        opdracht = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        opdracht += [f"--junitxml={verslag}", *argumenten]
        klaar = subprocess.run(
            opdracht,
            cwd=self.map,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=HOOGSTENS,
        )
        gezakt = _gezakt(verslag) if verslag.exists() else {}
        return Uitslag(klaar.returncode, gezakt, klaar.stdout)


def _gezakt(verslag: Path) -> dict[str, str]:
    """``path/of/test_file.py::Class::name`` to why it failed; an error around a test is none."""
    gevonden: dict[str, str] = {}
    for test in ET.parse(verslag).iter("testcase"):
        fout = test.find("failure")
        if fout is not None:
            delen = test.get("classname", "").split(".")
            n = next(i for i, deel in enumerate(delen, 1) if deel.startswith("test_"))
            naam = "::".join(["/".join(delen[:n]) + ".py", *delen[n:], test.get("name", "")])
            gevonden[naam] = fout.get("message", "")
    return gevonden


def _is(naam: str, test: str) -> bool:
    """Is this the test, or it with one of its parameters?"""
    return naam == test or naam.startswith(f"{test}[")


def bewijs(kopie: Kopie, wacht: Wacht) -> tuple[bool, str]:
    """Switch it off, run its test, and judge whether that failed because of it."""
    databank = "--create-db" if wacht.databank else "--reuse-db"
    try:
        with kopie.zonder(wacht):
            uitslag = kopie.test("-x", databank, wacht.test)
    except (LookupError, subprocess.TimeoutExpired) as fout:
        return False, str(fout)
    redenen = [zin for naam, zin in uitslag.gezakt.items() if _is(naam, wacht.test)]
    if uitslag.code == 0:
        return False, "the test passes without the guard"
    if uitslag.code != 1 or not redenen:
        return False, f"pytest stopped with {uitslag.code}:\n{uitslag.uitvoer[-2000:]}"
    zin = redenen[0].strip().splitlines()[0] if redenen[0].strip() else "failed"
    if zin.startswith(EIGEN_FOUT):
        return False, f"the change itself is wrong: {zin}"
    return True, zin[:150]


def kies(regels: Sequence[str]) -> list[Wacht]:
    """The entries of these rules or groups; all without any. The database changes come last."""
    gekozen = [w for w in WACHTEN if not regels or {w.regel, w.regel.split("-")[0]} & set(regels)]
    return sorted(gekozen, key=lambda w: w.databank)


def main(regels: Sequence[str]) -> int:
    wachten = kies(regels)
    if not wachten:
        print(f"No entry for {' '.join(regels)}.", file=sys.stderr)
        return 2
    lokaal = Gegevensmap("uitzetten")
    with (
        lokaal.slot() as vrij,
        tempfile.TemporaryDirectory(prefix="novex-uitzetten-") as tijdelijk,
    ):
        if not vrij:
            print(f"{lokaal.pad} is in use; set NOVEX_LOKAAL to another folder.", file=sys.stderr)
            return 2
        with diensten(lokaal, soort="test") as env:
            kopie = Kopie(Path(tijdelijk), env)
            kopie.vul()
            eerst = kopie.test("--create-db", *sorted({w.test for w in wachten}))
            if eerst.code:
                print(eerst.uitvoer[-6000:])
                print("A test fails while every guard is on; mend that first.")
                return 1
            return 1 if _loop(kopie, wachten) else 0


def _loop(kopie: Kopie, wachten: list[Wacht]) -> int:
    """Each in turn; gives how many are not proven."""
    gezakt: list[Wacht] = []
    for wacht in wachten:
        begin = time.monotonic()
        bewezen, zin = bewijs(kopie, wacht)
        if not bewezen:
            gezakt.append(wacht)
        oordeel = "proven" if bewezen else "NOT PROVEN"
        print(f"{wacht.regel:7} {oordeel}  {plek(wacht)}")
        print(f"        {wacht.test}")
        print(f"        {zin} ({time.monotonic() - begin:.0f} s)", flush=True)
    print(f"{len(wachten) - len(gezakt)} of {len(wachten)} proven.")
    for wacht in gezakt:
        print(f"Not proven: {wacht.regel} {plek(wacht)}")
    return len(gezakt)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
