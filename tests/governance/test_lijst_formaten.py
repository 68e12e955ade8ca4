"""Page, PDF and ODT of one list say the same, line by line (BOL-1)."""

import io
import re
import unicodedata
import zipfile
from collections import Counter

import page
import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document
from pypdf import PdfReader

from governance.odt import lijst_odt
from governance.pdf import lijst_pdf
from governance.rapport import Lijst, stel_lijst_samen
from governance.tasks import maak_lijst_odt, maak_lijst_pdf
from novex.forms import schoon
from tests.governance.lijsten import MOMENT, TITEL, bevroren_ronde, lijst_met

LASTIG = (
    "<b>Vet</b> & <script>alert(1)</script> &amp; {{ x }} {% y %}",
    "Emoji 🏘️ en 👩🏽‍🌾 en ✅.",
    "Rechts naar links: שלום עולם en مرحبا.",
    "W" * 300,
    "Regel een\nregel twee\n\nregel vier\tmet tab  en spaties",
    "Coëfficiënt, “aanhaling” … € 1,5 mln, ≥ 30 %, CO₂, m², ĳ, Fryslân",
)


def kaal(tekst):
    """Without whitespace, and without what chooses or joins drawings and is none itself."""
    samen = unicodedata.normalize("NFKC", tekst)
    weg = {"\u00ad", *map(chr, range(0xFE00, 0xFE10))}
    return "".join(t for t in samen if not t.isspace() and t not in weg and ord(t) != 0x200D)


def rechts_naar_links(tekst):
    return any(unicodedata.bidirectional(t) in {"R", "AL"} for t in tekst)


def regels_van_pdf(inhoud, lijst):
    """The text of the PDF without its margins, cut at the lengths of the blocks.

    A PDF holds letters in the order in which they are drawn: of a line with text from right
    to left only the letters are compared, not their order.
    """
    lezer = PdfReader(io.BytesIO(inhoud))
    bladzijden = [kaal(blad.extract_text()) for blad in lezer.pages]
    tekst = "".join(
        zonder_marge(blad, nummer, len(bladzijden), lijst)
        for nummer, blad in enumerate(bladzijden, start=1)
    )
    gevonden = []
    for blok in lijst.blokken():
        lengte = len(kaal(blok.tekst))
        gevonden.append(tekst[:lengte])
        tekst = tekst[lengte:]
        if blok.stijl == "inhoud":
            tekst = re.sub(r"^\.*\d+", "", tekst)
    return gevonden, tekst


def zonder_marge(blad, nummer, aantal, lijst):
    """Every page ends with watermark, title and number, or the test fails here (BOL-1)."""
    marge = kaal(f"{lijst.titel} pagina {nummer} van {aantal}")
    if lijst.is_concept:
        marge = "CONCEPT" + marge
    assert blad.endswith(marge), blad[-200:]
    return blad.removesuffix(marge)


def regels_van_odt(inhoud):
    alineas = Document(io.BytesIO(inhoud)).body.children
    return [
        # odfdo writes the address of a link beside its text.
        "".join(link.text for link in alinea.get_links()) or alinea.inner_text
        for alinea in alineas
        if alinea.tag in {"text:p", "text:h"}
    ]


@pytest.mark.parametrize("versie", [0, 1], ids=["concept", "bevroren"])
@pytest.mark.parametrize("aantal", [0, 1, 60])
def test_pdf_and_odt_have_the_same_lines(aantal, versie):
    """With 0, 1 and 60 lines, plain and awkward; nothing is left over (BOL-1)."""
    teksten = [f"{LASTIG[i % len(LASTIG)]} ({i})" for i in range(aantal)]
    lijst = lijst_met(*teksten, versie=versie)
    verwacht = [blok.tekst for blok in lijst.blokken()]
    assert [kaal(r) for r in regels_van_odt(lijst_odt(lijst, op=MOMENT))] == [
        kaal(r) for r in verwacht
    ]
    pdf, rest = regels_van_pdf(lijst_pdf(lijst, op=MOMENT), lijst)
    assert rest == ""
    for gevonden, bedoeld in zip(pdf, verwacht, strict=True):
        if rechts_naar_links(bedoeld):
            assert Counter(gevonden) == Counter(kaal(bedoeld))
        else:
            assert gevonden == kaal(bedoeld)


def test_newlines_tabs_and_spaces_survive_in_the_odt():
    """Not only the letters: ODT keeps the layout of a line (BOL-1)."""
    lijst = lijst_met(LASTIG[4])
    assert regels_van_odt(lijst_odt(lijst, op=MOMENT))[-1] == f"1.1 Afspraak: {LASTIG[4]}"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_that_a_form_lets_through_fits_in_the_odt(tekst):
    """No character of a line makes the file fail (BOL-1)."""
    lijst = lijst_met(schoon(tekst))
    gevonden = regels_van_odt(lijst_odt(lijst, op=MOMENT))[-1]
    bedoeld = list(lijst.blokken())[-1].tekst
    assert kaal(gevonden) == kaal("".join(t for t in bedoeld if t not in "\ufffe\uffff"))


@pytest.mark.parametrize("versie", [0, 1], ids=["concept", "bevroren"])
def test_the_pdf_is_accessible(versie):
    """PDF/UA-1, tagged and in Dutch, with awkward lines and many pages (BOL-1)."""
    teksten = [t for t in LASTIG if not rechts_naar_links(t)] * 10
    inhoud = lijst_pdf(lijst_met(*teksten, versie=versie), op=MOMENT)
    uitslag = page.validate_pdf_bytes(inhoud)
    assert uitslag.is_compliant, [str(fout) for fout in uitslag.failures]
    assert uitslag.profile.value == "ua1"
    catalogus = PdfReader(io.BytesIO(inhoud)).trailer["/Root"]
    assert catalogus["/Lang"] == "nl"
    assert catalogus["/MarkInfo"]["/Marked"]


