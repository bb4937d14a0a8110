"""What the site tells those who run it: whether it is alive, whether it is ready, and its counts.

- `prerequisites`: what has to be there before a page can be made
- `health`: `/healthz` and `/readyz`, for load balancers
- `counts`: `/metrics`, for Prometheus
"""
