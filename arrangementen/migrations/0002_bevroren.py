"""The database keeps what was agreed: log rows and editions are only added, an established
afspraak is frozen with its actions, money, parties and provincies (AFS-9, ARR-1, ARR-4, ALG-2).

A historical row may follow its source when that was misread; nobody agreed on it here.
"""

from django.db import migrations

from novex.logboek import append_only

# Vastgesteld, or ended after that; of a herkomst that was agreed here or in a signed edition.
BEVROREN = """
    {a}.herkomst_soort <> 'historisch'
    AND ({a}.status = 'vastgesteld' OR ({a}.status = 'vervallen' AND {a}.vastgesteld_op IS NOT NULL))
"""
VRIJ = " - ".join(
    f"'{kolom}'"
    for kolom in (
        "status",
        "vervallen_op",
        "vervallen_reden",
        "openbaar_op",
        "versie",
        "gewijzigd_op",
        "gewijzigd_door_id",
    )
)

AFSPRAAK = f"""
CREATE FUNCTION arrangementen_afspraak_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an afspraak is never removed';
  END IF;
  IF {BEVROREN.format(a="OLD")} THEN
    IF (to_jsonb(NEW) - {VRIJ}) IS DISTINCT FROM (to_jsonb(OLD) - {VRIJ})
       OR NOT (NEW.status = OLD.status OR (OLD.status = 'vastgesteld' AND NEW.status = 'vervallen'))
    THEN
      RAISE EXCEPTION 'afspraak % is frozen', OLD.nummer;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER arrangementen_afspraak_bevroren BEFORE UPDATE OR DELETE ON arrangementen_afspraak
FOR EACH ROW EXECUTE FUNCTION arrangementen_afspraak_bevroren();
"""
AFSPRAAK_TERUG = """
DROP TRIGGER arrangementen_afspraak_bevroren ON arrangementen_afspraak;
DROP FUNCTION arrangementen_afspraak_bevroren();
"""

KIND = f"""
CREATE FUNCTION arrangementen_kind_bevroren() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM arrangementen_afspraak a
    WHERE a.id IN (
      CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.afspraak_id END,
      CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.afspraak_id END
    ) AND {BEVROREN.format(a="a")}
  ) THEN
    RAISE EXCEPTION 'a part of a frozen afspraak is frozen';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
KINDEREN = (
    "arrangementen_actie",
    "arrangementen_geldregel",
    "arrangementen_afspraak_partijen",
    "arrangementen_afspraak_provincies",
)


def trigger(tabel: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {tabel}_bevroren BEFORE INSERT OR UPDATE OR DELETE ON {tabel} "
        "FOR EACH ROW EXECUTE FUNCTION arrangementen_kind_bevroren();",
        f"DROP TRIGGER {tabel}_bevroren ON {tabel};",
    )


class Migration(migrations.Migration):
    dependencies = [("arrangementen", "0001_initial")]

    operations = [
        *(
            append_only(f"arrangementen_{tabel}")
            for tabel in (
                "akkoord",
                "statusovergang",
                "woordkeuze",
                "voortgangsstand",
                "relatie",
                "opnameoordeel",
                "arrangementakkoord",
                "arrangementstap",
                "geeneditie",
                "vaststelling",
                "editiebestand",
            )
        ),
        migrations.RunSQL(AFSPRAAK, AFSPRAAK_TERUG),
        migrations.RunSQL(KIND, "DROP FUNCTION arrangementen_kind_bevroren();"),
        *(trigger(tabel) for tabel in KINDEREN),
    ]
