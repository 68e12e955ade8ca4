"""The reference data (REF-1 to REF-5) and the fixed texts of an arrangement (ARR-3)."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import models

from novex.models import (
    Beleidskader,
    Domein,
    JuridischInstrument,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
    VasteTekst,
)

from .basis import Beheerklasse, beheer


@admin.register(Landsdeel, Domein, site=beheer)
class NaamAdmin(Beheerklasse):
    list_display = ["naam", "code", "geldig_van", "geldig_tot"]
    search_fields = ["naam", "code"]


class MetTooi:
    """Shows the TOOI identifier that the code leads to (REF-1)."""

    @admin.display(description="TOOI-verwijzing", empty_value="Nog niet ingevuld")
    def tooi(self, obj: Organisatie | Provincie) -> str:
        return obj.tooi_uri


@admin.register(Organisatie, site=beheer)
class OrganisatieAdmin(MetTooi, Beheerklasse):
    list_display = ["naam", "afkorting", "soort", "kant", "geldig_van", "geldig_tot"]
    list_filter = ["soort", "kant"]
    search_fields = ["naam", "afkorting", "code"]
    readonly_fields = ["tooi"]


@admin.register(Provincie, site=beheer)
class ProvincieAdmin(MetTooi, Beheerklasse):
    list_display = ["naam", "code", "landsdeel", "geldig_van", "geldig_tot"]
    list_filter = ["landsdeel"]
    list_select_related = ["landsdeel"]
    search_fields = ["naam", "code"]
    readonly_fields = ["tooi"]


@admin.register(NovexGebied, site=beheer)
class NovexGebiedAdmin(Beheerklasse):
    list_display = ["naam", "soort", "geldig_van", "geldig_tot"]
    list_filter = ["soort", "provincies"]
    search_fields = ["naam", "code"]
    formfield_overrides = {
        **Beheerklasse.formfield_overrides,
        models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple, "help_text": ""},
    }


@admin.register(Beleidskader, site=beheer)
class BeleidskaderAdmin(Beheerklasse):
    list_display = ["naam", "soort", "provincie", "geldig_van", "geldig_tot"]
    list_filter = ["soort"]
    list_select_related = ["provincie"]
    search_fields = ["naam", "code"]


@admin.register(Keuze, site=beheer)
class KeuzeAdmin(Beheerklasse):
    list_display = ["naam", "kader", "geldig_van", "geldig_tot"]
    list_filter = ["kader"]
    list_select_related = ["kader"]
    search_fields = ["naam", "code"]


@admin.register(VasteTekst, site=beheer)
class VasteTekstAdmin(Beheerklasse):
    list_display = ["naam", "volgorde", "geldig_van", "geldig_tot"]
    search_fields = ["naam", "tekst"]


@admin.register(Programma, site=beheer)
class ProgrammaAdmin(Beheerklasse):
    list_display = ["naam", "bron", "geldig_van", "geldig_tot"]
    search_fields = ["naam", "code"]


@admin.register(JuridischInstrument, site=beheer)
class JuridischInstrumentAdmin(Beheerklasse):
    list_display = ["naam", "soort", "bevoegd", "geldig_van", "geldig_tot"]
    list_filter = ["soort", "bevoegd"]
    search_fields = ["naam", "code"]
