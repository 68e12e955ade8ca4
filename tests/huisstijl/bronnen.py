"""Our own source files, for the tests that read code."""

from __future__ import annotations

import ast
from pathlib import Path

from novex.lokaal.gegevensmap import PROJECT

APPS = ("novex", "dossiers", "governance", "arrangementen", "monitoring")
PYTHON = sorted(
    pad for app in APPS for pad in PROJECT.glob(f"{app}/**/*.py") if "migrations" not in pad.parts
)
SJABLONEN = sorted(PROJECT.glob("templates/**/*.html"))


def naam(pad: Path) -> str:
    return str(pad.relative_to(PROJECT))


def boom(pad: Path) -> tuple[ast.Module, dict[ast.AST, ast.AST]]:
    """The tree of a file, and of each node its parent."""
    wortel = ast.parse(pad.read_text())
    ouders = {kind: node for node in ast.walk(wortel) for kind in ast.iter_child_nodes(node)}
    return wortel, ouders
