// The lines of the network on a canvas under the marks: thousands of them, in one stroke per sort of line. As
// elements of the library, each drawn by itself, 10,000 lines take seconds.
const DIM = 0.12;
const MARGIN = 60;
const MOST_PER_UNIT = 200;

// Where each entry stands, so that the whole fills the room there is; a small network is not blown up.
export function spotsOf({ entries, width, height }, room) {
  const across = Math.min(MOST_PER_UNIT, (room.clientWidth - 2 * MARGIN) / (width || 1));
  const down = Math.min(MOST_PER_UNIT, (room.clientHeight - 2 * MARGIN) / (height || 1));
  return entries.map(([, , x, y]) => ({ x: x * across, y: y * down }));
}

export class NetworkLines {
  constructor(cy, { ties, looks }, spots) {
    this.cy = cy;
    this.looks = looks;
    this.spots = spots;
    this.ties = ties;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "network__lines";
    cy.container().prepend(this.canvas);
  }

  // The places of those who have a tie with the one at this place, itself too.
  around(place) {
    const near = new Set([place]);
    for (const [one, other] of this.ties) {
      if (one === place) near.add(other);
      if (other === place) near.add(one);
    }
    return near;
  }

  // All lines, or with *chosen* (a place) its own in full and the others hardly to be seen.
  draw(chosen) {
    const pen = this.paper();
    for (const ties of this.sorts()) this.stroke(pen, ties, chosen === undefined ? 1 : DIM);
    if (chosen === undefined) return;
    const own = this.ties.filter(([one, other]) => one === chosen || other === chosen);
    for (const tie of own) this.stroke(pen, [tie], 1.6);
  }

  paper() {
    const ratio = devicePixelRatio || 1;
    this.canvas.width = this.cy.width() * ratio;
    this.canvas.height = this.cy.height() * ratio;
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    return pen;
  }

  clear() {
    this.canvas.getContext("2d").clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  sorts() {
    const sorts = this.looks.map(() => []);
    for (const tie of this.ties) sorts[tie[2]].push(tie);
    return sorts.filter((ties) => ties.length);
  }

  stroke(pen, ties, share) {
    const { colour, width, dash, opacity } = this.looks[ties[0][2]];
    const zoom = this.cy.zoom();
    const pan = this.cy.pan();
    pen.beginPath();
    for (const [one, other] of ties) {
      pen.moveTo(this.spots[one].x * zoom + pan.x, this.spots[one].y * zoom + pan.y);
      pen.lineTo(this.spots[other].x * zoom + pan.x, this.spots[other].y * zoom + pan.y);
    }
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.globalAlpha = Math.min(opacity * share, 1);
    pen.stroke();
  }
}
