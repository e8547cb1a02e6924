// <placing-board laid="id:place …">: shows in which sphere the answers put each card of this page, and quietly the cards
// of other pages. A card may be dragged to a sphere; the questions beside it do the same. Without scripts it is not there.
const FAR_ENOUGH = 6;

class PlacingBoard extends HTMLElement {
  connectedCallback() {
    this.chips = new Map();
    for (const card of document.querySelectorAll("[data-card]")) this.chips.set(card, this.chipOf(card));
    this.layOthers();
    this.closest("form").addEventListener("change", () => this.draw());
    this.draw();
  }

  chipOf(card) {
    const chip = document.createElement("li");
    chip.className = "board__card";
    chip.textContent = card.dataset.card;
    chip.addEventListener("pointerdown", (event) => this.take(event, card, chip));
    return chip;
  }

  layOthers() {
    for (const laid of this.getAttribute("laid").split(" ").filter(Boolean)) {
      const [id, place] = laid.split(":");
      const other = this.querySelector(`[data-other="${CSS.escape(id)}"]`);
      other.className = place.endsWith("?") ? "board__other board__other--doubt" : "board__other";
      this.list(place.replace("?", "")).append(other);
    }
  }

  list(place) {
    return this.querySelector(`[data-place="${CSS.escape(place)}"] > ul`);
  }

  draw() {
    for (const [card, chip] of this.chips) {
      const place = this.placeOf(card);
      chip.classList.toggle("board__card--doubt", this.belongs(card)[1].checked);
      const list = this.list(place);
      if (chip.parentElement !== list) list.insertBefore(chip, list.querySelector("[data-other]"));
    }
  }

  belongs(card) {
    return [...card.querySelectorAll("[data-facet=belongs] input")];
  }

  placeOf(card) {
    const [yes, doubt, no] = this.belongs(card);
    if (no.checked) return "out";
    const sphere = card.querySelector("[data-facet=sphere] :checked");
    return sphere && (yes.checked || doubt.checked) ? sphere.value : "";
  }

  put(card, place) {
    const [yes, doubt, no] = this.belongs(card);
    const sphere = card.querySelector(`[data-facet=sphere] [value="${CSS.escape(place)}"]`);
    if (place === "out") no.checked = true;
    if (sphere) sphere.checked = true;
    if (sphere && !doubt.checked) yes.checked = true;
    yes.dispatchEvent(new Event("input", { bubbles: true }));
    yes.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The chip follows the finger; where it is let go, the card is put.
  take(down, card, chip) {
    if (!down.isPrimary || down.button) return;
    chip.setPointerCapture(down.pointerId);
    const follow = (move) => {
      const [x, y] = [move.clientX - down.clientX, move.clientY - down.clientY];
      if (Math.hypot(x, y) > FAR_ENOUGH) chip.classList.add("board__card--held");
      chip.style.translate = `${x}px ${y}px`;
      this.light(this.under(move));
    };
    const stop = (event) => {
      for (const name of ["pointerup", "pointercancel"]) chip.removeEventListener(name, stop);
      chip.removeEventListener("pointermove", follow);
      const held = chip.classList.contains("board__card--held");
      const target = event.type === "pointerup" && held ? this.under(event) : null;
      chip.classList.remove("board__card--held");
      chip.style.translate = "";
      this.light(null);
      if (target) this.put(card, target.dataset.place);
    };
    chip.addEventListener("pointermove", follow);
    for (const name of ["pointerup", "pointercancel"]) chip.addEventListener(name, stop);
  }

  under(event) {
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-place]");
    return found && this.contains(found) ? found : null;
  }

  light(place) {
    for (const one of this.querySelectorAll("[data-place]")) one.toggleAttribute("data-over", one === place);
  }
}

customElements.define("placing-board", PlacingBoard);
