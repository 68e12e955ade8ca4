"""What one side keeps to itself reaches nobody else, in no answer of the application (ZIC-2).

Words are typed into the forms; then everyone else takes every link, searches, filters, asks for
files and runs into refusals, and must meet none of them.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import Client
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from dossiers.models import Vraagstuk
from novex.achtergrond import MAKERS
from novex.models import Achtergrondtaak
from tests.huisstijl.lopen import browsers, formulier_van, ingevuld, teruggedraaid
from tests.huisstijl.planten import INTERN, PLANTEN, met_niveau, poot
from tests.huisstijl.test_toegang import TABEL, adres
from tests.wereld import Wereld

pytestmark = pytest.mark.django_db

BEZOEKERS = (
    "provincie",
    "andere provincie",
    "bestuurder provincie",
    "accounthouder",
    "expert elders",
    "bestuurder rijk",
    "beheerder",
)
ZOEKEN = {
    "/signalen/": ("zoek",),
    "/vraagstukken/": ("zoek",),
    "/vraagstukken/?weergave=bord": ("zoek",),
    "/afspraken/": ("q",),
    "/monitor/andere-programmas/": ("zoek",),
}
ONZIN = "waterhoentje"
WISSELT = re.compile(r'(?:csrfmiddlewaretoken|formuliersleutel)" value="[^"]*"')


@pytest.fixture(scope="module")
def beplant(wereld):
    """The world with every word in its place."""
    bezoekers = browsers(wereld)
    for plant in PLANTEN:
        poot(wereld, bezoekers, plant)
    signaal = wereld.gelderland.signaal["concept rijk"]
    bezoekers["accounthouder"].post(f"/signalen/{signaal.pk}/indienen/")
    return wereld, bezoekers


def inhoud(antwoord: Any) -> str:
    """All that an answer says: text, attributes and headers; a PDF is read."""
    if antwoord.get("Content-Type", "").startswith("application/pdf"):
        return lees_pdf(antwoord.content)
    tekst = b"".join(antwoord) if antwoord.streaming else antwoord.content
    return html.unescape(tekst.decode(errors="replace")) + str(dict(antwoord.headers))


def lees_pdf(gegevens: bytes) -> str:
    return "\n".join(blad.extract_text() for blad in PdfReader(io.BytesIO(gegevens)).pages)


def geheimen_voor(wie: str) -> list[str]:
    return [plant.merk for plant in PLANTEN if wie in plant.verborgen_voor]


def gevonden(geheimen: list[str], tekst: str) -> list[str]:
    return [merk for merk in geheimen if re.search(rf"{merk}(?![a-z])", tekst)]


def alle_adressen(wereld: Wereld) -> Iterator[str]:
    """Every page of the walk over Gelderland and over what is shared."""
    for regels in TABEL.values():
        if regels[0].naam != "account_logout" and "pk=0" not in regels[0].plek:
            yield adres(wereld, regels[0])


def _soort(pad: str) -> str:
    try:
        return resolve(pad).view_name
    except Resolver404:
        return ""


def kruip(wereld: Wereld, bezoeker: Client, per_soort: int = 2) -> Iterator[tuple[str, str]]:
    """Every page of the walk, and every link on it: of each kind of page a few more."""
    te_gaan = ["/", *alle_adressen(wereld)]
    gezien, aantal = set(te_gaan), dict.fromkeys(map(_soort, ()), 0)
    while te_gaan:
        url = te_gaan.pop(0)
        antwoord = bezoeker.get(url)
        tekst = inhoud(antwoord)
        yield url, tekst
        for link in re.findall(r'href="([^"#]+)', tekst):
            pad = urlsplit(html.unescape(link))
            if pad.scheme or link.startswith(("//", "/static/")) or not link.startswith(("/", "?")):
                continue
            volgende = f"{urlsplit(url).path}{link}" if link.startswith("?") else link
            soort = _soort(urlsplit(volgende).path)
            if volgende in gezien or soort == "account_logout":
                continue
            gezien.add(volgende)
            aantal[soort] = aantal.get(soort, 0) + 1
            if aantal[soort] <= per_soort:
                te_gaan.append(volgende)


def test_every_model_with_a_level_is_planted():
    """ZIC-1: a new model with a level fails until somebody tries to read it."""
    gepland = {plant.model for plant in PLANTEN}
    assert met_niveau() | INTERN <= gepland
    niveaus = {p.keuze["zichtbaarheid"] for p in PLANTEN if p.model == "Notitie"}
    assert niveaus == {"eigen_organisatie", "rijk", "regio"}
    assert {p.wie for p in PLANTEN if p.model == "Notitie"} == {"expert", "provincie"}


@pytest.mark.parametrize("plant", PLANTEN, ids=lambda p: f"{p.model}-{p.merk}")
def test_each_word_was_kept_and_its_writer_reads_it(beplant, plant):
    """The proof that the search below can find something."""
    wereld, bezoekers = beplant
    model = next(m for m in apps.get_models() if m.__name__ == plant.model)
    velden = [
        veld.name
        for veld in model._meta.get_fields()
        if veld.get_internal_type() in {"CharField", "TextField"} and not veld.choices
    ]
    rijen = [
        rij
        for rij in model._base_manager.order_by("-pk")[:60]
        if any(plant.merk == getattr(rij, naam) for naam in velden)
    ]
    assert rijen
    pagina = bezoekers[plant.wie].get(_pagina_van(wereld, plant, rijen[0]))
    assert gevonden([plant.merk], inhoud(pagina)), plant


def _pagina_van(wereld: Wereld, plant: Any, rij: Any) -> str:
    """Where the writer finds it back."""
    hoek = wereld.gelderland
    if plant.model in {"Signaal", "Vraagstuk"}:
        return rij.get_absolute_url()
    if plant.model == "Notitie":
        return rij.vraagstuk.get_absolute_url()
    return {
        "Annotatie": lambda: f"/overleggen/{rij.agendapunt.overleg_id}/agenda/",
        "Mandaat": lambda: f"/vraagstukken/{rij.vraagstuk_id}/mandaten/",
        "Rijksinzet": lambda: f"/vraagstukken/{rij.vraagstuk_id}/rijksinzet/",
        "Afwijking": lambda: f"/overleggen/{rij.agendapunt.overleg_id}/agenda/",
        "Agendapunt": lambda: f"/overleggen/{rij.overleg_id}/agenda/",
        "Triageadvies": lambda: f"/vraagstukken/{rij.vraagstuk_id}/triage/",
        "Voortgang": lambda: f"/monitor/voortgang/{rij.pk}/",
        "Afspraak": lambda: f"/afspraken/{hoek.afspraak['concept'].pk}/",
        "Arrangement": lambda: f"/arrangementen/{rij.pk}/voorbeeld/",
    }[plant.model]()


@pytest.mark.parametrize("wie", BEZOEKERS)
def test_nobody_meets_a_word_of_another(beplant, wie):
    """ZIC-2, ZIC-3, VRA-3: on no page, behind no link, in no PDF, in no blocker."""
    wereld, bezoekers = beplant
    geheimen = geheimen_voor(wie)
    assert geheimen
    gelezen = 0
    binnen = _zinnen_van_het_rijk(wereld) if wie == "provincie" else set()
    for url, tekst in kruip(wereld, bezoekers[wie]):
        assert gevonden(geheimen, tekst) == [], url
        assert not [zin for zin in binnen if zin in tekst], url
        gelezen += 1
    assert gelezen > 200


def _zinnen_van_het_rijk(wereld: Wereld) -> set[str]:
    """The blockers about a mandaat, that only the Rijk reads (VRA-3)."""
    staf, provincie = wereld.personen["staf"], wereld.personen["provincie"]
    gevonden_ = {z for z in _blokkades(staf) - _blokkades(provincie) if "andaat" in z}
    assert gevonden_
    return gevonden_


def _blokkades(user: Any) -> set[str]:
    return {
        blokkade.zin
        for vraagstuk in Vraagstuk.objects.for_user(user)
        for stap in (*vraagstuk.stappen(user), *vraagstuk.stappen_aan_tafel(user))
        for blokkade in stap.blokkades
    }


@pytest.mark.parametrize("wie", ["provincie", "andere provincie", "expert elders"])
def test_no_refusal_tells_it(beplant, wie):
    """ZIC-2, VRA-3: an empty POST at every address: blockers, errors, 403, 404 and 405."""
    wereld, bezoekers = beplant
    for url in alle_adressen(wereld):
        with teruggedraaid():
            antwoord = bezoekers[wie].post(url, {}, follow=True)
            assert gevonden(geheimen_voor(wie), inhoud(antwoord)) == [], url


@pytest.mark.parametrize("wie", BEZOEKERS)
def test_searching_tells_no_more_than_searching_for_nothing(beplant, wie):
    """ZIC-2: search, filters, counts and similar ones do not differ for a hidden word."""
    _, bezoekers = beplant
    for url, namen in ZOEKEN.items():
        for naam in namen:
            vraag = f"{url}{'&' if '?' in url else '?'}{naam}="
            niets = _zonder(ONZIN, bezoekers[wie].get(vraag + ONZIN))
            for merk in geheimen_voor(wie):
                assert _zonder(merk, bezoekers[wie].get(vraag + merk)) == niets, (url, merk)


def _zonder(woord: str, antwoord: Any) -> str:
    """The page without the word that was asked for, and without its keys of once."""
    return WISSELT.sub("", html.unescape(antwoord.content.decode()).replace(woord, ""))


@pytest.mark.parametrize("wie", ["provincie", "andere provincie", "accounthouder"])
def test_similar_ones_while_typing_tell_no_more(beplant, wie):
    """SIG-5, ZIC-2: looking for what looks like it stays within one's own sight."""
    _, bezoekers = beplant
    form = formulier_van(bezoekers[wie].get("/signalen/nieuw/"))
    basis = ingevuld(form) | {"vergelijk": "ja"}

    def vergelijk(woord: str) -> str:
        antwoord = bezoekers[wie].post("/signalen/nieuw/", basis | {"titel": woord})
        return _zonder(woord, antwoord)

    niets = vergelijk(ONZIN)
    for merk in geheimen_voor(wie):
        assert vergelijk(merk) == niets, merk


