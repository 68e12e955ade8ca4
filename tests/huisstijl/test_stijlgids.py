"""The style guide shows every component in every state, so that a new one cannot stay out."""

import re
from typing import get_args, get_type_hints

import pytest
from django.conf import settings
from django.test import Client, override_settings

from novex.models import Achtergrondtaak
from novex.templatetags.componenten import AANHEF, BERICHTSOORT, TEKENS, register
from novex.templatetags.formulieren import KNOPSOORTEN
from novex.weergave.onderdelen import Fasestap

ONDERDELEN = settings.BASE_DIR / "templates/componenten"
STANDEN = get_args(get_type_hints(Fasestap)["stand"])
# What else a component can look like, by what then stands on the page.
OOK = {
    "a post button": 'class="nx-postknop"',
    "a field that is off": " disabled",
    "a danger form": "Vraagstuk beëindigen",
    "an error of the form as a whole": "De agenda is al verzonden.",
    "the error summary": 'id="foutoverzicht"',
    "several rows at once": "nx-formsetdeel",
    "one blocker alone": "Er is nog 1 punt nodig.",
    "several blockers": "Er zijn nog 2 punten nodig.",
    "details that are open": '<details class="nx-uitklap" open>',
    "details that are closed": '<details class="nx-uitklap">',
    "a hidden head": '<th scope="col"> <span class="visueel-verborgen">',
    "a matrix": "nx-tabel--matrix",
    "a link elsewhere": 'rel="noreferrer"',
    "a moment without a date": "Nog geen datum",
    "rows in a moment": "nx-tijdlijn__regels",
    "who is logged in": "nx-gebruiker",
    "a demo account": "als demo-account",
}


@pytest.fixture(scope="module")
def bladen():
    """The page in each of its three forms; it asks the database nothing."""
    with override_settings(NOVEX_DEMO=True, ROOT_URLCONF="tests.urls_demo"):
        return [Client().get(f"/stijlgids/{query}") for query in ("", "?fouten=ja", "?ingelogd=ja")]


@pytest.fixture(scope="module")
def html(bladen):
    return re.sub(r"\s+", " ", "".join(blad.content.decode() for blad in bladen))


def test_every_component_is_on_the_page(bladen):
    """Each template of the library was rendered, and each tag was called from one that was."""
    gebruikt = {sjabloon.name: sjabloon.source for blad in bladen for sjabloon in blad.templates}
    namen = {f"componenten/{pad.name}" for pad in ONDERDELEN.glob("*.html")}
    # A field by itself, ``{{ field.as_field_group }}``: the same tag as in a whole form.
    assert namen - set(gebruikt) == {"componenten/form_veld.html"}
    bron = "".join(gebruikt.values())
    assert [tag for tag in register.tags if not re.search(rf"{{% {tag}\b", bron)] == []


def test_every_kind_is_on_the_page(html):
    """What a component can be, read from the tables of the components themselves."""
    soorten = [
        *(f"nx-badge--{soort}" for soort in TEKENS),
        *(f"nx-kaart--{soort}" for soort in TEKENS),
        *(f"nx-tijdlijn__punt--{soort}" for soort in TEKENS),
        *(f"nx-melding--{soort}" for soort in (*AANHEF, *BERICHTSOORT.values())),
        *(f"nx-stapper__stap--{stand}" for stand in STANDEN),
        *KNOPSOORTEN.values(),
    ]
    assert [soort for soort in soorten if soort not in html] == []


def test_every_state_of_work_in_the_background_is_on_the_page(html):
    """A queue, a bar, a file and a failure with its button."""
    stand = Achtergrondtaak.Status
    woorden = {
        stand.WACHT: f"{stand.WACHT.label}: 0 procent",
        stand.BEZIG: f"{stand.BEZIG.label}: 40 procent",
        stand.KLAAR: "Het bestand is klaar.",
        stand.MISLUKT: "Dit is niet gelukt.",
    }
    assert set(woorden) == set(stand)
    assert [zin for zin in woorden.values() if zin not in html] == []
    assert "Vraag het bestand opnieuw aan</button>" in html.replace(" </button>", "</button>")


def test_what_a_component_can_also_be_is_on_the_page(html):
    assert [stand for stand, bron in OOK.items() if bron not in html] == []
