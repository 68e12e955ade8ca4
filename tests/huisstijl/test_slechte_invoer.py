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
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape

from arrangementen.forms.afspraak import Bedragveld
from dossiers.models import Signaal
from novex.forms import Datumveld, Formulier, schoon
from novex.models import Verwerking
from tests.huisstijl.invoer import INVOER
from tests.huisstijl.lopen import browsers, formulier_van, ingevuld, teruggedraaid
from tests.huisstijl.test_toegang import KOLOMMEN, TABEL, adres
from tests.wereld.hoeken import Wereld

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kale_weigeringen")]

MEGA = 1_000_000
LANG = 30_000  # more than any field takes, in every field at once
TEKSTEN = {
    "leeg": "",
    "spaties": " \t\n ",
    "opmaak": "<script>alert(1)</script> {{ 7|add:7 }} {% now 'Y' %} ' OR 1=1 -- & \"",
    "emoji": "👩🏽‍🌾 én 🏳️‍🌈 \u0301\u0301 Ĳ",
    "rechts naar links": "\u202e\u200fمرحبا\u202c\ufeff",
    "stuurtekens": "voor\x00\x01\x08\x1b[31m\x7f\x85na",
}
DATUMS = ("31-12-9999", "01-01-0001", "31-02-2026", "morgen", "9" * 5000, "２０２６-０１-０１")
GETALLEN = ("9" * 400, "NaN", "Infinity", "1e400", "-1", "1,2,3", "²", "twaalf")
ENGELS = re.compile(r"\b(the|this|field|enter|ensure|select|valid|required|allowed|please)\b", re.I)
# What no form stands before, and why: nothing is typed there.
KNOP = "a button; who may press it is walked by test_toegang"
KEUZE = "a button with a value of its own, which a test below spoils"
ZONDER_FORMULIER = {
    "arrangementen:actie-verwijderen": KNOP,
    "arrangementen:afspraak-uithalen": KNOP,
    "arrangementen:afspraak-verplaats": KEUZE,
    "arrangementen:arrangement-pdf": KNOP,
    "dossiers:signaal-indienen": KNOP,
    "dossiers:teksten-gezien": KEUZE,
    "dossiers:vraagstuk-aanbieden": KNOP,
    "governance:agenda-afstemmen": KNOP,
    "governance:agenda-verzenden": KNOP,
    "governance:agendapunt-verplaats": KEUZE,
    "governance:lijst-exporteren": KEUZE,
    "governance:overleg-sluiten": KNOP,
    "governance:stuk-weghalen": KNOP,
    "governance:verschil-vrijgeven": KNOP,
}
# What a list can be asked, all at once.
VRAGEN = (
    "q", "zoek", "p", "sorteer", "weergave", "status", "type", "herkomst", "provincie",
    "landsdeel", "fase", "domein", "programma", "gebied", "aan_zet", "niet_bijgewerkt_sinds",
    "jaar", "te_laat",
)  # fmt: skip
LIJSTEN = (
    "/signalen/",
    "/vraagstukken/",
    "/vraagstukken/{beeld}/teksten/",
    "/afspraken/",
    "/arrangementen/",
    "/monitor/",
    "/monitor/andere-programmas/",
    "/taken/",
)
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
def gevonden(wereld, bezoekers):
    """Per place the address, the first person that may post its form, and that form."""
    return {sleutel: _met_formulier(wereld, bezoekers, sleutel) for sleutel in PLEKKEN}


@pytest.fixture(scope="module")
def formulieren(gevonden):
    """The same, but each form once.

    A form that several places show stands at the first: they differ in who may, not in what.
    """
    per_plek, gehad = {}, set()
    for sleutel, (url, browser, form) in gevonden.items():
        if form is not None:
            soort = (PLEKKEN[sleutel].naam, "naam=" in sleutel and sleutel.split()[-1])
            soort = (*soort, *form.fields)
            form = None if soort in gehad else form
            gehad.add(soort)
        per_plek[sleutel] = (url, browser, form)
    return per_plek


def _met_formulier(wereld: Wereld, bezoekers: Any, sleutel: str) -> tuple[str, Any, Any]:
    url = adres(wereld, PLEKKEN[sleutel])
    for wie, status in zip(KOLOMMEN, PLEKKEN[sleutel].cellen, strict=True):
        if wie == "iemand" or status != "302":
            continue
        if form := formulier_van(bezoekers[wie].get(url)):
            return url, bezoekers[wie], form
    return url, None, None


