"""The tables of a provincie: an agenda in every state, and a DO without consensus."""

from __future__ import annotations

import datetime
from typing import Any

from dossiers.models import Fase
from governance.forms.voorbereiding import STANDPUNT
from governance.gremia import Gremium, Puntsoort
from governance.models import Annotatie, Escalatie, Inzichtverschil, Uitkomst
from governance.services import agenda, stukken
from novex.models import Gebruiker
from novex.upload import lees_document
from novex.zichtbaarheid import Zichtbaarheid
from tests.documenten import pdf
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import (
    AgendapuntFactory,
    OverlegFactory,
    in_stand,
    met_uitkomst,
    verzonden,
)

from .hoeken import Hoek, vandaag

F, Z = Fase, Zichtbaarheid


def maak_tafels(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    """A DO in every state of its agenda, and a BOL of the landsdeel."""
    staf = personen["staf"]

    def overleg(naam: str, **velden: Any) -> Any:
        velden = {"datum": vandaag(), "naam": f"DO {hoek.provincie} {naam}", **velden}
        hoek.overleg[naam] = OverlegFactory(provincies=[hoek.provincie], **velden)
        return hoek.overleg[naam]

    def punt(naam: str, waar: str, **velden: Any) -> Any:
        hoek.punt[naam] = AgendapuntFactory(overleg=overleg(waar), **velden)
        return hoek.punt[naam]

    info = {"vraagstuk": None, "soort": Puntsoort.TER_INFORMATIE}
    punt("concept", "concept", vraagstuk=hoek.vraagstuk["oordeel"])
    hoek.punt["tweede"] = AgendapuntFactory(overleg=hoek.overleg["concept"], **info)
    hoek.rij["annotatie"] = Annotatie.objects.create(
        agendapunt=hoek.punt["concept"],
        organisatie=staf.organisatie,
        zichtbaarheid=Z.RIJK,
        tekst="Alleen voor het Rijk.",
        door=staf,
    )
    in_stand(punt("afgestemd", "afgestemd", **info).overleg, "afgestemd")
    agenda.reageer(
        overleg_pk=punt("gereageerd", "gereageerd", **info).overleg.pk,
        soort="akkoord",
        reden="",
        door=hoek.provinciaal,
    )
    for naam in ("verzonden", "te sluiten", "gehouden"):
        hoek.overleg[naam] = verzonden(punt(naam, naam, **info).overleg, staf)
        hoek.punt[naam].refresh_from_db()
    for naam in ("te sluiten", "gehouden"):
        met_uitkomst(hoek.punt[naam], staf, "kennisgenomen")
    in_stand(hoek.overleg["gehouden"], "gehouden")
    _zonder_consensus(hoek, personen, punt)
    _stukken(hoek, staf)
    overleg("vervalt")
    overleg("later", datum=vandaag() + datetime.timedelta(days=30))
    regietafel = OverlegFactory(
        gremium=Gremium.REGIETAFEL, naam="Regietafel", datum=vandaag(), provincies=[hoek.provincie]
    )
    hoek.overleg["regietafel"] = regietafel


def _stukken(hoek: Hoek, staf: Gebruiker) -> None:
    """A paper in concept; of the sent agenda one for both sides, and one of the Rijk."""
    for naam, waar, niveau in (
        ("stuk", "concept", Z.RIJK_EN_REGIO),
        ("stuk verzonden", "verzonden", Z.RIJK_EN_REGIO),
        ("stuk rijk", "verzonden", Z.RIJK),
    ):
        hoek.rij[naam] = stukken.voeg_toe(
            punt_pk=hoek.punt[waar].pk,
            titel="Notitie",
            document=lees_document("Notitie.pdf", pdf()),
            zichtbaarheid=niveau,
            reden="De cijfers kwamen later.",
            door=staf,
        )


def _zonder_consensus(hoek: Hoek, personen: dict[str, Gebruiker], punt: Any) -> None:
    staf = personen["staf"]
    geschil = VraagstukFactory(
        lead_provincie=hoek.provincie,
        fase=F.OORDEELSVORMING,
        organisaties=[personen["expert"].organisatie],
    )
    hoek.vraagstuk["geschil"] = geschil
    rij = punt("geschil", "geschil", vraagstuk=geschil, soort=Puntsoort.TER_BESPREKING)
    AgendapuntFactory._meta.model.objects.filter(pk=rij.pk).update(soort=Puntsoort.TER_ADVISERING)
    in_stand(rij.overleg, "verzonden")
    hoek.rij["standpunt"] = Inzichtverschil.objects.create(
        agendapunt=rij,
        organisatie=personen["expert"].organisatie,
        door=personen["expert"],
        **dict.fromkeys(STANDPUNT, "Nog niet vrijgegeven."),
    )
    uitkomst = Uitkomst.objects.create(
        agendapunt=rij,
        gremium=rij.gremium,
        puntsoort=Puntsoort.TER_ADVISERING,
        soort="geen_consensus",
        doorloop=1,
        tekst="Rijk en provincie kiezen verschillend.",
        provincie=hoek.provincie,
        door=staf,
    )
    hoek.rij["uitkomst"] = uitkomst
    hoek.rij["escalatie"] = Escalatie.objects.create(
        agendapunt=rij,
        decentraal="kan",
        trekker="VRO",
        beslisser="GP-DG",
        terugkoppeling="In het DO.",
        door=staf,
    )
