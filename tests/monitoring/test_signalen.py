"""The four signals are computed from records and a date; nothing is typed in (MON-2)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.signalen import (
    Actiefeit,
    Afspraakfeiten,
    Correctie,
    Licht,
    Melding,
    Partij,
    Stadium,
    bereken,
)

TERMIJN = datetime.date(2027, 3, 31)
DAG = datetime.timedelta(days=1)
LANG_VOOR = datetime.date(2026, 12, 1)
LVVN, IENW = Partij("rijk", "LVVN"), Partij("rijk", "IenW")
GELDERLAND, DRENTHE = Partij("regio", "Gelderland"), Partij("regio", "Drenthe")
BEIDE = frozenset({LVVN, GELDERLAND})


def meldingen(rijk=None, regio=None):
    return tuple(
        melding(partij, stadium)
        for partij, stadium in ((LVVN, rijk), (GELDERLAND, regio))
        if stadium
    )


def melding(partij, stadium):
    return Melding(partij.kant, stadium, "Toelichting", partij.naam, LANG_VOOR, "Ronde 2027")


def feiten(rijk="bezig", regio="bezig", **velden):
    standaard = {
        "beoordeel_op": TERMIJN,
        "laatste_ronde": "Ronde 2027",
        "gevraagd": BEIDE,
        "gemeld": BEIDE,
    }
    return Afspraakfeiten(meldingen=meldingen(rijk, regio), **(standaard | velden))


def licht(op=LANG_VOOR, **velden):
    return bereken(feiten(**velden), op).licht


def test_one_day_past_the_term_turns_the_light():
    """MON-2: on the day itself it is still on time; one day later it is late."""
    assert licht(op=TERMIJN).code == Licht.OP_SCHEMA
    laat = licht(op=TERMIJN + DAG)
    assert laat.code == Licht.VERTRAAGD
    assert laat.zin == "De termijn was 31-03-2027 en het is nog niet gereed."


@pytest.mark.parametrize(
    ("velden", "op", "code", "zin"),
    [
        ({}, LANG_VOOR, "op_schema", "De termijn is 31-03-2027."),
        ({"rijk": "stilgelegd"}, LANG_VOOR, "aandacht", "Een kant meldt dat het stilligt."),
        ({"rijk": "stilgelegd"}, TERMIJN + DAG, "vertraagd", "nog niet gereed"),
        ({"rijk": "gereed"}, TERMIJN + DAG, "vertraagd", "nog niet gereed"),
        ({"rijk": "gereed", "regio": "gereed"}, TERMIJN + DAG, "op_schema", "Beide kanten"),
        (
            {"rijk": "niet_begonnen", "regio": "niet_begonnen"},
            TERMIJN - 60 * DAG,
            "aandacht",
            "De termijn is over 60 dagen en nog niemand is begonnen.",
        ),
        ({"rijk": "niet_begonnen", "regio": None}, TERMIJN - 61 * DAG, "op_schema", "31-03-2027"),
        ({"beoordeel_op": None}, TERMIJN + DAG, "aandacht", "Er is geen termijn, dus niemand"),
        ({"beoordeel_op": None, "herzien_op": TERMIJN}, TERMIJN, "op_schema", "opnieuw bekeken"),
        ({"beoordeel_op": None, "rijk": "gereed", "regio": "gereed"}, TERMIJN, "op_schema", ""),
        (
            {"beoordeel_op": None, "herzien_op": TERMIJN},
            TERMIJN + DAG,
            "aandacht",
            "moest op 31-03-2027 opnieuw bekeken zijn",
        ),
    ],
)
def test_the_light_follows_from_term_and_stage(velden, op, code, zin):
    """MON-2: no input of its own, and always a sentence."""
    signaal = licht(op=op, **velden)
    assert signaal.code == code
    assert zin in signaal.zin


ACTIE = Actiefeit("LVVN, directeur", "Een kaart", TERMIJN - 100 * DAG)
TE_LAAT = (
    "De actie van LVVN, directeur (Een kaart) moest op 21-12-2026 klaar zijn, en nog niet "
    "iedereen meldt gereed."
)


def test_an_action_past_its_day_asks_for_attention():
    """MON-2: computed from the milestones too; which action and when stands in the sentence."""
    op_de_dag, erna = ACTIE.termijn, ACTIE.termijn + DAG
    assert licht(op=op_de_dag, acties=(ACTIE,)).code == Licht.OP_SCHEMA
    laat = licht(op=erna, acties=(ACTIE,))
    assert (laat.code, laat.zin) == (Licht.AANDACHT, TE_LAAT)
    assert licht(op=erna, acties=(ACTIE,), rijk="gereed").code == Licht.AANDACHT
    assert licht(op=erna, acties=(ACTIE,), rijk="gereed", regio="gereed").code == Licht.OP_SCHEMA


def test_without_a_term_the_actions_say_when():
    """MON-2, AFS-4: the milestones are a day as well; once they have passed there is none."""
    op_de_dag = ACTIE.termijn
    zonder = licht(op=op_de_dag, beoordeel_op=None, acties=(ACTIE,))
    assert (zonder.code, zonder.zin) == (
        Licht.OP_SCHEMA,
        "De eerstvolgende actie is klaar op 21-12-2026.",
    )
    erna = licht(op=op_de_dag + DAG, beoordeel_op=None, acties=(ACTIE,))
    assert erna.code == Licht.AANDACHT
    assert "Er is geen termijn" in erna.zin


def test_every_reason_for_attention_is_named():
    """MON-2: one does not hide the other, and the term itself comes first."""
    tweede = Actiefeit("Gelderland", "Een besluit", ACTIE.termijn)
    signaal = licht(op=ACTIE.termijn + DAG, acties=(ACTIE, tweede), rijk="stilgelegd")
    assert signaal.zin.startswith(f"Een kant meldt dat het stilligt. {TE_LAAT} De actie van Geld")
    assert licht(op=TERMIJN + DAG, acties=(ACTIE,)).code == Licht.VERTRAAGD


def test_a_record_overrides_the_light_and_shows_its_reason():
    """MON-2: an override is a record with a reason, in both directions."""
    correctie = Correctie("op_schema", "Uitstel is afgesproken.", datetime.date(2027, 4, 2))
    signaal = licht(op=TERMIJN + DAG, correctie=correctie)
    assert signaal.code == Licht.OP_SCHEMA
    assert signaal.zin == "Bijgesteld op 02-04-2027. Reden: Uitstel is afgesproken."


@given(
    op=st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31)),
    rijk=st.sampled_from([None, *Stadium.values]),
    regio=st.sampled_from([None, *Stadium.values]),
    termijn=st.sampled_from([None, TERMIJN]),
    bijgesteld=st.sampled_from([None, *Licht.values]),
    stil=st.sampled_from([{LVVN}, {GELDERLAND}, BEIDE]),
)
def test_a_stale_light_never_stays_green(op, rijk, regio, termijn, bijgesteld, stil):
    """MON-2: whatever was reported or set, not reporting in the last round is never green."""
    signalen = bereken(
        feiten(
            rijk,
            regio,
            beoordeel_op=termijn,
            gemeld=BEIDE - stil,
            correctie=Correctie(bijgesteld, "Reden", op) if bijgesteld else None,
        ),
        op,
    )
    assert signalen.versheid.code == "verouderd"
    assert signalen.licht.code != Licht.OP_SCHEMA


def test_freshness_names_who_did_not_report():
    """MON-2: verouderd when a side that was asked stayed silent."""
    signaal = bereken(feiten(gemeld=frozenset({LVVN})), LANG_VOOR).versheid
    assert (signaal.code, signaal.zin) == ("verouderd", "De regio meldde niet in Ronde 2027.")
    assert bereken(feiten(), LANG_VOOR).versheid.code == "actueel"
    nooit = Afspraakfeiten()
    assert bereken(nooit, LANG_VOOR).versheid.zin == "Er was nog geen ronde."


@pytest.mark.parametrize(
    ("velden", "code"),
    [
        ({"geland_op": TERMIJN}, "geland"),
        ({"vervallen_op": TERMIJN}, "vervallen"),
        ({"elders_belegd": True}, "elders_belegd"),
    ],
)
def test_how_it_ended_follows_from_the_records(velden, code):
    """MON-2: geland, vervallen and elders belegd are derived; light and freshness then stop."""
    signalen = bereken(feiten(**velden), TERMIJN + DAG)
    assert signalen.stadium.code == code
    assert (signalen.licht.code, signalen.versheid.code) == ("geen", "geen")


def test_a_difference_is_shown_and_not_settled():
    """MON-3: both views stand side by side; no one of them wins."""
    signalen = bereken(feiten(rijk="gereed", regio="stilgelegd"), LANG_VOOR)
    assert signalen.stadium.code == "verschilt"
    assert signalen.stadium.zin == "Rijk: gereed. Regio: stilgelegd."
    assert signalen.verschillen == ("Het Rijk meldt: gereed. De regio meldt: stilgelegd.",)
    assert bereken(feiten(), LANG_VOOR).verschillen == ()
    een_kant = bereken(feiten(regio=None), LANG_VOOR)
    assert een_kant.stadium.zin == "Rijk: bezig. Regio: nog niet gemeld."


def met_vier_partijen(*standen, gemeld=frozenset()):
    vier = (LVVN, IENW, GELDERLAND, DRENTHE)
    return Afspraakfeiten(
        meldingen=tuple(melding(p, s) for p, s in zip(vier, standen, strict=True) if s),
        laatste_ronde="Ronde 2027",
        gevraagd=frozenset(vier),
        gemeld=gemeld,
    )


def test_parties_of_one_side_stand_side_by_side_too():
    """MON-3: two trekkers of one side that differ are both named; none speaks for its side."""
    signalen = bereken(met_vier_partijen("bezig", "gereed", "bezig", "bezig"), LANG_VOOR)
    zin = "Rijk: bezig (LVVN), gereed (IenW). Regio: bezig."
    assert (signalen.stadium.code, signalen.stadium.zin) == ("verschilt", zin)
    assert signalen.verschillen == (
        "Het Rijk meldt: bezig (LVVN), gereed (IenW). De regio meldt: bezig.",
    )
    eens = bereken(met_vier_partijen("bezig", "bezig", "bezig", "bezig"), LANG_VOOR)
    assert (eens.stadium.code, eens.verschillen) == ("bezig", ())


@pytest.mark.parametrize(
    ("gemeld", "zin"),
    [
        ({LVVN, IENW, GELDERLAND}, "Drenthe meldde niet in Ronde 2027."),
        ({LVVN, IENW}, "De regio meldde niet in Ronde 2027."),
        ({LVVN, GELDERLAND}, "IenW en Drenthe meldden niet in Ronde 2027."),
        ({LVVN}, "IenW en de regio meldden niet in Ronde 2027."),
        (set(), "Het Rijk en de regio meldden niet in Ronde 2027."),
    ],
)
def test_one_silent_party_makes_it_stale(gemeld, zin):
    """MON-1, MON-2: each party that was asked counts, and is named."""
    stand = met_vier_partijen("gereed", "gereed", "gereed", "gereed", gemeld=frozenset(gemeld))
    signalen = bereken(stand, LANG_VOOR)
    assert (signalen.versheid.code, signalen.versheid.zin) == ("verouderd", zin)
    assert signalen.licht.code == Licht.AANDACHT


def test_what_was_teruggelegd_did_not_land_yet():
    """VRA-9, MON-2: it stays in the monitor and says so, until it landed."""
    stadium = bereken(feiten(teruggelegd=True), TERMIJN).stadium
    assert stadium.zin.startswith("Teruggelegd, nog niet geland. ")
    assert stadium.code == bereken(feiten(), TERMIJN).stadium.code
    geland = bereken(feiten(teruggelegd=True, geland_op=TERMIJN), TERMIJN).stadium
    assert geland.zin == "Geland op 31-03-2027."


def test_completeness_lists_what_is_missing():
    """MON-2: SMART and landing, each in its own sentence."""
    signaal = bereken(feiten(ontbreekt=("Er staat geen termijn.", "Er is geen landing.")), TERMIJN)
    assert signaal.volledigheid.label == "Er ontbreken 2 punten"
    assert signaal.volledigheid.zin.startswith(
        "Er staat geen termijn. Er is geen landing. De afspraak ligt vast:"
    )
    assert bereken(feiten(), TERMIJN).volledigheid.code == "volledig"


@given(op=st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 12, 31)))
def test_every_signal_is_also_text(op):
    """MON-2: a word and a sentence, never colour alone; and no total."""
    signalen = bereken(feiten(), op)
    for naam in ("stadium", "licht", "versheid", "volledigheid"):
        signaal = getattr(signalen, naam)
        assert signaal.label
        assert signaal.zin.endswith(".")


def test_who_was_asked_and_never_reported_is_not_taken_to_agree():
    """MON-2, MON-3: both sides say gereed, one of three parties nothing; the term has passed."""
    klaar = {"rijk": "gereed", "regio": "gereed"}
    nu = bereken(feiten(**klaar, zwijgt=("IenW",)), TERMIJN + DAG)
    assert (nu.stadium.code, nu.licht.code) == ("deels", Licht.VERTRAAGD)
    assert nu.stadium.zin == "Wie meldde, meldt: gereed. Nog niet gemeld: IenW."
    assert licht(op=TERMIJN + DAG, **klaar).code == Licht.OP_SCHEMA
