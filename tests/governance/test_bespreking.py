"""What a DO says of a vraagstuk in beeldvorming, so that a triage can name that DO (TRI-6)."""

import pytest
from django.db import connection

from dossiers.models import Fase, Vraagstuk
from governance.gremia import Gremium, Puntsoort, Uitkomstsoort
from governance.services import uitkomsten
from governance.services.uitkomsten import Uitkomstinvoer
from tests.dossiers.factories import VraagstukFactory
from tests.governance.factories import DAG, met_uitkomst
from tests.governance.uitkomsten import punt_in

U = Uitkomstsoort


def besproken(vraagstuk):
    return [(feit.label, feit.url) for feit in vraagstuk.feiten.van("do_bespreking")]


def test_a_do_that_discussed_it_tells_so(staf, gelderland):
    """TRI-6, VRA-19: with the meeting; the fase stays, and it is no outcome that VRA-5 asks."""
    vraagstuk = VraagstukFactory()
    punt = punt_in(Gremium.DO, vraagstuk, Puntsoort.TER_BESPREKING)
    met_uitkomst(punt, staf, U.BESPROKEN)
    assert besproken(vraagstuk) == [(f"Besproken in {punt.overleg}", punt.get_absolute_url())]
    assert not vraagstuk.feiten.van("do_uitkomst").exists()
    assert Vraagstuk.objects.get(pk=vraagstuk.pk).fase == Fase.BEELDVORMING


@pytest.mark.parametrize(
    ("gremium", "fase", "soort"),
    [
        (Gremium.DO, Fase.BEELDVORMING, U.AANGEHOUDEN),
        (Gremium.DO, Fase.OORDEELSVORMING, U.BESPROKEN),
        (Gremium.GP_DG, Fase.BEELDVORMING, U.BESPROKEN),
    ],
)
def test_what_no_do_discussed_before_the_triage_is_not_told(staf, gelderland, gremium, fase, soort):
    """TRI-6: put off, later, or at another table."""
    vraagstuk = VraagstukFactory(fase=fase)
    punt = punt_in(gremium, vraagstuk, Puntsoort.TER_BESPREKING)
    met_uitkomst(punt, staf, soort, motivatie="Later.", tot_wanneer=DAG)
    assert besproken(vraagstuk) == []


def test_a_herziening_takes_it_back_in_any_fase(staf, gelderland):
    """VRA-19, BES-8: also when the triage was decided since."""
    vraagstuk = VraagstukFactory()
    punt = punt_in(Gremium.DO, vraagstuk, Puntsoort.TER_BESPREKING)
    eerste = met_uitkomst(punt, staf, U.BESPROKEN).uitkomsten[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_vraagstuk SET fase = 'oordeelsvorming'")
    uitkomsten.leg_vast(
        punt_pk=punt.pk,
        invoer=Uitkomstinvoer(soort=U.TERUGGEGEVEN, motivatie="Nee.", reden="Het klopte niet."),
        gezien=eerste.pk,
        door=staf,
        op=DAG,
    )
    assert besproken(vraagstuk) == []
