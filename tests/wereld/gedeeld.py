"""What the provincies share: the rounds, the BOL list, the files, a published arrangement."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from arrangementen.inlezen import AfspraakInlezer
from arrangementen.services import status
from dossiers.inlezen import VraagstukInlezer
from dossiers.models import Fase
from governance.gremia import Gremium
from governance.services import lijst as lijstservices
from governance.services import regelbezwaar
from monitoring.demo.laden import GEGEVENS
from monitoring.inlezen import BuitenvoortgangInlezer
from monitoring.models import Monitorronde
from monitoring.models.buitenvoortgang import Buitenvoortgang
from monitoring.services import voortgang
from novex.inlezen.services import ontvang
from novex.models import Achtergrondtaak
from tests.arrangementen.edities import Proef
from tests.arrangementen.factories import AfspraakFactory, besluit_voor, bol_ronde
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import OverlegFactory, in_stand
from tests.monitoring.factories import VoortgangFactory

from .hoeken import Wereld, vandaag

F = Fase
INLEZERS: dict[str, Any] = {
    "vraagstukken": VraagstukInlezer,
    "afspraken": AfspraakInlezer,
    "monitor": BuitenvoortgangInlezer,
}


def maak_gedeeld(wereld: Wereld) -> None:
    """The rounds, the BOL list, the files, a published arrangement: once."""
    personen, staf = wereld.personen, wereld.personen["staf"]
    wereld.gelderland.afspraak["besloten"] = _op_de_lijst(wereld)
    proef = Proef(jaar=2027).gepubliceerd()
    wereld.gelderland.arrangement["gepubliceerd"] = proef.nu()
    wereld.gelderland.afspraak["gepubliceerd"] = proef.afspraken[0]
    ronde, bevroren = _gehouden_bol(wereld, 2032), _gehouden_bol(wereld, 2033)
    for hoek in (wereld.gelderland, wereld.drenthe):
        hoek.rij["lijstregel"] = lijstservices.voeg_regel_toe(
            ronde_pk=ronde.pk,
            door=staf,
            titel=f"Ruimte in {hoek.provincie}",
            niveau="provincie",
            landsdeel=None,
            provincie=hoek.provincie,
            soort="constatering",
            tekst="Er is ruimte.",
        )
        hoek.rij["lijstonderwerp"] = hoek.rij["lijstregel"].onderwerp
    lijstservices.voeg_regel_toe(
        ronde_pk=bevroren.pk,
        door=staf,
        titel="Ruimte",
        niveau="landelijk",
        landsdeel=None,
        provincie=None,
        soort="constatering",
        tekst="Er is ruimte.",
    )
    _met_bezwaar(wereld)
    lijstservices.bevries(ronde_pk=bevroren.pk, door=staf, doel="Kamerbrief", op=vandaag())
    wereld.rij |= {
        "ronde": ronde,
        "bevroren ronde": bevroren,
        "cyclus": ronde.cyclus,
        "monitorronde": _monitor(wereld),
        "taak": Achtergrondtaak.objects.create(
            soort="proef",
            opschrift="Bundel",
            sleutel="a" * 64,
            aangevraagd_door=personen["accounthouder"],
            organisatie=personen["accounthouder"].organisatie,
        ),
    }
    Buitenvoortgang.objects.create(
        bron_url="https://voorbeeld.nl/voortgang",
        bron_sleutel="b" * 64,
        peildatum=vandaag(),
        programma="Programma",
        item="Regel",
    )
    for soort, klasse in INLEZERS.items():
        inlezer = klasse(personen["accounthouder"], vandaag())
        wereld.rij[soort] = ontvang(inlezer=inlezer, naam=f"{soort}.csv", inhoud=tabel(soort))


def _gehouden_bol(wereld: Wereld, jaar: int) -> Any:
    ronde, provincie = bol_ronde(jaar), wereld.gelderland.provincie
    overleg = OverlegFactory(
        ronde=ronde,
        gremium=Gremium.BOL,
        naam="BOL Oost",
        datum=vandaag(),
        landsdeel=provincie.landsdeel,
        provincies=[provincie],
    )
    in_stand(overleg, "gehouden")
    return ronde


def _met_bezwaar(wereld: Wereld) -> None:
    """Landelijke lines of each provincie: one without and one with a bezwaar."""
    ronde, staf = _gehouden_bol(wereld, 2034), wereld.personen["staf"]
    for hoek in (wereld.gelderland, wereld.drenthe):
        for naam in ("landelijke regel", "bestreden regel"):
            hoek.rij[naam] = lijstservices.duw_regel(
                ronde=ronde,
                niveau="landelijk",
                titel="Ruimte in heel Nederland",
                soort="afspraak",
                tekst="Er is ruimte.",
                bron_sleutel=f"{naam} {hoek.provincie}",
                voor=[hoek.provincie],
                door=staf,
            )
        hoek.rij["regelbezwaar"] = regelbezwaar.leg_vast(
            regel_pk=hoek.rij["bestreden regel"].pk,
            overleg=ronde.overleggen.get(),
            reden="Het past hier niet.",
            door=staf,
            op=vandaag(),
        )


def _op_de_lijst(wereld: Wereld) -> Any:
    """Decided by the BOL, and on the list that is frozen after this."""
    hoek, staf = wereld.gelderland, wereld.personen["staf"]
    vraagstuk = VraagstukFactory(lead_provincie=hoek.provincie, fase=F.BESLUITVORMING)
    afspraak = AfspraakFactory(
        vraagstuk=vraagstuk,
        acties=[staf.organisatie, hoek.organisatie],
        afgestemd=True,
        landing=hoek.organisatie,
    )
    besluit_voor(vraagstuk)
    status.zet_op_lijst(pk=afspraak.pk, ronde=bol_ronde(2027), door=staf)
    return afspraak


def tabel(soort: str) -> bytes:
    """A file of this kind with one row that can be read."""
    koppen, eerste = (GEGEVENS / f"{soort}_echt.csv").read_bytes().splitlines()[:2]
    if soort == "vraagstukken":
        eerste = b"https://voorbeeld.nl/a,De Liemers (Gelderland),wonen,Wonen of water,Gemeente"
    return koppen + b"\n" + eerste


def _monitor(wereld: Wereld) -> Monitorronde:
    ronde = Monitorronde.objects.create(
        jaar=vandaag().year,
        naam="Najaarsronde",
        peildatum=vandaag(),
        open_van=vandaag(),
        open_tot=vandaag(),
        geopend_door=wereld.personen["staf"],
        geopend_op=timezone.now(),
    )
    expert = wereld.personen["expert"]
    for hoek in (wereld.gelderland, wereld.drenthe):
        bij = {"ronde": ronde, "afspraak": hoek.afspraak["vastgesteld"]}
        hoek.rij["voortgang"] = VoortgangFactory(organisatie=hoek.organisatie, **bij)
        gemeld = VoortgangFactory(organisatie=expert.organisatie, **bij)
        hoek.rij["voortgang rijk"] = voortgang.schrijf(
            pk=gemeld.pk,
            door=expert,
            versie=gemeld.versie,
            stadium="bezig",
            toelichting="Het ontwerp is klaar.",
            op=vandaag(),
            indienen=True,
        )
    return ronde
