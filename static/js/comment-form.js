/* <comment-form>: when the form opens in place, the reader can type at once. */
class CommentForm extends HTMLElement {
  connectedCallback() {
    if (document.readyState === "complete") {
      this.querySelector("input:not([type=hidden]), textarea")?.focus();
    }
  }
}

customElements.define("comment-form", CommentForm);
