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
  for (const part of parts) {
    const found = one(part);
    const link = found?.querySelector("a");
    if (!found) { wrong.push(`no ${part}`); }
    else if (link && !isReachable(link)) { wrong.push(`something covers ${part}`); }
  }
  if (root.scrollWidth > root.clientWidth + 1) { wrong.push(`${root.scrollWidth} wide`); }
  for (const place of all("main *, #content *")) {
    if (sticksOut(place)) { wrong.push(`${place.tagName}.${place.className} sticks out`); }
  }
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
    if (typeof to === "string" && !/^(https?|mailto):/.test(to)) { wrong.push(to); }
  }
  scrollTo(0, 0);
  return [...window.ran, ...wrong];

  function name(element) { return `${element.tagName}.${element.className}`; }

  function isReachable(link) {
    link.scrollIntoView({ block: "center" });
    const { left, top, width, height } = link.getBoundingClientRect();
    if (!width) { return true; }
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return link.contains(found) || found?.contains(link);
  }

  // Its contents are wider than it is, and nothing cuts them off or lets them scroll.
  function sticksOut(place) {
    const style = getComputedStyle(place);
    return place.scrollWidth > place.clientWidth + 2 && place.clientWidth > 0
      && style.display !== "inline" && style.overflowX === "visible"
      && !place.closest("math, svg, select, textarea");
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

  function overlap(a, b) {
    const [one, two] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    return one.width && two.width && one.left < two.right - 1 && two.left < one.right - 1
      && one.top < two.bottom - 1 && two.top < one.bottom - 1;
  }
}
