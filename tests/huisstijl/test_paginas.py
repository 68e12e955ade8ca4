"""Every page and every form: words, titles, and how often it asks the database."""

from __future__ import annotations

import datetime
import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.models import Vraagstuk
from novex.forms import Formulier, Modelformulier, WijzigForm
from novex.models import (
    Domein,
    JuridischInstrument,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
)
from tests.arrangementen.factories import AfspraakFactory
from tests.dossiers.factories import VraagstukFactory
from tests.dossiers.signalen import SignaalFactory
from tests.factories import BeleidskaderFactory, OrganisatieFactory
from tests.huisstijl.bronnen import APPS
from tests.huisstijl.lopen import browsers, formulier_van, teruggedraaid
from tests.huisstijl.test_toegang import KOLOMMEN, TABEL, adres
from tests.wereld.hoeken import vandaag

pytestmark = pytest.mark.django_db

VERBODEN = re.compile(r"Dit veld is verplicht|Ongeldige invoer|\bOeps\b|\bsorry\b", re.I)
KNOPPEN = {"OK", "Ok", "Verzenden", "Volgende", "Klik hier"}
ENGELS = re.compile(
    r"This field|Select a valid|Enter a|Please |Ensure this|Forbidden|Not Found|Sign [Ii]n|"
    r"Log ?in\b|already exists|is required|Page not found|Server Error|Submit\b"
)
# A tag between a word and its comma or full stop is no space on the screen; a line break is.
LOS = re.compile(r"\S* [,.;](?=\s|$)")
IN_DE_REGEL = r"</?(?:a|abbr|b|code|del|em|i|ins|mark|q|small|span|strong|sub|sup|time)\b[^>]*>"
# The tables of which a form offers rows.
REFERENTIE = [
    Domein, JuridischInstrument, Keuze, Landsdeel, NovexGebied, Organisatie, Programma, Provincie,
]  # fmt: skip


@pytest.fixture(scope="module")
def bezoekers(wereld):
    return browsers(wereld)


def bladzijden(wereld: Any, methode: str = "GET") -> Iterator[tuple[str, str, str]]:
    """An address of each row, with the first person for whom it opens."""
    namen = list(KOLOMMEN)
    for sleutel, regels in TABEL.items():
        regel = next(r for r in regels if r.methode == methode)
        if "200" in regel.cellen[1:] and regel.naam != "account_logout":
            yield sleutel, namen[1 + regel.cellen[1:].index("200")], adres(wereld, regel)


@pytest.fixture(scope="module")
def gelezen(wereld, bezoekers):
    """Every page, read once: its key, who read it, the address and the answer."""
    return [
        (sleutel, wie, url, bezoekers[wie].get(url)) for sleutel, wie, url in bladzijden(wereld)
    ]


def test_every_page_has_a_title_of_its_own(gelezen):
    """Specific part first; two pages never share one."""
    titels: dict[str, set[str]] = {}
    for sleutel, _, url, antwoord in gelezen:
        if not antwoord.get("Content-Type", "").startswith("text/html"):
            continue
        tekst = html.unescape(antwoord.content.decode())
        titel = " ".join(re.findall(r"<title>(.*?)</title>", tekst, re.S)[0].split())
        assert titel.endswith(" - NOVEX"), sleutel
        assert len(re.findall(r"<h1[ >]", tekst)) == 1, sleutel
        titels.setdefault(titel, set()).add(url)
        zichtbaar = re.sub(
            r"<(?:script|style).*?</(?:script|style)>|<[^>]+>", " ", tekst, flags=re.S
        )
        assert not ENGELS.findall(zichtbaar), (sleutel, ENGELS.findall(zichtbaar))
        assert not VERBODEN.findall(zichtbaar), sleutel
        assert "------" not in zichtbaar, sleutel
        _eis_leestekens(tekst, sleutel)
        _eis_knoppen(tekst, sleutel)
    dubbel = [sorted(urls) for urls in titels.values() if len(urls) > 1]
    assert [urls for urls in dubbel if not _zelfde_pagina(urls)] == []


