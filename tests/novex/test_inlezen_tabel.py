"""Reading a file into a table: what is accepted, and the Dutch sentence for what is not."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from monitoring.inlezen import BuitenvoortgangInlezer
from novex.inlezen import Kolom
from novex.inlezen.tabel import MAX_BYTES, MAX_RIJEN, lees_tabel
from tests.novex.bestanden import lang_blad, met_deel, xlsx


def weigering(naam, inhoud):
    with pytest.raises(ValidationError) as geweigerd:
        lees_tabel(naam, inhoud)
    return geweigerd.value.messages[0], geweigerd.value.code


@pytest.mark.parametrize("teken", [",", ";", "\t"])
def test_csv_with_any_of_the_separators(teken):
    """TRI-7: ``;`` and ``,`` both read."""
    tabel = lees_tabel("a.csv", f'bron{teken}gebied\nx{teken}"a{teken}b"\n'.encode())
    assert tabel.koppen == ["bron", "gebied"]
    assert tabel.rijen == [(2, ["x", f"a{teken}b"])]


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_and_without_a_bom(codering):
    tabel = lees_tabel("a.csv", "Bron,Gebied\nFryslân,Súdwest 🌊\n".encode(codering))
    assert tabel.koppen == ["bron", "gebied"]
    assert tabel.rijen == [(2, ["Fryslân", "Súdwest 🌊"])]
    assert tabel.meldingen == []


def test_windows_1252_is_read_and_said():
    tabel = lees_tabel("a.csv", "bron;gebied\nFryslân;€ 5\n".encode("cp1252"))
    assert tabel.rijen == [(2, ["Fryslân", "€ 5"])]
    assert "Windows-1252" in tabel.meldingen[0]


def test_line_numbers_are_those_of_the_file_and_empty_rows_are_skipped():
    tabel = lees_tabel("a.csv", b"sep=;\nbron;gebied\n\nx;y\n;\n z ;\n")
    assert tabel.rijen == [(4, ["x", "y"]), (6, ["z"])]


def test_control_characters_go_and_other_script_stays():
    tabel = lees_tabel("a.csv", "bron,gebied\na\x07b,שלום <b>\n".encode() + b"x,y\n" * 100)
    assert tabel.rijen[0] == (2, ["ab", "שלום <b>"])


def test_a_formula_stays_text():
    """TRI-7: nothing in a file is evaluated, in CSV nor in XLSX."""
    assert lees_tabel("a.csv", b'bron,x\n"=1+1",@SUM(A1)\n').rijen == [(2, ["=1+1", "@SUM(A1)"])]
    assert lees_tabel("a.xlsx", xlsx(["bron"], ["=1+1"])).rijen == [(2, ["=1+1"])]
    reeks = ArrayFormula("A2:A3", "=SORT(B2:B3)")
    assert lees_tabel("a.xlsx", xlsx(["bron"], [reeks])).rijen == [(2, ["=SORT(B2:B3)"])]


def test_a_cell_without_a_text_of_its_own_is_an_error_at_that_cell():
    """TRI-7: a data table of Excel; never what Python calls it, which differs each time."""
    inhoud = xlsx(["bron"], [DataTableFormula("A2:A3", dt2D=True, r1="B1", r2="C1")])
    ((_, (tekst,)),) = lees_tabel("a.xlsx", inhoud).rijen
    with pytest.raises(ValidationError, match=r"Zet hier de waarde zelf\.") as geweigerd:
        BuitenvoortgangInlezer(None, None).lees(Kolom("bron", "Bron"), tekst)
    assert geweigerd.value.code == "cel_onleesbaar"


def test_xlsx_gives_what_a_reader_sees():
    boek = Workbook()
    boek.active.append(["Bron URL", "peildatum", "deel", "aantal", "ja"])
    boek.active.append(["x", 2022, 1.0, 1.5, True])
    boek.active["C2"].number_format = "0%"
    uit = io.BytesIO()
    boek.save(uit)
    tabel = lees_tabel("a.xlsx", uit.getvalue())
    assert tabel.koppen == ["bron_url", "peildatum", "deel", "aantal", "ja"]
    assert tabel.rijen == [(2, ["x", "2022", "100%", "1,5", "ja"])]


def test_only_the_first_sheet_counts_and_that_is_said():
    tabel = lees_tabel("a.xlsx", xlsx(["bron"], ["x"], bladen=2))
    assert tabel.meldingen == ["Alleen het eerste blad is gelezen: Sheet."]


@pytest.mark.parametrize(
    ("naam", "inhoud", "code", "zin"),
    [
        ("a.csv", b"", "leeg", "Dit bestand is leeg."),
        ("a.csv", b"\xef\xbb\xbf \r\n", "leeg", "Dit bestand is leeg."),
        ("a.csv", b";;\n;\n", "leeg", "Dit bestand is leeg."),
        ("a.csv", b"bron,gebied\n", "geen_rijen", "alleen een regel met kolomnamen"),
        ("a.xlsx", xlsx(), "leeg", "Dit bestand is leeg."),
        ("a.pdf", b"%PDF-1.7", "soort", "Kies een bestand op .csv of .xlsx."),
        ("a.csv", b"%PDF-1.7\n", "geen_tekst", "Dit is geen tekstbestand."),
        ("a.csv", bytes(range(256)) * 4, "geen_tekst", "Dit is geen tekstbestand."),
        ("a.csv", b"\x81\x8d" * 40, "geen_tekst", "Dit is geen tekstbestand."),
        ("a.csv", xlsx(["bron"], ["x"]), "inhoud_past_niet", "maar dit is een Excel-"),
        ("a.xlsx", b"bron,gebied\nx,y\n", "inhoud_past_niet", "maar dit is geen Excel-bestand"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 oud", "oud_excel", "oud Excel-bestand"),
        ("a.xlsx", xlsx(["bron"], ["x"])[:900], "xlsx_kapot", "Excel-bestand is beschadigd"),
        ("a.csv", b'bron,gebied\nx,"y\n', "csv_kapot", "Regel 2 is niet te lezen."),
        ("a.csv", b"bron\n" + b"x" * 131_073, "cel_te_lang", "langer dan 131.072 tekens. Kort de"),
        ("a.csv", b"x," * 70 + b"\n1\n", "te_veel_kolommen", "meer dan 60 kolommen"),
        ("a.csv", b"x" * (MAX_BYTES + 1), "te_groot", "Dit bestand is 5,0 MB."),
    ],
)
def test_what_is_not_a_table_is_refused_in_dutch(naam, inhoud, code, zin):
    """TRI-7: empty, binary, damaged, misnamed: each its own sentence that says what to do."""
    melding, gegeven = weigering(naam, inhoud)
    assert gegeven == code
    assert zin in melding
    assert melding.endswith(".")


@pytest.mark.parametrize("naam", ["a.csv", "a.xlsx"])
def test_50_000_rows_are_refused_and_20_000_are_not(naam):
    """TRI-7: 20,000 rows at most, said before and after."""

    def inhoud(aantal):
        if naam == "a.csv":
            return b"bron\n" + b"x\n" * aantal
        return lang_blad(aantal)

    assert len(lees_tabel(naam, inhoud(MAX_RIJEN)).rijen) == MAX_RIJEN
    melding, code = weigering(naam, inhoud(50_000))
    assert code == "te_veel_rijen"
    assert melding.startswith("Dit bestand heeft meer dan 20.000 rijen.")


def test_a_zip_bomb_is_not_unpacked():
    """TRI-7: 80 MB of spaces in a small XLSX is refused by what the zip says it holds."""
    bom = met_deel(xlsx(["bron"], ["x"]), "xl/worksheets/sheet1.xml", b" " * 80_000_000)
    assert len(bom) < MAX_BYTES
    assert weigering("a.xlsx", bom)[1] == "te_groot_uitgepakt"


def test_xml_that_expands_itself_is_not_opened():
    bom = met_deel(
        xlsx(["bron"], ["x"]),
        "xl/worksheets/sheet1.xml",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
    )
    assert weigering("a.xlsx", bom)[1] == "te_groot_uitgepakt"


def test_a_zip_that_is_no_xlsx():
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr("brief.txt", "hallo")
    assert weigering("a.xlsx", uit.getvalue())[1] == "inhoud_past_niet"


def test_a_row_far_below_does_not_keep_the_server_busy():
    """A row number beyond any sheet would make the reader count up to it."""
    blad = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>bron</t></is></c></row>'
        b'<row r="9999999999"><c r="A9999999999"><v>1</v></c></row></sheetData></worksheet>'
    )
    bom = met_deel(xlsx(["bron"], ["x"]), "xl/worksheets/sheet1.xml", blad)
    assert weigering("a.xlsx", bom)[1] in {"te_veel_rijen", "xlsx_kapot"}
