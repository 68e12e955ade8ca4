class LokaalError(Exception):
    """Stops the launcher. The text is one Dutch sentence or two: what is wrong, what to do."""


class Gestopt(BaseException):
    """Ctrl-C or SIGTERM: stop everything, in order. Like KeyboardInterrupt, not an error."""
