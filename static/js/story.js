/* What a story's page does for those who have scripts: one file, so that a first visit asks for one. */

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
