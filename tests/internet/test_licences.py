"""Nothing that the project needs is under a licence that would bind whoever uses it."""

import re
from importlib import metadata

import pytest

BINDING = re.compile(r"\b(A?GPL|General Public|SSPL|Commons Clause|Proprietary)", re.IGNORECASE)


def needed():
    """The distributions that the project needs, and those that they need."""
    found, waiting = {}, ["cancer-alliance-spiders"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # only for another system
        if name not in found:
            found[name] = about.metadata
            plain = [text for text in about.requires or () if "extra ==" not in text]
            waiting += [re.split(r"[ ;<>=!~\[(]", text)[0] for text in plain]
    return found


def licence(about):
    classifiers = [text for text in about.get_all("Classifier", []) if text.startswith("License")]
    return about.get("License-Expression") or "; ".join(classifiers) or (about.get("License") or "")[:200]


@pytest.mark.parametrize(("name", "about"), needed().items(), ids=needed())
def test_a_licence_that_allows_all_use(name, about):
    assert licence(about), f"{name} names no licence"
    assert not BINDING.search(licence(about))
