"""Every address for every person: who gets a page, who may act, and who sees nothing (ZIC-4).

The tables below say the exact status per cell. Compare them with the access table in
``docs/toegang.md``. Rows: G is Gelderland, D is Drenthe, X is what Overijssel keeps to itself and
0 does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.urls import reverse

from tests.huisstijl.invoer import INVOER
from tests.huisstijl.lopen import (
    SPOOR,
    adressen,
    browsers,
    formulier_van,
    ingevuld,
    stap_voor_stap,
    zoek_op,
)
from tests.huisstijl.tabellen import TABELLEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kale_weigeringen")]

# As often as a page may ask the database, for whoever reads it: 15, and one is the account.
HOOGSTENS = 14
KOLOMMEN = {
    "iemand": "ano",
    "accounthouder": "AHg",
    "accounthouder elders": "AHd",
    "regietafellid": "RTl",
    "expert": "EXl",
    "expert elders": "EXi",
    "provincie": "PRg",
    "andere provincie": "PRd",
    "staf": "STf",
    "bestuurder rijk": "BRr",
    "bestuurder provincie": "BRp",
    "beheerder": "BHr",
}


@dataclass(frozen=True)
class Regel:
    """One line of a table: an address, a method, and a status per person."""

    naam: str
    plek: str
    methode: str
    cellen: tuple[str, ...]

    @property
    def sleutel(self) -> str:
        return f"{self.naam} {self.plek}".strip()


def lees_tabellen() -> dict[str, list[Regel]]:
    """An address, below it a place, below that a method with a status per person.

    One status alone holds for everyone who is logged in.
    """
    per_plek: dict[str, list[Regel]] = {}
    naam = plek = ""
    for lijn in "\n".join(TABELLEN).splitlines():
        diepte = len(lijn) - len(lijn.lstrip())
        if not lijn.strip() or lijn.startswith("#"):
            continue
        if diepte == 0:
            naam, plek = lijn, ""
        elif diepte == 2:
            plek = lijn.strip()
        else:
            methode, *statussen = lijn.split()
            if len(statussen) == 1:
                anoniem = "403" if methode == "POST" else "302"
                statussen = [anoniem, *statussen * (len(KOLOMMEN) - 1)]
            regel = Regel(naam, plek, methode, tuple(statussen))
            per_plek.setdefault(regel.sleutel, []).append(regel)
    return per_plek


TABEL = lees_tabellen()
ALLEEN_GELDERLAND = {"gepubliceerd", "besloten"}


@pytest.fixture(scope="module")
def bezoekers(wereld):
    """Pages to print stay pages here: of those too only the status counts."""
    with pytest.MonkeyPatch.context() as even:
        even.setattr("dossiers.views.pagina.maak_pdf", lambda tekst, **_: tekst.encode())
        yield browsers(wereld)


def test_every_address_stands_in_the_table():
    """A new address fails until it is listed (ZIC-4)."""
    assert {regels[0].naam for regels in TABEL.values()} == set(adressen())


def test_every_address_with_a_row_is_tried_on_an_invisible_one():
    """Own, other, and not there: for every address with a pk (ZIC-3)."""
    plekken: dict[str, set[str]] = {}
    for regels in TABEL.values():
        for deel in regels[0].plek.split():
            if deel.startswith("pk="):
                soort = deel.removeprefix("pk=").split(".")[0]
                plekken.setdefault(regels[0].naam, set()).add(soort)
    for naam, soorten in plekken.items():
        assert soorten & {"G", "rij"}, naam
        assert soorten & {"X", "0"}, naam


@pytest.mark.parametrize("sleutel", TABEL)
def test_each_person_gets_exactly_this(wereld, bezoekers, sleutel):
    """The status of every cell, a refusal that leaves nothing behind (ZIC-1..ZIC-5), and no page
    that asks the database too often."""
    regels = TABEL[sleutel]
    wie = proevers(regels)
    gezien = loop(wereld, bezoekers, regels[0], wie)
    verwacht = {
        regel.methode: tuple(regel.cellen[list(KOLOMMEN).index(naam)] for naam in wie)
        for regel in regels
    }
    assert _leesbaar(gezien, wie) == _leesbaar(verwacht, wie)


SPIEGEL = {
    "accounthouder": "accounthouder elders",
    "accounthouder elders": "accounthouder",
    "provincie": "andere provincie",
    "andere provincie": "provincie",
}


@pytest.mark.parametrize("sleutel", [sleutel for sleutel in TABEL if "pk=G." in sleutel])
def test_drenthe_is_to_its_people_what_gelderland_is_to_theirs(wereld, bezoekers, sleutel):
    """The other provincie, from both sides (ZIC-3, ROL-1)."""
    regel = TABEL[sleutel][0]
    verwacht = dict(zip(KOLOMMEN, regel.cellen, strict=True))
    daar = replace(regel, plek=regel.plek.replace("G.", "D."))
    try:
        url = adres(wereld, daar)
    except KeyError:
        # Stories that are told once: the frozen editions of Gelderland.
        assert sleutel.split("G.")[1].split(".")[1].split()[0] in ALLEEN_GELDERLAND
        return
    with stap_voor_stap() as draai_terug:
        for wie, zoals in SPIEGEL.items():
            assert str(bezoekers[wie].get(url).status_code) == verwacht[zoals], (wie, url)
            draai_terug()


def proevers(regels: list[Regel]) -> list[str]:
    """Who tries it: everyone, or three where nothing exists and all get the same answer."""
    gelijk = all(len(set(regel.cellen[1:])) == 1 for regel in regels)
    if gelijk and "pk=0" in regels[0].plek:
        return ["iemand", "provincie", "staf"]
    return list(KOLOMMEN)


def _leesbaar(per_methode: dict[str, tuple[str, ...]], wie: list[str]) -> list[str]:
    kop = " ".join(["    ", *(KOLOMMEN[naam] for naam in wie)])
    return [kop, *(f"{m:4} {' '.join(c)}" for m, c in sorted(per_methode.items()))]


def loop(
    wereld: Any, bezoekers: Any, regel: Regel, iedereen: list[str]
) -> dict[str, tuple[str, ...]]:
    """GET as everyone, then POST what the own page asks, or else what another's page asks."""
    url, extra = adres(wereld, regel), INVOER.get(regel.naam, {})
    if regel.naam == "account_logout":
        bezoekers = browsers(wereld)
    get, post, formulieren = [], [], {}
    with stap_voor_stap() as draai_terug:
        for wie in iedereen:
            antwoord = bezoekers[wie].get(url)
            form = formulier_van(antwoord)
            if form is not None:
                formulieren[wie] = ingevuld(form)
            gedaan = draai_terug()
            assert gedaan.tabellen <= SPOOR, f"GET as {wie} wrote to {gedaan.tabellen}"
            if antwoord.status_code == 200:
                assert gedaan.vragen <= HOOGSTENS, f"{wie} asks {gedaan.vragen} times"
            get.append(str(antwoord.status_code))
        andermans: dict[str, Any] = next(iter(formulieren.values()), {})
        for wie in iedereen:
            gegevens = formulieren.get(wie, andermans) | vast(wereld, extra)
            antwoord = bezoekers[wie].post(url, gegevens)
            geschreven = draai_terug().tabellen - SPOOR
            status = str(antwoord.status_code)
            if status != "302":
                assert not geschreven, f"POST as {wie} got {status} and wrote to {geschreven}"
            elif not geschreven and wie != "iemand":
                status = "30="
            post.append(status)
    return {"GET": tuple(get), "POST": tuple(post)}


def adres(wereld: Any, regel: Regel) -> str:
    kwargs = {
        naam: zoek_op(wereld, pad)
        for naam, _, pad in (deel.partition("=") for deel in regel.plek.split())
    }
    achter = INVOER.get(regel.naam, {}).get("?", lambda _: "")
    return reverse(regel.naam, kwargs=kwargs) + achter(wereld)


def vast(wereld: Any, extra: dict[str, Any]) -> dict[str, Any]:
    return {
        naam: waarde(wereld) if callable(waarde) else waarde
        for naam, waarde in extra.items()
        if naam != "?"
    }
