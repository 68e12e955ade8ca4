"""The people of the world, one or two per role, and the organisaties that they work for."""

from __future__ import annotations

from typing import Any

from novex.models import Gebruiker, Organisatie, Provincie
from novex.rechten import Rol
from tests.factories import (
    GebruikerFactory,
    OrganisatieFactory,
    ProvincieFactory,
    ToewijzingFactory,
)


def maak_provincie(code: str) -> Provincie:
    namen = {"pv25": ("Gelderland", "oost"), "pv22": ("Drenthe", "noord")}
    naam, landsdeel = namen.get(code, ("Overijssel", "oost"))
    return ProvincieFactory(code=code, naam=naam, landsdeel__code=landsdeel)


def _departement(code: str, naam: str, **velden: Any) -> Organisatie:
    return OrganisatieFactory(code=code, naam=naam, afkorting=naam, **velden)


def maak_personen() -> dict[str, Gebruiker]:
    """One person per role; "elders" and "andere" stand beside those of Gelderland."""
    vro = _departement("vro", "VRO", is_vro=True)
    lvvn, ienw = _departement("lvvn", "LVVN"), _departement("ienw", "IenW")
    gelderland, drenthe = maak_provincie("pv25"), maak_provincie("pv22")
    wie: dict[str, tuple[Organisatie, Rol]] = {
        "accounthouder": (vro, Rol.ACCOUNTHOUDER),
        "accounthouder elders": (vro, Rol.ACCOUNTHOUDER),
        "regietafellid": (vro, Rol.REGIETAFELLID),
        "expert": (lvvn, Rol.VAKDEPARTEMENT),
        "expert elders": (ienw, Rol.VAKDEPARTEMENT),
        "provincie": (gelderland.organisatie, Rol.PROVINCIE),
        "andere provincie": (drenthe.organisatie, Rol.PROVINCIE),
        "staf": (vro, Rol.VRO_STAF),
        "bestuurder rijk": (vro, Rol.BESTUURDER),
        "bestuurder provincie": (gelderland.organisatie, Rol.BESTUURDER),
        "beheerder": (vro, Rol.BEHEERDER),
    }
    personen = {
        naam: GebruikerFactory(
            username=naam.replace(" ", "-"),
            organisatie=organisatie,
            rollen=[rol],
            is_staff=rol == Rol.BEHEERDER,
        )
        for naam, (organisatie, rol) in wie.items()
    }
    ToewijzingFactory(gebruiker=personen["accounthouder"], provincie=gelderland)
    ToewijzingFactory(gebruiker=personen["accounthouder elders"], provincie=drenthe)
    ToewijzingFactory(gebruiker=personen["regietafellid"], aan_regietafel=True)
    return personen
