// One sheet of paper that is typed over: Enter goes to the next question, as people who type numbers expect.
class PaperSheet extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.goOn(event));
  }

  goOn(event) {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    const fields = [...this.querySelectorAll("input:not([type=hidden]), textarea, button")];
    fields[fields.indexOf(event.target) + 1].focus();
  }
}

customElements.define("paper-sheet", PaperSheet);
