"""The PDF of an edition, read back: tagged, Dutch, numbered, and the same text as the page."""

import dataclasses
import datetime
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser

import page
import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from pypdf import PdfReader

from arrangementen.pdf import editie_pdf
from arrangementen.rapport import Alinea, Editie
from novex.pdf import PdfError, drukbaar, lettertypen_css, maak_pdf
from tests.arrangementen.voorbeeldeditie import OP, afspraak, editie

ALINEA = {"h2", "h3", "h4", "p", "dt", "dd", "th", "td", "caption"}


class Alineas(HTMLParser):
    """The text of each paragraph, heading and cell, in order; without what is hidden in print."""

    def __init__(self):
        super().__init__()
        self.alineas, self.diepte, self.verborgen = [], 0, 0

    def handle_starttag(self, tag, attrs):
        if dict(attrs).get("class") == "visueel-verborgen":
            self.verborgen = 1
        if tag in ALINEA:
            self.diepte += 1
            self.alineas.append("")

    def handle_endtag(self, tag):
        if tag in ALINEA:
            self.diepte -= 1
        self.verborgen = 0

    def handle_data(self, data):
        if self.diepte and not self.verborgen:
            self.alineas[-1] += data


def kaal(tekst):
    """Without white space and variation selectors: a line break is no difference."""
    tekst = unicodedata.normalize("NFC", tekst)
    return "".join(t for t in tekst if not t.isspace() and not 0xFE00 <= ord(t) <= 0xFE0F)


def alineas_van(html):
    lezer = Alineas()
    lezer.feed(html)
    return [kaal(alinea) for alinea in lezer.alineas if kaal(alinea)]


def paginas_van(inhoud):
    return [pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages]


def html_van(een):
    return render_to_string("arrangementen/_editie.html", {"editie": een})


@pytest.fixture(scope="module")
def pdf():
    return editie_pdf(editie(), op=OP)


def test_it_is_pdf_ua_in_dutch_with_a_title(pdf):
    """ARR-4: tagged, PDF/UA-1, language and title known."""
    verslag = page.validate_pdf_bytes(pdf)
    assert verslag.is_compliant, verslag.failures[:5]
    document = PdfReader(io.BytesIO(pdf))
    assert document.trailer["/Root"]["/Lang"] == "nl"
    assert document.metadata.title == "Ruimtelijk Arrangement Gelderland 2027"
    assert "/StructTreeRoot" in document.trailer["/Root"]


def test_an_empty_concept_is_pdf_ua_too():
    """ARR-4: nothing filled in yet, and still tagged as it should be."""
    leeg = {
        veld.name: () for veld in dataclasses.fields(Editie) if str(veld.type).startswith("tuple")
    }
    inhoud = editie_pdf(editie(stand="concept", **leeg), op=OP)
    assert page.validate_pdf_bytes(inhoud).is_compliant


def test_the_contents_give_the_right_page_numbers(pdf):
    """ARR-4: each line of the contents names the page on which its heading stands."""
    document = PdfReader(io.BytesIO(pdf))
    kop_op = {}

    def loop(onderdelen):
        for deel in onderdelen:
            if isinstance(deel, list):
                loop(deel)
            else:
                nummer = document.get_destination_page_number(deel) + 1
                kop_op.setdefault(kaal(deel.title), []).append(nummer)

    loop(document.outline)
    inhoud = document.pages[1].extract_text()
    gezien = 0
    regels = [(d.kop, d.anker) for d in editie().delen()]
    regels += [regel for d in editie().delen() for regel in d.onder]
    for kop, _ in regels:
        genoemd = re.findall(rf"{re.escape(kop)}[\s.]*?(\d+)\s*$", inhoud, re.MULTILINE)
        assert [int(nummer) for nummer in genoemd] == kop_op[kaal(kop)], kop
        gezien += len(genoemd)
    assert gezien >= 16
    assert max(nummer for nummers in kop_op.values() for nummer in nummers) > 4


def test_every_page_has_its_number_and_running_heads(pdf):
    """ARR-4: page x of y, title and part above; the cover has none of them."""
    paginas = paginas_van(pdf)
    assert "pagina" not in paginas[0]
    for nummer, tekst in enumerate(paginas[1:], start=2):
        assert f"pagina {nummer} van {len(paginas)}" in tekst
        assert "Ruimtelijk Arrangement Gelderland 2027" in tekst
    assert "Colofon" in paginas[-1]


def test_a_concept_says_so_on_every_page(pdf):
    """ARR-4, BOL-2: a concept cannot be taken for an established edition."""
    paginas = paginas_van(editie_pdf(editie(stand="concept"), op=OP))
    assert "CONCEPT" in kaal(paginas[0])
    assert all("CONCEPT, nog niet vastgesteld" in tekst for tekst in paginas[1:])
    assert not any("CONCEPT" in tekst for tekst in paginas_van(pdf))


