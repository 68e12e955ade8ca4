"""Settings from the environment; a missing or wrong value stops the start."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def tekst(naam: str, standaard: str | None = None) -> str:
    """The value as it is; empty counts as missing."""
    waarde = os.environ.get(naam, "").strip() or standaard
    if waarde is None:
        raise ImproperlyConfigured(
            f"Omgevingsvariabele {naam} ontbreekt. Zet een waarde en start opnieuw."
        )
    return waarde


def keuze(naam: str, keuzes: tuple[str, ...], standaard: str | None = None) -> str:
    waarde = tekst(naam, standaard)
    if waarde not in keuzes:
        raise ImproperlyConfigured(f"{naam}={waarde!r} kan niet. Kies uit: {', '.join(keuzes)}.")
    return waarde


def vlag(naam: str, standaard: str = "nee") -> bool:
    return keuze(naam, ("ja", "nee"), standaard) == "ja"


def getal(naam: str, standaard: str, *, minimaal: int = 0) -> int:
    waarde = tekst(naam, standaard)
    if not waarde.isascii() or not waarde.isdigit() or int(waarde) < minimaal:
        raise ImproperlyConfigured(
            f"{naam}={waarde!r} kan niet. Geef een heel getal van {minimaal} of hoger."
        )
    return int(waarde)


def lijst(naam: str, standaard: str | None = None) -> list[str]:
    """Parts between commas, without spaces around them."""
    delen = [deel.strip() for deel in tekst(naam, standaard).split(",")]
    return [deel for deel in delen if deel]


def pad(naam: str, standaard: str | None = None) -> Path:
    waarde = Path(tekst(naam, standaard))
    if not waarde.is_absolute():
        raise ImproperlyConfigured(f"{naam}={str(waarde)!r} kan niet. Geef een volledig pad.")
    return waarde


def database(naam: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name``; ``?host=/folder`` for a socket."""
    url = tekst(naam)
    try:
        delen = urlsplit(url)
        poort = delen.port
    except ValueError:
        delen, poort = urlsplit(""), None
    opties = dict(parse_qsl(delen.query))
    host = opties.pop("host", "") or unquote(delen.hostname or "")
    db = unquote(delen.path.lstrip("/"))
    if delen.scheme not in {"postgresql", "postgres"} or not db or not host:
        # Without the value: it may hold a password.
        raise ImproperlyConfigured(
            f"{naam} kan niet. Gebruik postgresql://gebruiker:wachtwoord@host:poort/naam."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": db,
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": host,
        "PORT": str(poort or opties.pop("port", "")),
        "OPTIONS": opties,
    }


def redis(naam: str) -> str:
    url = tekst(naam)
    if urlsplit(url).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured(f"{naam} kan niet. Gebruik redis://:wachtwoord@host:poort/0.")
    return url