def _zelfde_pagina(urls: list[str]) -> bool:
    """One page under two addresses, or two changes of one text that are answered alike."""
    return all(url.startswith(urls[0]) or url.startswith("/teksten/") for url in urls)


def _eis_leestekens(tekst: str, sleutel: str) -> None:
    """No space before a comma or a full stop, where a template broke the line."""
    main = re.sub(r"<!--.*?-->", "", tekst[tekst.find("<main") :], flags=re.S)
    for blok in re.split(r"<[^>]+>", re.sub(IN_DE_REGEL, "", main)):
        zin = " ".join(blok.split())
        assert not LOS.findall(zin), (sleutel, LOS.findall(zin))


def _eis_knoppen(tekst: str, sleutel: str) -> None:
    knoppen = re.findall(r"<button[^>]*>(.*?)</button>", tekst, re.S)
    woorden = {" ".join(re.sub(r"<[^>]+>", " ", knop).split()) for knop in knoppen}
    assert not woorden & KNOPPEN, sleutel
    assert all(woorden), sleutel


LIJSTEN = {
    "/": "staf",
    "/signalen/": "accounthouder",
    "/vraagstukken/": "accounthouder",
    "/vraagstukken/?weergave=bord": "accounthouder",
    "/afspraken/": "staf",
    "/arrangementen/": "staf",
    "/monitor/": "staf",
    "/taken/": "accounthouder",
    "/cyclus/": "staf",
}


@pytest.mark.parametrize("url", LIJSTEN)
def test_a_list_asks_as_often_with_more_rows(wereld, bezoekers, url):
    """VRA-10: measured at two sizes."""
    wie = bezoekers[LIJSTEN[url]]

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            assert wie.get(url).status_code == 200
        return len(gesteld)

    vragen()
    klein = vragen()
    with teruggedraaid():
        for _ in range(4):
            SignaalFactory(ingediend=True, ingevoerd_door=wereld.personen["accounthouder"])
            VraagstukFactory(lead_provincie=wereld.gelderland.provincie)
            AfspraakFactory(vraagstuk=wereld.gelderland.vraagstuk["oordeel"])
        assert vragen() == klein


def test_every_page_says_where_in_the_site_it_is(gelezen):
    """One point of the navigation is the present one, also where the address starts otherwise,
    and the path above the page begins there."""
    buiten = ("/privacy/", "/toegankelijkheid/", "/uitloggen/")
    actief, elders = {}, {}
    for sleutel, _, url, antwoord in gelezen:
        if antwoord.context is None or url.startswith(buiten):
            continue
        if punten := antwoord.context.get("navigatie"):
            actief[sleutel] = [punt.titel for punt in punten if punt.actief]
            for begin, _ in list(antwoord.context.get("kruimels") or ())[:1]:
                if begin not in actief[sleutel]:
                    elders[sleutel] = (begin, actief[sleutel])
    assert len(actief) > 100
    assert elders == {}
    assert {sleutel: titels for sleutel, titels in actief.items() if len(titels) != 1} == {}


def test_no_form_offers_what_has_ended(wereld, bezoekers):
    """REF-2: of each table a row that ended yesterday; a filter may still look for it."""
    gisteren = vandaag() - datetime.timedelta(days=1)
    gezien = set()
    with teruggedraaid():
        oud = {model: _beeindigd(model, gisteren) for model in REFERENTIE}
        for sleutel, wie, url in bladzijden(wereld):
            form = formulier_van(bezoekers[wie].get(url))
            if form is None or getattr(form, "ook_vervallen", False):
                continue
            for naam, veld in form.fields.items():
                rij = oud.get(getattr(getattr(veld, "queryset", None), "model", None))
                if rij is not None:
                    gezien.add(type(rij))
                    assert not veld.queryset.filter(pk=rij.pk).exists(), (sleutel, naam)
    assert gezien == set(REFERENTIE)


