"""Reading a site: which organisations its pages list as partners, and whether they can be read at all."""

from alliance_spiders.reading.hints import Hints
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.site import read_site

__all__ = ["Hints", "Sign", "read_site"]
