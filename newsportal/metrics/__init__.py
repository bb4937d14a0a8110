"""What is counted, for Prometheus to collect.

Under `manage.py serve` each process counts into files of its own (`newsportal.metrics.folder`), and
whichever is asked adds them up (`newsportal.metrics.collecting`); elsewhere a process knows its own.
Labels have few values each: names of routes, never paths or anything of a reader.
"""

from prometheus_client import Counter, Gauge, Histogram

http_requests = Counter(
    "newsportal_http_requests",
    "Requests that Django answered; those answered from the cache are in newsportal_cache_requests.",
    ["view", "method", "status"],
)
http_request_seconds = Histogram(
    "newsportal_http_request_seconds",
    "Time that Django took for a request.",
    ["view"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
)
page_renders = Counter("newsportal_page_renders", "Pages rendered and answered with 200.", ["view"])
http_request_queries = Histogram(
    "newsportal_http_request_queries",
    "Database queries of a request.",
    buckets=(0, 1, 2, 3, 5, 8, 13, 21, 50),
)
database_queries = Counter("newsportal_database_queries", "Database queries of requests.")
database_query_seconds = Counter(
    "newsportal_database_query_seconds", "Time that requests waited for the database."
)
database_connections = Gauge(
    "newsportal_database_connections",
    "Open connections to the database.",
    multiprocess_mode="livesum",
)
database_down = Gauge(
    "newsportal_database_down",
    "1 while a worker gets no answer from the database.",
    multiprocess_mode="livemax",
)
worker_memory_bytes = Gauge(
    "newsportal_worker_memory_bytes",
    "Resident memory of each process.",
    ["kind"],
    multiprocess_mode="liveall",
)
task_workers = Gauge(
    "newsportal_task_workers",
    "Processes of this server that do background tasks.",
    multiprocess_mode="livesum",
)
# The HTTP cache counts for itself and brings its numbers here once a second.
cache_requests = Counter(
    "newsportal_cache_requests",
    "Requests by what the HTTP cache made of them: hit, stale, revalidated, miss, pass, error, shed.",
    ["result"],
)
cache_bytes = Gauge(
    "newsportal_cache_bytes", "Bytes that the HTTP caches hold.", multiprocess_mode="livesum"
)
cache_entries = Gauge(
    "newsportal_cache_entries", "Pages that the HTTP caches hold.", multiprocess_mode="livesum"
)
