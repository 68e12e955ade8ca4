"""What one side keeps to itself reaches nobody else, in no answer of the application (ZIC-2).

A word is typed into every field of every form; then everyone takes every link, searches, filters,
asks for files and runs into refusals, and must meet none of the words that are not for them.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db.models import Q
from django.utils import timezone

from arrangementen.querysets import ZOEKVELDEN as ZOEK_AFSPRAAK
from dossiers.models import Notitie, Signaal, Vraagstuk
from dossiers.querysets import ZOEKVELDEN as ZOEK_VRAAGSTUK
from governance.gremia import Gremium, Puntsoort
from governance.models import Annotatie, Inzichtverschil, Stuk
from novex.achtergrond import MAKERS
from novex.models import Achtergrondtaak
from tests.governance.factories import AgendapuntFactory, OverlegFactory, in_stand
from tests.huisstijl.lopen import SPOOR, browsers, stap_voor_stap, teruggedraaid
from tests.huisstijl.planten import (
    NERGENS,
    OVERGESLAGEN,
    PLANTEN,
    WOORD,
    Woord,
    alle_planten,
    poot,
)
from tests.huisstijl.speuren import (
    OVERAL,
    Beplant,
    alle_adressen,
    inhoud,
    lees_bestand,
    van_hoek,
    zonder_sjablonen,
)
from tests.huisstijl.test_toegang import TABEL
from tests.huisstijl.velden import (
    beschermde_modellen,
    tekstvelden,
    uitgezonderd,
    vindplaatsen,
)
from tests.wereld.hoeken import Wereld, vandaag

pytestmark = pytest.mark.django_db

BEZOEKERS = (
    "accounthouder",
    "accounthouder elders",
    "regietafellid",
    "expert",
    "expert elders",
    "staf",
    "bestuurder rijk",
    "provincie",
    "andere provincie",
    "bestuurder provincie",
    "beheerder",
)
ONZIN = "waterhoentje"
WISSELT = re.compile(r'(?:csrfmiddlewaretoken|formuliersleutel)" value="[^"]*"')


@pytest.fixture(scope="module")
def beplant(wereld):
    """Every form filled in once."""
    bezoekers = browsers(wereld)
    _zet_bol_klaar(wereld)
    _geef_vrij(wereld.drenthe.rij["standpunt"])
    woorden: dict[str, Woord] = {}
    for nummer, plant in enumerate(alle_planten()):
        woorden |= poot(wereld, bezoekers, plant, nummer)
    signaal = wereld.gelderland.signaal["concept rijk"]
    bezoekers["accounthouder"].post(f"/signalen/{signaal.pk}/indienen/")
    for bezoeker in bezoekers.values():
        bezoeker.get("/")  # reads away what was told to its writer
    return Beplant(wereld, bezoekers, woorden, vindplaatsen(), _zinnen_van_het_rijk(wereld))


def _zet_bol_klaar(wereld: Wereld) -> None:
    """A punt of the BOL that waits for its uitkomst: the only one that asks for a knelpunt."""
    hoek = wereld.gelderland
    bol = OverlegFactory(
        gremium=Gremium.BOL,
        naam="BOL Oost",
        datum=vandaag(),
        landsdeel=hoek.provincie.landsdeel,
        provincies=[hoek.provincie],
    )
    hoek.punt["bol"] = AgendapuntFactory(
        overleg=bol, vraagstuk=hoek.vraagstuk["besluit"], soort=Puntsoort.TER_BESLUITVORMING
    )
    in_stand(bol, "verzonden")


def _geef_vrij(standpunt: Inzichtverschil) -> None:
    """A standpunt that both sides read: another text of it asks for the reason."""
    standpunt.vrijgegeven_op, standpunt.vrijgegeven_door = timezone.now(), standpunt.door
    standpunt.save()


def _zinnen_van_het_rijk(wereld: Wereld) -> set[str]:
    """The blockers about a mandaat, that only the Rijk reads (VRA-3)."""
    staf, provincie = wereld.personen["staf"], wereld.personen["provincie"]
    return {zin for zin in _blokkades(staf) - _blokkades(provincie) if "andaat" in zin}


def _blokkades(user: Any) -> set[str]:
    return {
        blokkade.zin
        for vraagstuk in Vraagstuk.objects.for_user(user)
        for stap in (*vraagstuk.stappen(user), *vraagstuk.stappen_aan_tafel(user))
        for blokkade in stap.blokkades
    }


def test_every_text_field_takes_a_word_or_is_listed_with_the_reason(beplant):
    """ZIC-1: a new field that is not planted fails, and so does a stale line in the list."""
    velden = {
        f"{model.__name__}.{veld.name}"
        for model in beschermde_modellen()
        for veld in tekstvelden(model)
    }
    geplant = set().union(*beplant.plaatsen.velden.values())
    assert velden - geplant == uitgezonderd()


def test_every_word_is_kept(beplant):
    """ALG-2: what somebody types stands in a field, a history or the audit trail afterwards."""
    assert len(beplant.woorden) > 250
    weg = beplant.woorden.keys() - beplant.plaatsen.velden.keys()
    assert [beplant.woorden[woord] for woord in sorted(weg)] == []


def test_every_level_is_planted_from_both_sides(beplant):
    """ZIC-1, ZIC-2: inside the organisatie, the Rijk and the regio; and no stale exception."""
    for model, niveaus in (
        (Notitie, {"eigen_organisatie", "rijk", "regio"}),
        (Annotatie, {"eigen_organisatie", "rijk"}),
        (Signaal, {"rijk"}),
        (Stuk, {"rijk", "rijk_en_regio"}),
    ):
        velden = [veld.name for veld in tekstvelden(model)]
        met_woord = Q(*((f"{veld}__contains", "kwartel") for veld in velden), _connector=Q.OR)
        gevonden = set(
            model._base_manager.filter(met_woord).values_list("zichtbaarheid", flat=True)
        )
        assert niveaus <= gevonden
    namen = {regel.naam for regels in TABEL.values() for regel in regels} | TABEL.keys()
    assert OVERGESLAGEN.keys() <= namen
    assert {"provincie", "andere provincie"} <= {plant.wie for plant in PLANTEN}


@pytest.mark.parametrize("wie", BEZOEKERS)
def test_nobody_meets_a_word_of_another(beplant, wie):
    """ZIC-2, ZIC-3, VRA-3: on no page, behind no link, in no error page, in no blocker."""
    assert beplant.geheim_voor(wie)
    gelezen = beplant.lees(wie)
    assert len(gelezen) > (150 if wie in OVERAL else 40)
    for url, gevonden in gelezen.items():
        assert [beplant.woorden[w] for w in gevonden & beplant.geheim_voor(wie)] == [], url
        if wie in {"provincie", "andere provincie", "bestuurder provincie"}:
            assert gevonden & beplant.zinnen == set(), url


def test_every_word_is_met_by_someone_else_the_walk_proves_nothing(beplant):
    """ZIC-2: each word in a field that pages show is read by a person who may see it."""
    gezien = set().union(*(woorden for wie in BEZOEKERS for woorden in beplant.lees(wie).values()))
    niet = {
        f"{woord.plant.naam} {woord.veld.partition('_1')[0].rstrip('0123456789_')}"
        for tekst, woord in beplant.woorden.items()
        if tekst not in gezien
    }
    assert niet == set(NERGENS)
    assert beplant.zinnen & gezien


@pytest.mark.parametrize("wie", ["provincie", "andere provincie", "expert elders"])
def test_no_refusal_tells_it(beplant, wie):
    """ZIC-2, VRA-3: an empty POST at every address: blockers, errors, 403, 404 and 405."""
    for url in alle_adressen(beplant.wereld, drenthe=False):
        with teruggedraaid(), zonder_sjablonen():
            antwoord = beplant.bezoekers[wie].post(url, {}, follow=True)
            assert beplant.lekken(wie, inhoud(antwoord)) == [], url


@pytest.mark.parametrize(("wie", "hoek"), [("provincie", "D"), ("andere provincie", "G")])
def test_a_post_at_another_provincie_is_refused_and_writes_nothing(beplant, wie, hoek):
    """ZIC-3, ZIC-5: not there, for every handeling; only the trace of the refusal is left."""
    adressen = van_hoek(beplant.wereld, hoek)
    assert len(adressen) > 100
    with stap_voor_stap() as draai_terug, zonder_sjablonen():
        for url in adressen:
            antwoord = beplant.bezoekers[wie].post(url, {})
            assert antwoord.status_code in {404, 405}, (url, antwoord.status_code)
            assert draai_terug().tabellen <= SPOOR, url
            assert beplant.lekken(wie, inhoud(antwoord)) == [], url


ZOEKEN = {
    "/signalen/?zoek=": ("Signaal", ("titel", "wat_botst")),
    "/signalen/?status=concept&zoek=": ("Signaal", ("titel",)),
    "/vraagstukken/?zoek=": ("Vraagstuk", ZOEK_VRAAGSTUK),
    "/vraagstukken/?fase=concept&zoek=": ("Vraagstuk", ("titel", "gebied")),
    "/vraagstukken/?weergave=bord&zoek=": ("Vraagstuk", ("titel",)),
    "/afspraken/?q=": ("Afspraak", ZOEK_AFSPRAAK),
    "/afspraken/?status=concept&q=": ("Afspraak", ("titel", "tekst")),
    "/monitor/andere-programmas/?zoek=": ("Voortgang", ("toelichting",)),
}


def te_zoeken(beplant: Beplant, wie: str, model: str, velden: tuple[str, ...]) -> list[str]:
    """A word of each field that is searched, and one of a notitie, all hidden from this person."""
    gekozen: dict[str, str] = {}
    for tekst in sorted(beplant.geheim_voor(wie)):
        for plaats in beplant.plaatsen.velden[tekst]:
            if plaats in {"Notitie.tekst", *(f"{model}.{veld}" for veld in velden)}:
                gekozen.setdefault(plaats, tekst)
    return list(gekozen.values())


@pytest.mark.parametrize("wie", BEZOEKERS)
def test_searching_tells_no_more_than_searching_for_nothing(beplant, wie):
    """ZIC-2: search with filters, and its counts, do not differ for a hidden word."""
    for url, (model, velden) in ZOEKEN.items():
        niets = _zonder(ONZIN, beplant.bezoekers[wie].get(url + ONZIN))
        for woord in te_zoeken(beplant, wie, model, velden):
            gevonden = _zonder(woord, beplant.bezoekers[wie].get(url + woord))
            assert gevonden == niets, (url, beplant.woorden[woord])


def test_searching_finds_what_one_may_see(beplant):
    """The proof that the search above can find something."""
    for wie, url, veld in (
        ("accounthouder", "/vraagstukken/?zoek=", "Vraagstuk.titel"),
        ("accounthouder", "/signalen/?zoek=", "Signaal.titel"),
        ("provincie", "/afspraken/?q=", "Afspraak.titel"),
    ):
        mag = beplant.woorden.keys() - beplant.geheim_voor(wie)
        woord = next(w for w in sorted(mag) if veld in beplant.plaatsen.velden[w])
        niets = _zonder(ONZIN, beplant.bezoekers[wie].get(url + ONZIN))
        assert _zonder(woord, beplant.bezoekers[wie].get(url + woord)) != niets


def _zonder(woord: str, antwoord: Any) -> str:
    """The page without the word that was asked for, and without its keys of once."""
    return WISSELT.sub("", html.unescape(antwoord.content.decode()).replace(woord, ""))


@pytest.mark.parametrize("wie", ["provincie", "andere provincie", "accounthouder", "expert"])
def test_similar_ones_while_typing_tell_no_more(beplant, wie):
    """SIG-5, ZIC-2: looking for what looks like it stays within one's own sight."""
    bezoeker = beplant.bezoekers[wie]
    basis = {"vergelijk": "ja", "provincies": [beplant.wereld.gelderland.provincie.pk]}

    def vergelijk(woord: str) -> str:
        return _zonder(woord, bezoeker.post("/signalen/nieuw/", basis | {"titel": woord}))

    niets = vergelijk(ONZIN)
    for woord in te_zoeken(beplant, wie, "Signaal", ("titel", "wat_botst")):
        assert vergelijk(woord) == niets, beplant.woorden[woord]


