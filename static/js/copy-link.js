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
