"""A step of an afspraak, and the frozen list of the BOL that establishing asks."""

import datetime

from arrangementen.services import status
from governance.services import lijst
from tests.arrangementen.factories import bol_ronde

OP = datetime.date(2027, 6, 20)


def stap(afspraak, naam, door, motivatie="Besproken in het accountteam.", **velden):
    return status.voer_stap_uit(
        pk=afspraak.pk, naam=naam, door=door, motivatie=motivatie, op=OP, **velden
    )


def bevries(afspraak, staf, tekst=None):
    """Put the text on the list of the BOL and freeze that."""
    ronde = bol_ronde()
    status.zet_op_lijst(pk=afspraak.pk, ronde=ronde, door=staf)
    if tekst is not None:
        regel = ronde.lijstonderwerpen.get().regels.get()
        regel.tekst = tekst
        regel.save()
    return lijst.bevries(ronde_pk=ronde.pk, door=staf, doel="Bijlage bij de Kamerbrief", op=OP)