def zonder_marges(paginas):
    """The running text: heads, feet and page numbers taken off."""
    tekst = ""
    for nummer, pagina in enumerate(paginas[2:], start=3):
        regels = kaal(pagina)
        voet = f"pagina{nummer}van{len(paginas)}"
        assert voet in regels
        regels = regels.replace(voet, "").replace("CONCEPT,nognietvastgesteld", "")
        tekst += regels.replace("RuimtelijkArrangementGelderland2027", "")
    return tekst


def test_screen_and_pdf_say_the_same_paragraph_by_paragraph(pdf):
    """ARR-6: every paragraph of the page stands in the PDF, in the same order, and no more."""
    over = zonder_marges(paginas_van(pdf))
    rest = ""
    alineas = alineas_van(html_van(editie()))
    assert len(alineas) > 150
    for alinea in alineas:
        plaats = over.find(alinea)
        if plaats < 0:
            # Broken over two pages: the running head of the next page stands in between.
            over = zonder_kopregel(over, alinea)
            plaats = over.find(alinea)
        assert plaats >= 0, f"not in the PDF, or in another order: {alinea}"
        rest += over[:plaats]
        over = over[plaats + len(alinea) :]
    koppen = {kaal(deel.kop) for deel in editie().delen()}
    for kop in sorted(koppen, key=len, reverse=True):
        rest, over = rest.replace(kop, ""), over.replace(kop, "")
    # What is left are the heads of tables that go on on the next page.
    for kop in ("Wie", "Kant", "Waterdanklaaris", "Uiterlijk"):
        rest = rest.replace(kop, "")
    assert (rest, over) == ("", "")


def zonder_kopregel(tekst, alinea):
    for kop in sorted((kaal(deel.kop) for deel in editie().delen()), key=len, reverse=True):
        for plaats in range(1, len(alinea)):
            gebroken = alinea[:plaats] + kop + alinea[plaats:]
            if gebroken in tekst:
                return tekst.replace(gebroken, alinea, 1)
    return tekst


BOOS = {
    "markup": "<script>alert(1)</script><b>vet</b> {{ x }} {% y %} &lt;a&gt; ]]> <!-- c -->",
    "emoji": "Akkoord 👍 en een huis 🏠 ✅",
    "hebrew": "שלום",
    "arabic": "سلام",
    "tekens": "a\u200bb\u00adc\u0007d\u2028e ½ ≥ → é ñ ğ Ω Ж",
}


def boze_editie(tekst):
    """The text in every field that a person fills in."""

    def vul(waarde, naam=""):
        if dataclasses.is_dataclass(waarde):
            velden = dataclasses.fields(waarde)
            return type(waarde)(**{v.name: vul(getattr(waarde, v.name), v.name) for v in velden})
        if isinstance(waarde, tuple):
            return tuple(vul(deel) for deel in waarde)
        return f"{waarde} {tekst}" if isinstance(waarde, str) and naam != "stand" else waarde

    return vul(editie(aantal=1, per_vraagstuk=1))


@pytest.mark.parametrize("soort", BOOS)
def test_whatever_is_typed_appears_as_text(soort):
    """ARR-4: markup, emoji, right-to-left and control characters are text, and stay PDF/UA."""
    boos = boze_editie(BOOS[soort])
    inhoud = editie_pdf(boos, op=OP)
    verslag = page.validate_pdf_bytes(inhoud)
    assert verslag.is_compliant, verslag.failures[:5]
    tekst = kaal("".join(paginas_van(inhoud)))
    if soort == "markup":
        keren = tekst.count(kaal("<script>alert(1)</script><b>vet</b> {{ x }} {% y %} &lt;a&gt;"))
        assert keren >= 40
        assert "<script>" not in html_van(boos)
    for teken in {t for t in kaal(BOOS[soort]) if t.isprintable()}:
        assert teken in tekst, f"missing in the PDF: {teken!r}"


def test_a_letter_without_a_font_reads_as_unknown():
    """PDF/UA-1 refuses a character without a drawing; another machine would print another one."""
    assert drukbaar("a\u4e2db\u200bc\u2028d\ue000\u0007") == "a\u25a1bc d\u25a1"
    een = editie(aantal=1, per_vraagstuk=0, gebieden=("Chinees: \u4e2d\u6587.",))
    inhoud = editie_pdf(een, op=OP)
    assert page.validate_pdf_bytes(inhoud).is_compliant
    assert "Chinees: \u25a1\u25a1." in "".join(paginas_van(inhoud))


def test_nothing_is_fetched_from_outside():
    """An address in the html fails; a PDF never calls out or reads a file of the server."""
    for adres in ("https://example.org/a.png", "file:///etc/passwd"):
        with pytest.raises(PdfError):
            maak_pdf(
                f'<html lang="nl"><head></head><body><img alt="" src="{adres}"></body></html>',
                kenmerk="x",
                op=OP,
            )


