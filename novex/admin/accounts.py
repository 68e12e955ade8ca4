"""Accounts and assignments: who may do what, from when to when (ROL-1, ROL-5, ZIC-5)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from novex import audit
from novex.forms import SchoonMixin
from novex.models import Gebruiker, Toewijzing
from novex.rechten import Rol

from .basis import Beheerklasse, MetReden, beheer

MAG_ANDERS = "U verandert wat iemand mag. Schrijf op waarom."


class GebruikerForm(MetReden):
    """An account: who it is, for which organisatie, in which roles (ROL-1)."""

    wegens = ("rollen", "organisatie", "is_active")
    zonder_reden = MAG_ANDERS
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
class GebruikerAdmin(Beheerklasse, UserAdmin):
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
        super().save_model(request, obj, form, change)
        naar = _rechten_van(obj)
        if van != naar:
            audit.leg_vast(
                "rechten_gewijzigd" if oud else "account_gemaakt",
                door=request.user,
                onderwerp=obj.username,
                gegevens={"van": van, "naar": naar},
                reden=form.cleaned_data.get("reden", ""),
            )


class ToewijzingForm(MetReden):
    """Who keeps which provincie or sits at the regietafel (ROL-5)."""

    zonder_reden = MAG_ANDERS


@admin.register(Toewijzing, site=beheer)
class ToewijzingAdmin(Beheerklasse):
    """An assignment ends by a date; it is not removed (ALG-2)."""

    form = ToewijzingForm
    list_display = ["gebruiker", "soort", "provincie", "geldig_van", "geldig_tot"]
    list_filter = ["soort", "provincie"]
    list_select_related = ["gebruiker", "provincie"]
    fields = ["gebruiker", "soort", "provincie", "geldig_van", "geldig_tot", "reden"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: Any, obj: Toewijzing, form: Any, change: bool) -> None:
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
            reden=form.cleaned_data.get("reden", ""),
        )