def test_a_text_does_not_turn_what_stands_after_it():
    """ALG-2: letters of any script stay; what would write the name and date behind a text
    backwards goes."""
    assert schoon("\u202ekantel\u202c \u2067om\u2069 مرحبا 👩🏽‍🌾") == "kantel om مرحبا 👩🏽‍🌾"


class Onzichtbaar(Formulier):
    nodig = forms.CharField(error_messages={"required": "Dit is leeg."})
    mag = forms.CharField(required=False)


@pytest.mark.parametrize("tekst", ["\u200b", "\u200b\u202e ", "\ufeff", "\x07\u2060"])
def test_what_nobody_can_see_is_nothing(tekst):
    """ALG-2: refused as empty, with the sentence of the field; where it may be empty, it is."""
    form = Onzichtbaar({"nodig": tekst, "mag": tekst})
    assert not form.is_valid()
    assert form.errors == {"nodig": ["Dit is leeg."]}
    form = Onzichtbaar({"nodig": f"{tekst}Zichtbaar", "mag": tekst})
    assert form.is_valid()
    assert form.cleaned_data["nodig"].strip() == "Zichtbaar"
    assert form.cleaned_data["mag"] == ""


def _namen(form: Any, *soorten: type[forms.Field]) -> list[str]:
    return [veld.html_name for veld in form if isinstance(veld.field, soorten)]


def _antwoord(browser: Any, url: str, data: dict[str, Any], getypt: dict[str, str]) -> Any:
    """Post it; whatever comes back is a page, in Dutch, and nothing stays behind.

    A form that is refused still shows what was typed into it (ALG-2).
    """
    with teruggedraaid():
        antwoord = browser.post(url, data | getypt)
        assert antwoord.status_code in {200, 302, 409}, (url, antwoord.status_code)
        if antwoord.status_code == 200 and (form := formulier_van(antwoord)):
            for fout in (str(f) for fouten in form.errors.values() for f in fouten):
                assert fout.endswith("."), (url, fout)
                assert not ENGELS.search(fout), (url, fout)
            pagina = antwoord.content.decode()
            for veld in form.visible_fields():
                tekst = getypt.get(veld.html_name, "").strip()
                assert escape(tekst) in pagina, (url, veld.html_name)
        return antwoord


@pytest.mark.parametrize("sleutel", PLEKKEN)
def test_any_text_is_answered(wereld, formulieren, sleutel):
    """ALG-1, VRA-3: blanks, markup, emoji, right to left, control characters, far too long."""
    url, browser, form = formulieren[sleutel]
    if form is None:
        return  # a button without a form takes no text, and one form is tried at one place
    basis = ingevuld(form, _extra(PLEKKEN[sleutel].naam, wereld))
    velden = _namen(form, forms.CharField)
    # Nothing at all is posted by test_every_form_refuses_an_empty_post_in_our_words. What is taken
    # as it is goes in together, the shortest first.
    gewoon = "".join(TEKSTEN[soort] for soort in ("emoji", "rechts naar links", "opmaak"))
    for tekst in (TEKSTEN["spaties"], gewoon, TEKSTEN["stuurtekens"]):
        past = {
            veld: tekst[: getattr(form.fields.get(veld), "max_length", None)] for veld in velden
        }
        _antwoord(browser, url, basis, past)
    lang = _antwoord(browser, url, basis, dict.fromkeys(velden, "é" * LANG))
    assert lang.status_code == 200 or not velden, f"{url} took {LANG} characters"


@pytest.mark.parametrize("sleutel", PLEKKEN)
def test_any_date_and_number_is_answered(wereld, formulieren, sleutel):
    """AFS-4: year 1 and 9999, 31-02, words; NaN, infinity, too big, too many digits.

    The kinds of field are few and get every value below. Of the forms each gets the first one, and
    two of the others in turn.
    """
    url, browser, form = formulieren[sleutel]
    if form is None:
        return
    for veld in form.fields.values():
        assert not isinstance(veld, forms.DateField) or isinstance(veld, Datumveld), veld.label
    basis = ingevuld(form, _extra(PLEKKEN[sleutel].naam, wereld))
    beurt = list(PLEKKEN).index(sleutel)
    for soorten, waarden in (
        ((forms.DateField,), DATUMS),
        ((forms.IntegerField, Bedragveld), GETALLEN),
    ):
        if velden := [naam for naam in _namen(form, *soorten) if naam != "versie"]:
            eerste, *andere = waarden
            for waarde in (eerste, *(andere[(beurt + keer) % len(andere)] for keer in (0, 1))):
                _antwoord(browser, url, basis, dict.fromkeys(velden, waarde))


