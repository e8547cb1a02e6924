// <back-to href="…">: on a page that is the answer to a form, lets back and reload ask for this address instead of
// asking whether the form must be sent again; nothing without scripts.
class BackTo extends HTMLElement {
  connectedCallback() {
    history.replaceState(history.state, "", this.getAttribute("href"));
  }
}

customElements.define("back-to", BackTo);
