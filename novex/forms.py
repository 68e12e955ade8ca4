"""What every form shares: refusals in place, stale forms, choices that hold today, clean text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import ModelFormMetaclass
from django.forms.utils import pretty_name
from django.utils import timezone
from django.utils.choices import flatten_choices

from novex.alfabet import op_roepnaam
from novex.hoofdletters import zonder_hoofdletter
from novex.maanden import MAANDEN
from novex.models import Gebruiker
from novex.models.bewerkbaar import Bewerkbaar
from novex.models.organisatie import Organisatie, Referentie

DATUM_FORMATEN = ["%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
DATUM_IN_WOORDEN = re.compile(r"(?P<dag>[0-9]{1,2}) (?P<maand>[a-z]+)\.? (?P<jaar>[0-9]{4})")
STREEPJES = "---------"
# Controls, what turns the direction of writing or cannot be seen, and halves of pairs.
STUURTEKENS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
EERSTE_DATUM, LAATSTE_DATUM = datetime.date(1950, 1, 1), datetime.date(2150, 12, 31)


class Verouderd(Exception):
    """Someone else changed the row since this form was opened; becomes the 409 page.

    ``ingevuld`` is a list of (label, typed text), so that nothing typed is lost.
    """

    def __init__(self, instance: Bewerkbaar, ingevuld: list[tuple[str, str]]) -> None:
        super().__init__(str(instance))
        self.instance = instance
        self.ingevuld = ingevuld


class Achterhaald(Exception):
    """What is asked cannot be done any more, as the sentence tells.

    ``terug`` is the page that shows how it stands now. Where something was typed this becomes the
    409 page, which keeps it; else it is a message on ``terug``.
    """

    def __init__(self, zin: str, *, terug: str) -> None:
        super().__init__(zin)
        self.terug = terug


class Nieuwer(ValidationError):
    """There is something newer than what was read; the page shows it, and the form is then about
    that: its hidden fields take what they would begin with now."""


@contextmanager
def weigering_op(form: forms.BaseForm) -> Iterator[None]:
    """Show a refusal from inside the block on the form, and go on after the block.

    An error on a field that the form does not have is shown above the form. What is missing goes
    to the field that its code names: "reden_ontbreekt" to the reden.
    """
    try:
        yield
    except ValidationError as weigering:
        if hasattr(weigering, "error_dict"):
            for veld, fouten in weigering.error_dict.items():
                form.add_error(veld if veld in form.fields else None, fouten)
        else:
            for fout in weigering.error_list:
                form.add_error(_veld_van(fout, form), fout)
        if isinstance(weigering, Nieuwer):
            form.data = _over_wat_er_nu_is(form)


def _veld_van(fout: ValidationError, form: forms.BaseForm) -> str | None:
    veld, _, wat = (fout.code or "").rpartition("_")
    zichtbaar = veld in form.fields and not form.fields[veld].widget.is_hidden
    return veld if wat == "ontbreekt" and zichtbaar else None


def _over_wat_er_nu_is(form: forms.BaseForm) -> Any:
    """What was sent, with in the hidden fields what they begin with now."""
    data: Any = form.data
    data = data.copy()
    verborgen = [naam for naam, veld in form.fields.items() if veld.widget.is_hidden]
    for naam in verborgen:
        nu = form.get_initial_for_field(form.fields[naam], naam)
        data[form.add_prefix(naam)] = "" if nu is None else nu
    return data


def schoon(tekst: str) -> str:
    """Text without control characters, in one spelling; newlines and tabs stay.

    What turns the direction of writing goes too: it would turn what stands after the text.
    """
    tekst = unicodedata.normalize("NFC", tekst.replace("\r\n", "\n").replace("\r", "\n"))
    return STUURTEKENS.sub("", tekst)


class Datumveld(forms.DateField):
    """A date typed as dd-mm-jjjj, within years that can be meant."""

    widget = forms.DateInput(format="%d-%m-%Y", attrs={"placeholder": "dd-mm-jjjj"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DATUM_FORMATEN)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = (
            "Deze datum bestaat niet of is niet te lezen. Schrijf dag, maand en jaar, zoals "
            "31-12-2026."
        )

    def to_python(self, value: Any) -> datetime.date | None:
        """Also with the month in words, as 1 maart 2027."""
        if isinstance(value, str) and (m := DATUM_IN_WOORDEN.fullmatch(value.strip().lower())):
            value = f"{m['dag']}-{MAANDEN.get(m['maand'], 0)}-{m['jaar']}"
        return super().to_python(value)

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value and not EERSTE_DATUM <= value <= LAATSTE_DATUM:
            raise ValidationError(
                "Dit jaar kan niet bedoeld zijn. Kies een jaar van 1950 tot en met 2150.",
                code="datum_buiten_bereik",
            )


class SchoonMixin:
    """Cleans every typed text, offers what holds today, and speaks B1 Dutch.

    What has ended is no new choice; on a row that has it already it stays (REF-2).
    """

    # A filter finds old rows too.
    ook_vervallen = False

    # Any: a field of a model form has a queryset, one of a choice its choices.
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veldnaam, veld in self.fields.items():
            self._beperk(veldnaam, veld)
            label = str(veld.label or pretty_name(veldnaam)).strip(" ?.")
            naam = zonder_hoofdletter(label)
            _zet(veld, "required", f"Dit is nog leeg: {naam}. Vul het in of maak een keuze.")
            _zet(veld, "invalid_choice", f"Deze keuze kan niet bij {naam}. Kies uit de lijst.")
            _zet(veld, "invalid_list", f"Deze keuze kan niet bij {naam}. Kies uit de lijst.")
            _zet(veld, "invalid_pk_value", f"Deze keuze kan niet bij {naam}. Kies uit de lijst.")
            for code, kant in (("min_value", "hoger"), ("max_value", "lager")):
                zin = f"Vul bij {naam} een getal van %(limit_value)s of {kant} in."
                veld.error_messages.setdefault(code, zin)
            if isinstance(veld, forms.CharField) and veld.max_length:
                _zet(
                    veld,
                    "max_length",
                    f"Deze tekst is te lang. Gebruik hooguit {veld.max_length} tekens.",
                )

    def __getitem__(self, naam: str) -> Any:
        """A field to show; only now it is known whether it may stay empty."""
        if naam in self.fields:
            _zeg_leeg(self.fields[naam])
        return super().__getitem__(naam)  # type: ignore[misc]

    def _beperk(self, naam: str, veld: forms.Field) -> None:
        """Leave out of this choice what does not hold today, but for what stands there now."""
        if not isinstance(veld, forms.ModelChoiceField) or veld.queryset is None:
            return
        if not issubclass(veld.queryset.model, Referentie):
            return
        veld.label_from_instance = _met_einde  # type: ignore[method-assign, assignment]
        rijen: Any = veld.queryset
        if rijen.model is Organisatie:
            veld.queryset = rijen = rijen.order_by(op_roepnaam(), "pk")
        if not self.ook_vervallen:
            veld.queryset = rijen.te_kiezen(timezone.localdate(), self._opgeslagen(naam))

    def _opgeslagen(self, naam: str) -> Any:
        """The keys that the row of this form holds for a field, as a query or a list."""
        instance = getattr(self, "instance", None)
        if instance is None or instance.pk is None:
            return []
        if hasattr(instance, f"{naam}_id"):  # without reading the row it points to
            return [getattr(instance, f"{naam}_id")]
        return getattr(instance, naam).values("pk") if hasattr(instance, naam) else []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc]
        for naam, waarde in list(data.items()):
            if isinstance(waarde, str):
                data[naam] = schoon(waarde)
                if waarde and not data[naam].strip():
                    self._zeg_onzichtbaar(naam, data)
        return data

    def _zeg_onzichtbaar(self, naam: str, data: dict[str, Any]) -> None:
        """What nobody can see is nothing: refused as empty where the field asks for something."""
        data[naam] = ""
        veld = self.fields[naam]
        if veld.required:
            leeg = ValidationError(veld.error_messages["required"], code="required")
            self.add_error(naam, leeg)  # type: ignore[attr-defined]


def _met_einde(rij: Referentie) -> str:
    """The name in a list of choices; a name that ended says so, as a later one may be the same."""
    if rij.geldig_tot and rij.geldig_tot < timezone.localdate():
        return f"{rij} (tot en met {rij.geldig_tot:%d-%m-%Y})"
    return str(rij)


def _zeg_leeg(veld: Any) -> None:
    """The choice of nothing in words; a form may have said it better itself."""
    leeg = "Maak een keuze" if veld.required else "Geen"
    if isinstance(veld, forms.ModelChoiceField):
        if veld.empty_label == STREEPJES:
            veld.empty_label = leeg
    elif isinstance(veld, forms.ChoiceField) and not callable(veld.choices):
        keuzes = list(veld.choices)
        if keuzes and keuzes[0] == ("", STREEPJES):
            # Radio buttons that must be chosen show by themselves that nothing is chosen yet.
            los = veld.required and isinstance(veld.widget, forms.RadioSelect)
            veld.choices = [*([] if los else [("", leeg)]), *keuzes[1:]]


def _zet(veld: forms.Field, code: str, zin: str) -> None:
    """Replace Django's own sentence, but keep one that the form gave."""
    standaard: dict[str, Any] = {}
    for klasse in reversed(type(veld).__mro__):
        standaard.update(getattr(klasse, "default_error_messages", {}))
    nu = veld.error_messages.get(code)
    if nu is not None and str(nu) == str(standaard.get(code)):
        veld.error_messages[code] = zin
    if code == "max_length":
        for validator in veld.validators:
            if getattr(validator, "code", "") == "max_length":
                setattr(validator, "message", zin)  # noqa: B010


