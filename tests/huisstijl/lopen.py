"""Walking the application: every address, every person, and what a form of a page would post."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.wereld.hoeken import Hoek, Wereld, vandaag

ZIN = "Zoals wij samen hebben besproken."
# What a refused request may leave behind: its trace (ZIC-5).
SPOOR = {"novex_auditregel"}
SAVEPOINT = re.compile(r"(RELEASE |ROLLBACK TO )?SAVEPOINT")
SCHRIJFT = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def adressen(resolver: URLResolver | None = None, app: str = "") -> Iterator[str]:
    """The name of every address but those of the admin, which has a walk of its own."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if isinstance(patroon, URLResolver):
            if patroon.namespace != "admin":
                yield from adressen(patroon, patroon.namespace or app)
        elif isinstance(patroon, URLPattern):
            yield f"{app}:{patroon.name}" if app else str(patroon.name)


def zoek_op(wereld: Wereld, pad: str) -> Any:
    """``G.vraagstuk.beeld`` is a row of Gelderland, ``rij.taak`` one of nobody in particular."""
    if pad.isdecimal():
        return int(pad)
    eerste, _, rest = pad.partition(".")
    hoeken = {"G": wereld.gelderland, "D": wereld.drenthe, "X": wereld.verborgen}
    if eerste == "rij":
        return getattr(wereld.rij[rest.replace("_", " ")], "pk", None)
    hoek: Hoek | None = hoeken.get(eerste)
    if hoek is None:
        return pad
    soort, _, naam = rest.partition(".")
    return getattr(hoek, soort)[naam.replace("_", " ")].pk


def browsers(wereld: Wereld) -> dict[str, Client]:
    """A browser per person; "iemand" is not logged in."""
    gevonden = {"iemand": Client()}
    for naam, persoon in wereld.personen.items():
        gevonden[naam] = Client()
        gevonden[naam].force_login(persoon)
    return gevonden


@dataclass
class Gedaan:
    """What requests did to the database: tables written to, or tried, and questions asked."""

    tabellen: set[str] = field(default_factory=set)
    vragen: int = 0


@contextlib.contextmanager
def stap_voor_stap() -> Iterator[Callable[[], Gedaan]]:
    """Undo as you go: each call says what was done since the call before.

    One savepoint serves all steps, and a step that wrote nothing costs nothing.
    """
    gedaan = Gedaan()

    def kijk_mee(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        gedaan.vragen += not SAVEPOINT.match(sql)
        if gevonden := SCHRIJFT.match(sql):
            gedaan.tabellen.add(gevonden[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(kijk_mee):
        begin = transaction.savepoint()

        def draai_terug() -> Gedaan:
            nonlocal gedaan
            stap = gedaan
            if stap.tabellen:
                transaction.savepoint_rollback(begin)
            gedaan = Gedaan()
            return stap

        yield draai_terug
        transaction.set_rollback(True)


@contextlib.contextmanager
def teruggedraaid() -> Iterator[None]:
    """Undo what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def formulier_van(response: Any) -> forms.BaseForm | None:
    """The form that a page shows, if it shows one."""
    form = (response.context or {}).get("form") if response.status_code == 200 else None
    return form if isinstance(form, forms.BaseForm) else None


def ingevuld(form: forms.BaseForm, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a browser would post: what stands there, and something for what must be filled."""
    data: dict[str, Any] = {}
    for veld in form:
        waarde = _als_tekst(veld.value(), veld.field)
        if veld.field.required and waarde in ("", [], None):
            waarde = _iets_voor(veld.field)
        if waarde not in (None, "", []):
            data[veld.html_name] = waarde
    return data | (extra or {})


def _als_tekst(waarde: Any, veld: forms.Field) -> Any:
    if isinstance(waarde, datetime.date):
        return f"{waarde:%d-%m-%Y}"
    if isinstance(waarde, bool) and isinstance(veld, forms.BooleanField):
        return "on" if waarde else ""
    if isinstance(waarde, (list, tuple, set)):
        return [_als_tekst(deel, veld) for deel in waarde]
    return getattr(waarde, "pk", waarde)


def _iets_voor(veld: forms.Field) -> Any:
    if isinstance(veld, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return [_eerste_keuze(veld)]
    if isinstance(veld, (forms.ChoiceField, forms.ModelChoiceField)):
        return _eerste_keuze(veld)
    if isinstance(veld, forms.FileField):
        return SimpleUploadedFile("tabel.csv", b"naam\nwaarde\n", content_type="text/csv")
    if isinstance(veld, forms.BooleanField):
        return "on"
    if isinstance(veld, forms.IntegerField):
        return str(veld.min_value or 1)
    if "datum" in type(veld).__name__.lower() or isinstance(veld, forms.DateField):
        return f"{vandaag() + datetime.timedelta(days=30):%d-%m-%Y}"
    if isinstance(veld, forms.CharField):
        return ZIN[: veld.max_length] if veld.max_length else ZIN
    return "1"


def _eerste_keuze(veld: Any) -> str:
    waarden = [str(waarde) for waarde, _ in veld.choices if str(waarde)]
    return waarden[0] if waarden else ""
