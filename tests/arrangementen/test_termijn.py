import csv
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrangementen.termijn import Termijnsoort, eis_bestaande_dag, lees, van_soort
from monitoring.demo.laden import GEGEVENS
from tests.weigeringen import geweigerd

S = Termijnsoort


def d(tekst):
    return datetime.date.fromisoformat(tekst) if tekst else None


# Every filled term of the real table (13 of 45 rows), with the year of its row:
# year, as written, kind, judge by, look again on.
ECHT = [
    (2026, "jaarlijks, tot uitkering", S.RITME, "", "2027-12-31"),
    (2022, "start binnen 3-5 jaar", S.PERIODE, "2027-12-31", ""),
    (2025, "start 19-05-2025", S.DATUM, "2025-05-19", ""),
    (None, "tot 2030", S.TOT_EN_MET_JAAR, "2029-12-31", ""),
    (2018, "1e kwartaal 2019", S.KWARTAAL, "2019-03-31", ""),
    (2017, "2018-2040", S.PERIODE, "2040-12-31", ""),
    (2017, "februari 2018", S.MAAND, "2018-02-28", ""),
    (2013, "vooralsnog", S.VOORWAARDE, "", "2014-12-31"),
    (2008, "na helderheid schaalsprong Almere", S.VOORWAARDE, "", "2009-12-31"),
    (2019, "tot 2040", S.TOT_EN_MET_JAAR, "2039-12-31", ""),
    (2022, "t/m 2030", S.TOT_EN_MET_JAAR, "2030-12-31", ""),
    (2022, "t/m 2030", S.TOT_EN_MET_JAAR, "2030-12-31", ""),
    (2022, "naar verwachting eind juni 2023", S.VERWACHT, "2023-06-30", ""),
]
# Every form that real lists use, and the spellings that people try.
VORMEN = [
    (2018, "voor 1 januari", S.DATUM, "2018-12-31", ""),
    (2018, "voor 1 januari 2020", S.DATUM, "2019-12-31", ""),
    (2026, "31-12-2027", S.DATUM, "2027-12-31", ""),
    (2026, "uiterlijk 1 juli 2027", S.DATUM, "2027-07-01", ""),
    (2026, "3 mrt. 2027", S.DATUM, "2027-03-03", ""),
    (2026, "februari 2028", S.MAAND, "2028-02-29", ""),
    (2026, "vóór juli 2027", S.MAAND, "2027-06-30", ""),
    (2026, "Q3 2027", S.KWARTAAL, "2027-09-30", ""),
    (2026, "vierde kwartaal 2027", S.KWARTAAL, "2027-12-31", ""),
    (2009, "2010", S.JAAR, "2010-12-31", ""),
    (2026, "2027-12-31", S.DATUM, "2027-12-31", ""),
    (2026, "uiterlijk 2027-07-01", S.DATUM, "2027-07-01", ""),
    (2026, "2027-02-31", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "Q2-2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "Q2 2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "2027-Q2", S.KWARTAAL, "2027-06-30", ""),
    (2026, "2e kwartaal 2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "begin 2027", S.PERIODE, "2027-03-31", ""),
    (2026, "voorjaar 2027", S.PERIODE, "2027-05-31", ""),
    (2026, "medio 2027", S.PERIODE, "2027-07-31", ""),
    (2026, "zomer 2027", S.PERIODE, "2027-08-31", ""),
    (2026, "voor de zomer van 2027", S.PERIODE, "2027-05-31", ""),
    (2026, "na de zomer van 2027", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "najaar 2027", S.PERIODE, "2027-11-30", ""),
    (2026, "winter 2027", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "eerste helft van 2027", S.PERIODE, "2027-06-30", ""),
    (2026, "eind 2027", S.PERIODE, "2027-12-31", ""),
    (2026, "tot en met 2030", S.TOT_EN_MET_JAAR, "2030-12-31", ""),
    (2026, "2019-2022", S.PERIODE, "2022-12-31", ""),
    (2026, "2019 – 2022", S.PERIODE, "2022-12-31", ""),  # noqa: RUF001 - as lists are typeset
    (2022, "binnen drie tot vijf jaar", S.PERIODE, "2027-12-31", ""),
    (2022, "binnen 2 jaar", S.PERIODE, "2024-12-31", ""),
    (2024, "richting BOL 2025", S.OVERLEG, "2025-12-31", ""),
    (2026, "voor BOL 2027", S.OVERLEG, "2027-12-31", ""),
    (2024, "volgend bestuurlijk overleg", S.OVERLEG, "2025-12-31", ""),
    (2021, "na MIRT-onderzoek A28", S.VOORWAARDE, "", "2022-12-31"),
    (2026, "na helderheid over de drinkwatervraag", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "jaarlijks", S.RITME, "", "2027-12-31"),
    (2026, "halfjaarlijks", S.RITME, "", "2027-06-30"),
    (2026, "elk kwartaal", S.RITME, "", "2027-03-31"),
    (2026, "naar verwachting medio 2028", S.VERWACHT, "2028-07-31", ""),
    (2026, "", S.GEEN, "", ""),
    (2026, "geen termijn", S.GEEN, "", ""),
    (None, "jaarlijks", S.RITME, "", ""),
    (None, "voor 1 januari", S.DATUM, "", ""),
    (2026, "31-12-27", S.DATUM, "2027-12-31", ""),
    (2026, "uiterlijk 1.7.2027", S.DATUM, "2027-07-01", ""),
    (2026, "31-02-2027", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "voor Q2 2027", S.KWARTAAL, "2027-03-31", ""),
    (2026, "vóór 2e kwartaal 2027", S.KWARTAAL, "2027-03-31", ""),
    (2026, "voor het tweede kwartaal van 2027", S.KWARTAAL, "2027-03-31", ""),
    (2026, "tot 2027-Q1", S.KWARTAAL, "2026-12-31", ""),
    (2026, "tot en met Q2 2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "t/m 2e kwartaal 2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "uiterlijk eind Q2 2027", S.KWARTAAL, "2027-06-30", ""),
    (2026, "2027 tot 2030", S.PERIODE, "2029-12-31", ""),
    (2026, "van 2027 tot en met 2030", S.PERIODE, "2030-12-31", ""),
    (2026, "2027 t/m 2030", S.PERIODE, "2030-12-31", ""),
    (2026, "2027 tot 2027", S.VOORWAARDE, "", "2027-12-31"),
    (2026, "zo snel als het kan", S.VOORWAARDE, "", "2027-12-31"),
]


@pytest.mark.parametrize(("jaar", "tekst", "soort", "beoordeel", "herzien"), ECHT + VORMEN)
def test_a_written_term_has_a_kind_and_a_day(jaar, tekst, soort, beoordeel, herzien):
    """AFS-4: the kind of each written term, and the day to judge it or to look again."""
    termijn = lees(tekst, jaar)

    assert termijn.soort == soort
    assert termijn.beoordeel_op == d(beoordeel)
    assert termijn.herzien_op == d(herzien)
    assert termijn.tekst == tekst


def test_the_table_of_real_terms_is_that_of_the_real_file():
    """AFS-4: each filled cell of the file has its line here, so a new one asks what it means."""
    with (GEGEVENS / "afspraken_echt.csv").open(newline="") as bestand:
        gevuld = [
            (int(rij["jaar"]) if rij["jaar"] else None, rij["termijn"])
            for rij in csv.DictReader(bestand)
            if rij["termijn"].strip()
        ]
    assert gevuld == [(jaar, tekst) for jaar, tekst, *_ in ECHT]


def test_the_tables_cover_every_kind():
    """AFS-4: no kind without an example."""
    assert {rij[2] for rij in ECHT + VORMEN} == set(Termijnsoort)


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("2018-2040", "2018-01-01", "2040-12-31"),
        ("1e kwartaal 2019", "2019-01-01", "2019-03-31"),
        ("februari 2018", "2018-02-01", "2018-02-28"),
        ("start binnen 3-5 jaar", "2025-01-01", "2027-12-31"),
        ("t/m 2030", "", "2030-12-31"),
    ],
)
def test_a_term_keeps_its_first_and_last_day(tekst, van, tot):
    """AFS-4: a period has two ends."""
    termijn = lees(tekst, 2022)
    assert (termijn.van, termijn.tot) == (d(van), d(tot))


