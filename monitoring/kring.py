"""What somebody works on: the "kring", inside all that somebody may see.

An accounthouder works on the assigned provincies, a department on what it is involved in; a
provincie, the regietafel and VRO-staf on all that they see.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dossiers.models import Vraagstuk
from dossiers.querysets import VraagstukQuerySet
from novex.models import Gebruiker, Organisatie
from novex.rechten import Rol

ZIET_ALLES = {Rol.REGIETAFELLID, Rol.VRO_STAF, Rol.BESTUURDER}


def kring(user: Gebruiker) -> VraagstukQuerySet:
    """The vraagstukken that this user works on."""
    zicht = Vraagstuk.objects.for_user(user)
    if _werkt_aan_alles(user):
        return zicht
    if Rol.ACCOUNTHOUDER in user.rollen:
        koppeling = Vraagstuk.provincies.through.objects
        toegewezen = koppeling.filter(
            vraagstuk=OuterRef("pk"), provincie__in=user.toegewezen_provincie_ids
        )
        return zicht.filter(Q(Exists(toegewezen)) | Q(lead_accounthouder=user))
    return zicht.filter(betrokken(user))


def _werkt_aan_alles(user: Gebruiker) -> bool:
    """All that is in sight is the own kring."""
    return not user.is_rijk or bool(ZIET_ALLES & set(user.rollen))


def in_kring(rijen: QuerySet[Any], user: Gebruiker, veld: str = "vraagstuk") -> QuerySet[Any]:
    """Those of the own kring; the rows themselves are within sight already."""
    if _werkt_aan_alles(user):
        return rijen
    return rijen.filter(**{f"{veld}__in": kring(user)})


def gaf_de_eigen(user: Gebruiker, vraagstuk: str, code: str) -> Q:
    """The row is of the own department, or of one that ended and whose place it took: not of one
    that it took part beside (``Vraagstuk.departementen_zonder``; BES-5, BES-7, REF-2)."""
    eigen = Organisatie.objects.filter(pk__in=user.organisatie_ids)
    genoemd = Vraagstuk.organisaties.through.objects.filter(vraagstuk=OuterRef(vraagstuk))
    dienst = genoemd.filter(organisatie__soort=Organisatie.Soort.UITVOERING)
    zelf = genoemd.filter(organisatie=user.organisatie_id)
    zelf_dienst = dienst.filter(organisatie__valt_onder=user.organisatie_id)
    ander = genoemd.filter(organisatie__code=OuterRef(code))
    ander_dienst = dienst.filter(organisatie__valt_onder__code=OuterRef(code))
    ernaast = (Exists(zelf) | Exists(zelf_dienst)) & (Exists(ander) | Exists(ander_dienst))
    return Q(**{f"{code}__in": eigen.values("code")}) & (
        Q(**{code: user.organisatie.code}) | ~Q(ernaast)
    )


def betrokken(user: Gebruiker) -> Exists:
    """The own organisation is involved, one that it succeeded, or an agency that belongs to it
    (BES-5, REF-2)."""
    koppeling = Vraagstuk.organisaties.through.objects.filter(vraagstuk=OuterRef("pk"))
    eigen = Q(organisatie__in=user.organisatie_ids)
    return Exists(koppeling.filter(eigen | Q(organisatie__valt_onder__in=user.organisatie_ids)))
