"""From a Cancer Alliance's website to sightings of its partners."""