# What adds rows that others would count, if they saw them.
ERBIJ = {
    "dossiers:notitie-nieuw",
    "dossiers:signaal-nieuw",
    "dossiers:vraagstuk-nieuw",
    "governance:annotatie-nieuw",
}
TELLENDE = (
    "/",
    "/signalen/",
    "/vraagstukken/",
    "/vraagstukken/?weergave=bord",
    "/afspraken/",
    "/arrangementen/",
    "/monitor/",
    "/taken/",
)


@pytest.mark.parametrize("wie", ["provincie", "andere provincie", "accounthouder"])
def test_no_count_changes_by_what_another_side_adds(beplant, wie):
    """ZIC-2: Mijn werk, lists and boards stay the same, number for number."""
    bezoeker = beplant.bezoekers[wie]
    geheim = [plant for plant in PLANTEN if wie in plant.verborgen_voor and plant.naam in ERBIJ]
    assert geheim
    with teruggedraaid():
        bezoeker.get("/")  # reads away what was told to this person before
        voor = [_zonder("", bezoeker.get(url)) for url in TELLENDE]
        for nummer, plant in enumerate(geheim, start=600):
            assert poot(beplant.wereld, beplant.bezoekers, plant, nummer)
        assert [_zonder("", bezoeker.get(url)) for url in TELLENDE] == voor


