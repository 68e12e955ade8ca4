"""Making and changing an afspraak through its forms and services."""

import datetime

from arrangementen.forms.afspraak import SmartForm, TekstForm
from arrangementen.services import afspraken

OP = datetime.date(2027, 1, 15)


def maak(vraagstuk, door, **velden):
    standaard = {
        "jaar": 2027,
        "titel": "Zoekgebieden",
        "tekst": "Rijk en Gelderland kiezen drie zoekgebieden.",
        "type": "B",
        "scope": "provincie",
    }
    return afspraken.maak_afspraak(vraagstuk_pk=vraagstuk.pk, door=door, **(standaard | velden))


def tekstinvoer(afspraak, **anders):
    return {
        "titel": afspraak.titel,
        "tekst": afspraak.tekst,
        "type": afspraak.type,
        "scope": afspraak.scope,
        "provincies": [p.pk for p in afspraak.provincies.all()],
        "partijen": [p.pk for p in afspraak.partijen.all()],
        "versie": afspraak.versie,
        **anders,
    }


def wijzig(afspraak, door, **anders):
    form = TekstForm(tekstinvoer(afspraak, **anders), instance=afspraak, op=OP)
    assert form.is_valid(), form.errors
    return afspraken.wijzig(form=form, door=door)


def smart(afspraak, door, **velden):
    form = SmartForm({"versie": afspraak.versie, **velden}, instance=afspraak)
    assert form.is_valid(), form.errors
    return afspraken.wijzig_smart(form=form, door=door)