def test_only_the_fonts_that_a_text_needs():
    """A font takes time to unpack: latin text loads one file, an emoji brings its own."""
    assert lettertypen_css("Gewone tekst, é en ë.").count("@font-face") == 1
    assert "noto-emoji" in lettertypen_css("Goed 👍")
    assert "noto-sans-arabic" in lettertypen_css("سلام")


def test_the_clock_is_not_read(pdf):
    """ARR-4: on another day, at another hour, the bytes are the same."""
    with time_machine.travel(datetime.datetime(2031, 2, 3, 4, 5, tzinfo=datetime.UTC)):
        assert editie_pdf(editie(), op=OP) == pdf
    verder = OP + datetime.timedelta(days=1)
    assert editie_pdf(editie(), op=verder) != pdf


def test_one_changed_value_changes_the_checksum():
    """ARR-4: whichever value of the frozen data it is."""
    vast = editie().inhoud()
    som = Editie.uit(vast).sha256
    gezien = {som}

    def paden(waarde, pad=()):
        if isinstance(waarde, dict):
            for sleutel, deel in waarde.items():
                yield from paden(deel, (*pad, sleutel))
        elif isinstance(waarde, (list, tuple)):
            for plaats, deel in enumerate(waarde):
                yield from paden(deel, (*pad, plaats))
        else:
            yield pad

    alle = list(paden(vast))
    assert len(alle) > 150
    for pad in alle:
        kopie = json.loads(json.dumps(vast))
        doel = kopie
        for sleutel in pad[:-1]:
            doel = doel[sleutel]
        doel[pad[-1]] = 2031 if doel[pad[-1]] == 2027 else f"{doel[pad[-1]]}."
        gezien.add(Editie.uit(kopie).sha256)
    assert len(gezien) == len(alle) + 1


def test_frozen_json_gives_the_same_edition_back():
    """ARR-4: through JSON and back nothing changes."""
    een = editie()
    assert Editie.uit(json.loads(json.dumps(een.inhoud()))) == een


METING = """
import django, json, re, time
django.setup()
from arrangementen.pdf import editie_pdf
from tests.arrangementen.voorbeeldeditie import OP, editie
groot = editie(aantal=6, per_vraagstuk=4)
assert groot.aantal_afspraken == 25
begin = time.process_time()
inhoud = editie_pdf(groot, op=OP)
print(json.dumps({
    "seconden": time.process_time() - begin,
    "mb": int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024,
    "bytes": len(inhoud),
}))
"""


def test_twenty_five_afspraken_in_four_seconds_and_little_memory():
    """ARR-4: processor time, so that a busy machine does not decide; memory in MB.

    The peak is that of this program alone: ``ru_maxrss`` counts what the parent had at the fork.
    """
    klaar = subprocess.run(
        [sys.executable, "-c", METING],
        cwd=settings.BASE_DIR,
        env=os.environ | {"NOVEX_LOGNIVEAU": "ERROR"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    meting = json.loads(klaar.stdout.splitlines()[-1])
    assert meting["seconden"] < 4
    assert meting["mb"] < 350


def test_an_afspraak_with_long_texts_goes_on_on_the_next_page():
    """ARR-4: nothing is cut off at the end of a page."""
    lang = afspraak(1, tekst="Een lange afspraak met veel woorden. " * 50, zin="Zin. " * 300)
    een = editie(aantal=0, overige_afspraken=(lang,))
    paginas = paginas_van(editie_pdf(een, op=OP))
    assert len(paginas) > 5
    assert kaal("".join(paginas)).count("Zin.") == 300 * 4 * 4


def test_the_title_of_a_vraagstuk_stands_in_the_bookmarks(pdf):
    """ARR-4: a reader jumps to a vraagstuk or an afspraak."""
    titels = str([d.title for d in _plat(PdfReader(io.BytesIO(pdf)).outline)])
    assert "2026-001 Woningbouw of waterberging 1" in titels
    assert "AFS-2027-010 Bergingsopgave 10" in titels


def _plat(onderdelen):
    for deel in onderdelen:
        if isinstance(deel, list):
            yield from _plat(deel)
        else:
            yield deel


def test_the_fixed_order_of_the_parts():
    """ARR-3: the nine parts, in this order, on screen as in the contents."""
    koppen = [deel.kop for deel in editie().delen()]
    assert koppen == [
        "Status en doel",
        "Prioritaire vraagstukken",
        "Afspraken per vraagstuk",
        "Knelpuntmarkeringen",
        "Voortgang van eerdere afspraken",
        "Doorwerking",
        "Relatie met NOVEX-gebieden",
        "Wijzigingen sinds vorig jaar",
        "Colofon",
    ]
    html = html_van(editie(status=(Alinea("Doel", "Vooruit."),)))
    ankers = re.findall(r'<h2 id="([\w-]+)"', html)
    assert ankers == [deel.anker for deel in editie().delen()]
    genoemd = {anker for deel in editie().delen() for _, anker in deel.onder}
    assert genoemd == set(re.findall(r'<h3 id="([\w-]+)"', html))
