"""The data folder: where one run keeps its database, queue, files, logs and secret."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from novex.lokaal.fout import LokaalError

PROJECT = Path(__file__).resolve().parent.parent.parent


def wortel() -> Path:
    """``$NOVEX_LOKAAL``, or ``.lokaal`` in the project."""
    gekozen = os.environ.get("NOVEX_LOKAAL", "").strip()
    return Path(gekozen).expanduser().resolve() if gekozen else PROJECT / ".lokaal"


class Gegevensmap:
    """One folder below the root, used by one launcher at a time."""

    def __init__(self, naam: str) -> None:
        self.pad = wortel() / naam
        try:
            self.pad.mkdir(parents=True, exist_ok=True, mode=0o700)
            (self.pad / "log").mkdir(exist_ok=True)
            (self.pad / "bestanden").mkdir(exist_ok=True)
        except OSError as fout:
            raise LokaalError(
                f"In de gegevensmap {self.pad} kan niet worden geschreven. "
                "Kies een andere map met NOVEX_LOKAAL, of geef uzelf schrijfrecht."
            ) from fout

    @contextmanager
    def slot(self) -> Iterator[bool]:
        """True when the folder is ours; False when another launcher has it."""
        with (self.pad / "slot").open("a") as bestand:
            try:
                fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            try:
                yield True
            finally:
                self.draaiend_pad.unlink(missing_ok=True)

    @property
    def draaiend_pad(self) -> Path:
        return self.pad / "draait.json"

    def noteer_draaiend(self, env: dict[str, str]) -> None:
        """So that another command can use the servers that are up already."""
        half = self.draaiend_pad.with_suffix(".deel")
        half.touch(mode=0o600)
        half.write_text(json.dumps(env))
        half.replace(self.draaiend_pad)

    def draaiende_omgeving(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.draaiend_pad.read_text()))
        except (OSError, ValueError) as fout:
            raise LokaalError(
                f"Een ander proces gebruikt {self.pad} en is nog aan het starten. "
                "Wacht even en probeer het opnieuw, of kies een andere map met NOVEX_LOKAAL."
            ) from fout

    def geheim(self) -> str:
        """A SECRET_KEY for this folder, made once."""
        pad = self.pad / "geheim"
        if not pad.exists():
            half = pad.with_suffix(".deel")
            half.touch(mode=0o600)
            half.write_text(secrets.token_urlsafe(60))
            half.replace(pad)
        return pad.read_text()
