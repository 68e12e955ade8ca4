"""Logging in with allauth, in our own words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest


class Inlogadapter(DefaultAccountAdapter):
    """No sign-up: a beheerder makes accounts. Messages say what to do and address with u."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. "
            "Controleer beide en probeer het opnieuw."
        ),
        "account_inactive": "Dit account is uitgeschakeld. Vraag een beheerder om hulp.",
        "too_many_login_attempts": (
            "U heeft te vaak geprobeerd in te loggen. Wacht vijf minuten en probeer het opnieuw."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Inlogformulier(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, label in (("login", "Gebruikersnaam"), ("password", "Wachtwoord")):
            veld = self.fields[naam]
            veld.label = label
            veld.widget.attrs.pop("placeholder", None)
            veld.error_messages["required"] = f"Vul uw {label.lower()} in."
