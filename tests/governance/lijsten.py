"""A BOL round with its afsprakenlijst for tests, filled and frozen by the services."""

import datetime

from governance.gremia import Gremium
from governance.models import Agendastatus
from governance.models.lijst import Lijstregel
from governance.rapport import Deel, Lijst, Onderwerp, Regel
from governance.services import lijst
from tests.factories import LandsdeelFactory
from tests.governance.factories import DAG, OverlegFactory, RondeFactory, in_stand

OP = datetime.date(2027, 6, 30)
MOMENT = datetime.datetime(2027, 6, 30, 12, tzinfo=datetime.UTC)
TITEL = "Afsprakenlijst Bestuurlijke Overleggen Leefomgeving 2, 10 en 11 juni 2027"


def bol_ronde(**velden):
    return RondeFactory(gremium=Gremium.BOL, **velden)


def zitting(ronde, landsdeel="oost", datum=DAG, stand=Agendastatus.GEHOUDEN):
    """A meeting of the round; closed unless the test says otherwise."""
    overleg = OverlegFactory(
        gremium=Gremium.BOL,
        ronde=ronde,
        naam=f"BOL {landsdeel.capitalize()}",
        landsdeel=LandsdeelFactory(code=landsdeel),
        datum=datum,
    )
    return in_stand(overleg, stand)


def regel(ronde, staf, tekst="Rijk en provincie kiezen een zoekgebied.", **velden):
    """A line by hand; landelijk unless a landsdeel or provincie is given."""
    niveau = next((n for n in ("landsdeel", "provincie") if velden.get(n)), "landelijk")
    gegevens = {
        "niveau": niveau,
        "landsdeel": None,
        "provincie": None,
        "titel": "Water en bodem",
        "soort": Lijstregel.Soort.CONSTATERING,
        "tekst": tekst,
        **velden,
    }
    return lijst.voeg_regel_toe(ronde_pk=ronde.pk, door=staf, **gegevens)


def duw(ronde, tekst="Het concept.", **velden):
    """As an afspraak puts its own text on the list."""
    gegevens = {"niveau": "landelijk", "titel": "Water", "soort": "afspraak", **velden}
    return lijst.duw_regel(ronde=ronde, tekst=tekst, bron_sleutel="A-2027-001", **gegevens)


def bevries(ronde, staf, doel="Bijlage bij de Kamerbrief"):
    return lijst.bevries(ronde_pk=ronde.pk, door=staf, doel=doel, op=OP)


def kamerbrief(ronde, staf, datum=OP, nummer="2027D00001", op=OP):
    return lijst.leg_kamerbrief_vast(
        ronde_pk=ronde.pk, door=staf, datum=datum, nummer=nummer, op=op
    )


def bevroren_ronde(staf, **velden):
    """One closed meeting, one line, version 1."""
    ronde = bol_ronde()
    zitting(ronde)
    regel(ronde, staf, **velden)
    bevries(ronde, staf)
    return ronde


def lijst_met(*teksten, versie=1, titel=TITEL):
    """The dataclass alone: one part, one item, these lines."""
    regels = tuple(Regel(f"1.{i}", "Afspraak", tekst) for i, tekst in enumerate(teksten, start=1))
    delen = (Deel("Landelijk", (Onderwerp(1, "Water en bodem", "", regels),)),) if teksten else ()
    doel, op = ("Bijlage", "30-06-2027") if versie else ("", "")
    return Lijst(titel, "BOL 2027", delen, versie, doel, op)
