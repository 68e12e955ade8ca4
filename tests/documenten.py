"""Small real documents of every kind that may be uploaded, made here."""

import io
import zipfile
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from novex.upload import MEDIATYPES

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPG = b"\xff\xd8\xff\xe0" + bytes(20)


@cache
def pdf() -> bytes:
    stroom, boek = io.BytesIO(), PdfWriter()
    boek.add_blank_page(200, 200)
    boek.write(stroom)
    return stroom.getvalue()


def pakket(**delen: bytes) -> bytes:
    """A zip; ``__`` in a name is a slash, ``_`` a dot."""
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            zip_.writestr(naam.replace("__", "/").replace("_", "."), inhoud)
    return stroom.getvalue()


def inhoud_van(soort: str) -> bytes:
    """The bytes of the smallest document of this kind."""
    return {
        ".pdf": pdf(),
        ".png": PNG,
        ".jpg": JPG,
        ".jpeg": JPG,
        ".odt": pakket(mimetype=MEDIATYPES[".odt"].encode(), content_xml=b"<a/>"),
        ".ods": pakket(mimetype=MEDIATYPES[".ods"].encode(), content_xml=b"<a/>"),
        ".docx": pakket(word__document_xml=b"<a/>"),
        ".xlsx": pakket(xl__workbook_xml=b"<a/>"),
    }[soort]


def upload(naam: str = "Notitie.pdf", inhoud: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, pdf() if inhoud is None else inhoud)
