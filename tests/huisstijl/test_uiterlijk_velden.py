"""How a field, a form and its errors come out as HTML."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from novex.forms import Datumveld, Formulier


class Elementen(HTMLParser):
    """Every start tag of a piece of HTML, as (name, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.gevonden = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.gevonden.append((tag, dict(attrs)))

    def met(self, **gezocht):
        return [(t, a) for t, a in self.gevonden if gezocht.items() <= a.items()]


class Signaal(Formulier):
    titel = forms.CharField(label="Titel", help_text="Noem het gebied.")
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=10, widget=forms.Textarea
    )
    besluit_op = Datumveld(label="Besluit op", required=False)
    oordeel = forms.ChoiceField(
        label="Oordeel", choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect
    )
    domeinen = forms.MultipleChoiceField(
        label="Domeinen",
        choices=[("w", "Wonen"), ("n", "Natuur")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    gezien = forms.BooleanField(label="Ik heb dit gezien")
    bijlage = forms.FileField(
        label="Bijlage",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.odt", "data-max-mb": "10"}),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("titel") == "dubbel":
            raise forms.ValidationError("Dit signaal is er al. Vul het bestaande aan.")
        return super().clean()


def toon(sjabloon, **context):
    request = RequestFactory().get("/lijst/", context.pop("query", {}))
    bron = "{% load componenten %}" + sjabloon
    return Template(bron).render(Context({"request": request, "csrf_token": "penning", **context}))


@pytest.fixture
def html():
    return str(Signaal())


@pytest.fixture
def geweigerd():
    return Signaal({"titel": "", "toelichting": "a" * 11, "besluit_op": "31-02-2026"})


def test_every_input_has_a_label_or_a_legend(html):
    boom = Elementen(html)
    labels = {a["for"] for t, a in boom.gevonden if t == "label"}
    invoer = {
        a["id"]
        for t, a in boom.gevonden
        if t in {"input", "select", "textarea"} and a.get("type") != "hidden"
    }
    assert invoer
    assert invoer == labels
    assert html.count("<legend>") == 2


def test_required_and_optional_are_said_in_words(html):
    assert len(re.findall(r"\(verplicht\)", html)) == 3
    assert len(re.findall(r"\(optioneel\)", html)) == 4


def test_a_disabled_field_says_so():
    form = Signaal()
    form.fields["titel"].disabled = True
    assert "(niet te wijzigen)" in str(form)


def test_a_refused_field_refers_to_description_and_error(geweigerd):
    boom = Elementen(str(geweigerd))
    [(_, invoer)] = boom.met(name="titel")
    assert invoer["aria-invalid"] == "true"
    assert invoer["aria-describedby"] == "id_titel_helptext id_titel_error"
    for deel in invoer["aria-describedby"].split():
        assert len(boom.met(id=deel)) == 1


def test_a_hint_is_read_aloud_with_its_input(html):
    for naam in ("besluit_op", "toelichting", "bijlage"):
        [(_, invoer)] = Elementen(html).met(name=naam)
        assert invoer["aria-describedby"] == f"id_{naam}_hint"


def test_every_reference_exists(geweigerd):
    boom = Elementen(str(geweigerd))
    ids = [a["id"] for _, a in boom.gevonden if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attrs in boom.gevonden:
        assert set((attrs.get("aria-describedby") or "").split()) <= set(ids)


def test_the_error_stands_between_label_and_input(geweigerd):
    html = str(geweigerd["titel"].as_field_group())
    volgorde = [html.index(deel) for deel in ("Titel", "Noem het gebied.", "nog leeg", "<input")]
    assert volgorde == sorted(volgorde)


def test_typed_values_survive_a_refusal(geweigerd):
    assert 'value="31-02-2026"' in str(geweigerd)
    assert "a" * 11 in str(geweigerd)


def test_a_date_is_text_and_says_how(html):
    [(_, invoer)] = Elementen(html).met(name="besluit_op")
    assert invoer["type"] == "text"
    assert "dd-mm-jjjj, bijvoorbeeld 28-11-2026." in html


def test_a_long_text_names_its_limit_and_is_not_cut_by_the_browser(html):
    """ALG-1: the page limit is said before; the server refuses, the browser never cuts."""
    [(_, invoer)] = Elementen(html).met(name="toelichting")
    assert "maxlength" not in invoer
    assert "Maximaal 10 tekens." in html


def test_an_upload_states_types_and_size_before(html):
    assert "Toegestaan: PDF, ODT. Een bestand mag hoogstens 10 MB groot zijn." in html


def test_a_chosen_option_stays_chosen():
    boom = Elementen(str(Signaal({"oordeel": "nee", "domeinen": ["w", "n"]})))
    gekozen = [a["value"] for _, a in boom.gevonden if "checked" in a]
    assert gekozen == ["nee", "w", "n"]


def test_the_summary_links_each_error_to_its_input(geweigerd):
    html = toon("{% foutoverzicht %}", form=geweigerd)
    assert "Er zijn 5 foutmeldingen" in html
    doelen = re.findall(r'href="#([^"]+)"', html)
    assert doelen == ["id_titel", "id_toelichting", "id_besluit_op", "id_oordeel_0", "id_gezien"]
    assert set(doelen) <= {a.get("id") for _, a in Elementen(str(geweigerd)).gevonden}


def test_summary_and_field_say_the_same(geweigerd):
    overzicht = toon("{% foutoverzicht %}", form=geweigerd)
    for fouten in geweigerd.errors.values():
        for fout in fouten:
            assert fout in overzicht
            assert fout in str(geweigerd)


def test_a_refusal_of_the_form_as_a_whole_shows_on_the_form():
    form = Signaal({"titel": "dubbel", "oordeel": "ja", "gezien": "on"})
    overzicht = toon("{% foutoverzicht %}", form=form)
    assert "Er is 1 foutmelding" in overzicht
    [doel] = re.findall(r'href="#([^"]+)"', overzicht)
    assert Elementen(str(form)).met(id=doel)
    assert "Dit signaal is er al. Vul het bestaande aan." in str(form)


def test_an_error_on_a_hidden_field_is_not_lost():
    form = Signaal({"titel": "x", "oordeel": "ja", "gezien": "on", "versie": "geen getal"})
    assert form.errors["versie"][0] in str(form)
    assert form.errors["versie"][0] in toon("{% foutoverzicht %}", form=form)


def test_the_title_starts_with_the_number_of_errors(geweigerd):
    assert toon("{% foutprefix %}", form=geweigerd) == "5 foutmeldingen - "
    een = Signaal({"titel": "", "oordeel": "ja", "gezien": "on"})
    assert toon("{% foutprefix %}", form=een) == "1 foutmelding - "
    assert toon("{% foutprefix %}", form=Signaal()) == ""
    assert toon("{% foutprefix %}") == ""


def test_a_form_carries_its_keys_and_lets_the_server_judge():
    """A double POST is handled once by the formuliersleutel, another one for each page."""
    sjabloon = '{% formulier form knop="Signaal indienen" annuleer="/terug/" %}'
    een, twee = toon(sjabloon, form=Signaal()), toon(sjabloon, form=Signaal())
    [(_, formulier)] = [paar for paar in Elementen(een).gevonden if paar[0] == "form"]
    assert formulier["method"] == "post"
    assert "novalidate" in formulier
    assert formulier["enctype"] == "multipart/form-data"
    [(_, csrf)] = Elementen(een).met(name="csrfmiddlewaretoken")
    assert csrf["value"] == "penning"
    [(_, sleutel)] = Elementen(een).met(name="formuliersleutel")
    [(_, ander)] = Elementen(twee).met(name="formuliersleutel")
    assert sleutel["value"] != ander["value"]


def test_the_button_of_a_form_is_never_disabled(geweigerd):
    html = toon('{% formulier form knop="Signaal indienen" %}', form=geweigerd)
    for tag, attrs in Elementen(html).gevonden:
        assert tag != "button" or "disabled" not in attrs


def test_a_section_shows_only_its_own_fields():
    form = Signaal({"titel": "dubbel"})
    html = toon('{% velden form "titel besluit_op" fouten_tonen=False %}', form=form)
    namen = [a["name"] for _, a in Elementen(html).gevonden if "name" in a]
    assert namen == ["titel", "besluit_op"]
    assert "is er al" not in html


def test_every_form_of_a_formset_fills_the_summary():
    klas = forms.formset_factory(Signaal, extra=0)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2"}
    formset = klas(data)
    html = toon("{% foutoverzicht %}", formset=formset)
    assert 'href="#id_form-0-titel"' in html
    assert 'href="#id_form-1-titel"' in html
    assert "Nummer 2" in str(formset)
