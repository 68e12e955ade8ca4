"""Rows that are only ever added (VRA-2, ZIC-5, ALG-2).

The class closes Python's doors; ``append_only`` gives the trigger that closes SQL's.
"""

from typing import TYPE_CHECKING, Any, NoReturn

from django.db import migrations, models

from novex.beperkingen import SamenGetoetst

WEIGERING = "A logboek is never changed; add a row."


class LogboekQuerySet(models.QuerySet):
    def update(self, **values: Any) -> NoReturn:
        raise TypeError(WEIGERING)

    def delete(self) -> NoReturn:
        raise TypeError(WEIGERING)


class Logregel(SamenGetoetst):
    """A row that can be added and read, but not changed or removed."""

    if not TYPE_CHECKING:  # A subclass may bring a manager of its own.
        objects = LogboekQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Insert. Saving the same row again is refused by the database."""
        super().save(**{**options, "force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        raise TypeError(WEIGERING)


def append_only(table: str, *, except_columns: tuple[str, ...] = ()) -> migrations.RunSQL:
    """A migration step: the database itself refuses UPDATE and DELETE on this table.

    ``except_columns`` may be filled once (from NULL), such as the moment of withdrawal.
    """
    once = " OR ".join(
        f"(OLD.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column})"
        for column in except_columns
    )
    left_out = "".join(f" - '{column}'" for column in except_columns)
    allowed = (
        f"IF TG_OP = 'UPDATE' AND (to_jsonb(NEW){left_out}) = (to_jsonb(OLD){left_out})"
        f" AND NOT ({once}) THEN RETURN NEW; END IF;"
        if except_columns
        else ""
    )
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {allowed} RAISE EXCEPTION '{table} is append-only'; END $$;
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_append_only();
        """,
        f"DROP TRIGGER {table}_append_only ON {table}; DROP FUNCTION {table}_append_only();",
    )
