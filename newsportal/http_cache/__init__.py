"""A shared HTTP cache in front of Django, in the same process: a WSGI wrapper, as WhiteNoise is.

It follows RFC 9111 (HTTP Caching), RFC 5861 (stale-while-revalidate, stale-if-error), RFC 9110 §12 and
§13 (content negotiation, conditional requests) and RFC 9211 (Cache-Status). What it keeps is decided by
the response's own `Cache-Control` alone, so any other cache in front works the same way.

- `cache`: the wrapper: which of the ways below a request takes
- `express`: answers that stay right for the rest of a second, found by one look
- `routes`, `keys`: which addresses are public, and which requests ask for the same page
- `directives`: what a response allows a cache to do with it
- `entries`, `store`: what is kept, bounded by bytes
- `encodings`, `answers`: an entry as this client asked for it: compressed, 304, without a body
- `origin`, `gate`, `flights`: Django, how many requests may be in it, and one at a time for a page
- `passing`, `whole_answers`: requests that are not for a cache, and no client that holds a thread
- `marks`: an author sees at once what was just written
- `counters`: what happened, for the metrics
"""
