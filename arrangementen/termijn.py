"""Written terms as people write them, and the day to judge or look again (AFS-4).

``lees`` reads one text. A term has a kind; every kind gives a day to judge it by
(``beoordeel_op``), or a day to look at it again (``herzien_op``), or says that it has none.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from novex.maanden import MAANDEN

Datum = datetime.date


class Termijnsoort(models.TextChoices):
    """The kinds of AFS-4, in its order."""

    DATUM = "datum", "Datum"
    MAAND = "maand", "Maand"
    KWARTAAL = "kwartaal", "Kwartaal"
    JAAR = "jaar", "Jaar"
    TOT_EN_MET_JAAR = "tot_en_met_jaar", "Tot en met een jaar"
    PERIODE = "periode", "Periode"
    OVERLEG = "overleg", "Overlegmoment"
    VOORWAARDE = "voorwaarde", "Voorwaarde"
    RITME = "ritme", "Terugkerend"
    VERWACHT = "verwacht", "Verwacht"
    GEEN = "geen", "Geen termijn"


@dataclass(frozen=True)
class Termijn:
    """One term as it was read. Without any day, it has to be agreed when to look again."""

    soort: str
    tekst: str = ""
    van: Datum | None = None
    tot: Datum | None = None
    beoordeel_op: Datum | None = None
    herzien_op: Datum | None = None

    @property
    def uitleg(self) -> str:
        """When it is judged, in words, also when that is never."""
        if self.beoordeel_op:
            return f"Te beoordelen op {self.beoordeel_op:%d-%m-%Y}."
        if self.herzien_op:
            return f"Opnieuw te bekijken op {self.herzien_op:%d-%m-%Y}."
        return "Er is geen dag om dit te beoordelen."


_RITMES = {"maandelijks": 1, "kwartaal": 3, "halfjaarlijks": 6, "jaarlijks": 12}
# First month, and how many.
_DELEN = {
    "begin": (1, 3),
    "voorjaar": (3, 3),
    "lente": (3, 3),
    "medio": (6, 2),
    "midden": (6, 2),
    "zomer": (6, 3),
    "najaar": (9, 3),
    "herfst": (9, 3),
    "eind": (10, 3),
    "einde": (10, 3),
    "eerste helft": (1, 6),
    "tweede helft": (7, 6),
}
_GETALLEN = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "tien": 10}

_M = "(?P<maand>" + "|".join(sorted(MAANDEN, key=len, reverse=True)) + r")\.?"
_J = r"(?P<jaar>(?:19|20|21)\d\d)"
_TM = r"(?:t/m|tot en met)"
_UITERLIJK = r"(?P<voor>(?:uiterlijk |per |op |start |eind |medio |begin |vóór |voor |tot )*)"
_DAGVORMEN = tuple(
    re.compile(f"{_UITERLIJK}(?:{_TM} )?{dag}", re.ASCII)
    for dag in (
        r"(?P<jaar>\d{4})-(?P<maand>\d\d)-(?P<dag>\d\d)",
        r"(?P<dag>\d{1,2})[-/.](?P<maand>\d{1,2})[-/.](?P<jaar>\d{4}|\d\d)",
        rf"(?P<dag>\d{{1,2}}) {_M}(?: (?P<jaar>\d{{4}}))?",
    )
)


def lees(tekst: str, jaar: int | None = None) -> Termijn:
    """Read a term; ``jaar`` is the year it was agreed in, for terms that name none.

    What cannot be placed is a voorwaarde: it is kept as written and looked at again.
    """
    schoon = _schoon(tekst)
    if not schoon or schoon in {"geen", "geen termijn", "n.v.t", "nvt", "-"}:
        return Termijn(Termijnsoort.GEEN, tekst)
    for lezer in _LEZERS:
        if termijn := lezer(schoon, tekst, jaar):
            return termijn
    return Termijn(Termijnsoort.VOORWAARDE, tekst, herzien_op=_na_jaar(jaar, 12))


def eis_bestaande_dag(tekst: str) -> None:
    """Refuse what is written as a day and is none, as 31 februari: it would have no day at all.

    Raises ``ValidationError`` with code ``dag_bestaat_niet``.
    """
    m = _dagpatroon(_schoon(tekst))
    # Without a year any year will do, so one with a 29 februari.
    if m and not _dag(_jaartal(m["jaar"]) if m["jaar"] else 2000, m["maand"], m["dag"]):
        raise ValidationError(
            "Deze dag bestaat niet. Schrijf dag, maand en jaar, zoals 31-12-2026.",
            code="dag_bestaat_niet",
        )


def van_soort(soort: str, tekst: str, van: Datum | None, tot: Datum | None) -> Termijn:
    """A term whose kind and days people gave themselves."""
    herzien = soort in {Termijnsoort.VOORWAARDE, Termijnsoort.RITME}
    return Termijn(
        soort,
        tekst,
        van,
        tot,
        beoordeel_op=None if herzien or soort == Termijnsoort.GEEN else tot,
        herzien_op=tot if herzien else None,
    )


def _schoon(tekst: str) -> str:
    return " ".join(tekst.lower().replace("\u2013", "-").split()).rstrip(".;")


def _verwacht(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """'Naar verwachting' before a term: the same days, but not a promise."""
    if not (m := re.match(r"(?:naar verwachting|verwacht)\b[ ,:]*(.*)$", schoon)):
        return None
    kern = lees(m[1], jaar)
    return Termijn(
        Termijnsoort.VERWACHT, tekst, kern.van, kern.tot, kern.beoordeel_op, kern.herzien_op
    )


def _ritme(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """A recurring act; the first time counts from the end of the year it was agreed in."""
    for woord, maanden in _RITMES.items():
        if re.search(
            rf"\b(?:elk|ieder|per) {woord}\b" if woord == "kwartaal" else rf"\b{woord}\b", schoon
        ):
            return Termijn(Termijnsoort.RITME, tekst, herzien_op=_na_jaar(jaar, maanden))
    if re.search(r"\b(?:elk|ieder|per) jaar\b", schoon):
        return Termijn(Termijnsoort.RITME, tekst, herzien_op=_na_jaar(jaar, 12))
    return None


def _overleg(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """A meeting as the term; a named year ends on its last day, as meetings move (OVL-3)."""
    tafel = r"\b(?:bol|bo|bo mirt|do(?: novex)?|gp-dg|bestuurlijk overleg|overleg)\b"
    if not re.search(tafel, schoon) or re.match(r"na ", schoon):
        return None
    if m := re.search(_J, schoon):
        einde = datetime.date(int(m["jaar"]), 12, 31)
        return Termijn(Termijnsoort.OVERLEG, tekst, tot=einde, beoordeel_op=einde)
    if re.search(r"\bvolgend", schoon):
        einde_volgend = _na_jaar(jaar, 12)
        return Termijn(Termijnsoort.OVERLEG, tekst, tot=einde_volgend, beoordeel_op=einde_volgend)
    return Termijn(Termijnsoort.OVERLEG, tekst, herzien_op=_na_jaar(jaar, 12))


def _voorwaarde(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """After something else has happened, or 'vooralsnog': looked at again within a year."""
    if re.match(
        r"(?:na |zodra |nadat |als |indien |mits |vooralsnog|voorlopig|afhankelijk)", schoon
    ):
        return Termijn(Termijnsoort.VOORWAARDE, tekst, herzien_op=_na_jaar(jaar, 12))
    return None


def _duur(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """'Binnen drie tot vijf jaar': a period that ends with the last of those years."""
    getal = r"(\d{1,2}|" + "|".join(_GETALLEN) + ")"
    m = re.search(rf"\bbinnen {getal}(?: ?(?:-|tot|a|à) ?{getal})? jaar\b", schoon)
    if not m:
        return None
    eerste, laatste = (_GETALLEN.get(g) or int(g) for g in (m[1], m[2] or m[1]))
    if jaar is None:
        return Termijn(Termijnsoort.PERIODE, tekst)
    van = datetime.date(jaar + (eerste if m[2] else 0), 1, 1)
    tot = datetime.date(jaar + laatste, 12, 31)
    return Termijn(Termijnsoort.PERIODE, tekst, van, tot, beoordeel_op=tot)


def _periode(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """'2027 t/m 2030' includes the last year; '2027 tot 2030' ends with the year before it."""
    m = re.fullmatch(r"(?:van |periode )?(\d{4}) ?(-|t/m|tot en met|tot) ?(\d{4})", schoon)
    if not m:
        return None
    eerste, laatste = int(m[1]), int(m[3]) - (m[2] == "tot")
    if not 1950 <= eerste <= laatste <= 2150:
        return None
    van, tot = datetime.date(eerste, 1, 1), datetime.date(laatste, 12, 31)
    return Termijn(Termijnsoort.PERIODE, tekst, van, tot, beoordeel_op=tot)


def _tot_jaar(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """'T/m 2030' includes the year; 'tot 2030' and 'voor 2030' end with the year before it."""
    m = re.fullmatch(rf"(?P<woord>{_TM}|tot|voor|vóór) (?:eind )?{_J}", schoon)
    if not m:
        return None
    tot_en_met = "m" in m["woord"] or "eind" in schoon
    tot = datetime.date(int(m["jaar"]) - (0 if tot_en_met else 1), 12, 31)
    return Termijn(Termijnsoort.TOT_EN_MET_JAAR, tekst, tot=tot, beoordeel_op=tot)


def _datum(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """One day, also as a spreadsheet writes it (2027-12-31).

    Before a day ends on the day before it; a day without a year is the next one.
    """
    if not (m := _dagpatroon(schoon)):
        return None
    in_jaar = _jaartal(m["jaar"]) if m["jaar"] else (jaar + 1 if jaar else None)
    if in_jaar is None:
        return Termijn(Termijnsoort.DATUM, tekst)
    dag = _dag(in_jaar, m["maand"], m["dag"])
    if dag is None:
        return None
    start = m["voor"].startswith("start")
    if _ervoor(m):
        dag -= datetime.timedelta(days=1)
    return Termijn(Termijnsoort.DATUM, tekst, dag if start else None, dag, beoordeel_op=dag)


def _maand(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    m = re.fullmatch(rf"{_UITERLIJK}(?:{_TM} )?{_M} {_J}", schoon)
    if not m:
        return None
    van: Datum | None
    van, tot = _maanden(int(m["jaar"]), MAANDEN[m["maand"]], 1)
    if _ervoor(m):
        van, tot = None, tot.replace(day=1) - datetime.timedelta(days=1)
    return Termijn(Termijnsoort.MAAND, tekst, van, tot, beoordeel_op=tot)


def _kwartaal(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    woorden = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
    nummer = r"(?:q(?P<q>[1-4])|(?P<n>[1-4])e kwartaal|(?P<w>eerste|tweede|derde|vierde) kwartaal)"
    begin = rf"{_UITERLIJK}(?:{_TM} )?(?:het )?"
    m = re.fullmatch(rf"{begin}{nummer}(?: van)?[ -]{_J}", schoon)
    m = m or re.fullmatch(rf"{begin}{_J}[ -]{nummer}", schoon)
    if not m:
        return None
    kwartaal = woorden.get(m["w"] or "") or int(m["q"] or m["n"])
    eerste, tot = _maanden(int(m["jaar"]), 3 * kwartaal - 2, 3)
    van: Datum | None = eerste
    if _ervoor(m):
        van, tot = None, eerste - datetime.timedelta(days=1)
    return Termijn(Termijnsoort.KWARTAAL, tekst, van, tot, beoordeel_op=tot)


def _deel_van_jaar(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    """A season or another part of a year, judged on its last day; before it, on the day before.

    A winter lies in two years, so nobody knows which one is meant.
    """
    delen = "|".join(_DELEN)
    m = re.fullmatch(
        rf"(?P<voor>(?:in |uiterlijk |per |tegen |voor |vóór |tot )*)(?:het |de )?"
        rf"(?P<deel>{delen})(?: van)? {_J}",
        schoon,
    )
    if not m:
        return None
    eerste, tot = _maanden(int(m["jaar"]), *_DELEN[m["deel"]])
    van: Datum | None = eerste
    if _ervoor(m):
        van, tot = None, eerste - datetime.timedelta(days=1)
    return Termijn(Termijnsoort.PERIODE, tekst, van, tot, beoordeel_op=tot)


def _jaar(schoon: str, tekst: str, jaar: int | None) -> Termijn | None:
    if not (m := re.fullmatch(rf"(?:in |uiterlijk |vanaf )?{_J}", schoon)):
        return None
    van, tot = datetime.date(int(m["jaar"]), 1, 1), datetime.date(int(m["jaar"]), 12, 31)
    return Termijn(Termijnsoort.JAAR, tekst, van, tot, beoordeel_op=tot)


_LEZERS: tuple[Callable[[str, str, int | None], Termijn | None], ...] = (
    _verwacht,
    _ritme,
    _duur,
    _periode,
    _tot_jaar,
    _datum,
    _maand,
    _kwartaal,
    _deel_van_jaar,
    _jaar,
    _voorwaarde,
    _overleg,
)


def _ervoor(m: re.Match[str]) -> bool:
    """'Voor' and 'tot' end on the day before what they name."""
    return bool(re.search(r"\b(?:v[oó]{2}r|tot) $", m["voor"]))


def _dagpatroon(schoon: str) -> re.Match[str] | None:
    return next((m for vorm in _DAGVORMEN if (m := vorm.fullmatch(schoon))), None)


def _jaartal(jaar: str) -> int:
    """Of two figures a year of this century, as the other fields for a date read them."""
    return int(jaar) + (2000 if len(jaar) == 2 else 0)


def _dag(jaar: int, maand: str, dag: str) -> Datum | None:
    """The day, or nothing where it does not exist or no year of ours can be meant."""
    nummer = MAANDEN.get(maand) or int(maand)
    geldig = 1950 <= jaar <= 2150 and 0 < nummer < 13
    laatste = calendar.monthrange(jaar, nummer)[1] if geldig else 0
    return datetime.date(jaar, nummer, int(dag)) if 0 < int(dag) <= laatste else None


def _maanden(jaar: int, maand: int, aantal: int) -> tuple[Datum, Datum]:
    laatste = maand + aantal - 1
    einde = datetime.date(jaar, laatste, calendar.monthrange(jaar, laatste)[1])
    return datetime.date(jaar, maand, 1), einde


def _na_jaar(jaar: int | None, maanden: int) -> Datum | None:
    """So many months (up to 12) after the end of this year."""
    return _maanden(jaar + 1, maanden, 1)[1] if jaar else None
