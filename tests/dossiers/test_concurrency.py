"""Two people at once: they wait for each other, and the second judges what is there now."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django_fsm import ConcurrentTransition

from dossiers.models import Fase, Faseovergang, Vraagstuk
from dossiers.services import belegging, fasen, feiten, instemmen, notities, tekst
from tests.dossiers.factories import (
    BeleggingFactory,
    TekstreactieFactory,
    TekstwijzigingFactory,
    VraagstukFactory,
)
from tests.dossiers.rijp import OP, rijp_voor

LOCK = 'FOR UPDATE OF "dossiers_vraagstuk"'


def tegelijk(*handelingen):
    """Run each on a connection of its own, started together; give results or refusals."""
    start = Barrier(len(handelingen))

    def doe(handeling):
        start.wait(timeout=10)
        try:
            return handeling()
        except (ValidationError, ConcurrentTransition) as weigering:
            return weigering
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(handelingen)) as threads:
        return list(threads.map(doe, handelingen))


@pytest.mark.django_db(transaction=True)
def test_two_deciders_make_one_overgang(gelderland, regietafellid):
    """VRA-2: one goes through; the other hears that the step is no longer there."""
    vraagstuk = rijp_voor("zet_door", Fase.BEELDVORMING)

    def zet_door():
        return fasen.voer_overgang_uit(
            pk=vraagstuk.pk, naam="zet_door", door=regietafellid, motivatie="Gedeeld.", op=OP
        )

    uitkomsten = tegelijk(zet_door, zet_door)
    geweigerd = [u for u in uitkomsten if isinstance(u, ValidationError)]
    assert [u.code for u in geweigerd] == ["overgang_onmogelijk"]
    assert Faseovergang.objects.count() == 1
    assert Vraagstuk.objects.get().fase == Fase.OORDEELSVORMING


@pytest.mark.django_db(transaction=True)
def test_two_numbers_at_once_differ(gelderland, accounthouder):
    """VRA-1: a number is never given twice."""
    beide = [rijp_voor("open", Fase.CONCEPT) for _ in range(2)]
    tegelijk(
        *(
            lambda v=v: fasen.voer_overgang_uit(
                pk=v.pk, naam="open", door=accounthouder, motivatie="Herkend.", op=OP
            )
            for v in beide
        )
    )
    assert set(Vraagstuk.objects.values_list("nummer", flat=True)) == {"2026-001", "2026-002"}


@pytest.mark.django_db(transaction=True)
def test_the_same_feit_told_twice_at_once_counts_once(gelderland, staf):
    """VRA-19."""
    vraagstuk = VraagstukFactory(fase=Fase.OPVOLGING)

    def meld():
        return feiten.meld_feit(
            vraagstuk, soort="afspraak", kenmerk="1", label="Afspraak 1", door=staf
        )

    eerste, tweede = tegelijk(meld, meld)
    assert eerste == tweede
    assert vraagstuk.feiten.count() == 1


@pytest.mark.parametrize(
    "handeling",
    [
        lambda v, w: fasen.voer_overgang_uit(
            pk=v.pk, naam="beeindig", door=w["staf"], motivatie="Klaar.", geraadpleegd="Gelderland"
        ),
        lambda v, w: fasen.probeer_overgang(
            pk=v.pk, naam="naar_opvolging", door=w["staf"], motivatie="BOL"
        ),
        lambda v, w: instemmen.stem_in(
            pk=v.pk, handeling="keer_terug_naar_beeldvorming", door=w["regietafellid"]
        ),
        lambda v, w: feiten.meld_feit(
            v, soort="afspraak", kenmerk="1", label="Afspraak 1", door=w["staf"]
        ),
        lambda v, w: feiten.trek_feit_in(
            v, soort="afspraak", kenmerk="1", reden="Nee.", door=w["staf"]
        ),
        lambda v, w: tekst.wijzig(
            pk=v.pk, groep="planning", versie=v.versie, velden={"planning": "2028"},
            door=w["accounthouder"],
        ),
        lambda v, w: tekst.reageer(
            pk=TekstwijzigingFactory(vraagstuk=v).pk, door=w["provinciaal"], soort="gezien"
        ),
        lambda v, w: tekst.beantwoord(
            pk=TekstreactieFactory(wijziging__vraagstuk=v).pk, door=w["accounthouder"],
            antwoord="Goed.",
        ),
        lambda v, w: belegging.aanvaard(pk=BeleggingFactory(vraagstuk=v).pk, door=w["expert"]),
        lambda v, w: notities.schrijf(
            pk=v.pk, door=w["staf"], tekst="Let op.", zichtbaarheid="rijk"
        ),
    ],
)  # fmt: skip
def test_every_handeling_locks_the_vraagstuk(
    gelderland, staf, regietafellid, accounthouder, provinciaal, expert, handeling
):
    """VRA-2: judged is what is in the database now."""
    wie = {
        "staf": staf,
        "regietafellid": regietafellid,
        "accounthouder": accounthouder,
        "provinciaal": provinciaal,
        "expert": expert,
    }
    vraagstuk = VraagstukFactory(fase=Fase.BESLUITVORMING)
    with CaptureQueriesContext(connection) as queries:
        handeling(vraagstuk, wie)
    assert any(LOCK in q["sql"] for q in queries)


def test_a_stale_row_does_not_undo_an_overgang(gelderland, regietafellid):
    """VRA-2: saving an old copy with its fase is refused."""
    oud = rijp_voor("zet_door", Fase.BEELDVORMING)
    fasen.voer_overgang_uit(
        pk=oud.pk, naam="zet_door", door=regietafellid, motivatie="Gedeeld.", op=OP
    )
    oud.titel = "Oude titel"
    with pytest.raises(ConcurrentTransition), transaction.atomic():
        oud.save()
    assert Vraagstuk.objects.get().fase == Fase.OORDEELSVORMING


def test_an_overgang_makes_an_open_edit_form_stale(gelderland, regietafellid):
    """VRA-2: the versie moves on, so the form that was open gets a 409."""
    oud = rijp_voor("zet_door", Fase.BEELDVORMING)
    fasen.voer_overgang_uit(
        pk=oud.pk, naam="zet_door", door=regietafellid, motivatie="Gedeeld.", op=OP
    )
    assert Vraagstuk.objects.get().versie == oud.versie + 1


def test_a_log_that_is_down_refuses_nothing(
    gelderland, regietafellid, monkeypatch, django_capture_on_commit_callbacks
):
    """VRA-2: what follows after the commit never looks like a refused overgang."""

    def kapot(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(fasen.log, "info", kapot)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        fasen.voer_overgang_uit(
            pk=rijp_voor("zet_door", Fase.BEELDVORMING).pk,
            naam="zet_door",
            door=regietafellid,
            motivatie="Gedeeld.",
            op=OP,
        )
    assert len(callbacks) == 1
    assert Faseovergang.objects.count() == 1
