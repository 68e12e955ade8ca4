"""What the database itself holds: rows that are only added, and OVL-1 across tables.

``agendapunt.gremium`` and ``uitkomst.gremium``/``puntsoort`` repeat a column of their parent; a
foreign key on the pair keeps them equal, so that the check constraints of OVL-1 cannot be
walked around.
"""

from django.db import migrations

from novex.logboek import append_only

SAMEN = """
ALTER TABLE governance_overleg ADD CONSTRAINT overleg_pk_gremium UNIQUE (id, gremium);
ALTER TABLE governance_agendapunt ADD CONSTRAINT agendapunt_pk_gremium_soort
    UNIQUE (id, gremium, soort);
ALTER TABLE governance_agendapunt ADD CONSTRAINT agendapunt_gremium_van_overleg
    FOREIGN KEY (overleg_id, gremium) REFERENCES governance_overleg (id, gremium);
ALTER TABLE governance_uitkomst ADD CONSTRAINT uitkomst_soort_van_punt
    FOREIGN KEY (agendapunt_id, gremium, puntsoort)
    REFERENCES governance_agendapunt (id, gremium, soort);
"""
LOS = """
ALTER TABLE governance_uitkomst DROP CONSTRAINT uitkomst_soort_van_punt;
ALTER TABLE governance_agendapunt DROP CONSTRAINT agendapunt_gremium_van_overleg;
ALTER TABLE governance_agendapunt DROP CONSTRAINT agendapunt_pk_gremium_soort;
ALTER TABLE governance_overleg DROP CONSTRAINT overleg_pk_gremium;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        migrations.RunSQL(SAMEN, LOS),
        append_only("governance_uitkomst"),
        append_only("governance_agendaversie"),
        append_only("governance_agendareactie"),
        append_only("governance_afwijking"),
        append_only("governance_rijksinzetakkoord"),
        append_only("governance_kamerbrief"),
        append_only("governance_afsprakenlijst"),
        append_only("governance_mandaatwijziging"),
        append_only("governance_agendastap"),
        append_only(
            "governance_regelbezwaar",
            except_columns=("oplossing", "opgelost_door_id", "opgelost_op"),
        ),
        append_only("governance_stuk", except_columns=("weggehaald_op",)),
    ]
