"""Parts of addresses that are numbers, each written in one way, so that a page has one address."""


class _FixedWidth:
    regex = ""
    width = 0

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value).zfill(self.width)


class Year(_FixedWidth):
    """Four digits."""

    regex = "[0-9]{4}"
    width = 4


class TwoDigits(_FixedWidth):
    """A month or a day."""

    regex = "[0-9]{2}"
    width = 2


class Count:
    """A number from 1 on, without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class PageOfFronts(Count):
    """A page with slots: `front`, whose key is 0, or the key of a section."""

    regex = f"front|{Count.regex}"

    def to_python(self, value: str) -> int:
        return 0 if value == "front" else int(value)

    def to_url(self, value: int) -> str:
        return str(value) if value else "front"
