"""The access tables, one per app; of governance the list apart."""

from . import arrangementen, dossiers, governance, kern, lijst, monitoring

TABELLEN = [
    kern.TABEL,
    dossiers.TABEL,
    governance.TABEL,
    lijst.TABEL,
    arrangementen.TABEL,
    monitoring.TABEL,
]
