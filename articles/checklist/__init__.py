"""The checklist before publishing: what is to be mended, and what somebody has to answer for."""

from articles.checklist.checking import (
    Checklist,
    ChecklistNotPassed,
    accept,
    check,
    check_all,
    require_passed,
)
from articles.checklist.finding import Finding
from articles.checklist.policy import Severity

__all__ = [
    "Checklist",
    "ChecklistNotPassed",
    "Finding",
    "Severity",
    "accept",
    "check",
    "check_all",
    "require_passed",
]
