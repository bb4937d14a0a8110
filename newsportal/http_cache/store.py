"""Where entries are kept: bounded by bytes, the least recently used leave first.

In two parts, as "segmented LRU" (Karedla, Love and Wherry, 1994) has it: what was asked for once is on
probation, what was asked for again is protected. A crawler that reads a million addresses once each
pushes out other pages on probation, and none that readers come back to.
"""

import threading
from collections import OrderedDict

from newsportal.http_cache.entries import Entry
from newsportal.http_cache.keys import Key

PROTECTED_SHARE = 0.8  # of the capacity, at most
LARGEST_SHARE = 0.125  # of the capacity; a larger entry would push out too much


class Store:
    """Entries by key. Safe for threads."""

    def __init__(self, capacity: int) -> None:
        """`capacity` in bytes; 0 keeps nothing."""
        self.capacity = capacity
        self.bytes = 0
        self.evictions = 0
        self._protected_bytes = 0
        self._probation: OrderedDict[Key, tuple[Entry, int]] = OrderedDict()
        self._protected: OrderedDict[Key, tuple[Entry, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._probation) + len(self._protected)

    def get(self, key: Key) -> Entry | None:
        """The entry of a key, which counts as a use of it."""
        with self._lock:
            if (kept := self._protected.get(key)) is not None:
                self._protected.move_to_end(key)
                return kept[0]
            if (kept := self._probation.pop(key, None)) is None:
                return None
            self._protected[key] = kept
            self._protected_bytes += kept[1]
            while self._protected_bytes > self.capacity * PROTECTED_SHARE:
                self._demote()
            return kept[0]

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an entry instead of what the key had; one that is too large is not kept."""
        with self._lock:
            was_protected = key in self._protected
            self._remove(key)
            size = entry.size + sum(map(len, key))
            if size > self.capacity * LARGEST_SHARE:
                return
            self.bytes += size
            if was_protected:
                self._protected[key] = (entry, size)
                self._protected_bytes += size
            else:
                self._probation[key] = (entry, size)
            self._shrink()

    def measure(self, key: Key, entry: Entry) -> None:
        """Count an entry's bytes anew, after it got another variant."""
        with self._lock:
            for part in (self._probation, self._protected):
                kept = part.get(key)
                if kept is None or kept[0] is not entry:
                    continue
                size = entry.size + sum(map(len, key))
                grown = size - kept[1]
                part[key] = (entry, size)
                self.bytes += grown
                if part is self._protected:
                    self._protected_bytes += grown
            self._shrink()

    def drop(self, key: Key) -> None:
        """Keep nothing under a key."""
        with self._lock:
            self._remove(key)

    def peek(self, key: Key) -> Entry | None:
        """The entry of a key, without counting it as used."""
        with self._lock:
            kept = self._protected.get(key) or self._probation.get(key)
            return kept[0] if kept else None

    def _remove(self, key: Key) -> None:
        if (kept := self._protected.pop(key, None)) is not None:
            self._protected_bytes -= kept[1]
        else:
            kept = self._probation.pop(key, None)
        if kept is not None:
            self.bytes -= kept[1]

    def _demote(self) -> None:
        key, kept = self._protected.popitem(last=False)
        self._protected_bytes -= kept[1]
        self._probation[key] = kept

    def _shrink(self) -> None:
        while self.bytes > self.capacity:
            if not self._probation:
                self._demote()
            _, kept = self._probation.popitem(last=False)
            self.bytes -= kept[1]
            self.evictions += 1