@pytest.mark.parametrize(
    ("tekst", "uitleg"),
    [
        ("31-12-2027", "Te beoordelen op 31-12-2027."),
        ("jaarlijks", "Opnieuw te bekijken op 31-12-2027."),
        ("", "Er is geen dag om dit te beoordelen."),
    ],
)
def test_the_term_says_when_it_is_judged(tekst, uitleg):
    """AFS-4: a day, or the plain statement that there is none."""
    assert lees(tekst, 2026).uitleg == uitleg


def test_a_chosen_kind_keeps_the_chosen_days():
    """AFS-4: what people choose is not read over."""
    dag = datetime.date(2027, 6, 10)

    overleg = van_soort(S.OVERLEG, "voor BOL 2027", None, dag)
    assert (overleg.beoordeel_op, overleg.herzien_op) == (dag, None)
    ritme = van_soort(S.RITME, "elk jaar in juni", None, dag)
    assert (ritme.beoordeel_op, ritme.herzien_op) == (None, dag)


@given(st.text(max_size=60), st.none() | st.integers(1950, 2150))
def test_any_text_is_read_and_kept(tekst, jaar):
    """AFS-4: no text stops the reader; ends never lie before beginnings."""
    termijn = lees(tekst, jaar)
    assert termijn.tekst == tekst
    assert not (termijn.van and termijn.tot) or termijn.van <= termijn.tot


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 12, 31)))
def test_every_day_is_read_back(dag):
    """AFS-4: a date in each notation is that date."""
    assert lees(f"{dag:%d-%m-%Y}").beoordeel_op == dag
    assert lees(f"uiterlijk {dag:%d-%m-%Y}").soort == S.DATUM
    assert lees(f"{dag:%Y-%m-%d}").beoordeel_op == dag


@pytest.mark.parametrize(
    "tekst", ["31-02-2027", "31 februari 2027", "uiterlijk 31 april", "1-3-0027", "2027-13-01"]
)
def test_a_day_that_does_not_exist_is_refused(tekst):
    """AFS-4: else it would be kept as a voorwaarde, without any day to judge it by."""
    with geweigerd("dag_bestaat_niet"):
        eis_bestaande_dag(tekst)


@pytest.mark.parametrize("tekst", ["", "29 februari", "1e kwartaal 2028", "BOL 2027", "12 weken"])
def test_what_is_no_day_is_not_judged_as_one(tekst):
    """AFS-4: a term may be written as people do."""
    eis_bestaande_dag(tekst)
