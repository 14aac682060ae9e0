"""Files that people give, damaged or made to hurt."""
