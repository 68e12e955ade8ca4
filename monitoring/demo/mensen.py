"""The demo accounts by what they do, and the rows that stories refer to by code."""

from __future__ import annotations

import datetime

from novex.demo import maak_accounts
from novex.models import Domein, Gebruiker, Keuze, Landsdeel, Organisatie, Provincie

BEGIN = datetime.date(2026, 1, 1)


class Mensen:
    """Who acts for whom in the demo."""

    def __init__(self) -> None:
        self.accounts = maak_accounts(BEGIN)
        self.staf = self.accounts["vro-staf"]
        self.regietafel = self.accounts["regietafellid-vro"]
        self.provincies = {p.code: p for p in Provincie.objects.select_related("organisatie")}
        self.landsdelen = {rij.code: rij for rij in Landsdeel.objects.all()}
        self.organisaties = {o.code: o for o in Organisatie.objects.all()}
        self.domeinen = {d.code: d for d in Domein.objects.all()}
        self.keuzes = {k.code: k for k in Keuze.objects.all()}

    def provincie(self, code: str) -> Gebruiker:
        """The provincie user; the bestuurder of the same provincie only reads."""
        return next(
            g
            for g in self.accounts.values()
            if g.organisatie.code == code and "provincie" in g.rollen
        )

    def departement(self, code: str) -> Gebruiker:
        """Who gives the mandaat and akkoord of this department."""
        return next(
            g
            for g in self.accounts.values()
            if g.organisatie.code == code and "vakdepartement" in g.rollen
        )

    def accounthouder(self, code: str) -> Gebruiker:
        """The accounthouder of this provincie."""
        pk = self.provincies[code].pk
        return next(
            g
            for g in self.accounts.values()
            if "accounthouder" in g.rollen and pk in g.toegewezen_provincie_ids
        )

    def partij(self, code: str) -> Gebruiker:
        """Who gives akkoord for this organisatie: VRO through its staf."""
        if code == "vro":
            return self.staf
        return self.provincie(code) if code.startswith("pv") else self.departement(code)
