"""An uploaded document: which kinds may come in, and does the content say the same.

Nothing of a document is opened or run here: a ``ValidationError`` says in Dutch what is wrong,
else the document is kept as it came and only handed out as an attachment.
"""

from __future__ import annotations

import hashlib
import io
import uuid
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from novex.achtergrond import pad_onder_bestanden, schrijf_heel

MAX_MB = 10
MAX_BYTES = MAX_MB * 1024 * 1024
# A document of an office is a zip: what it says to unpack to counts too.
MAX_UITGEPAKT = 200 * 1024 * 1024
MAX_DELEN = 2_000
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# How a zip of a kind is known: a part that it must hold, and what that part must say.
_DELEN: dict[str, tuple[str, bytes]] = {
    ".odt": ("mimetype", f"{_OPEN}.text".encode()),
    ".ods": ("mimetype", f"{_OPEN}.spreadsheet".encode()),
    ".docx": ("word/document.xml", b""),
    ".xlsx": ("xl/workbook.xml", b""),
}
_BEGIN: dict[str, bytes] = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
MEDIATYPES: dict[str, str] = {
    ".pdf": "application/pdf",
    ".odt": f"{_OPEN}.text",
    ".ods": f"{_OPEN}.spreadsheet",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
SOORTEN = "PDF, ODT, ODS, DOCX, XLSX, PNG of JPG"


@dataclass(frozen=True)
class Document:
    """What came in and may stay; ``naam`` is one of ours, never the name that was uploaded."""

    naam: str
    mediatype: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


class Documentveld(forms.FileField):
    """A file field that says beforehand what may come, and gives a ``Document``."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            **{  # type: ignore[arg-type]
                "label": "Bestand",
                "widget": forms.ClearableFileInput(
                    attrs={"accept": ",".join(MEDIATYPES), "data-max-mb": MAX_MB}
                ),
                "error_messages": {
                    "required": f"Er is geen bestand gekozen. Kies een {SOORTEN}.",
                    "missing": f"Er is geen bestand gekozen. Kies een {SOORTEN}.",
                    "empty": "Dit bestand is leeg. Kies een bestand met inhoud.",
                    "invalid": "Het bestand is niet aangekomen. Kies het opnieuw.",
                },
                **kwargs,
            }
        )

    def clean(self, data: object, initial: object = None) -> Document | None:
        upload: UploadedFile | None = super().clean(data, initial)
        if upload is None:
            return None
        if (upload.size or 0) > MAX_BYTES:
            raise _te_groot(upload.size or 0)
        return lees_document(upload.name or "", upload.read())


def lees_document(naam: str, inhoud: bytes) -> Document:
    """Judge a document by its name, size and content together."""
    soort = PurePath(naam).suffix.lower()
    if soort not in MEDIATYPES:
        raise _fout(f"Dit soort bestand kan niet. Kies een {SOORTEN}.", "soort")
    if len(inhoud) > MAX_BYTES:
        raise _te_groot(len(inhoud))
    if soort in _DELEN:
        _eis_pakket(soort, inhoud)
    elif not inhoud.startswith(_BEGIN[soort]):
        raise _past_niet(soort)
    return Document(f"{uuid.uuid4().hex}{soort}", MEDIATYPES[soort], inhoud)


def bewaar_document(map_: str, document: Document) -> None:
    """Write it below MEDIA_ROOT, whole, before the row that names it is saved."""
    schrijf_heel(pad_onder_bestanden(map_, document.naam), document.inhoud)


def _eis_pakket(soort: str, inhoud: bytes) -> None:
    """A zip of the right kind, of a size that can be meant, and without macros."""
    deel, moet_zeggen = _DELEN[soort]
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
            if len(delen) > MAX_DELEN or sum(d.file_size for d in delen) > MAX_UITGEPAKT:
                raise _fout(
                    "Dit bestand pakt uit tot veel meer dan een document. Maak het kleiner, of "
                    "sla het op als PDF.",
                    "te_groot_uitgepakt",
                )
            namen = {d.filename for d in delen}
            if deel not in namen:
                raise _past_niet(soort)
            if moet_zeggen:
                with pakket.open(deel) as open_deel:
                    if open_deel.read(200).strip() != moet_zeggen:
                        raise _past_niet(soort)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _past_niet(soort) from error
    if any(PurePath(n).name == "vbaProject.bin" or n.startswith("Basic/") for n in namen):
        raise _fout(
            "In dit bestand zitten macro's. Sla het op zonder macro's, of als PDF.", "macro"
        )


def _te_groot(omvang: int) -> ValidationError:
    mb = f"{omvang / 1024 / 1024:.1f}".replace(".", ",")
    return _fout(
        f"Dit bestand is {mb} MB. Een bestand mag hooguit {MAX_MB} MB zijn. Maak het kleiner.",
        "te_groot",
    )


def _past_niet(soort: str) -> ValidationError:
    return _fout(
        f"De naam eindigt op {soort}, maar de inhoud is anders, beschadigd of met een wachtwoord "
        "beveiligd. Sla het bestand opnieuw op en kies het dan.",
        "inhoud_past_niet",
    )


def _fout(zin: str, code: str) -> ValidationError:
    return ValidationError(zin, code=code)
