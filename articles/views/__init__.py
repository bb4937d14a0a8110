"""The public pages. A view fetches what is visible now, asks one domain function, and answers."""
