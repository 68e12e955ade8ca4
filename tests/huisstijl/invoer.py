"""What a form needs beyond the first choice and a sentence, per address.

A value may be a function of the world; ``?`` is what stands behind the address.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.documenten import upload
from tests.wereld.gedeeld import tabel
from tests.wereld.hoeken import Wereld, nu, vandaag

LATER = f"{vandaag() + datetime.timedelta(days=60):%d-%m-%Y}"


def _bestand(soort: str) -> Callable[[Wereld], SimpleUploadedFile]:
    return lambda wereld: SimpleUploadedFile(f"{soort}.csv", tabel(soort))


TRIAGE = {"knockout": "doorwerking", "knockout_besluit": "Nota Ruimte"}
INVOER: dict[str, dict[str, Any]] = {
    "dossiers:inlezen": {"bestand": _bestand("vraagstukken")},
    "dossiers:teksten-gezien": {
        "wijzigingen": lambda wereld: str(wereld.gelderland.rij["wijziging"].pk)
    },
    "dossiers:triage-advies": TRIAGE,
    "dossiers:triage-besluit": TRIAGE,
    "dossiers:vraagstuk-overgang": {"aanleiding": "nieuwe_informatie"},
    "dossiers:weging": {"score_meervoudig": "2"},
    "governance:agenda-termijn": {"reageren_tot": lambda wereld: nu()},
    "governance:overleg-nieuw": {"datum": "01-06-2032"},  # in the year of its cyclus
    "governance:erratum": {"toelichting": "Anders dan wat er stond."},
    "governance:overleg-verplaatsen": {"datum": LATER},
    "governance:stuk-nieuw": {"document": lambda wereld: upload()},
    "governance:agendapunt-verplaats": {"richting": "omhoog"},
    "governance:kamerbrief": {"datum": lambda wereld: nu()},
    "governance:lijstregel-verplaats": {"richting": "omhoog"},
    "governance:lijstonderwerp-verplaats": {"richting": "omhoog"},
    "arrangementen:inlezen": {"bestand": _bestand("afspraken")},
    # In or after the year of the afspraak.
    "arrangementen:actie-nieuw": {"termijn": "01-06-2090"},
    "arrangementen:landing": {"uiterlijk": "01-06-2090"},
    "arrangementen:woordkeuze": {"woord": "inzetten op"},
    "arrangementen:afspraak-versie": {"jaar": "2040"},
    "arrangementen:geld": {"bedrag": "1.000"},
    "arrangementen:landing-geland": {"geland_op": lambda wereld: nu()},
    "arrangementen:arrangement-nieuw": {"jaar": "2040"},
    "arrangementen:geen-editie": {"jaar": "2040"},
    "arrangementen:opname-nieuw": {
        "?": lambda wereld: f"?vraagstuk={wereld.gelderland.vraagstuk['besluit'].pk}"
    },
    "arrangementen:afspraak-verplaats": {"richting": "omhoog"},
    "arrangementen:afspraak-overnemen": {"formuliersleutel": "geen"},
    "monitoring:inlezen": {"bestand": _bestand("monitor")},
    "monitoring:ronde-nieuw": {"naam": "Voorjaarsronde", "jaar": "2040"},
    "monitoring:ronde-sluiten": {"formuliersleutel": "geen"},
}
