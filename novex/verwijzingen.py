"""What points at a row, asked of the relations that there are: the kernel knows no later app."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import DO_NOTHING, Exists, ManyToOneRel, OuterRef, Q, QuerySet


def genoemd(rijen: QuerySet, *, buiten: str = "") -> bool:
    """Does any row point at one of these? In one query; ``buiten`` is an app that does not count.

    History does not count, nor what the rows themselves choose several of.
    """
    verwijzingen = [
        veld
        for veld in rijen.model._meta.get_fields(include_hidden=True)
        if isinstance(veld, ManyToOneRel)
        and veld.on_delete is not DO_NOTHING
        and veld.related_model._meta.auto_created is not rijen.model
        and veld.related_model._meta.app_label != buiten
    ]
    ergens = [
        Q(Exists(veld.related_model._base_manager.filter(**{veld.field.name: OuterRef("pk")})))
        for veld in verwijzingen
    ]
    return rijen.filter(reduce(or_, ergens, Q(pk__in=[]))).exists()
