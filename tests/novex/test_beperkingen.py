"""All check constraints of a row in one query, and yet each with its own sentence (ALG-2)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint

from arrangementen.models import Afspraak, Landing
from governance.models import Uitkomst
from novex.beperkingen import SamenGetoetst

DAG = datetime.date(2027, 1, 1)


def _zinnen(toets, *args, **opties):
    try:
        toets(*args, **opties)
    except ValidationError as fout:
        return fout.messages
    return []


@pytest.mark.parametrize("velden", [(), ("geland_op",), ("aanvaard_op",), ("geland_op", "bewijs")])
def test_what_fails_is_said_in_the_words_of_each(db, velden):
    """The same sentences in the same order as when each is asked by itself."""
    landing = Landing(**dict.fromkeys(velden, DAG))
    apart = [
        zin
        for regel in Landing._meta.constraints
        if isinstance(regel, CheckConstraint)
        for zin in _zinnen(regel.validate, Landing, landing)
    ]
    assert _zinnen(landing.validate_constraints) == apart
    assert bool(apart) == bool(velden)


def test_a_field_that_is_left_out_is_not_judged(db):
    landing = Landing(geland_op=DAG)
    assert _zinnen(landing.validate_constraints)
    assert not _zinnen(landing.validate_constraints, exclude={"geland_op"})


def test_a_sound_row_costs_one_question(django_assert_num_queries, db):
    """Beside it a savepoint and its release."""
    with django_assert_num_queries(3):
        Landing().validate_constraints()


@pytest.mark.parametrize("model", [Afspraak, Landing, Uitkomst])
def test_the_rows_of_the_process_are_judged_so(model):
    assert issubclass(model, SamenGetoetst)
