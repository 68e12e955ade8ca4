"""What stands in the database before a test begins: organisaties, provincies and their people.

Every test would make the same rows again: a quarter of all that the database was asked. They are
made once, after migrating and after a test that emptied the tables; each test reads them anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

from novex.models import (
    Beleidskader,
    Domein,
    Gebruiker,
    Keuze,
    Landsdeel,
    Organisatie,
    Provincie,
    Toewijzing,
)
from novex.rechten import Rol
from tests.factories import (
    DECOR,
    GEZIEN,
    DomeinFactory,
    IemandFactory,
    KeuzeFactory,
    OrganisatieFactory,
    PersoonFactory,
    ProvincieFactory,
    ToewijzingFactory,
)

DEPARTEMENTEN = {"vro": "VRO", "lvvn": "LVVN", "ienw": "IenW"}
PROVINCIES = {"pv25": ("Gelderland", "oost"), "pv23": ("Overijssel", "oost")}
PROVINCIES |= {"pv22": ("Drenthe", "noord")}

# One person per role; "elders" and "andere" stand beside those of Gelderland.
PERSONEN = {
    "accounthouder": ("vro", Rol.ACCOUNTHOUDER),
    "accounthouder elders": ("vro", Rol.ACCOUNTHOUDER),
    "regietafellid": ("vro", Rol.REGIETAFELLID),
    "expert": ("lvvn", Rol.VAKDEPARTEMENT),
    "expert elders": ("ienw", Rol.VAKDEPARTEMENT),
    "provincie": ("pv25", Rol.PROVINCIE),
    "andere provincie": ("pv22", Rol.PROVINCIE),
    "staf": ("vro", Rol.VRO_STAF),
    "bestuurder rijk": ("vro", Rol.BESTUURDER),
    "bestuurder provincie": ("pv25", Rol.BESTUURDER),
    "beheerder": ("vro", Rol.BEHEERDER),
}


def departement(code: str) -> Any:
    naam = DEPARTEMENTEN[code]
    return OrganisatieFactory(code=code, naam=naam, afkorting=naam, is_vro=code == "vro")


def provincie(code: str) -> Provincie:
    naam, landsdeel = PROVINCIES[code]
    return ProvincieFactory(code=code, naam=naam, landsdeel__code=landsdeel)


def persoon(naam: str) -> Gebruiker:
    werkt_bij, rol = PERSONEN[naam]
    return PersoonFactory(
        username=naam.replace(" ", "-"),
        organisatie=(
            departement(werkt_bij)
            if werkt_bij in DEPARTEMENTEN
            else provincie(werkt_bij).organisatie
        ),
        rollen=[rol],
        is_staff=rol == Rol.BEHEERDER,
    )


def zet_decor(**_: Any) -> None:
    """Makes what is not there yet, and remembers it for the factories."""
    GEZIEN.clear()
    DECOR.clear()
    for code in DEPARTEMENTEN:
        departement(code)
    for code in PROVINCIES:
        provincie(code)
    DomeinFactory(code="wonen")
    DomeinFactory(code="water-en-bodem")
    KeuzeFactory()
    IemandFactory()
    personen = {naam: persoon(naam) for naam in PERSONEN}
    if not Toewijzing.objects.exists():
        ToewijzingFactory(gebruiker=personen["accounthouder"], provincie=provincie("pv25"))
        ToewijzingFactory(gebruiker=personen["accounthouder elders"], provincie=provincie("pv22"))
        ToewijzingFactory(gebruiker=personen["regietafellid"], aan_regietafel=True)
    DECOR.append(pickle.dumps(GEZIEN))
    GEZIEN.clear()


@contextmanager
def zonder_decor() -> Iterator[None]:
    """An empty database, as when it was installed; whoever calls rolls it back or empties it."""
    for model in (
        Toewijzing, Gebruiker, Keuze, Beleidskader, Domein, Provincie, Organisatie, Landsdeel,
    ):  # fmt: skip
        model._base_manager.all()._raw_delete("default")
    niets, vooraf = pickle.dumps({}), [*DECOR]
    DECOR.append(niets)
    GEZIEN.clear()
    try:
        yield
    finally:
        # Where the tables were emptied meanwhile it stands there again, unless that is undone.
        if DECOR[-1] is niets or connection.in_atomic_block:
            DECOR[:] = vooraf
        GEZIEN.clear()


post_migrate.connect(zet_decor, sender=apps.get_app_config("novex"))
