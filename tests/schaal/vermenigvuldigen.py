"""Every row a hundred times more, copied in the database itself, with the numbers shifted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

from arrangementen.models import Actie, Afspraak, Akkoord, Landing, Statusovergang
from dossiers.models import (
    Accountteamzienswijze,
    Belegging,
    Faseovergang,
    Feit,
    Notitie,
    Oplossingsrichting,
    Signaal,
    Tekstwijziging,
    Triageadvies,
    Triagebesluit,
    Vraagstuk,
    Weging,
)
from governance.models import (
    Agendapunt,
    Cyclus,
    Lijstonderwerp,
    Lijstregel,
    Mandaat,
    Overleg,
    Rijksinzet,
    Ronde,
    Uitkomst,
)
from monitoring.models import Buitenvoortgang, Monitorronde, Voortgang, Voortgangsmelding

SPRONG = 1_000_000
# A copy is a year earlier, with its steps, meetings and rounds: a provincie has some tens of
# afspraken a year, and what is more than a year older than the rest has landed.
OUD = "n >= 2"
GELAND = {
    "aanvaard_op": f"case when {OUD} then t.uiterlijk - n * 365 end",
    "aanvaard_door": f"case when {OUD} then (select min(id) from novex_gebruiker) end",
    "geland_op": f"case when {OUD} then t.uiterlijk - n * 365 end",
    "bewijs": f"case when {OUD} then 'POVI, blz. 12' else t.bewijs end",
}

# Parents before children. What is unique gets the number of its copy in it; 2024 is of nobody else.
TABELLEN: dict[type[Model], dict[str, str]] = {
    Vraagstuk: {"nummer": "'2024-' || (row_number() over (order by n, t.id) + 1000)"},
    Vraagstuk.provincies.through: {},
    Vraagstuk.domeinen.through: {},
    Vraagstuk.organisaties.through: {},
    Oplossingsrichting: {},
    Weging: {},
    Triageadvies: {},
    Accountteamzienswijze: {},
    Triagebesluit: {},
    Faseovergang: {"op": "t.op - n * interval '365 days'"},
    Feit: {},
    Tekstwijziging: {},
    Notitie: {},
    Belegging: {},
    Signaal: {},
    Signaal.provincies.through: {},
    Cyclus: {"jaar": "t.jaar - 2 * n - 1"},  # there are two, and the copies lie before
    Ronde: {},
    Overleg: {"datum": "t.datum - n * 365"},
    Overleg.provincies.through: {},
    Agendapunt: {},
    Uitkomst: {},
    Mandaat: {},
    Rijksinzet: {},
    Lijstonderwerp: {},
    Lijstregel: {},
    Afspraak: {"nummer": "'K' || n || '-' || t.id", "jaar": "t.jaar - n"},
    Afspraak.provincies.through: {},
    Actie: {},
    Landing: GELAND,
    Statusovergang: {},
    Akkoord: {},
    # There are two, of two years, and the copies lie before; in those everything was reported.
    Monitorronde: {
        "jaar": "t.jaar - 2 * n",
        "peildatum": "t.peildatum - 2 * n * 365",
        "status": "'gesloten'",
        "gesloten_door": "t.geopend_door_id",
        "gesloten_op": "t.geopend_op",
    },
    Voortgang: {"status": "'opgenomen'"},
    Voortgangsmelding: {},
    Buitenvoortgang: {"bron_sleutel": "n || '-' || t.bron_sleutel"},
}


@contextmanager
def zonder_bevriezing() -> Iterator[None]:
    """What is frozen takes no new parts; here rows come out of order.

    Who may do so leaves out the foreign keys as well: half of the time, for copies that are right.
    """
    tabellen = [model._meta.db_table for model in TABELLEN]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        welke = "ALL" if cursor.fetchone()[0] else "USER"
        for stand in ("DISABLE", "ENABLE"):
            for tabel in tabellen:
                cursor.execute(f'ALTER TABLE "{tabel}" {stand} TRIGGER {welke}')
            if stand == "DISABLE":
                yield


def vermenigvuldig(keer: int) -> None:
    """Make every row ``keer`` times as many, and let the planner know."""
    with zonder_bevriezing(), connection.cursor() as cursor:
        for model, uniek in TABELLEN.items():
            namen, waarden = zip(*_kolommen(model, uniek), strict=True)
            tabel = model._meta.db_table
            cursor.execute(
                f'INSERT INTO "{tabel}" ({", ".join(namen)}) SELECT {", ".join(waarden)} '
                f'FROM "{tabel}" t, generate_series(1, %s) n',
                [keer - 1],
            )
        cursor.execute("VACUUM ANALYZE")


def _kolommen(model: type[Model], uniek: dict[str, str]) -> list[tuple[str, str]]:
    """Each column with what the copy gets: keys of what is copied too are shifted."""
    kolommen = []
    for veld in model._meta.concrete_fields:
        verwijst = veld.remote_field.model if veld.remote_field else None
        waarde = f't."{veld.column}"'
        if veld.primary_key or verwijst in TABELLEN:
            waarde += f" + n * {SPRONG}"
        kolommen.append((f'"{veld.column}"', uniek.get(veld.name, waarde)))
    return kolommen