@pytest.mark.parametrize("wie", BEZOEKERS)
def test_no_file_carries_it(beplant, wie):
    """ZIC-2, AGE-4, ARR-6, BOL-1: PDF and ODT are made of what their reader may see."""
    wereld, bezoeker = beplant.wereld, beplant.bezoekers[wie]
    arrangementen = [
        hoek.arrangement[naam].pk
        for hoek in (wereld.gelderland, wereld.drenthe)
        for naam in ("concept", "gepubliceerd")
        if naam in hoek.arrangement
    ]
    adressen = [f"/arrangementen/{pk}/pdf/" for pk in arrangementen]
    adressen += [f"/rondes/{wereld.rij['ronde'].pk}/lijst/export/{f}/" for f in ("pdf", "odt")]
    with teruggedraaid():
        eerder = set(Achtergrondtaak.objects.values_list("pk", flat=True))
        statussen = [bezoeker.post(url).status_code for url in adressen]
        nieuw = Achtergrondtaak.objects.filter(aangevraagd_door=wereld.personen[wie])
        taken = nieuw.exclude(pk__in=eerder)
        assert len(taken) == statussen.count(302)
        for taak in taken:
            assert beplant.lekken(wie, f"{taak.opschrift} {taak.gegevens}") == []
            if wie in {"provincie", "staf"}:
                bestand = MAKERS[taak.soort](taak.gegevens, lambda _: None)
                tekst = lees_bestand(bestand.inhoud)
                assert beplant.lekken(wie, tekst + bestand.naam) == []
                # What stands in the data is read back from the file: nothing was missed.
                assert set(WOORD.findall(str(taak.gegevens))) == set(WOORD.findall(tekst))


