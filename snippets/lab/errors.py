"""Gives the errors of the lab, each of which says what is wrong and how to mend it."""


class LabError(Exception):
    """Something that the person at the keyboard can mend; its message says how."""


class MissingModelError(LabError):
    """A file of a model is not where it should be, or is not the file that was measured."""


class MissingDataError(LabError):
    """A data set is not there, or is not the one that was measured."""


class PoolError(LabError):
    """The labelled examples cannot give what was asked of them."""


class LabelError(LabError):
    """A label is unknown, or the model would need more than one token to say it."""


class PrecisionError(LabError):
    """A number format that the lab does not know, or another than that of the runs beside it."""


class PromptTooLongError(LabError):
    """A prompt does not fit into the model's context."""


class RunFileError(LabError):
    """A line of a results file cannot be read."""


class FigureError(LabError):
    """A figure cannot be drawn from the rows it was given."""
