"""The error summary of a page: every refusal once, with a link to where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet

FORM_NAMEN = ("form", "forms", "formset")


@dataclass(frozen=True)
class Foutregel:
    """One message and the id of the input, or of the form, that it is about."""

    tekst: str
    anker: str


def anker(veld: BoundField) -> str:
    """The id of the first thing of a field that can get the focus."""
    if veld.use_fieldset and veld.subwidgets:
        return veld.subwidgets[0].id_for_label or veld.auto_id
    return veld.id_for_label or veld.auto_id


def formulieranker(form: BaseForm | BaseFormSet) -> str:
    """The id of the place where a form shows what is wrong with it as a whole."""
    return f"{form.prefix}-fouten" if form.prefix else "form-fouten"


def algemene_fouten(form: BaseForm) -> list[str]:
    """The messages that belong to no visible field."""
    verborgen = [str(fout) for veld in form.hidden_fields() for fout in veld.errors]
    return [str(fout) for fout in form.non_field_errors()] + verborgen


def foutregels(onderwerp: BaseForm | BaseFormSet) -> list[Foutregel]:
    """All messages of a form or formset, in the order of the page."""
    if not onderwerp.is_bound:
        return []
    if isinstance(onderwerp, BaseFormSet):
        algemeen = [str(fout) for fout in onderwerp.non_form_errors()]
        eigen = [Foutregel(tekst, formulieranker(onderwerp)) for tekst in algemeen]
        return eigen + [regel for form in onderwerp.forms for regel in foutregels(form)]
    regels = [Foutregel(tekst, formulieranker(onderwerp)) for tekst in algemene_fouten(onderwerp)]
    for veld in onderwerp.visible_fields():
        regels.extend(Foutregel(str(fout), anker(veld)) for fout in veld.errors)
    return regels


def _formulieren(waarde: Any) -> Iterable[BaseForm | BaseFormSet]:
    if isinstance(waarde, BaseForm | BaseFormSet):
        return [waarde]
    if isinstance(waarde, list | tuple):
        return [deel for deel in waarde if isinstance(deel, BaseForm | BaseFormSet)]
    return []


def fouten_op_pagina(context: Mapping[Any, Any]) -> list[Foutregel]:
    """The messages of every form a page names ``form``, ``forms`` or ``formset``."""
    return [
        regel
        for naam in FORM_NAMEN
        for form in _formulieren(context.get(naam))
        for regel in foutregels(form)
    ]


def foutprefix(aantal: int) -> str:
    """The start of the page title, so that a screen reader tells of errors first."""
    if not aantal:
        return ""
    return "1 foutmelding - " if aantal == 1 else f"{aantal} foutmeldingen - "
