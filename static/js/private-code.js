/* <copy-text data-from="ID">: a button that copies the words of an element and says so. It makes its button
   itself, so that a reader without scripts is offered nothing that fails. */
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "Copy the code";
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(document.getElementById(this.dataset.from).textContent);
        button.textContent = status.textContent = "Copied";
      } catch {
        button.textContent = status.textContent = "Copying was refused: write it down";
      }
    });
    this.append(button, status);
  }
}

customElements.define("copy-text", CopyText);
