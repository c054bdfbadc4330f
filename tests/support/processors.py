"""Lets one machine compute as others do, which add floats in another order and so round some sums differently."""

import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

# What numpy would choose between at run time, and this processor has.
_FASTER = " ".join(name for name in __cpu_dispatch__ if __cpu_features__.get(name))

# The environment of a process, by the name of what it computes as.
PROCESSORS: dict[str, dict[str, str]] = {
    "this": {},
    "plain, one thread": {"NPY_DISABLE_CPU_FEATURES": _FASTER, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    "two threads": {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"},
}

on_every_processor = pytest.mark.parametrize(
    "processor",
    [pytest.param(each, marks=() if each == "this" else pytest.mark.weekly) for each in PROCESSORS],
)
