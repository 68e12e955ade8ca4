"""Child processes, each in a group of its own, that never outlive the launcher."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from novex.lokaal.fout import Gestopt, LokaalError

_PR_SET_PDEATHSIG = 1
_SEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


_ontvangen: list[int] = []


def vang_signalen() -> None:
    """Note Ctrl-C, SIGTERM and a closed terminal; whoever waits sees it and stops in order.

    The handler only notes: an exception raised in it can get lost, in a fork for instance.
    """
    for nummer in _SEINEN:
        signal.signal(nummer, lambda nummer, _frame: _ontvangen.append(nummer))


def eis_doorgaan() -> None:
    """Raise ``Gestopt`` once a signal came in. Only once: the clean stop itself goes on."""
    if _ontvangen:
        nummer = _ontvangen[0]
        _ontvangen.clear()
        for sein in _SEINEN:
            signal.signal(sein, signal.SIG_IGN)
        raise Gestopt(nummer)


def _sterf_met_ouder() -> None:
    """In the child: get the stop signal too when the launcher itself is killed."""
    for nummer in _SEINEN:
        signal.signal(nummer, signal.SIG_DFL)
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)


class Proces:
    """One long-running child."""

    def __init__(
        self,
        naam: str,
        opdracht: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        uitvoer: IO[bytes] | None = None,
        stopsignaal: signal.Signals = signal.SIGTERM,
        map_: Path | None = None,
    ) -> None:
        self.naam = naam
        self.stopsignaal = stopsignaal
        self.kind = subprocess.Popen(
            [str(deel) for deel in opdracht],
            env=dict(env),
            cwd=map_,
            stdin=subprocess.DEVNULL,
            stdout=uitvoer,
            stderr=subprocess.STDOUT if uitvoer else None,
            start_new_session=True,
            preexec_fn=_sterf_met_ouder,
        )

    def leeft(self) -> bool:
        return self.kind.poll() is None

    def vraag_te_stoppen(self) -> None:
        if self.leeft():
            with contextlib.suppress(ProcessLookupError):
                self.kind.send_signal(self.stopsignaal)

    def wacht_op_einde(self, seconden: float) -> None:
        """Wait, then end the whole group: no grandchild stays behind."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.kind.wait(seconden)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.kind.pid, signal.SIGKILL)
        self.kind.wait()

    def stop(self, seconden: float = 15) -> None:
        self.vraag_te_stoppen()
        self.wacht_op_einde(seconden)


def draai(
    opdracht: Sequence[str | Path], *, env: Mapping[str, str], map_: Path | None = None
) -> int:
    """Run one command to its end in the foreground; a stop of the launcher stops it too."""
    kind = subprocess.Popen(
        [str(deel) for deel in opdracht], env=dict(env), cwd=map_, preexec_fn=_sterf_met_ouder
    )
    try:
        while kind.poll() is None:
            eis_doorgaan()
            with contextlib.suppress(subprocess.TimeoutExpired):
                kind.wait(0.2)
        return kind.returncode
    finally:
        if kind.poll() is None:
            kind.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                kind.wait(10)
            kind.kill()
            kind.wait()


def wacht_tot(klaar: Callable[[], bool], *, proces: Proces, seconden: float, anders: str) -> None:
    """Until ``klaar``; raises ``LokaalError(anders)`` if the process ends or time runs out."""
    einde = time.monotonic() + seconden
    while not klaar():
        eis_doorgaan()
        if not proces.leeft() or time.monotonic() > einde:
            raise LokaalError(anders)
        time.sleep(0.05)
