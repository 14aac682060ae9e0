"""``alliances new-spider``: spider, fixture and expected partners of one site, from its recorded pages.

The recording holds people's names and other people's words. What is written holds neither: of a page it
keeps the structure, the headings, and the names of organisations.
"""
