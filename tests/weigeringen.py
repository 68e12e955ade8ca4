from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError


@contextmanager
def geweigerd(*codes: str) -> Iterator[None]:
    """The block is refused for exactly these reasons, and no others."""
    with pytest.raises(ValidationError) as weigering:
        yield
    fouten = ValidationError([weigering.value]).error_list
    assert {fout.code for fout in fouten} == set(codes)
