"""Bad input through every form that there is: answered in plain Dutch, never with an error.

Each value goes into all fields of its kind at once: what fits reaches the service, what does not
comes back with a sentence.
"""

# ruff: noqa: RUF001 - characters that look like others are the point here

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.urls import NoReverseMatch, reverse

from dossiers.models import Signaal
from novex.models import Verwerking
from tests.huisstijl.invoer import INVOER
from tests.huisstijl.lopen import browsers, formulier_van, ingevuld, teruggedraaid
from tests.huisstijl.test_toegang import KOLOMMEN, TABEL, adres
from tests.wereld.hoeken import Wereld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kale_weigeringen")]

MEGA = 1_000_000
LANG = 100_000  # more than any field takes, in every field at once
TEKSTEN = {
    "leeg": "",
    "spaties": " \t\n ",
    "opmaak": "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %} ' OR 1=1 -- & \"",
    "emoji": "👩🏽‍🌾 én 🏳️‍🌈 \u0301\u0301 Ĳ",
    "rechts naar links": "\u202e\u200fمرحبا\u202c\ufeff",
    "stuurtekens": "voor\x00\x01\x08\x1b[31m\x7f\x85na",
}
DATUMS = ("01-01-0001", "31-12-9999", "31-02-2026", "morgen", "9" * 5000, "２０２６-０１-０１")
GETALLEN = ("NaN", "Infinity", "1e400", "-1", "9" * 400, "1,2,3", "²", "twaalf")
ENGELS = re.compile(r"\b(the|this|field|enter|ensure|select|valid|required|allowed|please)\b", re.I)
PLEKKEN = {
    sleutel: regel
    for sleutel, regels in TABEL.items()
    for regel in regels
    if regel.methode == "POST" and "302" in regel.cellen[1:]
}


@pytest.fixture(scope="module")
def bezoekers(wereld):
    return browsers(wereld)


@pytest.fixture(scope="module")
def formulieren(wereld, bezoekers):
    """Per place the address, the first person that may post its form, and that form.

    A form that several places show stands at the first: they differ in who may, not in what.
    """
    gevonden, gehad = {}, set()
    for sleutel, regel in PLEKKEN.items():
        url, browser, form = _met_formulier(wereld, bezoekers, sleutel)
        if form is not None:
            soort = (regel.naam, "naam=" in sleutel and sleutel.split()[-1], *form.fields)
            form = None if soort in gehad else form
            gehad.add(soort)
        gevonden[sleutel] = (url, browser, form)
    return gevonden


def _met_formulier(wereld: Wereld, bezoekers: Any, sleutel: str) -> tuple[str, Any, Any]:
    url = adres(wereld, PLEKKEN[sleutel])
    for wie, status in zip(KOLOMMEN, PLEKKEN[sleutel].cellen, strict=True):
        if wie == "iemand" or status != "302":
            continue
        if form := formulier_van(bezoekers[wie].get(url)):
            return url, bezoekers[wie], form
    return url, None, None


def _namen(form: Any, *soorten: type[forms.Field]) -> list[str]:
    return [
        veld.html_name
        for veld in form
        if type(veld.field) in soorten or isinstance(veld.field, soorten[1:])
    ]


def _antwoord(browser: Any, url: str, data: dict[str, Any]) -> Any:
    """Post it; whatever comes back is a page, in Dutch, and nothing stays behind."""
    with teruggedraaid():
        antwoord = browser.post(url, data)
        assert antwoord.status_code in {200, 302, 409}, (url, antwoord.status_code)
        if antwoord.status_code == 200 and (form := formulier_van(antwoord)):
            for fout in (str(f) for fouten in form.errors.values() for f in fouten):
                assert fout.endswith("."), (url, fout)
                assert not ENGELS.search(fout), (url, fout)
        return antwoord


@pytest.mark.parametrize("sleutel", PLEKKEN)
def test_any_text_is_answered(wereld, formulieren, sleutel):
    """ALG-1, VRA-3: empty, markup, emoji, right to left, control characters, far too long."""
    url, browser, form = formulieren[sleutel]
    if form is None:
        return  # a button without a form takes no text, and one form is tried at one place
    basis = ingevuld(form, _extra(PLEKKEN[sleutel].naam, wereld))
    velden = _namen(form, forms.CharField, forms.URLField)
    for tekst in TEKSTEN.values():
        past = {
            veld: tekst[: getattr(form.fields.get(veld), "max_length", None)] for veld in velden
        }
        _antwoord(browser, url, basis | past)
    lang = _antwoord(browser, url, basis | dict.fromkeys(velden, "é" * LANG))
    assert lang.status_code == 200 or not velden, f"{url} took {LANG} characters"


