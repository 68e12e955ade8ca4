"""What the world consists of: its people, and per provincie everything by name."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from novex.models import Gebruiker, Organisatie, Provincie


def vandaag() -> datetime.date:
    """Today, asked anew each time: the tests may run through midnight."""
    return timezone.localdate()


def nu() -> str:
    """Today as a person types it."""
    return f"{vandaag():%d-%m-%Y}"


@dataclass
class Hoek:
    """Everything of one provincie, by name."""

    provincie: Provincie
    provinciaal: Gebruiker
    signaal: dict[str, Any] = field(default_factory=dict)
    vraagstuk: dict[str, Any] = field(default_factory=dict)
    overleg: dict[str, Any] = field(default_factory=dict)
    punt: dict[str, Any] = field(default_factory=dict)
    afspraak: dict[str, Any] = field(default_factory=dict)
    arrangement: dict[str, Any] = field(default_factory=dict)
    rij: dict[str, Any] = field(default_factory=dict)

    @property
    def organisatie(self) -> Organisatie:
        return self.provincie.organisatie


@dataclass
class Wereld:
    personen: dict[str, Gebruiker]
    gelderland: Hoek
    drenthe: Hoek
    verborgen: Hoek
    rij: dict[str, Any] = field(default_factory=dict)
