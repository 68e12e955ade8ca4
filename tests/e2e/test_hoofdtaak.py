"""The main line, from a signaal to a published arrangement and its monitor, on screen only.

Real PostgreSQL, real Valkey, a real worker and Chromium; every person has a browser context of
their own. After log-in nothing but the browser is used, which the first test guards.
"""

import ast
from pathlib import Path

import pytest

from tests.e2e import results, steps, tables

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ALLEEN_BROWSER = {"__future__", "ast", "collections", "dataclasses", "datetime", "io", "pathlib"}
ALLEEN_BROWSER |= {"re", "typing", "odfdo", "playwright", "pypdf", "pytest"}
EIGEN = {"tests.browser"}


def test_the_line_uses_only_the_browser():
    """No factory, model or service: what these files import can only look and press."""
    for bestand in Path(__file__).parent.glob("*.py"):
        if bestand.name == "conftest.py":  # what stands ready before log-in
            continue
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            modules = []
            if isinstance(knoop, ast.Import):
                modules = [alias.name for alias in knoop.names]
            elif isinstance(knoop, ast.ImportFrom):
                modules = [knoop.module or ""]
            for module in modules:
                eigen = module in EIGEN or module.startswith("tests.e2e")
                assert eigen or module.split(".")[0] in ALLEEN_BROWSER, (bestand.name, module)


def test_the_main_line(toneel):
    """SIG-1, SIG-3, VRA-0, VRA-3, VRA-4, VRA-5, VRA-6, VRA-16, TRI-4, TRI-6, TRI-7, ROL-2, OVL-1,
    BES-7, BOL-1, BOL-2, AFS-9, ARR-1, MON-2, MON-3: one vraagstuk goes the whole way, and every
    page that it passes is accessible, wide and at 320 px."""
    steps.lees_bronnen_in(toneel)
    steps.meld_signaal(toneel)
    steps.beantwoord_signaal(toneel)
    steps.open_vraagstuk(toneel)
    steps.maak_bezwaar(toneel)
    steps.los_alles_op(toneel)
    steps.adviseer(toneel)
    steps.zet_adviseur_aan_regietafel(toneel)
    steps.weiger_besluit_van_adviseur(toneel)
    steps.besluit_met_toetsenbord(toneel)
    tables.werk_richtingen_uit(toneel)
    tables.stem_rijk_af(toneel)
    tables.plan_cyclus(toneel)
    tables.houd_do(toneel)
    tables.weiger_besluit_in_gpdg(toneel)
    tables.houd_gpdg(toneel)
    results.maak_afspraak(toneel)
    results.stem_afspraak_af(toneel)
    results.stel_arrangement_samen(toneel)
    results.houd_bol(toneel)
    results.bevries_lijst(toneel)
    results.stel_vast(toneel)
    results.publiceer(toneel)
    results.meld_voortgang(toneel)
    results.lees_monitor(toneel)
    results.sluit_monitorronde(toneel)
    assert toneel.gebreken() == []
