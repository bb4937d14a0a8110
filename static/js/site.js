/* What readers' pages do for those who have scripts: one file, so that a first visit asks for one. */

/* <copy-link data-url="…">: a button that copies the story's address and says so.
   It makes its button itself, so that a reader without scripts is offered nothing that fails. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet";
    button.textContent = "Copy link";
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    button.addEventListener("click", () => this.copy(button, status));
    this.append(button, status);
  }

  async copy(button, status) {
    try {
      await navigator.clipboard.writeText(this.dataset.url);
      button.textContent = status.textContent = "Link copied";
    } catch {
      button.textContent = status.textContent = "Copying was refused";
    }
    setTimeout(() => {
      button.textContent = "Copy link";
      status.textContent = "";
    }, 4000);
  }
}

customElements.define("copy-link", CopyLink);

/* Links to the form open it in place. htmx, which has yet to look at the page, takes their addresses. */
for (const link of document.querySelectorAll('.thread a[href^="/comments/new/"]')) {
  link.setAttribute("hx-get", link.getAttribute("href"));
}

/* <comment-form>: when the form opens in place, the reader can type at once; a preview is read first. */
class CommentForm extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "complete") {
      const first = "input:not([type=hidden]), textarea";
      (this.querySelector("[data-focus]") ?? this.querySelector(first))?.focus();
    }
  }
}

customElements.define("comment-form", CommentForm);

/* <new-comments data-since="…" data-newest="…">: says how many comments are new, and inserts none.
   The browser remembers for each story the last comment that was there, and asks how many followed it:
   since the last visit, and every minute while the page is looked at. */
const VISITS = "comments-seen";
const VISITS_KEPT = 200;
const ASKED_AGAIN_MS = 60_000;

class NewComments extends HTMLElement {
  connectedCallback() {
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.append(this.status);
    const here = this.dataset.since;
    this.since = this.remembered(here) ?? here;
    this.when = this.since === here ? "" : " since your last visit";
    if (this.when) this.ask();
    this.timer = setInterval(() => {
      if (document.visibilityState === "visible") this.ask();
    }, ASKED_AGAIN_MS);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  /* What was the last one at the visit before; now it is that of this page. */
  remembered(here) {
    try {
      const story = here.split("/since/")[0];
      const { [story]: before, ...others } = JSON.parse(localStorage.getItem(VISITS) ?? "{}");
      const kept = [...Object.entries(others), [story, here]].slice(-VISITS_KEPT);
      localStorage.setItem(VISITS, JSON.stringify(Object.fromEntries(kept)));
      return typeof before === "string" && before.startsWith(`${story}/since/`) ? before : undefined;
    } catch {
      return undefined;
    }
  }

  async ask() {
    try {
      const answer = await fetch(this.since);
      const { count } = answer.ok ? await answer.json() : { count: 0 };
      if (count) this.say(`${count === 100 ? "100 or more" : count} new comment${count === 1 ? "" : "s"}${this.when}`);
    } catch {
      /* Without a connection there is nothing new to tell. */
    }
  }

  say(words) {
    if (this.status.textContent === words) return;
    const link = document.createElement("a");
    link.href = this.dataset.newest;
    link.textContent = words;
    this.status.className = "thread__news";
    this.status.replaceChildren(link);
  }
}

customElements.define("new-comments", NewComments);

/* Buttons that recommend a comment, in place. They belong to one form, which works without this; the page is
   the same for everybody, so a browser that has recommended before asks which ones it was. */
const RECOMMENDS = "recommends";
const recommending = document.getElementById("recommend");

function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

function setPressed(button, pressed, by = 0) {
  button.setAttribute("aria-pressed", pressed);
  const number = button.querySelector("b");
  if (number) number.textContent = Math.max(0, Number(number.textContent) + by);
}

function sayRefusal(button, words) {
  recommending.firstElementChild.textContent = words;
  const said = document.createElement("span");
  said.textContent = words;
  said.setAttribute("aria-hidden", "true");
  button.after(said);
  setTimeout(() => said.remove(), 8000);
}

async function sendRecommendation(button) {
  const wanted = !isPressed(button);
  setPressed(button, wanted, wanted ? 1 : -1);
  let refusal = "That was not stored. Try again in a moment.";
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams({ wanted: wanted ? "yes" : "no" }),
    });
    const state = await answer.json();
    refusal = answer.ok ? "" : state.words;
    if (answer.ok) localStorage.setItem(RECOMMENDS, "yes");
  } catch {
    /* The words above say it. */
  }
  if (!refusal) return;
  setPressed(button, !wanted, wanted ? -1 : 1);
  sayRefusal(button, refusal);
}

async function showRecommended(buttons) {
  try {
    if (localStorage.getItem(RECOMMENDS) === null) return;
    const { comments } = await (await fetch(recommending.dataset.known)).json();
    const known = new Set(comments.map((id) => `/comments/${id}/recommend/`));
    for (const button of buttons) {
      if (known.has(new URL(button.formAction).pathname)) setPressed(button, true);
    }
  } catch {
    /* Pressing again changes nothing that is stored. */
  }
}

if (recommending) {
  const buttons = document.querySelectorAll('button[form="recommend"]');
  for (const button of buttons) setPressed(button, false);
  recommending.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button.dataset.busy) return;
    button.dataset.busy = "yes";
    sendRecommendation(button).finally(() => delete button.dataset.busy);
  });
  showRecommended(buttons);
}

/* <account-menu data-menu="…">: its link opens a menu in place, which is asked for when it is first opened.
   What cannot be loaded is followed as the link that it is. */
class AccountMenu extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.link.setAttribute("role", "button");
    this.link.setAttribute("aria-expanded", "false");
    this.link.addEventListener("click", (event) => this.toggle(event));
    this.link.addEventListener("keydown", (event) => {
      if (event.key === " ") this.toggle(event);
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.panel) {
        this.close();
        this.link.focus();
      }
    });
    document.addEventListener("click", (event) => {
      if (this.panel && !this.contains(event.target)) this.close();
    });
  }

  toggle(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (this.panel) this.close();
    else this.open();
  }

  async open() {
    const here = encodeURIComponent(location.pathname + location.search);
    const answer = await fetch(`${this.dataset.menu}?next=${here}`).catch(() => null);
    if (!answer?.ok) {
      location.assign(this.link.href);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.close();
    this.panel = document.createElement("div");
    this.panel.className = "account-menu";
    this.panel.append(...page.body.childNodes);
    this.append(this.panel);
    this.link.setAttribute("aria-expanded", "true");
    this.panel.querySelector("a")?.focus();
  }

  close() {
    this.panel?.remove();
    this.panel = undefined;
    this.link.setAttribute("aria-expanded", "false");
  }
}

customElements.define("account-menu", AccountMenu);
