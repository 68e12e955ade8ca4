"""A hundred times more vraagstukken, and a page is at most twice as slow.

Two databases, measured in turns in one run, so that the mood of the machine counts for both. Each
page is timed once; what then seems too slow gets more tries, and its best time counts.
"""

import time
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from arrangementen.models import Afspraak, Arrangement
from dossiers.models import Vraagstuk
from dossiers.models.signaal import Signaal
from governance.models import Overleg
from monitoring.models import Monitorronde
from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import Rol
from tests.decor import zonder_decor
from tests.dossiers.paginas import als
from tests.factories import DECOR, GebruikerFactory
from tests.schaal.vermenigvuldigen import vermenigvuldig
from tests.schaal.vulling import GROOT, KLEIN, maak_edities, vul

# The marked database is only the mould: what a test leaves behind is in the two copies.
pytestmark = [pytest.mark.schaal, pytest.mark.django_db(transaction=True)]

RONDES = 1
POGINGEN = 40  # what seems too slow is measured again, with more rounds
MEEST_KEER, MEEST_VRAGEN = 2.0, 15
WIE = (Rol.PROVINCIE, Rol.VRO_STAF)


def _adressen() -> dict[str, str]:
    """The pages, with rows of Gelderland that are in both databases."""
    gelderland = Provincie.objects.get(code="pv25")
    van_ons = Vraagstuk.objects.filter(lead_provincie=gelderland)
    vraagstuk = van_ons.filter(fase="oordeelsvorming").earliest("pk")
    afspraak = Afspraak.objects.filter(vraagstuk__in=van_ons).earliest("pk")
    overleg = Overleg.objects.filter(provincies=gelderland).earliest("pk")
    signaal = Signaal.objects.filter(provincies=gelderland).earliest("pk")
    domein = vraagstuk.domeinen.earliest("pk")
    ronde = Monitorronde.objects.get(status="open")
    editie = Arrangement.objects.get(status="concept")
    gepubliceerd = Arrangement.objects.get(status="gepubliceerd")
    assert editie.opgenomen_afspraken.count() == 25
    return {
        "mijn werk": "/",
        "vraagstukken": "/vraagstukken/",
        "vraagstukken, laatste bladzijde": "/vraagstukken/?p=999999",
        "vraagstukken, zoeken": "/vraagstukken/?zoek=waterberging",
        "vraagstukken, niets gevonden": "/vraagstukken/?zoek=onvindbaar",
        "vraagstukken, filters": f"/vraagstukken/?fase=opvolging&domein={domein.pk}"
        f"&provincie={gelderland.pk}",
        "vraagstukken, gesorteerd": "/vraagstukken/?sorteer=-gewijzigd",
        "vraagstukken, bord": "/vraagstukken/?weergave=bord",
        "dossier": f"/vraagstukken/{vraagstuk.pk}/",
        "triage": f"/vraagstukken/{vraagstuk.pk}/triage/",
        "signalen": "/signalen/",
        "signaal": f"/signalen/{signaal.pk}/",
        "cyclus": "/cyclus/",
        "overleg": f"/overleggen/{overleg.pk}/",
        "agenda": f"/overleggen/{overleg.pk}/agenda/",
        "afspraken": "/afspraken/",
        "afspraken, zoeken": "/afspraken/?q=waterberging",
        "afspraak": f"/afspraken/{afspraak.pk}/",
        "arrangementen": "/arrangementen/",
        "arrangement": f"/arrangementen/{editie.pk}/",
        "arrangement, voorbeeld": f"/arrangementen/{editie.pk}/voorbeeld/",
        "arrangement, akkoord": f"/arrangementen/{editie.pk}/akkoord/",
        "arrangement, gepubliceerd": f"/arrangementen/{gepubliceerd.pk}/",
        "arrangement, lezen": f"/arrangementen/{gepubliceerd.pk}/voorbeeld/",
        "monitor": "/monitor/",
        "monitor, afspraak": f"/monitor/afspraken/{afspraak.pk}/",
        "monitor, arrangement": f"/monitor/arrangementen/{editie.pk}/",
        "monitor, ronde": f"/monitor/rondes/{ronde.pk}/",
        "monitor, andere programma's": "/monitor/andere-programmas/",
        "monitor, andere programma's, zoeken": "/monitor/andere-programmas/?zoek=spoor",
    }


