// <actor-network library="…" data="…" row="…" nobody="…" list="id">: draws the network so that one can look around
// in it. A mark or a line of the list, chosen by hand or by keyboard, shows the other. Without scripts the drawing
// from the server stands here, and the list says the same.
import { isInSight, nameWhoHasRoom } from "./network-names.js";

const MARGIN = 60;
const NARROW = 480;
const PAUSE = 120;

class ActorNetwork extends HTMLElement {
  async connectedCallback() {
    this.list = document.getElementById(this.getAttribute("list"));
    this.canvas = this.querySelector("[data-canvas]");
    this.said = this.querySelector("[role=status]");
    try {
      const [{ default: cytoscape }, told] = await Promise.all([
        import(this.getAttribute("library")),
        fetch(this.getAttribute("data") + (this.isNarrow ? "smal=1" : "")).then((answer) => answer.json()),
      ]);
      this.draw(cytoscape, told);
    } catch (error) {
      this.still.hidden = false;
      throw error;
    }
  }

  get isNarrow() {
    return this.clientWidth < NARROW;
  }

  // Room for half a name beside the outermost marks.
  padding() {
    return this.isNarrow ? 30 : 60;
  }

  get still() {
    return this.querySelector("[data-still]");
  }

  draw(cytoscape, told) {
    this.still.hidden = true;
    for (const part of this.querySelectorAll("[hidden][data-live]")) part.hidden = false;
    this.cy = cytoscape({
      container: this.canvas,
      elements: this.elements(told),
      style: told.styles,
      layout: { name: "preset", fit: true, padding: this.padding() },
      autoungrabify: true,
      boxSelectionEnabled: false,
      selectionType: "single",
      userZoomingEnabled: matchMedia("(pointer: coarse)").matches,
      minZoom: 0.2,
      maxZoom: 12,
      hideEdgesOnViewport: told.many,
      textureOnViewport: told.many,
      pixelRatio: told.many ? 1 : "auto",
    });
    this.cy.one("render", () => this.setAttribute("ready", ""));
    this.cy.on("zoom pan resize", () => this.soon());
    nameWhoHasRoom(this.cy);
    this.cy.on("mouseover", "node", (event) => event.target.addClass("told"));
    this.cy.on("mouseout", "node", (event) => event.target.removeClass("told"));
    this.cy.on("tap", "node", (event) => this.choose(event.target.id()));
    this.cy.on("tap", (event) => event.target === this.cy && this.clear());
    this.tools();
    this.list.addEventListener("focusin", (event) => this.fromList(event));
    this.list.addEventListener("click", (event) => this.fromList(event));
  }

  elements({ entries, ties, width, height }) {
    const across = (this.canvas.clientWidth - 2 * MARGIN) / (width || 1);
    const down = (this.canvas.clientHeight - 2 * MARGIN) / (height || 1);
    const nodes = entries.map(([id, name, x, y, classes]) => ({
      group: "nodes",
      data: { id, name },
      position: { x: x * across, y: y * down },
      classes,
    }));
    const edges = ties.map(([one, other, classes]) => ({
      group: "edges",
      data: { source: entries[one][0], target: entries[other][0] },
      classes,
    }));
    return [...nodes, ...edges];
  }

  soon() {
    clearTimeout(this.naming);
    this.naming = setTimeout(() => nameWhoHasRoom(this.cy), PAUSE);
  }

  tools() {
    const around = () => ({ x: this.cy.width() / 2, y: this.cy.height() / 2 });
    const work = {
      closer: () => this.cy.zoom({ level: this.cy.zoom() * 1.4, renderedPosition: around() }),
      farther: () => this.cy.zoom({ level: this.cy.zoom() / 1.4, renderedPosition: around() }),
      whole: () => this.cy.fit(undefined, this.padding()),
    };
    for (const button of this.querySelectorAll("button[data-do]")) {
      button.addEventListener("click", work[button.dataset.do]);
    }
  }

  mark(id) {
    const node = this.cy.getElementById(id);
    if (node.empty()) return this.clear();
    const near = node.closedNeighborhood();
    this.cy.batch(() => {
      this.cy.elements().removeClass("near").addClass("dim").unselect();
      near.removeClass("dim").addClass("near");
      node.select();
    });
    return node;
  }

  clear() {
    this.cy.batch(() => this.cy.elements().removeClass("near dim").unselect());
    this.said.textContent = "";
  }

  fromList(event) {
    const row = event.target.closest("[data-entry]");
    const node = row && this.mark(row.dataset.entry);
    if (node && !isInSight(node)) this.cy.center(node);
  }

  // The line of the list is opened; one that is on another page of the list is asked for and put first.
  async choose(id) {
    const node = this.mark(id);
    const row = this.rowOf(id) ?? (await this.asked(id));
    if (!row) return;
    for (const other of this.list.querySelectorAll("details[open]")) other.open = false;
    row.querySelector("details").open = true;
    const link = Object.assign(document.createElement("a"), { href: `#${row.id}`, textContent: node.data("name") });
    this.said.replaceChildren(link);
    if (getComputedStyle(this).position === "sticky") row.scrollIntoView({ block: "nearest" });
  }

  rowOf(id) {
    return this.list.querySelector(`[data-entry="${id}"]`);
  }

  async asked(id) {
    const answer = await fetch(this.getAttribute("row").replace(this.getAttribute("nobody"), id));
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    this.list.prepend(page.querySelector("[data-entry]"));
    return this.rowOf(id);
  }
}

customElements.define("actor-network", ActorNetwork);
