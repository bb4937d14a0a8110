"""Every public query has a stated index: measured on a newspaper of 20,000 editions."""