class Opslag:
    """One of the two databases behind the same connection."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self.verbinding: Any = None

    def kies(self) -> None:
        """Keep the session open, so that switching costs the next page nothing."""
        connection.settings_dict["NAME"] = self.naam
        connection.connection = self.verbinding
        connection.ensure_connection()
        self.verbinding = connection.connection

    def sluit(self) -> None:
        if self.verbinding is not None:
            self.kies()
            connection.close()
            self.verbinding = None


def _beheer(opdracht: str) -> None:
    gegevens = {**connection.get_connection_params(), "dbname": "postgres"}
    connection.close()
    for sleutel in ("context", "cursor_factory", "prepare_threshold"):
        gegevens.pop(sleutel, None)
    with psycopg.connect(**gegevens, autocommit=True) as verbinding:
        verbinding.execute(opdracht)


@pytest.fixture(scope="module")
def klein_en_groot(django_db_setup, django_db_blocker):
    """120 vraagstukken, and 12,000: the second is a copy of the first, multiplied."""
    test = connection.settings_dict["NAME"]
    klein, groot = Opslag(f"{test}_klein"), Opslag(f"{test}_groot")
    decor = [*DECOR]
    with django_db_blocker.unblock():
        try:
            _beheer(f'CREATE DATABASE "{klein.naam}" TEMPLATE "{test}"')
            klein.kies()
            with zonder_decor():
                call_command("laad_referentie", verbosity=0)
                provincie = Organisatie.objects.get(provincie__code="pv25")
                vro = Organisatie.objects.get(is_vro=True)
                GebruikerFactory(organisatie=vro, rollen=[Rol.VRO_STAF], username=Rol.VRO_STAF)
                GebruikerFactory(
                    organisatie=provincie, rollen=[Rol.PROVINCIE], username=Rol.PROVINCIE
                )
                vul(KLEIN - 2)
                maak_edities()
                vermenigvuldig(1)
                klein.sluit()
                _beheer(f'CREATE DATABASE "{groot.naam}" TEMPLATE "{klein.naam}"')
                groot.kies()
                vermenigvuldig(GROOT // KLEIN)
                yield klein, groot
        finally:
            for opslag in (klein, groot):
                opslag.sluit()
            connection.settings_dict["NAME"] = test
            DECOR[:] = decor  # that of this database, and not of the two that go
            for opslag in (klein, groot):
                _beheer(f'DROP DATABASE IF EXISTS "{opslag.naam}" WITH (FORCE)')


def _klok() -> float:
    """Seconds of processor, of this process and of its session in the database: what else the
    machine does costs none. Where those of the session cannot be read, seconds that passed."""
    info = connection.connection.info
    stand = Path(f"/proc/{info.backend_pid}/schedstat")
    if not info.host.startswith("/") or not stand.exists():
        return time.perf_counter()
    return time.process_time() + int(stand.read_text().split()[0]) / 1e9


def _meet(opslagen, browsers, paginas, tijden, vragen):
    """Add the seconds of every page per database, one right after the other; and its queries."""
    for wie, naam, adres in paginas:
        for ronde, opslag in product(range(RONDES + 1), opslagen):
            opslag.kies()
            sleutel = (opslag.naam, wie, naam)
            if not ronde:  # warm, and counted
                with CaptureQueriesContext(connection) as gesteld:
                    assert browsers[wie].get(adres).status_code == 200, sleutel
                vragen[sleutel] = len(gesteld)
                continue
            begin = _klok()
            browsers[wie].get(adres)
            tijden[sleutel].append(_klok() - begin)


def _te_traag(opslagen, paginas, tijden):
    """The pages whose best time grew too much: other work on the machine only adds to a time."""
    klein, groot = opslagen
    return [
        (wie, naam, adres)
        for wie, naam, adres in paginas
        if min(tijden[groot.naam, wie, naam]) > MEEST_KEER * min(tijden[klein.naam, wie, naam])
    ]


def test_a_hundred_times_more_is_at_most_twice_as_slow(klein_en_groot):
    """Every list and dossier, as provincie and as VRO-staf: time <= 2.0 times, queries equal."""
    klein, groot = klein_en_groot
    klein.kies()
    adressen = _adressen()
    browsers = {wie: als(Gebruiker.objects.get(username=wie)) for wie in WIE}
    assert Vraagstuk.objects.count() == KLEIN
    groot.kies()
    assert Vraagstuk.objects.count() == GROOT
    opslagen = (klein, groot)
    paginas = [(wie, naam, adressen[naam]) for wie in WIE for naam in adressen]
    tijden, vragen = defaultdict(list), {}
    traag = paginas
    for _ in range(POGINGEN):
        _meet(opslagen, browsers, traag, tijden, vragen)
        traag = _te_traag(opslagen, traag, tijden)
    regels = {}
    for wie, naam, _ in paginas:
        a, b = (min(tijden[o.naam, wie, naam]) * 1000 for o in opslagen)
        v, w = (vragen[o.naam, wie, naam] for o in opslagen)
        regels[wie, naam] = f"{wie}, {naam}: {a:.0f} -> {b:.0f} ms, {v} -> {w} queries"
        print(regels[wie, naam])
        assert v == w, regels[wie, naam]
        assert w <= MEEST_VRAGEN, regels[wie, naam]
    assert not traag, "\n".join(regels[wie, naam] for wie, naam, _ in traag)
