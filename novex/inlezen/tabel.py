"""From the bytes of an upload to a table of texts; nothing in it is ever evaluated."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

from novex.forms import schoon

MAX_BYTES = 5 * 1024 * 1024
MAX_RIJEN = 20_000
MAX_KOLOMMEN = 60
# A sheet may hold empty lines between the rows, but not without end.
MAX_REGELS = 100_000
# An XLSX is a zip: what it unpacks to counts, not how small it is.
MAX_UITGEPAKT = 60 * 1024 * 1024
MAX_DELEN = 2_000

EXTENSIES = (".csv", ".xlsx")
SCHEIDINGSTEKENS = (";", ",", "\t")
# What stands for a cell without a text or number of its own, such as a data table of Excel.
ONLEESBAAR = "#ONLEESBAAR"
_ZIP = b"PK\x03\x04"
_OUD_EXCEL = b"\xd0\xcf\x11\xe0"
_BINAIR = (b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf", b"\x1f\x8b", b"MZ", b"\x7fELF")
LANGSTE_CEL = f"{csv.field_size_limit():,}".replace(",", ".")
_STUURTEKENS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Tabel:
    """The header and the rows with the line number they have in the file."""

    koppen: list[str]
    rijen: list[tuple[int, list[str]]]
    meldingen: list[str] = field(default_factory=list)


def lees_tabel(naam: str, inhoud: bytes) -> Tabel:
    """Read a CSV or XLSX file; a ``ValidationError`` says in Dutch why it cannot be read."""
    extensie = PurePath(naam).suffix.lower()
    if extensie not in EXTENSIES:
        raise _fout("Dit is geen CSV- of XLSX-bestand. Kies een bestand op .csv of .xlsx.", "soort")
    if len(inhoud) > MAX_BYTES:
        raise te_groot(len(inhoud))
    if not inhoud.strip(b"\xef\xbb\xbf\x00 \t\r\n"):
        raise _leeg()
    if inhoud.startswith(_OUD_EXCEL):
        raise _fout(
            "Dit is een oud Excel-bestand, of het heeft een wachtwoord. "
            "Sla het zonder wachtwoord op als XLSX.",
            "oud_excel",
        )
    is_zip = inhoud.startswith(_ZIP)
    if extensie == ".xlsx" and not is_zip:
        raise _fout(
            "De naam eindigt op .xlsx, maar dit is geen Excel-bestand. "
            "Sla het opnieuw op als XLSX.",
            "inhoud_past_niet",
        )
    if extensie == ".csv" and is_zip:
        raise _fout(
            "De naam eindigt op .csv, maar dit is een Excel- of zipbestand. "
            "Sla het op als CSV, of geef het de naam .xlsx.",
            "inhoud_past_niet",
        )
    meldingen: list[str] = []
    bron = _uit_xlsx(inhoud, meldingen) if is_zip else _uit_csv(inhoud, meldingen)
    return _tabel(bron, meldingen)


def te_groot(omvang: int) -> ValidationError:
    """The refusal of a file of this many bytes."""
    mb = f"{omvang / 1024 / 1024:.1f}".replace(".", ",")
    return _fout(
        f"Dit bestand is {mb} MB. Een bestand mag hooguit 5 MB zijn. Splits het in delen.",
        "te_groot",
    )


def _tabel(bron: Iterable[tuple[int, list[str]]], meldingen: list[str]) -> Tabel:
    koppen: list[str] = []
    rijen: list[tuple[int, list[str]]] = []
    for nummer, cellen in bron:
        cellen = [_tekst(cel) for cel in cellen]
        while cellen and not cellen[-1]:
            cellen.pop()
        if not cellen:
            continue
        if not koppen:
            koppen = [_kop(cel) for cel in cellen]
            if len(koppen) > MAX_KOLOMMEN:
                raise _fout(
                    f"Dit bestand heeft meer dan {MAX_KOLOMMEN} kolommen. "
                    "Laat alleen de kolommen staan die nodig zijn.",
                    "te_veel_kolommen",
                )
            continue
        rijen.append((nummer, cellen))
        if len(rijen) > MAX_RIJEN:
            raise _fout(
                "Dit bestand heeft meer dan 20.000 rijen. Splits het in bestanden van hooguit "
                "20.000 rijen.",
                "te_veel_rijen",
            )
    if not koppen:
        raise _leeg()
    if not rijen:
        raise _fout(
            "Dit bestand heeft alleen een regel met kolomnamen. Zet de rijen daaronder.",
            "geen_rijen",
        )
    return Tabel(koppen, rijen, meldingen)


def _kop(cel: str) -> str:
    return re.sub(r"[\s\-]+", "_", cel.strip().lower())


def _tekst(cel: str) -> str:
    cel = cel.strip()
    if cel.isprintable() and unicodedata.is_normalized("NFC", cel):
        return cel
    return schoon(cel).strip()


# ---- CSV -------------------------------------------------------------------------


def _uit_csv(inhoud: bytes, meldingen: list[str]) -> Iterator[tuple[int, list[str]]]:
    tekst = _decodeer(inhoud, meldingen)
    kop, _, rest = tekst.partition("\n")
    eerste = 1
    if re.fullmatch(r"\"?sep=.\"?\s*", kop, re.IGNORECASE):
        # Excel writes this line to tell itself which separator follows.
        tekst, eerste = rest, 2
    lezer = csv.reader(
        io.StringIO(tekst, newline=""), delimiter=_scheidingsteken(tekst), strict=True
    )
    nummer = eerste - 1
    try:
        for nummer, cellen in enumerate(lezer, eerste):
            yield nummer, cellen
    except csv.Error as error:
        if "field limit" in str(error):
            raise _fout(
                f"Een cel vanaf regel {nummer + 1} is langer dan {LANGSTE_CEL} tekens. Kort de "
                "tekst in. Is die niet zo lang? Dan ontbreekt daar een aanhalingsteken.",
                "cel_te_lang",
            ) from error
        raise _fout(
            f"Regel {nummer + 1} is niet te lezen. Kijk of de aanhalingstekens kloppen en "
            "sla het bestand opnieuw op.",
            "csv_kapot",
        ) from error


def _decodeer(inhoud: bytes, meldingen: list[str]) -> str:
    if inhoud.startswith(_BINAIR):
        raise _geen_tekst()
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return inhoud.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _geen_tekst() from error
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            tekst = inhoud.decode("cp1252")
        except UnicodeDecodeError as error:
            raise _geen_tekst() from error
        meldingen.append(
            "Het bestand is gelezen als Windows-1252. Kijk of letters als é en ë goed staan."
        )
    if "\x00" in tekst or len(_STUURTEKENS.findall(tekst)) > len(tekst) / 100:
        raise _geen_tekst()
    return tekst


def _scheidingsteken(tekst: str) -> str:
    """The separator that splits the header in the most cells."""
    kop = next((regel for regel in tekst.splitlines() if regel.strip()), "")
    return max(SCHEIDINGSTEKENS, key=kop.count)


# ---- XLSX ------------------------------------------------------------------------


def _uit_xlsx(inhoud: bytes, meldingen: list[str]) -> Iterator[tuple[int, list[str]]]:
    _eis_veilige_zip(inhoud)
    try:
        boek = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=False, keep_links=False)
        bladen = boek.worksheets
        if len(bladen) > 1:
            meldingen.append(f"Alleen het eerste blad is gelezen: {bladen[0].title}.")
        bladen[0].reset_dimensions()
        for nummer, rij in enumerate(bladen[0].iter_rows(max_col=MAX_KOLOMMEN + 1), 1):
            if nummer > MAX_REGELS:
                raise _fout(
                    "Het eerste blad is langer dan 100.000 regels. Haal de lege regels weg.",
                    "te_veel_rijen",
                )
            yield nummer, [_celtekst(cel) for cel in rij]
    except ValidationError:
        raise
    except Exception as error:
        # openpyxl raises what the broken part happens to trip over: KeyError, ParseError, ...
        raise _fout(
            "Dit Excel-bestand is beschadigd. Open het in uw rekenprogramma en sla het opnieuw "
            "op als XLSX.",
            "xlsx_kapot",
        ) from error


def _eis_veilige_zip(inhoud: bytes) -> None:
    """Refuse a zip that unpacks to far more than a table, and XML that can do so (zip bomb)."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
            te_veel = (
                len(delen) > MAX_DELEN or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT
            )
            namen = {deel.filename for deel in delen}
            gevaarlijk = not te_veel and any(
                b"<!DOCTYPE" in pakket.read(deel) for deel in delen if _is_xml(deel.filename)
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _fout(
            "Dit Excel-bestand is beschadigd of heeft een wachtwoord. Sla het opnieuw op als XLSX.",
            "xlsx_kapot",
        ) from error
    if te_veel or gevaarlijk:
        raise _fout(
            "Dit Excel-bestand pakt uit tot veel meer dan een tabel en wordt niet geopend. "
            "Sla alleen de tabel op als CSV.",
            "te_groot_uitgepakt",
        )
    if "[Content_Types].xml" not in namen:
        raise _fout(
            "Dit is een zipbestand en geen Excel-bestand. Sla de tabel op als XLSX of CSV.",
            "inhoud_past_niet",
        )


def _is_xml(naam: str) -> bool:
    return naam.lower().endswith((".xml", ".rels", ".vml"))


def _celtekst(cel: Any) -> str:
    """What a reader of the sheet sees; a formula stays the text of the formula."""
    waarde = cel.value
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, int | float):
        if "%" in (cel.number_format or ""):
            return f"{_getal(waarde * 100)}%"
        return _getal(waarde)
    if isinstance(waarde, datetime.datetime):
        dag = waarde.time() == datetime.time()
        return waarde.strftime("%Y-%m-%d" if dag else "%Y-%m-%d %H:%M")
    if isinstance(waarde, ArrayFormula):
        waarde = waarde.text
    leesbaar = isinstance(waarde, str | datetime.date | datetime.time | datetime.timedelta)
    return str(waarde) if leesbaar else ONLEESBAAR


def _getal(waarde: float) -> str:
    """A number in Dutch spelling without thousands separators: 1,5 or 9680000."""
    return f"{waarde:.15g}".replace(".", ",") if isinstance(waarde, float) else str(waarde)


def _leeg() -> ValidationError:
    return _fout(
        "Dit bestand is leeg. Kies een bestand met een regel kolomnamen en daaronder de rijen.",
        "leeg",
    )


def _geen_tekst() -> ValidationError:
    return _fout(
        "Dit is geen tekstbestand. Sla de tabel in uw rekenprogramma op als CSV of XLSX.",
        "geen_tekst",
    )


def _fout(zin: str, code: str) -> ValidationError:
    return ValidationError(zin, code=code)
