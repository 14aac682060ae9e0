"""What is to be done, and a look over all that it needs, before Scrapy and the reader are loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.new_spider.checkout import SITES, require_checkout, site_files, spider_path
from alliance_spiders.new_spider.subject import About, Subject, subject_of
from alliance_spiders.start import look_over
from matching.errors import UserError


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done; ``force`` lets existing files be replaced."""

    about: About
    recordings: tuple[Path, ...]
    project: Path
    force: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An order that can be carried out; ``standing`` are the files that it replaces."""

    order: Order
    subject: Subject
    standing: tuple[str, ...]


def plan_of(order: Order) -> Plan:
    """Look over what is asked for; nothing is changed.

    Raises:
        UserError: something is wrong with the order, a recording or the checkout.
    """
    require_checkout(order.project)
    subject = subject_of(order.about)
    standing = tuple(_standing(order, subject))
    look_over(order.recordings)
    return Plan(order, subject, standing)


def _standing(order: Order, subject: Subject) -> list[str]:
    """The files of the spider and its fixture that stand there already.

    Raises:
        UserError: there are some, and they are not to be replaced.
    """
    slug = subject.alliance.slug
    spider = spider_path(slug)
    standing = [spider] if (order.project / spider).exists() else []
    fixture = site_files(order.project, slug)
    standing += fixture
    if standing and not order.force:
        parts = [spider] if standing[0] == spider else []
        parts += [f"{SITES}/{slug} ({len(fixture)} files)"] if fixture else []
        raise UserError(
            f"{subject.alliance.name} has a spider already. With --force these would be replaced: "
            f"{' and '.join(parts)}. Nothing was changed."
        )
    return standing
