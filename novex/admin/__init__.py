"""Beheer: reference data, accounts and assignments, for beheerders only."""

from . import accounts, criteria, referentie
from .basis import beheer

__all__ = ["accounts", "beheer", "criteria", "referentie"]
