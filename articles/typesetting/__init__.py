"""Setting an article's text as its page prints it: pictures, tables, footnotes and links."""
