"""What can stand where a list of partners should be, in several wordings and layouts each."""
