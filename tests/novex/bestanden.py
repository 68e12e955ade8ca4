"""Files as people upload them: an XLSX of rows, whole or with a part of it replaced."""

import io
import zipfile

from openpyxl import Workbook


def xlsx(*rijen, bladen=1):
    boek = Workbook()
    for rij in rijen:
        boek.active.append(rij)
    for _ in range(bladen - 1):
        boek.create_sheet()
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def met_deel(inhoud, naam, deel):
    """The same XLSX with one part of the zip replaced."""
    uit = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(inhoud)) as oud,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw,
    ):
        for naam_oud in oud.namelist():
            nieuw.writestr(naam_oud, deel if naam_oud == naam else oud.read(naam_oud))
    return uit.getvalue()


def lang_blad(aantal):
    """An XLSX of this many rows below a header, without a cell of its own for each in memory."""
    cel = "<c t='inlineStr'><is><t>{}</t></is></c>"
    rijen = "".join(
        f"<row r='{nummer}'>{cel.format('x' if nummer > 1 else 'bron')}</row>"
        for nummer in range(1, aantal + 2)
    )
    blad = (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        f"<sheetData>{rijen}</sheetData></worksheet>"
    )
    return met_deel(xlsx(["bron"]), "xl/worksheets/sheet1.xml", blad.encode())
