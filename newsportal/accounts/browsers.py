"""The name of a browser in a list of sessions, from what it says of itself (RFC 9110, 10.1.5)."""

# Each says the names of those below it, too, so the first that is found is the one.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
LONGEST = 60


def browser_words(user_agent: str) -> str:
    """Such as "Firefox on Windows"; for an unknown one, the beginning of its own words."""
    browser = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if browser:
        return f"{browser} on {system}" if system else browser
    return user_agent[:LONGEST] or "A browser that doesn’t say which"


def _first(names: dict[str, str], text: str) -> str:
    return next((name for sign, name in names.items() if sign in text), "")
