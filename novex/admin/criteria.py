"""The criteria by which is judged: a set that was used stays as it was (REF-6)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse

from novex.forms import Modelformulier
from novex.models import Criteriaset, Criterium

from .basis import Beheerklasse, beheer


class Criteriumformulier(Modelformulier):
    """One criterium on the page of its set; the reason is asked there once."""


class CriteriaFormset(BaseInlineFormSet):
    """The criteria of a set: another question needs the reason of the page (ZIC-5)."""

    def clean(self) -> None:
        super().clean()
        nieuw = self.instance._state.adding
        if not nieuw and self.has_changed() and not self.data.get("reden", "").strip():
            raise ValidationError(
                "U verandert de criteria. Schrijf bij de set op waarom.", code="reden_ontbreekt"
            )


class CriteriumInline(admin.StackedInline):
    """Questions can be changed until something was judged with them (REF-6)."""

    model = Criterium
    form = Criteriumformulier
    formset = CriteriaFormset
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and obj.in_gebruik)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.in_gebruik)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.in_gebruik)


@admin.register(Criteriaset, site=beheer)
class CriteriasetAdmin(Beheerklasse):
    """A set that something was judged with only ends; another question is a new version (REF-6)."""

    list_display = ["naam", "moment", "versie", "geldig_van", "geldig_tot"]
    list_filter = ["moment"]
    inlines = [CriteriumInline]
    vast = ("code", "naam", "geldig_van", "moment", "versie")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.vast if obj and obj.in_gebruik else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields in one order, and above them why most of them stand fixed."""
        velden = [*self.vast[:3], "geldig_tot", *self.vast[3:], "reden"]
        uitleg = (
            "Met deze criteria is al geoordeeld. Ze blijven daarom zoals ze zijn. Maak een nieuwe "
            "versie als u iets wilt wijzigen, en geef deze versie een einddatum."
        )
        in_gebruik = obj is not None and obj.in_gebruik
        return [(None, {"fields": velden, "description": uitleg if in_gebruik else ""})]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for criterium in formset.forms:
            criterium.instance._change_reason = form.cleaned_data.get("reden", "")
        super().save_formset(request, form, formset, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """With the criteria of the set, also those that were taken out."""
        delen = []
        if self.get_object(request, object_id):
            rijen = Criterium.history.filter(set=object_id).select_related("history_user", "set")
            for _, deel in groupby(rijen.order_by("volgorde", "id", "-history_id"), lambda r: r.id):
                delen.append(list(deel))
                self.set_history_delta_changes(request, delen[-1])
        return super().history_view(request, object_id, {"delen": delen})
