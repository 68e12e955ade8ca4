"""What lies on the desk of a user in Mijn werk, on one day."""

import datetime

from monitoring import werk

OP = datetime.date(2027, 3, 10)
GISTEREN = OP - datetime.timedelta(days=1)


def groepen(user, op=OP):
    """The titles of the groups and what is in them: {title: [subject, ...]}."""
    mijn = werk.mijn_werk(user, op)
    return {
        naam: {g.titel: [r.punt.onderwerp for r in g.regels] for g in getattr(mijn, naam)}
        for naam in ("ik_moet", "ik_wacht_op", "nieuw")
    }


def regel(user, titel, op=OP):
    """The first line of one group."""
    mijn = werk.mijn_werk(user, op)
    alle = [*mijn.ik_moet, *mijn.ik_wacht_op, *mijn.nieuw]
    return next(groep for groep in alle if groep.titel == titel).regels[0]
