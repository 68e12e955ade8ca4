"""A vraagstuk and a punt that wait for an outcome, and what the outcome made of them."""

from dossiers.models import Feit, Vraagstuk
from governance.gremia import Puntsoort
from governance.models import Agendastatus
from tests.dossiers.factories import FeitFactory
from tests.governance.factories import AgendapuntFactory, OverlegFactory, in_stand, rijp_vraagstuk


def punt_in(gremium, vraagstuk, soort=Puntsoort.TER_ADVISERING, provincies=None, **overleg):
    """On an agenda that was sent, with the feit that goes with it."""
    tafel = OverlegFactory(gremium=gremium, provincies=provincies, **overleg)
    punt = AgendapuntFactory(overleg=tafel, vraagstuk=vraagstuk, soort=soort, nummer=1)
    in_stand(tafel, Agendastatus.VERZONDEN)
    if vraagstuk:
        FeitFactory(
            vraagstuk=vraagstuk, soort=Feit.Soort.OP_VERZONDEN_AGENDA, kenmerk=str(tafel.pk)
        )
    return punt


def klaar_voor_do(**velden):
    """Everything of VRA-5 is there but the DO outcome; no department takes part."""
    vraagstuk = rijp_vraagstuk(**velden)
    FeitFactory(vraagstuk=vraagstuk, soort=Feit.Soort.RIJKSINZET, kenmerk="rijksinzet")
    return vraagstuk


def fase_van(vraagstuk):
    return Vraagstuk.objects.get(pk=vraagstuk.pk).fase


def do_feit(vraagstuk, code="pv25"):
    return vraagstuk.feiten.van("do_uitkomst").filter(kenmerk=code).first()
