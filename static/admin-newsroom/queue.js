// The queue by keyboard, and its leases: held while somebody works, given back when they leave. The keys press
// the buttons that are there; none does anything while somebody types.
const RENEW_AFTER_MILLISECONDS = 60_000;
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

class ModerationQueue extends HTMLElement {
  #renewedAt = Date.now();
  #stays = false;

  connectedCallback() {
    this.classList.add("has-keys");
    this.addEventListener("submit", () => (this.#stays = true));
    this.addEventListener("click", (event) => {
      if (event.target.closest("a[data-key]")) this.#stays = true;
    });
    document.addEventListener("keydown", (event) => this.#press(event));
    for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => this.#renew());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    const refused = this.querySelector("[data-card]:has(.errornote)");
    (refused ?? this.#cards[0])?.focus({ preventScroll: !refused });
  }

  get #cards() {
    return [...this.querySelectorAll("[data-card]")];
  }

  get #current() {
    return document.activeElement?.closest?.("[data-card]") ?? this.#cards[0];
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches?.(TYPING)) {
      if (event.key === "Escape") this.#current?.focus();
      return;
    }
    const key = event.key.toLowerCase();
    if (!this.#act(key)) return;
    event.preventDefault();
  }

  #act(key) {
    if (key === "j" || key === "k") return this.#move(key === "j" ? 1 : -1);
    if (key === "?") return this.#showKeys();
    if (key === "r") return this.#askWhy();
    const wanted = `[data-key="${CSS.escape(key)}"]`;
    const button = this.#current?.querySelector(wanted) ?? this.querySelector(`.queue-head ${wanted}`);
    button?.click();
    return Boolean(button);
  }

  #move(step) {
    const cards = this.#cards;
    const next = cards[cards.indexOf(this.#current) + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
    return true;
  }

  #showKeys() {
    const keys = this.querySelector("[data-keys]");
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
    return true;
  }

  #askWhy() {
    const remove = this.#current?.querySelector("[data-remove]");
    if (!remove) return false;
    remove.open = true;
    remove.querySelector("select").focus();
    return true;
  }

  #said(what) {
    const said = new FormData();
    said.set("do", what);
    said.set("until", this.dataset.until);
    said.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value);
    return said;
  }

  async #renew() {
    if (Date.now() - this.#renewedAt < RENEW_AFTER_MILLISECONDS) return;
    this.#renewedAt = Date.now();
    const answer = await fetch(this.dataset.hold, { method: "POST", body: this.#said("renew") }).catch(() => null);
    if (answer?.ok && !answer.redirected) this.dataset.until = await answer.text();
  }

  #leave() {
    if (!this.#stays) navigator.sendBeacon(this.dataset.hold, this.#said("leave"));
  }
}

customElements.define("moderation-queue", ModerationQueue);
