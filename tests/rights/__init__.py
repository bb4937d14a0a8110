"""Who may do what, tried on every surface where it could be done."""
