"""An article's text: the few blocks it consists of, read from any HTML and written in one way."""
