"""A real browser for tests: Chromium of the system, driven by playwright, checked by axe.

A test asks for ``pagina`` (1280 wide) or ``pagina_zonder_script`` and has a page judged at both
widths by ``gebreken``; an error in the console, such as a script or style that the policy
refuses, fails the test at its end. ``inloggen`` takes any user of the factories,
``inloggen_demo`` clicks a demo account on the log-in page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from novex.lokaal import bibliotheken

BREED, SMAL = ({"width": breedte, "height": 900} for breedte in (1280, 320))
# Nobody looks at these pages, and a machine without a GPU would draw in software. Each page in the
# frame of the one before saves a fifth of opening it; the other names are those of Playwright, as
# a second list takes the place of the first.
ZUINIG = [
    "--disable-gpu",
    "--disable-features=RenderDocument,PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,OptimizationHints",
]
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on where things stand. On our pages the width decides nothing else, so that all other
# rules find the same at the second width (test_the_width_of_the_window_hides_and_colours_nothing).
VAN_DE_MAAT = ["color-contrast", "target-size", "scrollable-region-focusable"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser per test module; its event loop must not outlive it."""
    vooraf = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright runs a loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            args = [*ZUINIG, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
            browser = playwright.chromium.launch(executable_path=bibliotheken.browser(), args=args)
            yield browser
            browser.close()
    finally:
        if vooraf is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _open(browser: Browser, *, javascript: bool = True) -> Iterator[Page]:
    context = browser.new_context(viewport=BREED, java_script_enabled=javascript, locale="nl-NL")
    page = context.new_page()
    fouten: list[str] = []
    page.on("console", lambda bericht: fouten.extend(_fout(bericht, page.url)))
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    yield page
    context.close()
    assert fouten == [], "the console of the browser shows errors"


def _fout(bericht: ConsoleMessage, adres: str) -> list[str]:
    """An error, unless it is that the page itself answers 4xx, which a test may want."""
    bron = bericht.location.get("url", "")
    if bericht.type != "error" or ("status of 4" in bericht.text and bron == adres):
        return []
    return [f"{bericht.text} ({bron})"]


@pytest.fixture
def pagina(browser: Browser) -> Iterator[Page]:
    yield from _open(browser)


@pytest.fixture
def pagina_zonder_script(browser: Browser) -> Iterator[Page]:
    yield from _open(browser, javascript=False)


def inloggen(page: Page, live_server, user) -> None:
    """Log in with a session of our own: quick, and for users without a password."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    koekje = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": koekje.key, "value": koekje.value, "url": live_server.url}])


def inloggen_demo(page: Page, basis: str, naam: str) -> None:
    """Click a demo account, such as "Accounthouder Oost", on the log-in page."""
    page.goto(f"{basis}/inloggen/")
    page.get_by_role("button", name=f"{naam} als demo-account", exact=True).click()


@cache
def _axe_script() -> str:
    return (settings.NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")


def axe(page: Page, regels: list[str] = REGELS) -> list[str]:
    """The violations on this page as it stands, one line each; empty when it is accessible.

    ``regels`` are tags of axe, or names of its rules.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_script())
    # What passes is neither described nor brought here: that takes most of the time.
    opdracht = """async regels => {
        const keuze = {runOnly: regels, resultTypes: ['violations'], preload: false};
        return (await axe.run(keuze)).violations;
    }"""
    return [
        f"{fout['id']}: {knoop['html'][:200]} {knoop['failureSummary']}"
        for fout in page.evaluate(opdracht, regels)
        for knoop in fout["nodes"]
    ]


def loopt_over(page: Page) -> int:
    """How many pixels the page is wider than the window; 0 when nothing sticks out."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def gebreken(page: Page) -> list[str]:
    """What axe finds and what sticks out, at 1280 and at 320 pixels; each line names the page."""
    gevonden = []
    van_ons = "/beheer/" not in page.url
    for maat, regels in ((SMAL, REGELS), (BREED, VAN_DE_MAAT if van_ons else REGELS)):
        page.set_viewport_size(maat)
        waar = f"{page.url} at {maat['width']} px"
        gevonden += [f"{waar}: {fout}" for fout in axe(page, regels)]
        if (te_veel := loopt_over(page)) > 0:
            gevonden.append(f"{waar}: {te_veel} px too wide")
    return gevonden
