"""Check constraints of the database, asked of a row before it is saved."""

from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q


class SamenGetoetst(models.Model):
    """A row whose check constraints are asked of the database together.

    Django asks each by itself, with a savepoint around it: 27 queries for one uitkomst.
    """

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[BaseConstraint]]]:
        return [(model, _samen(regels)) for model, regels in super().get_constraints()]


def _samen(regels: Sequence[BaseConstraint]) -> Sequence[BaseConstraint]:
    """The same constraints, with those that are a check as one."""
    checks = [regel for regel in regels if isinstance(regel, CheckConstraint)]
    if len(checks) < 2:
        return regels
    return [*(regel for regel in regels if regel not in checks), _Samen(checks)]


class _Samen(BaseConstraint):
    """One that holds when each of these checks does."""

    def __init__(self, checks: Sequence[CheckConstraint]) -> None:
        super().__init__(name="samen")
        self.checks = checks
        voorwaarde = reduce(and_, (Q(check.condition) for check in checks))
        self.alle = CheckConstraint(name=self.name, condition=voorwaarde)
        self.genoemd = voorwaarde.referenced_base_fields

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = "default",
    ) -> None:
        """Raise the sentence of every check that fails.

        Each is asked by itself where one of them fails, and where fields are left out: a check
        that names one of those is then not asked.
        """
        if not exclude:
            # Only the fields that they name are sent.
            andere = {veld.name for veld in model._meta.local_concrete_fields} - self.genoemd
            if not _fouten([self.alle], model, instance, andere, using):
                return
        if fouten := _fouten(self.checks, model, instance, exclude, using):
            raise ValidationError(fouten)


def _fouten(
    checks: Sequence[CheckConstraint],
    model: type[models.Model],
    instance: models.Model,
    exclude: set[str] | None,
    using: str,
) -> list[ValidationError]:
    fouten = []
    for check in checks:
        try:
            check.validate(model, instance, exclude=exclude, using=using)
        except ValidationError as fout:
            fouten.append(fout)
    return fouten
