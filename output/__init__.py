"""From matched sightings to what people use: membership over time, mapping, review."""
