// <copy-text text="…" label="Kopieer de link" done="Gekopieerd">: a button that copies; nothing without scripts.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.firstChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "utrecht-button utrecht-button--secondary-action";
    button.textContent = this.getAttribute("label");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.getAttribute("text"));
      said.textContent = ` ${this.getAttribute("done")}`;
    });
    this.append(button, said);
  }
}

customElements.define("copy-text", CopyText);
