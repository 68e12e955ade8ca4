"""What a person does on a screen: go somewhere, fill in a form, press a button, read."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import gebreken, inloggen_demo

TERMIJN = 20_000  # milliseconds that a page may take on a busy machine


class Scherm:
    """The browser of one demo account; every page it meets is judged once by axe."""

    def __init__(self, browser: Browser, basis: str, naam: str, beoordeeld: set[str]) -> None:
        self.basis, self.naam, self.beoordeeld = basis, naam, beoordeeld
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="nl-NL", accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(TERMIJN)
        self.gebreken: list[str] = []
        inloggen_demo(self.page, basis, naam)
        self.beoordeel()

    def ga(self, pad: str) -> None:
        self.page.goto(self.basis + pad)
        self.beoordeel()

    @property
    def pad(self) -> str:
        return self.page.url.removeprefix(self.basis)

    @property
    def pk(self) -> int:
        """The last number in the address."""
        return int(re.findall(r"/(\d+)(?=[/?#]|$)", self.pad)[-1])

    def vul(self, **velden: Any) -> None:
        """Fill in fields by name: text, a label of a choice, or a list of labels to tick."""
        for naam, waarde in velden.items():
            self._vul(self.page.locator(f'main [name="{naam}"]'), naam, waarde)

    def vul_elk(self, begin: str, waarde: str) -> None:
        """The same answer in each field whose name begins so, as for every criterium."""
        self.vul(**dict.fromkeys(self.elk(begin), waarde))

    def toets(self, **velden: str) -> None:
        """Fill in by keyboard alone, from the top of the page down, and press enter at its end.

        Tab goes to each field in the order of the page; a choice is made with space or an arrow.
        """
        toetsenbord = self.page.keyboard
        for naam, waarde in velden.items():
            self._tab_naar(f'e => e.name === "{naam}"', naam)
            if self.page.evaluate("document.activeElement.type") != "radio":
                toetsenbord.type(waarde)
                continue
            toetsenbord.press("Space")
            while self.page.evaluate("document.activeElement.value") != waarde:
                eerder = self.page.evaluate("document.activeElement.value")
                toetsenbord.press("ArrowDown")
                assert self.page.evaluate("document.activeElement.value") != eerder, naam
        self._tab_naar("e => e.type === 'submit' && e.closest('main form') !== null", "button")
        with self.page.expect_navigation():
            toetsenbord.press("Enter")
        self.beoordeel()

    def _tab_naar(self, vraag: str, naam: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"({vraag})(document.activeElement)"):
                return
        raise AssertionError(f"{self.naam}: tab never reaches {naam} on {self.pad}")

    def beoordeling(self, motivatie: str) -> dict[str, str]:
        """A ja with this reason for every criterium, in the order of the page."""
        antwoorden: dict[str, str] = {}
        for vraag, waarom in zip(self.elk("antwoord_"), self.elk("motivatie_"), strict=True):
            antwoorden |= {vraag: "ja", waarom: motivatie}
        return antwoorden

    def elk(self, begin: str) -> list[str]:
        """The names of the fields that begin so, as one per criterium."""
        namen: list[str] = self.page.locator(f'main [name^="{begin}"]').evaluate_all(
            "rijen => [...new Set(rijen.map(r => r.name))]"
        )
        assert namen, f"no field begins with {begin} on {self.pad}"
        return namen

    def klik(self, naam: str, *, exact: bool = True, eerste: bool = False) -> None:
        """Press the button or follow the link of this name."""
        main = self.page.locator("main")
        knop = main.get_by_role("button", name=naam, exact=exact).or_(
            main.get_by_role("link", name=naam, exact=exact)
        )
        (knop.first if eerste else knop).click()
        self.page.wait_for_load_state()
        self.beoordeel()

    def dien_in(self, **velden: Any) -> None:
        """Fill in and press the first button of the form."""
        self.vul(**velden)
        formulier = self.page.locator("main form.nx-formulier[method=post]").filter(
            has=self.page.locator("button[type=submit], button:not([type])")
        )
        formulier.last.locator("button[type=submit], button:not([type])").first.click()
        self.page.wait_for_load_state()
        self.beoordeel()

    def bewaar(self, **velden: Any) -> None:
        """Fill in, press, and see that nothing was refused."""
        self.dien_in(**velden)
        assert not self.fouten(), f"{self.naam} on {self.pad}: {self.fouten()}"

    def knoppen(self, naam: str) -> int:
        """How many buttons or links of this name the page offers."""
        main = self.page.locator("main")
        return sum(main.get_by_role(rol, name=naam).count() for rol in ("button", "link"))

    def keuzes(self, naam: str) -> list[str]:
        """The values that a group of radio buttons offers."""
        velden: list[str] = self.page.locator(f'main [name="{naam}"]').evaluate_all(
            "rijen => rijen.map(r => r.value)"
        )
        return velden

    def tabel(self) -> list[list[str]]:
        """The first table of the page, row by row."""
        rijen: list[list[str]] = self.page.locator("main table").first.evaluate(
            "tabel => [...tabel.rows].map(rij => [...rij.cells].map(cel => cel.innerText.trim()))"
        )
        return rijen

    def fase(self) -> str:
        """Where the stepper says that the vraagstuk stands."""
        titel = self.page.locator('main [aria-current="step"] .nx-stapper__titel')
        return titel.inner_text().strip()

    def fouten(self) -> list[str]:
        """The sentences of the error summary, if there is one."""
        return self.page.locator(".nx-foutoverzicht li").all_inner_texts()

    def blokkades(self) -> list[tuple[str, str]]:
        """Each blocker in view with the address where it is mended."""
        return [
            (str(zin), str(adres))
            for zin, adres in self.page.locator(".nx-blokkades li").evaluate_all(
                """rijen => rijen.map(rij => [
                    rij.firstChild.textContent.trim(),
                    rij.querySelector("a")?.getAttribute("href") ?? "",
                ])"""
            )
        ]

    def los_op(self, **antwoorden: Any) -> int:
        """Follow the link of every blocker in view, and fill in there what it asks.

        The answers go by the name of the field that the link leads to. Gives how many
        blockers were in view; those without an answer here are left for someone else.
        """
        begin, blokkades = self.pad, self.blokkades()
        for zin, adres in blokkades:
            naam = adres.partition("#id_")[2].removesuffix("-groep")
            if naam in antwoorden:
                self.ga(adres)
                assert self.page.locator(f"[id='{adres.partition('#')[2]}']").count(), zin
                self.bewaar(**{naam: antwoorden.pop(naam)})
        assert not antwoorden, f"no blocker asks for {list(antwoorden)}: {blokkades}"
        self.ga(begin)
        return len(blokkades)

    def volg(self, pad: str, woord: str) -> None:
        """Go to a page and on through the link of the blocker that holds this word."""
        self.ga(pad)
        adressen = [adres for zin, adres in self.blokkades() if woord in zin and adres]
        assert adressen, f"{self.naam}: no way to mend {woord!r} on {pad}"
        self.ga(adressen[0])

    def volg_alle(self, pad: str) -> int:
        """Follow the link of every blocker on a page: it opens, at the very place it names.

        Gives how many blockers there are.
        """
        self.ga(pad)
        blokkades = self.blokkades()
        for adres in {adres for _, adres in blokkades}:
            # None where only the anchor differs from the page before.
            antwoord = self.page.goto(self.basis + adres)
            assert not antwoord or antwoord.ok, f"{self.naam}: {adres} of a blocker does not open"
            anker = adres.partition("#")[2]
            assert not anker or self.page.locator(f"[id='{anker}']").count(), adres
        self.ga(pad)
        return len(blokkades)

    def ziet(self, tekst: str) -> None:
        expect(self.page.locator("body")).to_contain_text(tekst, timeout=TERMIJN)

    def ziet_niet(self, tekst: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(tekst)

    def haal_op(self, knop: str) -> bytes:
        """Wait until the page itself says that the file is made, and download it."""
        link = self.page.locator("main").get_by_role("link", name=knop)
        link.wait_for(timeout=3 * TERMIJN)
        with self.page.expect_download() as download:
            link.click()
        pad = download.value.path()
        return pad.read_bytes()

    def beoordeel(self) -> None:
        """Axe on each kind of page once, wide and at 320 px; nothing sticks out."""
        vorm = re.sub(r"\d+", "N", re.split(r"[?#]", self.pad)[0])
        assert "Er ging iets mis" not in self.page.title(), self.pad
        if vorm in self.beoordeeld or not self.pad.startswith("/"):
            return
        self.beoordeeld.add(vorm)
        self.gebreken += gebreken(self.page)

    def _vul(self, veld: Locator, naam: str, waarde: Any) -> None:
        soorten = veld.evaluate_all("velden => velden.map(v => v.type || v.tagName)")
        assert soorten, f"{self.naam}: no field {naam} on {self.pad}"
        soort = soorten[0]
        if soort in {"radio", "checkbox"}:
            self._kies(veld, naam, waarde)
        elif soort == "select-one":
            self._kies_uit(veld.first, naam, str(waarde))
        elif soort == "file":
            veld.set_input_files(waarde)
        else:
            veld.first.fill(str(waarde))

    def _kies(self, veld: Locator, naam: str, waarde: Any) -> None:
        """By value for a radio button, by label for boxes to tick."""
        if isinstance(waarde, bool):
            veld.first.set_checked(waarde)
            return
        for keuze in waarde if isinstance(waarde, list | tuple) else [waarde]:
            plek = veld.evaluate_all(
                """(velden, keuze) => velden.findIndex(v => v.value === keuze
                    || [...v.labels].some(l => l.innerText.trim() === keuze))""",
                str(keuze),
            )
            assert plek >= 0, f"{self.naam}: {keuze!r} is no choice of {naam} on {self.pad}"
            veld.nth(plek).check()

    def _kies_uit(self, veld: Locator, naam: str, waarde: str) -> None:
        opties = veld.locator("option").evaluate_all("o => o.map(x => [x.value, x.textContent])")
        for code, label in opties:
            if waarde in (code, label.strip()) or label.strip().startswith(waarde):
                veld.select_option(code)
                return
        raise AssertionError(f"{self.naam}: {waarde!r} is no choice of {naam} on {self.pad}")
