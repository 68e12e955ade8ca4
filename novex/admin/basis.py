"""Beheer itself: who gets in, and what every table of it shares.

A site of our own, so that nothing else gets in: no dossier model is ever registered here, and
what a row is used for is not shown (chapter 1: a beheerder sees no dossier content).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from novex.forms import Datumveld, Modelformulier
from novex.verwijzingen import genoemd


class BeheerSite(admin.AdminSite):
    """Open to the role beheerder; there is no second way to log in."""

    site_header = site_title = "NOVEX beheer"
    index_title = "Wat wilt u beheren?"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("novex.beheren")

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Refuse who is no beheerder; a visitor was already sent to the one log-in page."""
        if not self.has_permission(request):
            raise PermissionDenied("Alleen een beheerder komt hier. Vraag het aan een beheerder.")
        return redirect("admin:index")


beheer = BeheerSite(name="admin")


class MetReden(Modelformulier):
    """Asks why a row is changed; the reason stays in its history (ZIC-5)."""

    wegens: tuple[str, ...] = ()
    zonder_reden = "U verandert een gegeven. Schrijf op waarom."
    reden = forms.CharField(
        label="Reden van de wijziging",
        required=False,
        help_text="Verplicht als u iets verandert. Blijft leesbaar in de geschiedenis.",
    )

    def veranderd(self) -> list[str]:
        """The changed fields that ask for a reason: those of ``wegens``, or else every field."""
        velden = self.wegens or [veld for veld in self.fields if veld != "reden"]
        return [veld for veld in velden if veld in self.changed_data]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.instance.pk and self.veranderd() and not data.get("reden"):
            self.add_error("reden", ValidationError(self.zonder_reden, code="reden_ontbreekt"))
        return data


class Beheerformulier(MetReden):
    """Reference data may point at what has ended: a former name, and what came after it."""

    ook_vervallen = True


class Beheerklasse(SimpleHistoryAdmin):
    """What every page of beheer shares: our messages, a history, and no look into dossiers.

    The history has who changed a row, when, from what to what and why (ZIC-5). An old version is
    not opened and not put back: that would pass by the reason and the bar on the own rights.
    """

    form: type[forms.ModelForm] = Beheerformulier
    object_history_template: Any = "beheer/geschiedenis.html"
    formfield_overrides: Any = {models.DateField: {"form_class": Datumveld}}
    list_per_page = 50

    @property
    def zoekt_in(self) -> str:
        """What the search looks at, in words: "naam en code"."""
        namen = [str(label_for_field(veld, self.model)) for veld in self.search_fields]
        return " en ".join(filter(None, [", ".join(namen[:-1]), *namen[-1:]]))

    def get_action_choices(self, request: HttpRequest, *args: Any) -> Any:
        """The first choice in words, as in every other list of choices."""
        return super().get_action_choices(request, [("", "Kies een actie")])

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A row in use cannot go, and the page does not say by which dossier it is used."""
        rijen = self.model._default_manager.filter(pk__in=[rij.pk for rij in objs])
        namen = [str(rij) for rij in objs]
        if genoemd(rijen):
            zin = "Andere gegevens verwijzen hiernaar. Vul in plaats daarvan een einddatum in."
            return namen, {}, set(), [zin]
        return namen, {self.opts.verbose_name_plural: len(namen)}, set(), []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With the reason in the history; what did not change leaves nothing there."""
        obj._change_reason = form.cleaned_data.get("reden", "")
        if form.changed_data or not change:
            super().save_model(request, obj, form, change)

    def history_view_title(self, request: HttpRequest, obj: Any) -> str:
        return f"Geschiedenis van {obj}"

    def get_history_queryset(self, request: HttpRequest, *args: Any) -> Any:
        """With who changed it, also for a table that refers to nothing."""
        return super().get_history_queryset(request, *args).select_related("history_user")

    def get_historical_record_context_helper(self, request: HttpRequest, record: Any) -> Any:
        """Names the fields of the row itself, which may be a part of the row of this page."""
        return HistoricalRecordContextHelper(record.instance_type, record)

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404
