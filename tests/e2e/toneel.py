"""Everyone who takes part in the main line, each in a browser context of their own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.e2e.scherm import Scherm

GELDERLAND = "Provincie Gelderland"
OVERIJSSEL = "Provincie Overijssel"
ACCOUNTHOUDER = "Accounthouder Oost"
REGIETAFEL = "Regietafellid VRO"
LVVN = "Regietafellid LVVN"
IENW = "Expert IenW"
STAF = "VRO-staf"
BEHEERDER = "Beheerder"
ELDERS = "Provincie Utrecht"


@dataclass
class Toneel:
    """The personas, and the addresses that the line leads past."""

    browser: Browser
    basis: str
    vandaag: datetime.date
    schermen: dict[str, Scherm] = field(default_factory=dict)
    beoordeeld: set[str] = field(default_factory=set)
    plek: dict[str, str] = field(default_factory=dict)

    def van(self, naam: str) -> Scherm:
        """The screen of this demo account; logs in the first time."""
        if naam not in self.schermen:
            self.schermen[naam] = Scherm(self.browser, self.basis, naam, self.beoordeeld)
        return self.schermen[naam]

    @property
    def jaar(self) -> int:
        """The year of the cyclus and of the arrangement: the next one."""
        return self.vandaag.year + 1

    @property
    def dag(self) -> str:
        """Today, as typed in a date field."""
        return f"{self.vandaag:%d-%m-%Y}"

    def gebreken(self) -> list[str]:
        """What axe found on any page, and what stuck out at 320 px."""
        return [gebrek for scherm in self.schermen.values() for gebrek in scherm.gebreken]
