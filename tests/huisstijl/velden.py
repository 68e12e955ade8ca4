"""Every text field that holds what one side may keep to itself, found by introspection (ZIC-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from django.apps import apps
from django.db.models import Field, Model

from tests.huisstijl.planten import WOORD

TEKST = {"CharField", "TextField", "URLField", "SlugField", "JSONField"}
# Fields that take no word of a person, by the reason why. A field that is planted after all, or
# does not exist, fails; so does one that is neither planted nor listed here.
UITGEZONDERD = {
    "given by the application: a number, a key, a checksum": """
        Vraagstuk.nummer Vraagstuk.bron_sleutel Afspraak.nummer Afspraak.bron_sleutel
        Lijstregel.bron_sleutel Buitenvoortgang.bron_sleutel Feit.kenmerk Feit.url
        Instemming.stand Agendareactie.sha256 Agendaversie.sha256 Akkoord.tekst_sha256
        Arrangementakkoord.inhoud_sha256 Vaststelling.sha256 Editiebestand.sha256
        Inleesbestand.sha256 Achtergrondtaak.sha256 Achtergrondtaak.sleutel
        Achtergrondtaak.pagina
        Stuk.bestand Stuk.mediatype Stuk.sha256
    """,
    "a name out of a fixed list, without choices on the model": """
        Faseovergang.naam Faseovergang.rol Feit.waarde Tekstwijziging.veld Statusovergang.naam
        Statusovergang.rollen Arrangementstap.van Arrangementstap.naar Inleesbestand.soort
        Achtergrondtaak.soort
    """,
    "a sentence of the application about its own checks": """
        Oordeel.machine_zin Opnameoordeel.machine_zin Faseovergang.toets Statusovergang.toets
        Arrangementstap.toets Inleesbestand.meldingen Achtergrondtaak.melding
    """,
    "a word for a stage, a light or a round that everyone sees: nobody types it": """
        Voortgangsstand.ronde Voortgangsstand.stadium_rijk Voortgangsstand.stadium_regio
        Voortgangsstand.licht
    """,
    "only a vague word that stands in the text itself": "Woordkeuze.woord",
    "an arrangement of the first generation, published before this application": """
        Arrangement.bron_url
    """,
    "a frozen copy, made from the fields that are planted": """
        Vaststelling.gegevens Akkoord.gelezen Regelbezwaar.tegen
        Vertrek.aanduiding Vertrek.reden
    """,
    "everyone who takes part sees the same rounds": "Monitorronde.naam",
    "published sources of other programmes, the same for everyone who takes part": """
        Buitenvoortgang.bron_url Buitenvoortgang.peildatum Buitenvoortgang.programma
        Buitenvoortgang.item Buitenvoortgang.status Buitenvoortgang.realisatie
        Buitenvoortgang.voortgang Buitenvoortgang.toelichting Buitenvoortgang.weergave
    """,
    "a file of one person, that nobody else reaches: the files are read apart": """
        Inleesbestand.naam Inleesbestand.rijen Inleesbestand.koppen
        Achtergrondtaak.opschrift Achtergrondtaak.gegevens Achtergrondtaak.bestand
        Achtergrondtaak.bestandsnaam Achtergrondtaak.mediatype
    """,
}


def uitgezonderd() -> set[str]:
    return {naam for namen in UITGEZONDERD.values() for naam in namen.split()}


def beschermde_modellen() -> set[type[Model]]:
    """Models that are asked who may see them, and every model that hangs under one."""
    eigen = {m for m in _modellen() if hasattr(m._default_manager, "for_user")}
    while kinderen := {
        m for m in _modellen() if m not in eigen and eigen & {f.related_model for f in _ouders(m)}
    }:
        eigen |= kinderen
    return eigen


def tekstvelden(model: type[Model]) -> Iterator[Field]:
    for veld in model._meta.concrete_fields:
        if veld.get_internal_type() in TEKST and not veld.choices:
            yield veld


@dataclass
class Vindplaatsen:
    """Per word the fields in the database that hold it, and the page of the row that does."""

    velden: dict[str, set[str]] = field(default_factory=dict)
    paginas: dict[str, set[str]] = field(default_factory=dict)


def vindplaatsen() -> Vindplaatsen:
    """Every table is read, a history and the audit trail too."""
    alles, beschermd = Vindplaatsen(), beschermde_modellen()
    for model in apps.get_models():
        velden = [veld.name for veld in tekstvelden(model)]
        for rij in model._base_manager.order_by() if velden else ():
            for veld in velden:
                for woord in WOORD.findall(str(getattr(rij, veld))):
                    alles.velden.setdefault(woord, set()).add(f"{model.__name__}.{veld}")
                    if model in beschermd and (pagina := _pagina(rij)):
                        pagina = urljoin(pagina, ERNAAST.get(model.__name__, ""))
                        alles.paginas.setdefault(woord, set()).add(pagina)
    return alles


# What stands on a page beside that of what it hangs under.
ERNAAST = {
    "Tekstwijziging": "teksten/",
    "Tekstreactie": "teksten/",
    "Mandaat": "mandaten/",
    "Mandaatwijziging": "mandaten/",
    "Rijksinzet": "rijksinzet/",
    "Triageadvies": "triage/",
    "Accountteamzienswijze": "triage/",
    "Triagebesluit": "triage/",
    "Oordeel": "triage/",
    "Uitkomst": "../uitkomsten/",
}


def _pagina(rij: Model, diepte: int = 3) -> str:
    """The page of a row, or else of what it hangs under."""
    if hasattr(rij, "get_absolute_url"):
        return rij.get_absolute_url().partition("#")[0]
    ouders = (getattr(rij, veld.name) for veld in _ouders(type(rij)) if diepte)
    paginas = (_pagina(ouder, diepte - 1) for ouder in ouders if ouder is not None)
    return next(filter(None, paginas), "")


def _modellen() -> list[type[Model]]:
    eigen = {"novex", "dossiers", "governance", "arrangementen", "monitoring"}
    return [
        m
        for m in apps.get_models()
        if m._meta.app_label in eigen and not m.__name__.startswith("Historical")
    ]


def _ouders(model: type[Model]) -> list[Field]:
    return [v for v in model._meta.concrete_fields if v.many_to_one or v.one_to_one]
