"""How the components other than forms come out as HTML."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError

from novex.criteria import Blokkade, Tekort
from novex.models import Achtergrondtaak
from novex.templatetags.componenten import waarde
from novex.weergave.onderdelen import Fasestap, Gebeurtenis
from novex.weergave.verschil import woordverschil
from tests.huisstijl.test_uiterlijk_velden import Elementen, toon


def test_a_table_has_a_caption_and_a_named_region_that_can_be_scrolled():
    html = toon('{% tabel bijschrift="Vraagstukken" %}<tbody></tbody>{% endtabel %}')
    [(_, ruimte)] = Elementen(html).met(role="region")
    assert ruimte["aria-label"] == "Vraagstukken"
    assert ruimte["tabindex"] == "0"
    assert "<caption>Vraagstukken</caption>" in html


@pytest.mark.parametrize(
    ("nu", "stand", "volgende"),
    [
        ("", None, "sorteer=titel"),
        ("titel", "ascending", "sorteer=-titel"),
        ("-titel", "descending", "sorteer=titel"),
        ("nummer", None, "sorteer=titel"),
    ],
)
def test_a_column_head_tells_how_it_is_sorted_and_turns_it(nu, stand, volgende):
    query = {"sorteer": nu, "fase": "beeldvorming", "p": "3"}
    boom = Elementen(toon('{% kolomkop "Titel" sorteer="titel" %}', query=query))
    [(_, kop)] = boom.met(scope="col")
    assert kop.get("aria-sort") == stand
    [(_, link)] = [paar for paar in boom.gevonden if paar[0] == "a"]
    delen = link["href"].lstrip("?").split("&")
    assert volgende in delen
    assert "fase=beeldvorming" in delen
    assert not any(deel.startswith("p=") for deel in delen)


def test_paging_keeps_the_filters_in_the_url():
    pagina = Paginator(range(100), 10).get_page(5)
    query = {"fase": "opvolging", "p": "5"}
    boom = Elementen(toon("{% paginering pagina %}", pagina=pagina, query=query))
    links = [a for t, a in boom.gevonden if t == "a"]
    assert all("fase=opvolging" in link["href"] for link in links)
    [(_, huidig)] = boom.met(**{"aria-current": "page"})
    assert huidig["href"].endswith("p=5")
    assert links[0]["href"].endswith("p=4")
    assert links[-1]["href"].endswith("p=6")


def test_paging_of_one_page_shows_nothing():
    pagina = Paginator(range(3), 10).get_page(1)
    assert toon("{% paginering pagina %}", pagina=pagina).strip() == ""


def test_filters_say_which_ones_work_and_can_be_cleared():
    class Filter(forms.Form):
        fase = forms.CharField(label="Fase", required=False)
        zoek = forms.CharField(label="Zoekwoord", required=False)
        weergave = forms.CharField(required=False, widget=forms.HiddenInput)

    query = {"fase": "opvolging", "zoek": "", "weergave": "bord"}
    html = toon("{% filters form aantal=1 %}", form=Filter(query), query=query)
    assert "1 resultaat, gefilterd op Fase." in " ".join(html.split())
    assert 'href="/lijst/?weergave=bord"' in html
    assert "(optioneel)" not in html
    zonder = toon("{% filters form aantal=2 %}", form=Filter({}))
    assert "2 resultaten." in " ".join(zonder.split())
    assert "Filters wissen" not in zonder


def test_all_blockers_show_at_once_with_a_link_to_mend_each():
    """VRA-3"""
    lijst = [
        Blokkade("De aanpak is nog leeg. Vul de aanpak in.", "aanpak", "/vraagstuk/1/#aanpak"),
        ValidationError([Tekort("Er is geen planning. Vul de planning in.", "planning")]),
        "De interdepartementale voorbereiding is nog niet klaar.",
    ]
    html = toon('{% blokkades lijst stap="Naar besluitvorming" %}', lijst=lijst)
    for zin in ("De aanpak is nog leeg.", "Er is geen planning.", "De interdepartementale"):
        assert zin in html
    assert "Er zijn nog 3 punten nodig." in html
    assert html.count("Los dit op") == 1
    assert 'href="/vraagstuk/1/#aanpak"' in html


def test_no_blockers_show_nothing():
    assert toon("{% blokkades lijst %}", lijst=[]).strip() == ""


def test_the_route_shows_each_moment_in_order():
    """VRA-14"""
    route = [
        Gebeurtenis("Signaal", datetime.date(2026, 2, 3), "Provincie"),
        {"titel": "Besluit", "label": "Besloten", "soort": "goed", "url": "/besluit/"},
    ]
    html = toon("{% tijdlijn route %}", route=route)
    assert html.index("03-02-2026") < html.index("Signaal") < html.index("Besluit")
    assert "Nog geen datum" in html
    assert 'href="/besluit/"' in html


def test_the_present_phase_is_said_in_words_and_in_aria():
    stappen = [Fasestap("Beeldvorming", "klaar"), Fasestap("Oordeelsvorming", "huidig")]
    boom = Elementen(html := toon("{% stapper stappen %}", stappen=stappen))
    assert len(boom.met(**{"aria-current": "step"})) == 1
    assert "afgerond" in html


@pytest.mark.parametrize("tag", ["badge 'Te laat' 'rood'", "knop 'Bewaar' soort='groen'"])
def test_an_unknown_kind_fails(tag):
    with pytest.raises(TemplateSyntaxError):
        toon(f"{{% {tag} %}}")


def test_a_badge_carries_word_and_sign():
    html = toon('{% badge "Te laat" "fout" %}')
    assert "Te laat" in html
    assert "✕" in html


@pytest.mark.parametrize(
    ("inhoud", "tekst"),
    [
        (None, "Nog niet ingevuld"),
        ("", "Nog niet ingevuld"),
        ([], "Nog niet ingevuld"),
        (0, "0"),
        (False, "nee"),
        (True, "ja"),
        (datetime.date(2026, 11, 8), "08-11-2026"),
        (datetime.datetime(2026, 7, 1, 12, 0, tzinfo=datetime.UTC), "01-07-2026 14:00"),
        (["Wonen", "Natuur"], "Wonen, Natuur"),
        ("<b>", "&lt;b&gt;"),
        (["<b>"], "&lt;b&gt;"),
    ],
)
def test_a_value_reads_in_dutch_and_is_escaped(inhoud, tekst):
    assert tekst in str(waarde(inhoud))


def test_a_difference_is_per_word_and_readable_without_colour():
    """ARR-5, VRA-16"""
    html = toon(
        "{% verschil oud nieuw %}", oud="Wij verkennen in 2026.", nieuw="Wij kiezen vóór 2027."
    )
    assert "verkennen in 2026" in html[html.index("<del>") : html.index("</del>")]
    assert "kiezen vóór 2027" in html[html.index("<ins>") : html.index("</ins>")]
    assert "[verwijderd: " in html
    assert "[toegevoegd: " in html


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("", ""),
        ("a b", ""),
        ("", "a b"),
        ("a b c", "a x c"),
        ("a  b", "a b"),
        ("een twee", "een drie vier "),
    ],
)
def test_a_difference_loses_no_text(oud, nieuw):
    """ARR-5: both versions can be read back."""
    delen = woordverschil(oud, nieuw)
    assert "".join(d.tekst for d in delen if d.soort != "nieuw") == oud
    assert "".join(d.tekst for d in delen if d.soort != "weg") == nieuw


def test_a_difference_is_escaped():
    assert "<script>" not in toon("{% verschil oud nieuw %}", oud="", nieuw="<script>")


@pytest.mark.parametrize(
    ("status", "zin"),
    [
        ("bezig", "40 procent gedaan"),
        ("klaar", "Het bestand is klaar."),
        ("mislukt", "niet gelukt"),
    ],
)
def test_progress_is_told_in_words_and_can_be_left(status, zin):
    taak = Achtergrondtaak(pk=1, opschrift="Bundel", status=status, voortgang=40)
    html = toon('{% voortgang taak resultaat="/bestand/" %}', taak=taak)
    assert zin in html
    assert ('href="/bestand/"' in html) == (status == "klaar")
    assert ("U kunt deze pagina verlaten" in html) == (status == "bezig")
    assert ("<progress" in html) == (status == "bezig")


def test_an_action_button_is_a_form_with_hidden_values():
    html = toon('{% postknop "/omhoog/" "Omhoog" voor="van punt 3" richting="op" %}')
    boom = Elementen(html)
    [(_, formulier)] = boom.met(action="/omhoog/")
    assert formulier["method"] == "post"
    assert boom.met(name="richting", value="op")
    assert boom.met(name="formuliersleutel")
    assert "van punt 3" in html


def test_breadcrumbs_end_at_the_page_itself():
    html = toon("{% kruimelpad %}", kruimels=[("Mijn werk", "/"), ("Signalen", "")])
    boom = Elementen(html)
    assert [a["href"] for t, a in boom.gevonden if t == "a"] == ["/"]
    assert len(boom.met(**{"aria-current": "page"})) == 1