def test_the_page_of_a_collision_shows_the_own_words_only(beplant):
    """ZIC-2: the 409 page names who was first, and keeps what the second one typed."""
    url = f"/vraagstukken/{beplant.wereld.gelderland.vraagstuk['geadviseerd'].pk}/beeld/"
    provincie, vro = beplant.bezoekers["provincie"], beplant.bezoekers["accounthouder"]
    versie = re.search(r'name="versie" value="(\d+)"', provincie.get(url).content.decode())
    assert versie
    gegevens = {"versie": versie[1]}
    with teruggedraaid():
        eerst = vro.post(url, gegevens | {"dilemmas": "Van het Rijk."})
        assert eerst.status_code == 302
        laat = provincie.post(url, gegevens | {"dilemmas": "Van de provincie."})
        assert laat.status_code == 409
        assert "Van de provincie." in inhoud(laat)
        assert beplant.lekken("provincie", inhoud(laat)) == []


def test_the_search_finds_a_leak(beplant, monkeypatch):
    """The guard off: with everything in sight the other side meets the words (ZIC-2)."""
    monkeypatch.setattr("dossiers.querysets.zichtbaar_voor", lambda user: Q())
    url = beplant.wereld.gelderland.vraagstuk["beeld"].get_absolute_url()
    lekken = beplant.lekken("provincie", inhoud(beplant.bezoekers["provincie"].get(url)))
    assert {woord.plant.naam for woord in lekken} == {"dossiers:notitie-nieuw"}
    assert len(lekken) == 2  # both notities of the expert
