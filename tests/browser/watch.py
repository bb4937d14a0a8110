"""What a page must never do: break, warn of a broken rule, or speak to another site."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# A form that is refused is a page with status 422, and a missing one a page with 404: the test that
# asks for them checks the status. Chromium writes each to the console too.
STATUS_OF_A_PAGE = "Failed to load resource: the server responded with a status of"
CHECKED_BY_THE_TEST = {"document", "xhr", "fetch"}


class Watch:
    """Listens to a browser context and keeps a line for everything that went wrong in it.

    Wrong are errors and warnings in the console (a violated content security policy is one),
    exceptions in scripts, requests to any other origin than the site's own, answers of 500 and
    above, and missing styles, scripts and pictures.
    """

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)
        context.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and STATUS_OF_A_PAGE not in message.text:
            self.problems.append(f"console {message.type}: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.problems.append(f"exception in a script: {error.error}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob"}:
            return
        if f"{address.scheme}://{address.netloc}" != self._origin:
            self.problems.append(f"request to another site: {request.url}")

    def _on_response(self, response: Response) -> None:
        checked_elsewhere = response.request.resource_type in CHECKED_BY_THE_TEST
        if response.status >= (500 if checked_elsewhere else 400):
            self.problems.append(f"status {response.status}: {response.url}")
