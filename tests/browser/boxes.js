// What is wrong with this page, whatever stands in it: nothing ran, everything is in its place.
() => {
  const wrong = [];
  const { querySelector, querySelectorAll } = Document.prototype;
  const one = (selector) => querySelector.call(document, selector);
  const all = (selector) => [...querySelectorAll.call(document, selector)];
  const root = document.documentElement;
  const isAdmins = Boolean(one("body > #container"));
  const parts = isAdmins ? ["body > #container > #footer", "#header"]
    : ["body > main#main", "body > footer", "header.masthead"];
  for (const part of document.doctype ? parts : []) { // what has none is a piece of a page
    const found = one(part);
    const link = part.includes("main") ? null : found?.querySelector("a");
    if (!found) { wrong.push(`no ${part}`); }
    else if (link && !isReachable(link)) { wrong.push(`something covers ${part}`); }
  }
  if (root.scrollWidth > root.clientWidth + 1) { wrong.push(`${root.scrollWidth} wide`); }
  for (const [above, below] of neighbours()) {
    if (overlap(above, below)) { wrong.push(`${name(above)} lies on ${name(below)}`); }
  }
  const live = "[onerror], [onload], [src*=evil]" + (isAdmins ? "" : ", [style]");
  if (one(`:is(main, #content) :is(${live})`)) { wrong.push("attributes of others"); }
  if (!(document.body instanceof HTMLBodyElement) || !(document.forms instanceof HTMLCollection)) {
    wrong.push("names stand in the way");
  }
  for (const link of all("a[href], form[action], [src]")) {
    const to = link.href ?? link.action ?? link.src;
    // The picture of a second factor is the machinery's own.
    if (typeof to === "string" && !/^(https?:|mailto:|data:image\/svg)/.test(to)) { wrong.push(to); }
  }
  scrollTo(0, 0);
  return [...window.ran, ...wrong];

  function name(element) { return `${element.tagName}.${element.className}`; }

  function isReachable(link) {
    link.scrollIntoView({ block: "center", behavior: "instant" });
    const [{ left, top, width, height } = {}] = link.getClientRects(); // its first line
    if (!width) { return true; }
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return link.contains(found) || found?.contains(link);
  }

  function* neighbours() {
    for (const place of all("body > *, main > *, main > * > *, article > *, li > *, #content > *")) {
      const next = place.nextElementSibling;
      if (next && [place, next].every(stands)) { yield [place, next]; }
    }
  }

  function stands(element) {
    const style = getComputedStyle(element);
    return style.position === "static" && style.float === "none" && !/inline|none|contents/.test(style.display);
  }

  // By more than the room that links and buttons have around their words.
  function overlap(a, b) {
    const [one, two] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
    const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
    return across > 1 && down > 24;
  }
}
