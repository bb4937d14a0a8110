"""The text that Prometheus reads: the counts of all processes, and what is looked up at the moment."""

import platform
from collections.abc import Iterable

import django
from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from newsportal.metrics.folder import is_alive, processes, shared_folder

CONTENT_TYPE = CONTENT_TYPE_LATEST


def collect(build: str, more: Iterable[Metric]) -> bytes:
    """Everything, with the name of what runs and what the caller looked up."""
    registry = CollectorRegistry()
    folder = shared_folder()
    if folder is None:
        registry.register(_Copied(REGISTRY.collect()))
    else:
        # What a dead process counted still counts; what it held is gone with it.
        for process in processes(folder):
            if not is_alive(process):
                mark_process_dead(process, str(folder))  # type: ignore[no-untyped-call]
        MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    registry.register(_Copied([_build_info(build), *more]))
    return generate_latest(registry)


class _Copied(Collector):
    """Metrics that are there already."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _build_info(build: str) -> Metric:
    names = {
        "build": build[:12],
        "python": platform.python_version(),
        "django": django.get_version(),
    }
    family = GaugeMetricFamily("newsportal_build_info", "What runs here.", labels=list(names))
    family.add_metric(list(names.values()), 1)
    return family
