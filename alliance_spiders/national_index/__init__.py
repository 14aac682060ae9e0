"""NHS England's list of the Cancer Alliances: is it still the one that this program knows?"""
