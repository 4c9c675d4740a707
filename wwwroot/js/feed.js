// What the feed's grid cannot know on the server: which cards are on the screen, how near its end is, where the focus stands.

const dwell = 1000;
const batchAfter = 1500;

export function watch(grid, end, receiver) {
  // Whoever leaves at once has taken it along before this was asked.
  if (!grid || !end) {
    return null;
  }

  const timers = new Map();
  let seen = [];
  let sending;
  let focused = null;
  let left = null;

  // Items that were looked at: what is ranked anew leaves them where they are.
  const looked = new Set();

  const cards = () => [...grid.querySelectorAll("[data-card]")];
  const call = (method, ...values) => receiver.invokeMethodAsync(method, ...values).catch(() => { });

  const send = () => {
    clearTimeout(sending);
    sending = undefined;
    if (seen.length > 0) {
      call("OnSeenAsync", seen);
      seen = [];
    }
  };

  const note = card => {
    forget(card);
    views.unobserve(card);
    looked.add(card.dataset.card);
    seen.push({ requestId: card.dataset.request, position: Number(card.dataset.position) });
    sending ??= setTimeout(send, batchAfter);
  };

  const forget = card => {
    clearTimeout(timers.get(card));
    timers.delete(card);
  };

  // The card that had the focus is gone: a neighbour takes it, or keyboards would start again at the top.
  const leave = (card, record) => {
    forget(card);
    views.unobserve(card);
    if (card === focused) {
      left = card.dataset.card;
    }

    if (card === focused && document.activeElement === document.body) {
      focusOn(cardFrom(record.nextSibling, "nextSibling") ?? cardFrom(record.previousSibling, "previousSibling"));
    }
  };

  const cardFrom = (node, way) => {
    while (node && !(node.dataset?.card && node.isConnected)) {
      node = node[way];
    }

    return node;
  };

  const focusOn = card => {
    card?.querySelector("a")?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: "nearest" });
  };

  const views = new IntersectionObserver(entries => {
    for (const { target, intersectionRatio } of entries) {
      forget(target);
      if (intersectionRatio >= .5 && document.visibilityState === "visible") {
        timers.set(target, setTimeout(note, dwell, target));
      }
    }
  }, { threshold: .5 });

  const nearing = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting)) {
      call("OnNearEndAsync");
    }
  }, { rootMargin: "800px 0px" });

  const changes = new MutationObserver(records => {
    for (const node of records.flatMap(record => [...record.addedNodes])) {
      if (node.dataset?.card) {
        views.observe(node);

        // Put back by an undo, whose button is gone: the focus goes back to where it was before the card went.
        if (node.dataset.card === left && document.activeElement === document.body) {
          focusOn(node);
        }
      }
    }

    for (const record of records) {
      for (const node of record.removedNodes) {
        if (node.dataset?.card) {
          leave(node, record);
        }
      }
    }

    // An observer only tells of a change; a part too short to push the end out of sight is none.
    nearing.unobserve(end);
    nearing.observe(end);
  });

  const onFocus = event => { focused = event.target.closest("[data-card]"); };

  const onVisibility = () => {
    if (document.visibilityState === "hidden") {
      timers.forEach(clearTimeout);
      timers.clear();
      send();
    }
  };

  cards().forEach(card => views.observe(card));
  nearing.observe(end);
  changes.observe(grid, { childList: true });
  grid.addEventListener("focusin", onFocus);
  document.addEventListener("visibilitychange", onVisibility);

  return {
    /** Moves the focus by so many cards; without one, to the first that can be seen. */
    move: step => {
      const all = cards();
      const from = all.indexOf(document.activeElement?.closest("[data-card]"));
      const first = Math.max(0, all.findIndex(card => card.getBoundingClientRect().bottom > 80));
      focusOn(all[from < 0 ? first : Math.max(0, Math.min(from + step, all.length - 1))]);
    },

    /** How many cards, from the first on, the reader has looked at or has before them. */
    passed: () => cards().findLastIndex(card => looked.has(card.dataset.card) || card.getBoundingClientRect().top < innerHeight) + 1,

    /** The item whose card has the focus; null where none has. */
    current: () => document.activeElement?.closest("[data-card]")?.dataset.card ?? null,

    /** Brings the card of an item back into sight. */
    show: item => {
      const card = cards().find(each => each.dataset.card === item);
      focusOn(card);
      card?.scrollIntoView({ block: "center" });
    },

    stop: () => {
      views.disconnect();
      nearing.disconnect();
      changes.disconnect();
      timers.forEach(clearTimeout);
      clearTimeout(sending);
      grid.removeEventListener("focusin", onFocus);
      document.removeEventListener("visibilitychange", onVisibility);
    },
  };
}
