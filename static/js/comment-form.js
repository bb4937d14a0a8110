/* Links to the form open it in place. htmx, which has yet to look at the page, takes their addresses. */
for (const link of document.querySelectorAll('.thread a[href^="/comments/new/"]')) {
  link.setAttribute("hx-get", link.getAttribute("href"));
}

/* <comment-form>: when the form opens in place, the reader can type at once. */
class CommentForm extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "complete") {
      this.querySelector("input:not([type=hidden]), textarea")?.focus();
    }
  }
}

customElements.define("comment-form", CommentForm);
