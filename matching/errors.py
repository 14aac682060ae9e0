"""The one family of errors whose message is meant for the person at the keyboard."""


class UserError(Exception):
    """Something that a person can put right.

    The message is one or two sentences: what is wrong, where, and what to do. Commands print it and
    end with status 1; a traceback would only hide it.
    """


class WrongUsage(UserError):
    """A value of an option that cannot be; commands end with status 2."""
