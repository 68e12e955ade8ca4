"""The page of rules, guards and tests says what the table says."""

from .regels import TABEL, ids, tabel


def test_the_table_in_the_docs_is_up_to_date():
    """`python -m tests.huisstijl.regels` writes it anew."""
    assert TABEL.read_text() == tabel()


def test_a_range_names_every_rule_in_it():
    assert ids("ZIC-1..3, AFS-4 and ARR-1 to ARR-2, BOL-1 .. BOL-2") == {
        "ZIC-1", "ZIC-2", "ZIC-3", "AFS-4", "ARR-1", "ARR-2", "BOL-1", "BOL-2",
    }  # fmt: skip
