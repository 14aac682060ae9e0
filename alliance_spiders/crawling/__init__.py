"""Fetching: what to ask for, how to ask politely, how to record it and how to play a recording back."""
