// Names in the network: equally large on the screen however near, and only where they cover no other name.
const LETTER = 12;
const WIDEST = 110;

export function isInSight(node) {
  const { x, y } = node.renderedPosition();
  const cy = node.cy();
  return x > 0 && y > 0 && x < cy.width() && y < cy.height();
}

// Who has the most ties stands first, and gets room first.
export function nameWhoHasRoom(cy) {
  const zoom = cy.zoom();
  const taken = [];
  const named = cy.nodes().filter((node) => {
    if (!isInSight(node)) return false;
    const box = boxOf(node);
    if (taken.some((other) => meets(box, other))) return false;
    taken.push(box);
    return true;
  });
  cy.batch(() => {
    cy.nodes(".named").difference(named).removeClass("named");
    named.addClass("named");
    const looks = { "font-size": LETTER / zoom, "text-max-width": `${WIDEST / zoom}px`, "text-margin-y": 2 / zoom };
    cy.nodes(".named, .near, :selected").style(looks);
  });
}

function boxOf(node) {
  const { x, y } = node.renderedPosition();
  const wide = node.data("name").length * LETTER * 0.55;
  const half = Math.min(wide, WIDEST) / 2 + 2;
  const top = y + node.renderedHeight() / 2;
  const lines = Math.ceil(wide / WIDEST);
  return { left: x - half, right: x + half, top, bottom: top + lines * LETTER * 1.3 };
}

function meets(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