def test_what_has_ended_stays_where_it_was_chosen(wereld, bezoekers):
    """REF-2: an old dossier keeps the name of then, and the choice says until when it held."""
    concept = wereld.gelderland.vraagstuk["concept"]
    with teruggedraaid():
        domein = _beeindigd(Domein, vandaag() - datetime.timedelta(days=1))
        melder = _beeindigd(Organisatie, datetime.date(2024, 7, 1))
        concept.domeinen.add(domein)
        Vraagstuk.objects.filter(pk=concept.pk).update(melder_organisatie=melder)
        form = formulier_van(
            bezoekers["accounthouder"].get(f"/vraagstukken/{concept.pk}/wijzigen/")
        )
        assert form.fields["domeinen"].queryset.filter(pk=domein.pk).exists()
        keuzes = dict(form.fields["melder_organisatie"].choices)
        assert keuzes[melder.pk] == f"{melder} (tot en met 01-07-2024)"


def _beeindigd(model: type, tot: datetime.date) -> Any:
    """A row of this table that held until this day."""
    meer: dict[type, Any] = {
        Keuze: lambda: {"kader": BeleidskaderFactory()},
        Organisatie: lambda: {"soort": "departement", "kant": "rijk"},
        Provincie: lambda: {
            "organisatie": OrganisatieFactory(code="pv99-organisatie"),
            "landsdeel": Landsdeel.objects.first(),
        },
    }
    velden = meer.get(model, dict)()
    return model.objects.create(code="pv99", naam="Van vroeger", geldig_tot=tot, **velden)


def _klassen(basis: type) -> Iterator[type]:
    for klasse in basis.__subclasses__():
        yield klasse
        yield from _klassen(klasse)


def formulierklassen() -> set[str]:
    """Every form that a page can show: the ones that nothing else is made of."""
    alle = {
        klasse
        for basis in (Formulier, Modelformulier, WijzigForm, forms.Form)
        for klasse in _klassen(basis)
        if klasse.__module__.split(".")[0] in APPS and not klasse.__name__.startswith("_")
    }
    return {klasse.__name__ for klasse in alle if not klasse.__subclasses__()}


# Filters are sent by GET and have nothing to refuse; these forms show in a place of their own.
ELDERS = {
    "GebruikerForm": "the admin has tests of its own",
    "ToewijzingForm": "the admin has tests of its own",
    "Beheerformulier": "the admin has tests of its own",
    "Criteriumformulier": "the admin has tests of its own",
    "WachtwoordForm": "the admin has tests of its own",
    "Inlogformulier": "for who is not logged in; test_uiterlijk_paginas",
    "NieuweEscalatieForm": "the fields of EscalatieForm",
    "WijzigVerschilForm": "the fields of VerschilForm",
}
GEEN_POST = {
    "VraagstukFilter", "SignaalFilter", "FilterForm", "ZoekForm", "VraagstukKiezenForm",
    "Voorbeeldformulier", "Voorbeeldfilter", "Voorbeeldreden", "Voorbeeldregel",
}  # fmt: skip


def test_every_form_refuses_an_empty_post_in_our_words(wereld, bezoekers, gelezen):
    """What is wrong and what to do, with a full stop; each form class comes along."""
    gezien: Counter[str] = Counter()
    hoek = wereld.gelderland
    besluit, oordeel = hoek.vraagstuk["besluit"].pk, hoek.vraagstuk["oordeel"].pk
    ook = [
        (sleutel, wie, url, bezoekers[wie].get(url))
        for sleutel, wie, url in (
            ("again", "expert", f"/vraagstukken/{oordeel}/mandaat/"),
            ("by doorbreek", "staf", f"/vraagstukken/{besluit}/doorbreek/markeer_geen_keuze/"),
        )
    ]
    for sleutel, wie, url, antwoord in [*gelezen, *ook]:
        form = formulier_van(antwoord)
        if form is None:
            continue
        gezien[type(form).__name__] += 1
        with teruggedraaid():
            geweigerd = formulier_van(bezoekers[wie].post(url, {"formuliersleutel": "geen"}))
        for fouten in geweigerd.errors.values() if geweigerd else ():
            for fout in map(str, fouten):
                assert fout.endswith("."), (sleutel, fout)
                assert not VERBODEN.search(fout), (sleutel, fout)
                assert not ENGELS.search(fout), (sleutel, fout)
    assert formulierklassen() - set(gezien) - GEEN_POST - set(ELDERS) == set()
