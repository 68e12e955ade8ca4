"""Every rule of the specification has a guard in the code and a test that proves it."""

import pytest

from .regels import REGELS, TABEL, bewijzen, ids, tabel, wachters

GUARDS, TESTS = wachters(), bewijzen()


@pytest.mark.parametrize("regel", REGELS)
def test_a_rule_has_a_guard_and_a_test(regel):
    assert GUARDS.get(regel), f"No docstring in the code cites {regel}."
    assert TESTS.get(regel), f"No docstring of a test cites {regel}."


def test_the_table_in_the_docs_is_up_to_date():
    """`python -m tests.huisstijl.regels` writes it anew."""
    assert TABEL.read_text() == tabel()


def test_a_range_names_every_rule_in_it():
    assert ids("ZIC-1..3, AFS-4 and ARR-1 to ARR-2") == {
        "ZIC-1", "ZIC-2", "ZIC-3", "AFS-4", "ARR-1", "ARR-2",
    }  # fmt: skip