@pytest.mark.parametrize("sleutel", PLEKKEN)
def test_any_date_and_number_is_answered(wereld, formulieren, sleutel):
    """AFS-4: year 1 and 9999, 31-02, words; NaN, infinity, too big, too many digits."""
    url, browser, form = formulieren[sleutel]
    if form is None:
        return
    basis = ingevuld(form, _extra(PLEKKEN[sleutel].naam, wereld))
    for soorten, waarden in (
        ((forms.DateField, forms.DateField), DATUMS),
        ((forms.IntegerField, forms.IntegerField), GETALLEN),
    ):
        if velden := [naam for naam in _namen(form, *soorten) if naam != "versie"]:
            for waarde in waarden:
                _antwoord(browser, url, basis | dict.fromkeys(velden, waarde))


def test_more_than_a_form_can_hold_is_refused_in_dutch(wereld, bezoekers):
    """ALG-1: over the limit of one request nothing is read, and the page says what to do."""
    data = {"titel": "T", "wat_botst": "é" * 3 * MEGA, "waarom_urgent": "é" * 3 * MEGA}
    voor = Signaal.objects.count()
    antwoord = bezoekers["provincie"].post("/signalen/nieuw/", data)
    assert antwoord.status_code == 400
    assert (
        "Maak de tekst of het bestand kleiner en probeer het opnieuw." in antwoord.content.decode()
    )
    assert Signaal.objects.count() == voor


def test_every_form_was_found(formulieren):
    """The guard of the two above: most addresses do have a form with text in it."""
    gevonden = [s for s, (_, _, form) in formulieren.items() if form is not None]
    assert len({PLEKKEN[sleutel].naam for sleutel in gevonden}) >= 40


def _extra(naam: str, wereld: Wereld) -> dict[str, Any]:
    return {
        veld: waarde(wereld) if callable(waarde) else waarde
        for veld, waarde in INVOER.get(naam, {}).items()
        if veld != "?"
    }


ONMOGELIJK = (0, 2**63 - 1, 2**63, 10**30)


@pytest.mark.parametrize("naam", sorted({regels[0].naam for regels in TABEL.values()}))
def test_an_impossible_number_in_the_address_is_not_found(bezoekers, naam):
    """ZIC-4: 0, and numbers that no key can have, are 404 for who sees everything."""
    for pk in ONMOGELIJK:
        for kwargs in ({"pk": pk}, {"pk": pk, "versie": pk}, {"pk": pk, "naam": "zet_door"}):
            try:
                url = reverse(naam, kwargs=kwargs)
            except NoReverseMatch:
                continue
            for methode in ("get", "post"):
                status = getattr(bezoekers["staf"], methode)(url).status_code
                assert status in {403, 404, 405}, (url, status)


def test_the_same_form_twice_makes_one_signaal(wereld, bezoekers):
    """SIG-1: a double click and a resend after going back; both get the same answer."""
    browser = bezoekers["provincie"]
    with teruggedraaid():
        antwoord = browser.get("/signalen/nieuw/")
        sleutel = re.search(r'name="formuliersleutel" value="([^"]+)"', antwoord.content.decode())
        data = ingevuld(formulier_van(antwoord)) | {"formuliersleutel": sleutel[1]}
        voor = Signaal.objects.count()
        eerst, nogmaals = (browser.post("/signalen/nieuw/", data) for _ in range(2))
        assert eerst.status_code == nogmaals.status_code == 302
        assert eerst.url == nogmaals.url
        assert Signaal.objects.count() == voor + 1
        assert Verwerking.objects.filter(url=eerst.url).count() == 1


def test_a_stale_form_keeps_what_was_typed(wereld, bezoekers):
    """VRA-16: 409, with the text, also when it is markup and a megabyte would not fit."""
    url = f"/vraagstukken/{wereld.gelderland.vraagstuk['beeld'].pk}/beeld/"
    data = ingevuld(formulier_van(bezoekers["provincie"].get(url)))
    getypt = TEKSTEN["opmaak"] + TEKSTEN["emoji"]
    with teruggedraaid():
        assert bezoekers["accounthouder"].post(url, data | {"kansen": "Eerst."}).status_code == 302
        laat = bezoekers["provincie"].post(url, data | {"kansen": getypt})
        assert laat.status_code == 409
        inhoud = laat.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:7 }}" in inhoud
        assert "<script>alert(1)" not in inhoud
        assert TEKSTEN["emoji"] in inhoud
