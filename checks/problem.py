"""What a check says about one place in the repository."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One broken rule: where, what is wrong, and what to do about it."""

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}. {self.remedy}."
