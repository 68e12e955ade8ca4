"""The afspraken of a provincie in every state, and the arrangementen that hold them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from arrangementen.models import Arrangement
from arrangementen.services import inhoud
from arrangementen.services.afspraken import meld_afspraak
from novex.models import Gebruiker
from tests.arrangementen.edities import opname_criteria
from tests.arrangementen.factories import (
    AfspraakFactory,
    GeldregelFactory,
    LandingFactory,
    bol_ronde,
)
from tests.monitoring.factories import ArrangementFactory

from .hoeken import Hoek, vandaag


def maak_afspraken(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    lvvn = personen["expert"].organisatie
    bij = hoek.vraagstuk["oordeel"]

    def maak(**velden: Any) -> Any:
        velden = {"vraagstuk": bij, **velden}
        return AfspraakFactory(acties=[lvvn, hoek.organisatie], **velden)

    concept = maak(tekst="Rijk en regio zetten waar mogelijk in op waterberging.")
    meld_afspraak(concept, personen["accounthouder"])  # as who makes one does
    hoek.afspraak = {
        "concept": concept,
        "zonder landing": maak(),
        "rijp": maak(akkoorden=True),
        "afgestemd": maak(afgestemd=True, landing=lvvn),
        "ook afgestemd": maak(afgestemd=True, landing=lvvn),
        "vastgesteld": maak(
            vraagstuk=hoek.vraagstuk["opvolging"], vastgesteld=True, landing=hoek.organisatie
        ),
    }
    landing = hoek.afspraak["vastgesteld"].landing
    landing.aanvaard_op, landing.aanvaard_door = vandaag(), hoek.provinciaal
    landing.save()
    hoek.rij |= {
        "actie": concept.acties.get(trekker_organisatie=hoek.organisatie),
        "actie rijk": concept.acties.get(trekker_organisatie=lvvn),
        "geld": GeldregelFactory(afspraak=concept, verantwoordelijke=lvvn),
        "landing": LandingFactory(afspraak=concept, eigenaar_organisatie=hoek.organisatie),
    }


def maak_arrangementen(hoek: Hoek, personen: dict[str, Gebruiker]) -> None:
    afspraken = [hoek.afspraak["afgestemd"], hoek.afspraak["ook afgestemd"]]
    concept = ArrangementFactory(provincie=hoek.provincie, jaar=2029, ronde=bol_ronde(2029))
    hoek.arrangement["concept"] = concept
    hoek.rij["opname"] = _neem_op(hoek, personen)
    for volgorde, afspraak in enumerate(afspraken, start=1):
        naam = f"opgenomen {volgorde}"
        hoek.rij[naam] = concept.opgenomen_afspraken.create(afspraak=afspraak, volgorde=volgorde)
    afgestemd = ArrangementFactory(provincie=hoek.provincie, jaar=2030, ronde=bol_ronde(2030))
    QuerySet.update(Arrangement.objects.filter(pk=afgestemd.pk), status="afgestemd")
    hoek.arrangement["afgestemd"] = Arrangement.objects.get(pk=afgestemd.pk)


def _neem_op(hoek: Hoek, personen: dict[str, Gebruiker]) -> Any:
    staf = personen["staf"]
    oordelen = {
        c.pk: {"antwoord": "ja", "motivatie": "Dit blijkt uit het vraagstuk."}
        for c in opname_criteria()
    }
    return inhoud.neem_op(
        pk=hoek.arrangement["concept"].pk,
        vraagstuk=hoek.vraagstuk["oordeel"],
        soort="vraagstuk",
        knelpunt="",
        oordelen=oordelen,
        door=staf,
        op=vandaag(),
    )
