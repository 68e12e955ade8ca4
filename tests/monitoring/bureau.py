"""What lies on the desk of a user in Mijn werk, on one day."""

import datetime
from itertools import islice

from monitoring import werk

OP = datetime.date(2027, 3, 10)
GISTEREN = OP - datetime.timedelta(days=1)
KOLOMMEN = {"ik_moet": werk._ik_moet, "ik_wacht_op": werk._ik_wacht_op, "nieuw": werk._nieuw}


class Kolom:
    """What is in each group of one column: {title: [subject, ...]}, read when it is asked for.

    A test asks for one or two of the forty; that all of them together say the same is a test of
    its own (test_demo).
    """

    def __init__(self, kolom, user, op):
        self.naam, self.user, self.op = kolom, user, op

    def __repr__(self):
        return str(alles(self.user, self.op)[self.naam])

    def groep(self, titel):
        alle = KOLOMMEN[self.naam](self.user, self.op)
        gevraagd = (vraag for vraag in alle if vraag[0] == titel)
        vragen = [werk.Vraag(*vraag) for vraag in islice(gevraagd, 1)]
        werk._lees(vragen)
        return next(iter(werk._gevuld(vragen, self.op)), None)

    def titels(self):
        """Of the groups that hold something, asked one by one."""
        alle = [titel for titel, *_ in KOLOMMEN[self.naam](self.user, self.op)]
        return [titel for titel in alle if titel in self]

    def __contains__(self, titel):
        return self.groep(titel) is not None

    def __getitem__(self, titel):
        if (groep := self.groep(titel)) is None:
            raise KeyError(titel)
        return [regel.punt.onderwerp for regel in groep.regels]


def groepen(user, op=OP):
    """The columns by name, of which each group can be asked."""
    return {naam: Kolom(naam, user, op) for naam in KOLOMMEN}


def alles(user, op=OP):
    """The columns as the page has them: {column: {title: [subject, ...]}}."""
    mijn = werk.mijn_werk(user, op)
    return {
        naam: {g.titel: [r.punt.onderwerp for r in g.regels] for g in getattr(mijn, naam)}
        for naam in KOLOMMEN
    }


def regel(user, titel, op=OP):
    """The first line of one group."""
    groepen_ = (kolom.groep(titel) for kolom in groepen(user, op).values())
    return next(groep for groep in groepen_ if groep).regels[0]
