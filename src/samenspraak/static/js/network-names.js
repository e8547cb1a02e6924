// Names in the network: equally large on the screen however near, and only where they cover no mark or other name.
const LETTER = 12;
const WIDEST = 110;
const ALWAYS = 6;

export function isInSight(node) {
  const { x, y } = node.renderedPosition();
  const cy = node.cy();
  return x > 0 && y > 0 && x < cy.width() && y < cy.height();
}

// Who has the most ties stands first, and gets room first; the first few are named whatever they cover.
export function nameWhoHasRoom(cy) {
  const zoom = cy.zoom();
  const seen = cy.nodes().filter(isInSight);
  const marks = seen.map(markOf);
  const names = [];
  const named = seen.filter((node, place) => {
    const box = boxOf(node);
    if (box.left < 0 || box.right > cy.width() || names.some((other) => meets(box, other))) return false;
    if (place >= ALWAYS && marks.some((other) => meets(box, other))) return false;
    names.push(box);
    return true;
  });
  cy.batch(() => {
    cy.nodes(".named").difference(named).removeClass("named");
    named.addClass("named");
    const looks = { "font-size": LETTER / zoom, "text-max-width": `${WIDEST / zoom}px`, "text-margin-y": 2 / zoom };
    cy.nodes(".named, .near, .told, :selected").style(looks);
  });
}

function markOf(node) {
  const { x, y } = node.renderedPosition();
  const half = node.renderedHeight() / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

function boxOf(node) {
  const { x, y } = node.renderedPosition();
  const wide = node.data("name").length * LETTER * 0.55;
  const half = Math.min(wide, WIDEST) / 2 + 2;
  const top = y + node.renderedHeight() / 2 + 1;
  const lines = Math.ceil(wide / WIDEST);
  return { left: x - half, right: x + half, top, bottom: top + lines * LETTER * 1.3 };
}

function meets(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
