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