def test_a_long_word_stays_on_the_page():
    """Each word of 300 letters is broken, so that nothing falls off the paper (BOL-1)."""
    lezer = PdfReader(io.BytesIO(lijst_pdf(lijst_met("W" * 300), op=MOMENT)))
    breedte = float(lezer.pages[0].mediabox.width)
    regels = [r for r in lezer.pages[0].extract_text().splitlines() if kaal(r).startswith("WWWW")]
    assert len(regels) > 1
    # A capital W of 10.5 points is nearly 9 points wide.
    assert all(len(kaal(regel)) * 8 < breedte for regel in regels)


def test_a_long_title_fits_in_the_footer_of_every_page():
    """Footer repeats title and page, also with twelve zittingen (BOL-1)."""
    dagen = ", ".join(str(dag) for dag in range(1, 29))
    lijst = lijst_met(*["Een regel."] * 60, titel=f"{TITEL} en verder {dagen} september 2027")
    _, rest = regels_van_pdf(lijst_pdf(lijst, op=MOMENT), lijst)
    assert rest == ""


def test_contents_lead_to_each_part(staf, gelderland, drenthe):
    """Contents per region, with a link in PDF and ODT (BOL-1)."""
    ronde = bevroren_ronde(staf)
    from_db = stel_lijst_samen(ronde)
    lijst = Lijst(from_db.titel, "BOL", lijst_met("Een.").delen + from_db.delen)
    koppen = [b for b in lijst.blokken() if b.stijl == "deel"]
    inhoud = [b for b in lijst.blokken() if b.stijl == "inhoud"]
    assert [(b.tekst, b.anker) for b in inhoud] == [(b.tekst, b.anker) for b in koppen]
    pdf = PdfReader(io.BytesIO(lijst_pdf(lijst, op=MOMENT)))
    assert {b.anker for b in koppen} <= set(pdf.named_destinations)
    body = Document(io.BytesIO(lijst_odt(lijst, op=MOMENT))).body
    assert [link.url for link in body.get_links()] == [f"#{b.anker}" for b in inhoud]
    assert [b.name for b in body.get_bookmarks()] == [b.anker for b in koppen]


def test_only_a_concept_says_so_on_every_page():
    """Watermark until frozen, in both formats (BOL-1)."""
    concept, bevroren = lijst_met("Een.", versie=0), lijst_met("Een.")

    def kop(lijst):
        with zipfile.ZipFile(io.BytesIO(lijst_odt(lijst, op=MOMENT))) as odt:
            return "CONCEPT" in odt.read("styles.xml").decode()

    def merk(lijst):
        lezer = PdfReader(io.BytesIO(lijst_pdf(lijst, op=MOMENT)))
        return all("CONCEPT" in kaal(blad.extract_text()) for blad in lezer.pages)

    assert kop(concept)
    assert merk(concept)
    assert not kop(bevroren)
    assert not merk(bevroren)


def test_the_odt_footer_repeats_title_and_page():
    """Title, page and number of pages (BOL-1)."""
    with zipfile.ZipFile(io.BytesIO(lijst_odt(lijst_met("Een."), op=MOMENT))) as odt:
        stijlen = odt.read("styles.xml").decode()
    voet = stijlen[stijlen.index("<style:footer") : stijlen.index("</style:footer>")]
    assert TITEL in voet
    assert "text:page-number" in voet
    assert "text:page-count" in voet


@pytest.mark.parametrize("maak", [lijst_pdf, lijst_odt])
def test_the_same_list_gives_the_same_bytes(maak):
    """And one changed letter other bytes (BOL-1)."""
    assert maak(lijst_met("Een."), op=MOMENT) == maak(lijst_met("Een."), op=MOMENT)
    assert maak(lijst_met("Een."), op=MOMENT) != maak(lijst_met("Een!"), op=MOMENT)


def test_a_file_is_named_after_its_round_and_version():
    """So that two of them are not mixed up on a desk (BOL-1)."""
    gegevens = {"lijst": lijst_met("Een.").inhoud(), "op": MOMENT.isoformat()}
    concept = {"lijst": lijst_met("Een.", versie=0).inhoud(), "op": MOMENT.isoformat()}
    assert maak_lijst_pdf(gegevens, None).naam == "afsprakenlijst-bol-2027-versie-1.pdf"
    assert maak_lijst_odt(concept, None).naam == "afsprakenlijst-bol-2027-concept.odt"


def test_markup_is_text():
    """What looks like HTML or a template is printed as typed (BOL-1)."""
    lijst = lijst_met(LASTIG[0])
    context = {"lijst": lijst, "blokken": list(lijst.blokken())}
    html = render_to_string("governance/pdf/afsprakenlijst.html", context)
    assert "<script" not in html
    assert "{{ x }} {% y %}" in html


def test_a_letter_without_a_drawing_keeps_its_plain_form_and_makes_no_markup():
    """CO₂ stays readable in a font without that digit; a wide "less than" stays text (BOL-1)."""
    lijst = lijst_met("CO₂ \uff1cb\uff1e einde")
    tekst = kaal(PdfReader(io.BytesIO(lijst_pdf(lijst, op=MOMENT))).pages[0].extract_text())
    assert "CO2" in tekst
    assert "b\u25a1einde" in tekst
