"""Any sequence of requests, waits, changes and failures, against the rules of the RFCs.

The cache may answer in many ways that are right; the model holds what no answer may break.
"""

from django.test import override_settings
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from newsportal.http_cache.routes import route_of
from tests.newsportal.http_cache.site import Site

ROUTES = override_settings(ROOT_URLCONF="tests.newsportal.http_cache.site")
LIFETIMES = st.fixed_dictionaries(
    {"s-maxage": st.integers(0, 5)},
    optional={
        "stale-while-revalidate": st.integers(0, 5),
        "stale-if-error": st.integers(0, 20),
        "must-revalidate": st.none(),
        "no-cache": st.none(),
    },
)


class Cache(RuleBasedStateMachine):
    """One page of an origin that changes its lifetime, its content and its mind."""

    def __init__(self):
        super().__init__()
        ROUTES.enable()
        route_of.cache_clear()
        self.site = Site()

    def teardown(self):
        ROUTES.disable()
        route_of.cache_clear()

    @rule(lifetime=LIFETIMES)
    def the_origin_states_a_lifetime(self, lifetime):
        said = ", ".join(name if n is None else f"{name}={n}" for name, n in lifetime.items())
        self.site.origin.cache_control = f"public, {said}"

    @rule()
    def the_page_changes(self):
        self.site.origin.version += 1

    @rule(status=st.sampled_from(["200 OK", "500 Oh", "503 Oh", "404 Not Found"]))
    def the_origin_answers_with(self, status):
        self.site.origin.status = status

    @rule(seconds=st.sampled_from([0.2, 0.9, 1.0, 3.1, 7.0]))
    def time_passes(self, seconds):
        self.site.now += seconds

    @rule(down=st.booleans())
    def the_database_is_known_to_be_down(self, down):
        self.site.down = down

    @rule(encoding=st.sampled_from([None, "br", "gzip"]), head=st.booleans())
    def a_reader_asks(self, encoding, head):
        entry = next((self.site.cache.store.peek(key) for key in self.keys()), None)
        known = (entry.lifetime, self.site.now - entry.validated_at) if entry else (None, 0.0)
        asked = len(self.site.origin.requests)
        headers = {"accept_encoding": encoding} if encoding else {}
        answer = self.site.ask(method="HEAD" if head else "GET", **headers)
        was_asked = len(self.site.origin.requests) > asked
        if "; hit" in answer["Cache-Status"]:
            self.may_be_used_unasked(answer, *known, was_asked=was_asked)
        elif "stale-if-error" in answer["Cache-Status"]:
            lifetime, old = known
            assert self.site.origin.status[:3] in {"500", "503"}
            assert old < lifetime.fresh + lifetime.if_error
        else:
            assert answer.status == int(self.site.origin.status[:3])
            assert answer["Age"] in {None, "0"}
            assert head or answer.status != 200 or encoding or answer.version == self.version

    def may_be_used_unasked(self, answer, lifetime, old, *, was_asked):
        assert answer["Age"] == str(int(old))
        if "stale-if-error" in answer["Cache-Status"]:
            assert old < lifetime.fresh + lifetime.if_error
        else:
            assert old < lifetime.fresh + lifetime.while_revalidate
            assert was_asked == (old >= lifetime.fresh), "a stale answer fetches a newer one"

    @property
    def version(self):
        return self.site.origin.version

    def keys(self):
        store = self.site.cache.store
        return [*store._probation, *store._protected]

    @invariant()
    def no_failure_is_kept(self):
        for key in self.keys():
            assert self.site.cache.store.peek(key).status_line[:3] in {"200", "404"}


Cache.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestCache = Cache.TestCase
