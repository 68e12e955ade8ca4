"""For a Celery worker in a test: writes half of a file, says so, and waits to be killed."""

import os
import signal
from pathlib import Path

from novex import achtergrond


def schrijf_half(half: Path, inhoud: bytes) -> None:
    half.write_bytes(inhoud[: len(inhoud) // 2])
    Path(os.environ["NOVEX_PROEFPIJP"]).write_text("half")
    signal.pause()


achtergrond._schrijf = schrijf_half