class Formulier(SchoonMixin, forms.Form):
    """A form of this application."""


def _veld(veld: models.Field, **kwargs: Any) -> forms.Field | None:
    if isinstance(veld, models.DateField) and not isinstance(veld, models.DateTimeField):
        kwargs["form_class"] = Datumveld
    return veld.formfield(**kwargs)


class _Modelformulier(ModelFormMetaclass):
    """Every model form takes its fields in the same way: Django reads that from each Meta."""

    def __new__(mcs, naam: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        if meta := attrs.get("Meta"):
            meta.formfield_callback = _veld
        return super().__new__(mcs, naam, bases, attrs)


class Modelformulier(SchoonMixin, forms.ModelForm, metaclass=_Modelformulier):
    """A form that shows model fields; a service saves them."""


class WijzigForm(Modelformulier):
    """Saves the fields of this form and leaves the rest of the row alone.

    The row carries a ``versie`` (Bewerkbaar). A form that was opened before someone else
    saved is refused with ``Verouderd``, and keeps what was typed (409).
    """

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versie"].initial = self.instance.versie
        self.initial["versie"] = self.instance.versie

    @transaction.atomic
    def bewaar(self, *, door: Gebruiker) -> Any:
        """Save; refuse a stale form, and an edit that takes the row out of one's own sight.

        Raises ``Verouderd`` (409) or ``ValidationError`` with code ``buiten_eigen_zicht``.
        """
        manager = type(self.instance)._default_manager
        nu = manager.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if nu.versie != self.cleaned_data["versie"]:
            raise Verouderd(nu, self.ingevuld())
        instance = self.save(commit=False)
        instance.versie = nu.versie + 1
        instance.gewijzigd_door = door
        instance._history_user = door
        columns = {field.name for field in instance._meta.concrete_fields}
        eigen = columns.intersection(self.Meta.fields)  # type: ignore[attr-defined]
        instance.save(update_fields=eigen | {"versie", "gewijzigd_door", "gewijzigd_op"})
        self.save_m2m()
        if not manager.for_user(door).filter(pk=instance.pk).exists():
            raise ValidationError(
                "Met deze wijziging ziet u dit zelf niet meer. Laat uw eigen provincie staan.",
                code="buiten_eigen_zicht",
            )
        return instance

    def ingevuld(self) -> list[tuple[str, str]]:
        """What was typed and chosen, in words, to show again on the 409 page."""
        return in_woorden(self, zonder="versie")


def in_woorden(form: forms.BaseForm, *, zonder: str) -> list[tuple[str, str]]:
    """Per field its label and what was typed or chosen there; nothing of data that is no form."""
    return [
        (str(veld.label or naam), ", ".join(_in_woorden(veld, waarden)))
        for naam, veld in form.fields.items()
        if naam != zonder and hasattr(form.data, "getlist")
        for waarden in [form.data.getlist(form.add_prefix(naam))]
    ]


def _in_woorden(veld: forms.Field, waarden: list[str]) -> list[str]:
    """A choice as the form names it; what is no choice as it was typed."""
    if isinstance(veld, forms.BooleanField):
        return ["ja"] if any(waarden) else []
    if not isinstance(veld, forms.ChoiceField):
        return waarden
    keuzes: Any = veld.choices
    vlak: Iterator[tuple[Any, Any]] = flatten_choices(keuzes)
    namen = {str(waarde): str(naam) for waarde, naam in vlak}
    return [namen.get(waarde, waarde) for waarde in waarden]
