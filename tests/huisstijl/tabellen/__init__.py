"""The access tables, one per app."""

from . import arrangementen, dossiers, governance, kern, monitoring

TABELLEN = [kern.TABEL, dossiers.TABEL, governance.TABEL, arrangementen.TABEL, monitoring.TABEL]