@pytest.mark.parametrize(
    ("veld", "waarden"),
    [(Datumveld(), DATUMS), (Bedragveld(), GETALLEN), (forms.IntegerField(), GETALLEN)],
    ids=lambda deel: type(deel).__name__,
)
def test_a_field_answers_any_date_or_number_in_dutch(veld, waarden):
    """AFS-4: none is taken, but for what is a number; how large it may be is up to a form."""
    genomen = {}
    for waarde in waarden:
        try:
            genomen[waarde] = veld.clean(waarde)
        except ValidationError as fout:
            for zin in fout.messages:
                assert zin.endswith("."), (waarde, zin)
                assert not ENGELS.search(zin), (waarde, zin)
    assert genomen.keys() <= {"-1", "9" * 400}


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


def test_every_form_was_found(gevonden):
    """ALG-1: what the two above leave out are buttons, and each has its reason; none is stale."""
    met = {PLEKKEN[sleutel].naam for sleutel, (_, _, form) in gevonden.items() if form is not None}
    assert {regel.naam for regel in PLEKKEN.values()} - met == set(ZONDER_FORMULIER)


@pytest.mark.parametrize("datum", ["31-12-1949", "01-01-2151", "01-01-0001", "31-12-9999"])
def test_a_year_that_cannot_be_meant_is_refused(datum):
    """AFS-4: a typing mistake in the year, and not a term of two thousand years."""
    with pytest.raises(ValidationError, match="Kies een jaar van 1950 tot en met 2150") as fout:
        Datumveld().clean(datum)
    assert fout.value.code == "datum_buiten_bereik"
    for geschreven in ("1 maart 2027", "1 mrt. 2027", "01.03.2027", "1-3-27", "2027-03-01"):
        assert f"{Datumveld().clean(geschreven)}" == "2027-03-01"
    for onzin in ("1 lente 2027", "31 februari 2027", "1 maart"):
        with pytest.raises(ValidationError, match="Deze datum bestaat niet of is niet te lezen"):
            Datumveld().clean(onzin)
    assert [Datumveld().clean(f"{rand}") for rand in ("01-01-1950", "31-12-2150")]


@pytest.mark.parametrize("pad", LIJSTEN)
def test_any_question_in_the_address_of_a_list_is_answered(wereld, bezoekers, pad):
    """ALG-1: wrong dates, pages that are not there, NUL, markup, and keys of nothing at all."""
    url = pad.format(beeld=wereld.gelderland.vraagstuk["beeld"].pk)
    for waarde in (*TEKSTEN.values(), *DATUMS[-3:], "NaN", "-1", "é" * 2000):
        antwoord = bezoekers["staf"].get(url, dict.fromkeys(VRAGEN, waarde))
        assert antwoord.status_code == 200, (url, waarde[:40])
        assert b"<script>alert(1)" not in antwoord.content, url


@pytest.mark.parametrize(
    "sleutel", [s for s, r in PLEKKEN.items() if ZONDER_FORMULIER.get(r.naam) == KEUZE]
)
def test_a_button_with_another_value_than_it_has_is_answered(wereld, bezoekers, sleutel):
    """AGE-1: up or down, or a version; anything else is refused and never an error."""
    url = adres(wereld, PLEKKEN[sleutel])
    for waarde in (*TEKSTEN.values(), *GETALLEN[:3], "9" * 400):
        with teruggedraaid():
            data = dict.fromkeys(("richting", "versie", "wijzigingen"), waarde)
            statussen = {
                bezoekers[wie].post(url, data).status_code for wie in ("staf", "provincie")
            }
            assert statussen <= {302, 400, 403, 404}, (url, waarde[:40], statussen)
            assert statussen != {403}, f"nobody here may press {url}"


def _extra(naam: str, wereld: Wereld) -> dict[str, Any]:
    return {
        veld: waarde(wereld) if callable(waarde) else waarde
        for veld, waarde in INVOER.get(naam, {}).items()
        if veld != "?"
    }


ONMOGELIJK = (0, 2**63)


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
