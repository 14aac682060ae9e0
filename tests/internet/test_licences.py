"""Nothing that the project needs is under a licence that would bind whoever uses it."""

import re

import pytest

from tests.internet.licences import licence, needed

BINDING = re.compile(r"\b(A?GPL|General Public|SSPL|Commons Clause|Proprietary)", re.IGNORECASE)


@pytest.mark.parametrize(("name", "about"), needed().items(), ids=needed())
def test_a_licence_that_allows_all_use(name, about):
    assert licence(about), f"{name} names no licence"
    assert not BINDING.search(licence(about))
