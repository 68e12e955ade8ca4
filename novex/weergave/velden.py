"""How one form field looks: which parts it shows and how they refer to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from novex.weergave.fouten import anker

KLASSEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, "nx-bestand"),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
BREEDTES = ("kort", "middel", "lang", "vol")


@dataclass(frozen=True)
class Optie:
    """One choice of a radio or checkbox group."""

    id: str
    naam: str
    waarde: str
    label: str
    gekozen: bool
    uit: bool


@dataclass(frozen=True)
class Veld:
    """All that the template needs of one field; ``basis`` starts the ids of its parts."""

    id: str
    basis: str
    label: str
    eis: str
    vorm: str
    beschrijving: str
    hints: list[str]
    fouten: list[str]
    beschreven_door: str
    maximum: int | None = None
    invoer: SafeString | str = ""
    type: str = ""
    opties: list[Optie] = field(default_factory=list)


def veldweergave(veld: BoundField, *, markering: bool = True, **keuzes: Any) -> Veld:
    """Work out the parts of a field; ``keuzes``: label, beschrijving, breedte, rijen.

    Without ``markering`` (filters) nothing is said about required, and hints are short.
    """
    widget = veld.field.widget
    vorm = _vorm(veld)
    maximum = _maximum(veld)
    hints = _hints(veld, maximum) if markering else _korte_hints(veld)
    beschrijving = str(keuzes.get("beschrijving") or veld.help_text or "")
    fouten = [str(fout) for fout in veld.errors]
    delen = [(beschrijving, "helptext"), (hints, "hint"), (fouten, "error")]
    beschreven_door = " ".join(f"{veld.auto_id}_{naam}" for inhoud, naam in delen if inhoud)
    groep = vorm == "groep"
    return Veld(
        id=veld.auto_id if groep else anker(veld),
        basis=veld.auto_id,
        label=str(keuzes.get("label") or veld.label),
        eis=_eis(veld) if markering else "",
        vorm=vorm,
        beschrijving=beschrijving,
        hints=hints,
        fouten=fouten,
        beschreven_door=beschreven_door,
        maximum=maximum,
        invoer="" if groep else veld.as_widget(attrs=_attrs(veld, beschreven_door, keuzes)),
        type=getattr(widget, "input_type", ""),
        opties=[_optie(keuze) for keuze in veld.subwidgets] if groep else [],
    )


def _vorm(veld: BoundField) -> str:
    widget = veld.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "groep"
    if isinstance(widget, forms.CheckboxInput):
        return "vinkje"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return "samengesteld"
    return "enkel"


def _eis(veld: BoundField) -> str:
    if veld.field.disabled:
        return "(niet te wijzigen)"
    return "(verplicht)" if veld.field.required else "(optioneel)"


def _maximum(veld: BoundField) -> int | None:
    """The page limit of a long text (ALG-1); short inputs stop by themselves."""
    if not isinstance(veld.field.widget, forms.Textarea):
        return None
    lengte = veld.field.widget.attrs.get("maxlength") or getattr(veld.field, "max_length", None)
    return int(lengte) if lengte else None


def _hints(veld: BoundField, maximum: int | None) -> list[str]:
    """What the input expects, said before the user starts."""
    hints: list[str] = []
    if isinstance(veld.field, forms.DateField):
        hints.append("Schrijf de datum als dd-mm-jjjj, bijvoorbeeld 28-11-2026.")
    if isinstance(veld.field, forms.DateTimeField):
        hints.append("Schrijf dit als dd-mm-jjjj uu:mm, bijvoorbeeld 28-11-2026 09:30.")
    if isinstance(veld.field.widget, forms.FileInput):
        hints.extend(_bestandshints(veld))
    if maximum:
        hints.append(f"Maximaal {maximum} tekens.")
    return hints


def _korte_hints(veld: BoundField) -> list[str]:
    return ["dd-mm-jjjj"] if isinstance(veld.field, forms.DateField) else []


def _bestandshints(veld: BoundField) -> list[str]:
    attrs = veld.field.widget.attrs
    hints = []
    if soorten := str(attrs.get("accept", "")):
        namen = [soort.strip().lstrip(".").upper() for soort in soorten.split(",")]
        hints.append(f"Toegestaan: {', '.join(namen)}.")
    if megabytes := attrs.get("data-max-mb"):
        hints.append(f"Een bestand mag hoogstens {megabytes} MB groot zijn.")
    return hints


def _attrs(veld: BoundField, beschreven_door: str, keuzes: dict[str, Any]) -> dict[str, Any]:
    widget = veld.field.widget
    klassen = [str(widget.attrs.get("class", ""))]
    klassen.append(next((naam for soort, naam in KLASSEN if isinstance(widget, soort)), ""))
    if keuzes.get("breedte") in BREEDTES:
        klassen.append(f"nx-{keuzes['breedte']}")
    elif isinstance(veld.field, forms.DateField | forms.DateTimeField | forms.IntegerField):
        klassen.append("nx-kort")
    if veld.errors:
        klassen.extend(f"{naam}--invalid" for naam in klassen[1].split()[:1])
    attrs: dict[str, Any] = {"class": " ".join(filter(None, klassen))}
    if beschreven_door:
        attrs["aria-describedby"] = beschreven_door
    if isinstance(widget, forms.Textarea):
        # The browser would cut a pasted text without a word; the server says it instead.
        attrs["maxlength"] = False
        attrs["rows"] = keuzes.get("rijen") or _rijen(veld)
    if isinstance(veld.field, forms.DateField):
        attrs |= {"autocomplete": widget.attrs.get("autocomplete", "off"), "data-datum": "ja"}
    return attrs


def _rijen(veld: BoundField) -> int:
    rijen = int(veld.field.widget.attrs.get("rows", 10))
    # Ten is what Django gives when nobody chose: too high for a dense form.
    return 5 if rijen == 10 else rijen


def _optie(keuze: BoundWidget) -> Optie:
    attrs = keuze.data["attrs"]
    return Optie(
        id=keuze.id_for_label,
        naam=keuze.data["name"],
        waarde=str(keuze.data["value"]),
        label=str(keuze.data["label"]),
        gekozen=bool(keuze.data["selected"]),
        uit=bool(attrs.get("disabled")),
    )
