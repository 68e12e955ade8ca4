"""Beheer: reference data, accounts and assignments, for beheerders only.

A site of our own, so that nothing else gets in: no dossier model is ever registered here, and
what a row is used for is not shown (chapter 1: a beheerder sees no dossier content).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, label_for_field
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, router
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin

from novex import audit
from novex.forms import Datumveld, Modelformulier, SchoonMixin
from novex.models import (
    Beleidskader,
    Criteriaset,
    Criterium,
    Domein,
    Gebruiker,
    JuridischInstrument,
    Keuze,
    Landsdeel,
    NovexGebied,
    Organisatie,
    Programma,
    Provincie,
    Toewijzing,
    VasteTekst,
)
from novex.rechten import Rol


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


class Beheerformulier(Modelformulier):
    """Reference data may point at what has ended: a former name, and what came after it."""

    ook_vervallen = True


class Beheerklasse(admin.ModelAdmin):
    """What every page of beheer shares: our messages, and no look into dossiers."""

    form: type[forms.ModelForm] = Beheerformulier
    formfield_overrides = {models.DateField: {"form_class": Datumveld}}
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
        lijst = list(objs)
        collector = NestedObjects(using=router.db_for_write(self.model), origin=lijst)
        collector.collect(lijst)
        geraakt = {model._meta.app_label for model in collector.data}
        if collector.protected or geraakt - {"novex"}:
            zin = "Andere gegevens verwijzen hiernaar. Vul in plaats daarvan een einddatum in."
            return [str(rij) for rij in lijst], {}, set(), [zin]
        return super().get_deleted_objects(objs, request)


class Geschiedenis(SimpleHistoryAdmin, Beheerklasse):
    """With who changed a row, when, from what to what and why.

    An old version is not opened and not put back: that would pass by the reason and the bar on
    the own rights.
    """

    object_history_template = "beheer/geschiedenis.html"

    def history_view_title(self, request: HttpRequest, obj: Any) -> str:
        return f"Geschiedenis van {obj}"

    def history_form_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


@admin.register(Landsdeel, Domein, site=beheer)
class NaamAdmin(Beheerklasse):
    list_display = ["naam", "code", "geldig_van", "geldig_tot"]
    search_fields = ["naam", "code"]


class MetTooi(admin.ModelAdmin):
    """Shows the TOOI identifier that the code leads to (REF-1)."""

    @admin.display(description="TOOI-verwijzing", empty_value="Nog niet ingevuld")
    def tooi(self, obj: Organisatie | Provincie) -> str:
        return obj.tooi_uri


@admin.register(Organisatie, site=beheer)
class OrganisatieAdmin(MetTooi, Geschiedenis):
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


class CriteriumInline(admin.StackedInline):
    model = Criterium
    form = Beheerformulier
    extra = 0


@admin.register(Criteriaset, site=beheer)
class CriteriasetAdmin(Beheerklasse):
    list_display = ["naam", "moment", "versie", "geldig_van", "geldig_tot"]
    list_filter = ["moment"]
    inlines = [CriteriumInline]


class MetReden(Modelformulier):
    """Asks why who may do what is changed (ZIC-5)."""

    wegens: tuple[str, ...] = ()
    reden = forms.CharField(
        label="Reden van de wijziging",
        required=False,
        help_text="Verplicht als u verandert wat iemand mag. Blijft leesbaar in het auditspoor.",
    )

    def veranderd(self) -> list[str]:
        """The fields of ``wegens`` that this form changes."""
        return [veld for veld in self.wegens if veld in self.changed_data]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.instance.pk and self.veranderd() and not data.get("reden"):
            self.add_error(
                "reden",
                ValidationError(
                    "U verandert wat iemand mag. Schrijf op waarom.", code="reden_ontbreekt"
                ),
            )
        return data


class GebruikerForm(MetReden):
    """An account: who it is, for which organisatie, in which roles (ROL-1)."""

    wegens = ("rollen", "organisatie", "is_active")
    rollen = forms.MultipleChoiceField(choices=Rol.choices, widget=forms.CheckboxSelectMultiple)


class NieuweGebruikerForm(SchoonMixin, AdminUserCreationForm):
    """A new account; the person changes the password at the first log-in."""

    usable_password = None  # type: ignore[assignment]  # removes the field
    rollen = GebruikerForm.base_fields["rollen"]

    class Meta:
        model = Gebruiker
        fields = ("username",)


class WachtwoordForm(SchoonMixin, AdminPasswordChangeForm):
    """A password for someone else; who may not log in any more is switched off instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for veld in self.fields.values():
            veld.required = True


