"""What may be uploaded, and why something may not (schermen.md, Security)."""

import pytest

from novex import upload
from novex.upload import MEDIATYPES, Documentveld, lees_document
from tests.documenten import inhoud_van, pakket, pdf
from tests.documenten import upload as bestand
from tests.weigeringen import geweigerd


@pytest.mark.parametrize("soort", MEDIATYPES)
def test_each_kind_that_may_come_in(soort):
    """AGE-2: the content fits the name; the name it gets is ours."""
    document = lees_document(f"../../etc/Nota{soort.upper()}", inhoud_van(soort))
    assert document.mediatype == MEDIATYPES[soort]
    assert document.naam.endswith(soort)
    assert "Nota" not in document.naam
    assert "/" not in document.naam


@pytest.mark.parametrize(
    ("naam", "inhoud", "code"),
    [
        ("nota.exe", b"MZ", "soort"),
        ("nota.svg", b"<svg/>", "soort"),
        ("nota.html", b"<p>", "soort"),
        ("nota.docm", b"PK", "soort"),
        ("nota", b"%PDF-1.7", "soort"),
        ("nota.pdf", b"<html><script>alert(1)</script>", "inhoud_past_niet"),
        ("nota.png", b"\xff\xd8\xff", "inhoud_past_niet"),
        ("nota.docx", b"PK\x03\x04 niet heus", "inhoud_past_niet"),
        ("nota.docx", inhoud_van(".xlsx"), "inhoud_past_niet"),
        ("nota.odt", inhoud_van(".ods"), "inhoud_past_niet"),
        ("nota.odt", inhoud_van(".docx"), "inhoud_past_niet"),
        ("nota.docx", pakket(word__document_xml=b"", word__vbaProject_bin=b"x"), "macro"),
    ],
)
def test_what_may_not_come_in_says_why(naam, inhoud, code):
    """AGE-2: the kind, the content behind the name, macros: each its own message."""
    with geweigerd(code):
        lees_document(naam, inhoud)


def test_too_big_is_refused(monkeypatch):
    """AGE-2: as it comes, and as it unpacks."""
    monkeypatch.setattr(upload, "MAX_BYTES", 10)
    with geweigerd("te_groot"):
        lees_document("nota.pdf", pdf())
    with geweigerd("te_groot"):
        Documentveld().clean(bestand())
    monkeypatch.undo()
    monkeypatch.setattr(upload, "MAX_UITGEPAKT", 1)
    with geweigerd("te_groot_uitgepakt"):
        lees_document("nota.docx", inhoud_van(".docx"))
    monkeypatch.undo()
    monkeypatch.setattr(upload, "MAX_DELEN", 1)
    with geweigerd("te_groot_uitgepakt"):
        lees_document("nota.odt", inhoud_van(".odt"))
