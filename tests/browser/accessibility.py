"""Accessibility rules, run by axe inside the page: WCAG 2.2, levels A and AA."""

from typing import Any

from playwright.sync_api import Page

OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Otherwise axe asks for the style sheets once more, and the page's own policy decides whether.
    "preload": False,
}


def assert_no_axe_violations(page: Page, *, within: str | None = None) -> None:
    """Fail with every rule that the page (or the part `within` selects) breaks, and where.

    Playwright hands the script of axe to the browser's debugger, so the page's content security
    policy stays as strict as it is for readers.
    """
    from axe_playwright_python.sync_playwright import Axe

    # A click ends where the next page begins; its style sheets may come a moment later.
    page.wait_for_load_state()
    violations = Axe().run(page, context=within, options=OPTIONS).response["violations"]
    assert not violations, "\n".join(_described(violation) for violation in violations)


def _described(violation: dict[str, Any]) -> str:
    places = "\n".join(
        f"  {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        for node in violation["nodes"]
    )
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{places}"
