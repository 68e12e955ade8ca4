"""System checks: combinations of settings that may not go together."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error


def demo_niet_in_productie(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo accounts log in with one click: never on a real server (ROL-1)."""
    if not (settings.PRODUCTIE and settings.NOVEX_DEMO):
        return []
    return [
        Error(
            "NOVEX_DEMO=ja kan niet samen met NOVEX_OMGEVING=productie.",
            hint="Zet NOVEX_DEMO=nee: met demo-accounts logt iedereen in zonder wachtwoord.",
            id="novex.E001",
        )
    ]


def debug_niet_in_productie(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Debug pages show settings and data of whoever meets an error."""
    if not (settings.PRODUCTIE and settings.DEBUG):
        return []
    return [
        Error(
            "NOVEX_DEBUG=ja kan niet samen met NOVEX_OMGEVING=productie.",
            hint="Zet NOVEX_DEBUG=nee: foutpagina's laten anders gegevens zien.",
            id="novex.E002",
        )
    ]


def alleen_eigen_hosts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A wildcard host lets anyone make links to another site in our mails."""
    if not (settings.PRODUCTIE and "*" in settings.ALLOWED_HOSTS):
        return []
    return [
        Error(
            "NOVEX_HOSTS=* kan niet samen met NOVEX_OMGEVING=productie.",
            hint="Noem de namen van deze website, met komma's ertussen.",
            id="novex.E003",
        )
    ]


CHECKS = (demo_niet_in_productie, debug_niet_in_productie, alleen_eigen_hosts)