@pytest.mark.parametrize("wie", ["provincie", "bestuurder provincie", "accounthouder"])
def test_no_file_carries_it(beplant, wie):
    """ZIC-2, AGE-4, ARR-6: a file is made of what its reader may see."""
    wereld, bezoekers = beplant
    for naam in ("concept", "gepubliceerd"):
        with teruggedraaid():
            pk = wereld.gelderland.arrangement[naam].pk
            bezoekers[wie].post(f"/arrangementen/{pk}/pdf/")
            taak = Achtergrondtaak.objects.filter(aangevraagd_door=wereld.personen[wie]).latest(
                "pk"
            )
            bestand = MAKERS[taak.soort](taak.gegevens, lambda _: None)
            tekst = lees_pdf(bestand.inhoud) + bestand.naam + str(taak.gegevens)
            assert gevonden(geheimen_voor(wie), tekst) == []


def test_the_page_of_a_collision_shows_the_own_words_only(beplant):
    """ZIC-2: the 409 page names who was first, and keeps what the second one typed."""
    wereld, bezoekers = beplant
    url = f"/vraagstukken/{wereld.gelderland.vraagstuk['beeld'].pk}/beeld/"
    form = formulier_van(bezoekers["provincie"].get(url))
    gegevens = ingevuld(form)
    with teruggedraaid():
        eerst = bezoekers["accounthouder"].post(url, gegevens | {"dilemmas": "Van het Rijk."})
        assert eerst.status_code == 302
        laat = bezoekers["provincie"].post(url, gegevens | {"dilemmas": "Van de provincie."})
        assert laat.status_code == 409
        assert "Van de provincie." in inhoud(laat)
        assert gevonden(geheimen_voor("provincie"), inhoud(laat)) == []


def test_the_search_finds_a_leak(beplant, monkeypatch):
    """The guard off: with everything in sight the other side meets the words."""
    wereld, bezoekers = beplant
    monkeypatch.setattr("dossiers.querysets.zichtbaar_voor", lambda user: Q())
    url = wereld.gelderland.vraagstuk["beeld"].get_absolute_url()
    lekken = gevonden(geheimen_voor("provincie"), inhoud(bezoekers["provincie"].get(url)))
    assert len(lekken) == 2  # both notities of the expert
