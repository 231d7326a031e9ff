// Goes on to the page of the discussion that has the comment which the address names, as in old
// links: "#comment-7" alone. Without this module the page says that there are more pages.

async function goOn() {
  const number = /^#comment-(\d{1,18})$/.exec(location.hash)?.[1];
  if (!number || document.getElementById(`comment-${number}`)) return;
  const page = `${location.pathname}?comment=${number}`;
  const answer = await fetch(page, { method: "HEAD" }).catch(() => null);
  if (answer?.ok && !location.search.includes("comment=")) location.replace(page + location.hash);
}

addEventListener("hashchange", goOn);
goOn();
