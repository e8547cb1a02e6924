// <actor-network library="…" data="…" row="…" nobody="…" list="id">: draws the network so that one can look around
// in it. A mark or a line of the list, chosen by hand or by keyboard, shows the other. Without scripts the drawing
// from the server stands here, and the list says the same.
import { NetworkLines, spotsOf } from "./network-lines.js";
import { isInSight, nameWhoHasRoom } from "./network-names.js";

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
    this.spots = spotsOf(told, this.canvas);
    this.places = new Map(told.entries.map(([id], place) => [id, place]));
    this.cy = cytoscape({
      container: this.canvas,
      elements: told.entries.map(([id, name, , , classes], place) => ({
        data: { id, name },
        position: this.spots[place],
        classes,
      })),
      style: told.styles,
      layout: { name: "preset", fit: true, padding: this.padding() },
      autoungrabify: true,
      boxSelectionEnabled: false,
      userZoomingEnabled: matchMedia("(pointer: coarse)").matches,
      minZoom: 0.2,
      maxZoom: 12,
    });
    this.lines = new NetworkLines(this.cy, told, this.spots);
    this.cy.one("render", () => this.setAttribute("ready", ""));
    this.cy.on("pan zoom resize", () => this.moved(told.many));
    this.cy.on("mouseover", "node", (event) => event.target.addClass("told"));
    this.cy.on("mouseout", "node", (event) => event.target.removeClass("told"));
    this.cy.on("tap", "node", (event) => this.choose(event.target.id()));
    this.cy.on("tap", (event) => event.target === this.cy && this.clear());
    this.settled();
    this.tools();
    this.list.addEventListener("focusin", (event) => this.fromList(event));
    this.list.addEventListener("click", (event) => this.fromList(event));
  }

  // Many lines wait until the drawing stands still again.
  moved(many) {
    if (many) this.lines.clear();
    else this.lines.draw(this.chosen);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.settled(), PAUSE);
  }

  settled() {
    this.lines.draw(this.chosen);
    nameWhoHasRoom(this.cy);
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
    this.chosen = this.places.get(id);
    const near = this.lines.around(this.chosen);
    this.cy.batch(() => {
      this.cy.nodes().removeClass("near").addClass("dim").unselect();
      this.cy.nodes().filter((_node, place) => near.has(place)).removeClass("dim").addClass("near");
      node.select();
    });
    this.settled();
    return node;
  }

  clear() {
    this.chosen = undefined;
    this.cy.batch(() => this.cy.nodes().removeClass("near dim").unselect());
    this.settled();
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
