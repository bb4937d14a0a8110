"""The words of a name, by a search configuration of the database (`names_by_their_words`).

In small letters and without accents, so who writes Sanchez finds Sánchez; no word is left out.
"""

from django.contrib.postgres.search import SearchVector

CONFIGURATION = "articles_names"
WORDS_OF_NAME = SearchVector("name", config=CONFIGURATION)
