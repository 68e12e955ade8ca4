"""Terms in working days: Monday to Friday; public holidays count as working days (SIG-4, VRA-7)."""

import datetime

ANTWOORDTERMIJN = 15  # working days


def werkdagen_na(op: datetime.date, aantal: int = ANTWOORDTERMIJN) -> datetime.date:
    """The day that lies ``aantal`` working days after ``op``."""
    dag = op
    while aantal:
        dag += datetime.timedelta(days=1)
        if dag.weekday() < 5:
            aantal -= 1
    return dag
