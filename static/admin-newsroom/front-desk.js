// Arranges a front without loading the page anew: by the buttons, by dragging, and by the arrow keys. Every
// move is sent as the form would send it, and the server's answer is what is shown; so there is one set of rules.
const MOVES = /^(keep|up|down|out|to|place|mine|takeback|look)(:|$)/;
const PAUSE_MILLISECONDS = 250;
const EDGE_PIXELS = 60; // of the window, where dragging scrolls it
const STEP_PIXELS = 16;
const KEYS = { ArrowUp: "up", ArrowDown: "down" };

class FrontDesk extends HTMLElement {
  #asked = 0;
  #timer;
  #drag;

  connectedCallback() {
    this.addEventListener("submit", (event) => this.#submit(event));
    this.addEventListener("input", (event) => this.#type(event));
    this.addEventListener("keydown", (event) => this.#step(event));
    this.addEventListener("pointerdown", (event) => this.#grasp(event));
    this.addEventListener("pointermove", (event) => this.#follow(event));
    this.addEventListener("pointerup", (event) => this.#drop(event));
    this.addEventListener("pointercancel", () => this.#release());
    this.#showHandles();
  }

  get #form() {
    return this.querySelector("[data-board]");
  }

  #showHandles() {
    for (const handle of this.querySelectorAll(".handle")) handle.hidden = false;
  }

  #say(words) {
    this.querySelector("[data-said]").textContent = words;
  }

  #submit(event) {
    const move = event.submitter?.value ?? "";
    if (!MOVES.test(move)) return;
    event.preventDefault();
    this.#send(move, document.activeElement);
  }

  async #send(move, focused) {
    const said = new FormData(this.#form);
    said.set("do", move);
    this.setAttribute("aria-busy", "true");
    const answer = await fetch(this.#form.action, { method: "POST", body: said }).catch(() => null);
    const text = answer ? await answer.text() : "";
    this.removeAttribute("aria-busy");
    const page = new DOMParser().parseFromString(text, "text/html");
    const form = page.querySelector("[data-board]");
    const failed = this.querySelector("[data-failed]");
    failed.hidden = Boolean(form);
    if (!form) return;
    const words = [...page.querySelectorAll(".messagelist li, [data-board] .errornote")];
    document.querySelector(".messagelist")?.remove();
    this.#replace(form, move, focused);
    this.#say(words.map((one) => one.textContent.trim()).join(" "));
    for (const frame of document.querySelectorAll(".preview iframe")) frame.src = frame.getAttribute("src");
  }

  #replace(form, move, focused) {
    const wasHandle = focused?.classList.contains("handle");
    const id = focused?.id;
    const open = [...this.querySelectorAll("details[open]")].map((one) => one.id);
    this.#form.replaceWith(document.adoptNode(form));
    for (const one of open) document.getElementById(one)?.setAttribute("open", "");
    this.#showHandles();
    const [word, story] = move.split(":");
    const place = document.getElementById(`story-${story}`);
    const usable = (selector) => this.querySelector(`${selector}:not(:disabled)`);
    const next =
      (wasHandle && place?.querySelector(".handle")) ||
      (id && document.getElementById(id)) ||
      usable(`[value="${move}"]`) ||
      (place && word !== "place" && place.querySelector(".story__buttons button:not(:disabled)")) ||
      place ||
      this.querySelector(".slot");
    next?.focus({ preventScroll: word === "keep" });
  }

  #type(event) {
    if (event.target.id !== "find") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(event.target.value), PAUSE_MILLISECONDS);
  }

  async #find(words) {
    const number = ++this.#asked;
    const address = `${this.dataset.find}?${new URLSearchParams({ q: words })}`;
    const answer = await fetch(address).catch(() => null);
    // An answer that comes late is not for what stands in the field now.
    if (!answer?.ok || number !== this.#asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.querySelector("[data-found]").replaceChildren(...page.body.childNodes);
    this.#showHandles();
    this.#say(this.querySelector(".found__count")?.textContent ?? "");
  }

  #step(event) {
    if (event.key === "Escape" && this.#drag) {
      this.#release();
      this.#say("Not moved.");
    }
    const word = event.target.classList.contains("handle") && KEYS[event.key];
    const story = event.target.closest("[data-story]")?.dataset.story;
    if (!word || !story) return;
    event.preventDefault();
    this.#send(`${word}:${story}`, event.target);
  }

  #grasp(event) {
    const handle = event.target.closest(".handle");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    this.#drag = { handle, thing: handle.closest("[data-drag]"), slot: null };
    this.#drag.thing.classList.add("is-dragged");
  }

  #follow(event) {
    if (!this.#drag) return;
    if (event.clientY < EDGE_PIXELS) window.scrollBy(0, -STEP_PIXELS);
    if (event.clientY > window.innerHeight - EDGE_PIXELS) window.scrollBy(0, STEP_PIXELS);
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const slot = below?.closest(".slot") ?? null;
    if (slot === this.#drag.slot) return;
    this.#drag.slot?.classList.remove("slot--target");
    slot?.classList.add("slot--target");
    this.#drag.slot = slot;
  }

  #drop() {
    if (!this.#drag) return;
    const { handle, thing, slot } = this.#drag;
    this.#release();
    if (!slot || slot.contains(thing)) return;
    this.#send(`${thing.dataset.drag}:${slot.dataset.slot}`, handle);
  }

  #release() {
    this.#drag?.thing.classList.remove("is-dragged");
    this.#drag?.slot?.classList.remove("slot--target");
    this.#drag = undefined;
  }
}

customElements.define("front-desk", FrontDesk);
