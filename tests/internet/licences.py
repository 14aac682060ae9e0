"""The distributions that the project needs, with their licences: ``python -m tests.internet.licences``."""

from __future__ import annotations

import re
from email.message import Message
from importlib import metadata

PROJECT = "cancer-alliance-spiders"


def needed() -> dict[str, Message]:
    """What is known of each distribution that the project needs, and of those that they need."""
    found: dict[str, Message] = {}
    waiting = [PROJECT]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # only for another system
        if name not in found:
            found[name] = about.metadata  # type: ignore[assignment]
            plain = [text for text in about.requires or () if "extra ==" not in text]
            waiting += [re.split(r"[ ;<>=!~\[(]", text)[0] for text in plain]
    return found


def licence(about: Message) -> str:
    """The licence that a distribution names; empty if none."""
    classifiers = [text for text in about.get_all("Classifier", []) if text.startswith("License")]
    return about.get("License-Expression") or "; ".join(classifiers) or (about.get("License") or "")[:200]


if __name__ == "__main__":
    for name, about in sorted(needed().items()):
        print(f"{name:<28} {about['Version']:<12} {licence(about).splitlines()[0]}")
