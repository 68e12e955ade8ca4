"""Names in the order of the alphabet, whatever collation the database was made with."""

from __future__ import annotations

from django.db.models import F, Func, Value
from django.db.models.functions import Coalesce, Lower, NullIf

# Each letter and the one it is filed under; capitals too, as lower() may not know É.
MET_TEKEN = "áàâäãåçéèêëíìîïñóòôöõúùûüýÿÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝ"
ZONDER = "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY"


def alfabetisch(veld: str | Coalesce) -> Lower:
    """Sort on this: "Élan" stands before "zebra", and "de" beside "De"."""
    kaal = Func(F(veld) if isinstance(veld, str) else veld, Value(MET_TEKEN), Value(ZONDER),
                function="translate")  # fmt: skip
    return Lower(kaal)


def op_roepnaam() -> Lower:
    """Organisaties in the order of what a list shows: the abbreviation, or else the name."""
    return alfabetisch(Coalesce(NullIf(F("afkorting"), Value("")), F("naam")))