def _rechten_van(gebruiker: Gebruiker) -> dict[str, Any]:
    return {
        "rollen": sorted(gebruiker.rollen),
        "organisatie": gebruiker.organisatie.code,
        "is_active": gebruiker.is_active,
    }


@admin.register(Gebruiker, site=beheer)
class GebruikerAdmin(Geschiedenis, UserAdmin):
    """Accounts are switched off, never removed: their acts keep a name (ALG-2)."""

    form = GebruikerForm
    add_form = NieuweGebruikerForm
    change_password_form = WachtwoordForm
    change_user_password_template = "beheer/wachtwoord.html"
    add_form_template = None  # the page of Django says in English what our form shows
    list_display = ["username", "naam", "organisatie", "rollen_in_woorden", "is_active"]
    # Not every organisatie: a name of before may be the same as one of now.
    list_filter = ["is_active", ("organisatie", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisatie"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = []
    readonly_fields = ["wachtwoord", "last_login", "date_joined"]
    wie = ["first_name", "last_name", "email", "organisatie", "functie", "rollen"]
    fieldsets = [
        (None, {"fields": ["username", "wachtwoord", *wie, "is_active", "reden"]}),
        ("Gebruik", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "password1", "password2", *wie]})]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            kwargs["form_class"] = None
            return GebruikerForm.base_fields[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="naam", ordering="first_name")
    def naam(self, obj: Gebruiker) -> str:
        return obj.weergavenaam

    @admin.display(description="rollen")
    def rollen_in_woorden(self, obj: Gebruiker) -> str:
        return obj.rollen_tekst()

    @admin.display(description="wachtwoord")
    def wachtwoord(self, obj: Gebruiker) -> str:
        return format_html('<a href="../password/">{}</a>', "Nieuw wachtwoord instellen")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody widens the rights of the own account."""
        eigen = GebruikerForm.wegens if obj and obj.pk == request.user.pk else ()
        return [*self.readonly_fields, *eigen]

    def user_change_password(self, request: Any, id: str, form_url: str = "") -> HttpResponse:
        """A password that someone else sets leaves a trace (ZIC-5)."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            gebruiker = Gebruiker.objects.get(pk=id)
            audit.leg_vast("wachtwoord_gezet", door=request.user, onderwerp=gebruiker.username)
        return response

    def save_model(self, request: Any, obj: Gebruiker, form: Any, change: bool) -> None:
        oud = Gebruiker.objects.select_related("organisatie").filter(pk=obj.pk).first()
        van = _rechten_van(oud) if oud else {}
        reden = form.cleaned_data.get("reden", "")
        obj._change_reason = reden  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)
        naar = _rechten_van(obj)
        if van != naar:
            audit.leg_vast(
                "rechten_gewijzigd" if oud else "account_gemaakt",
                door=request.user,
                onderwerp=obj.username,
                gegevens={"van": van, "naar": naar},
                reden=reden,
            )


class ToewijzingForm(MetReden):
    """Who keeps which provincie or sits at the regietafel (ROL-5)."""

    wegens = ("gebruiker", "soort", "provincie", "geldig_van", "geldig_tot")


@admin.register(Toewijzing, site=beheer)
class ToewijzingAdmin(Geschiedenis):
    """An assignment ends by a date; it is not removed (ALG-2)."""

    form = ToewijzingForm
    list_display = ["gebruiker", "soort", "provincie", "geldig_van", "geldig_tot"]
    list_filter = ["soort", "provincie"]
    list_select_related = ["gebruiker", "provincie"]
    fields = ["gebruiker", "soort", "provincie", "geldig_van", "geldig_tot", "reden"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: Any, obj: Toewijzing, form: Any, change: bool) -> None:
        reden = form.cleaned_data.get("reden", "")
        obj._change_reason = reden  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)
        if not form.veranderd():
            return
        audit.leg_vast(
            "toewijzing_gewijzigd" if change else "toewijzing_gemaakt",
            door=request.user,
            onderwerp=str(obj),
            gegevens={
                "provincie": obj.provincie.code if obj.provincie else None,
                "geldig_van": obj.geldig_van.isoformat(),
                "geldig_tot": obj.geldig_tot.isoformat() if obj.geldig_tot else None,
            },
            reden=reden,
        )
