"""The checks of ``alliances verify``: the recording, the places on its pages, and what was concluded."""
