// Moves and zooms the map of interests (InterestMap.razor) by wheel, fingers, buttons and keys, shows the title of what is pointed at, and
// finds the names a place where they do not lie over each other. Everything stands on one plane in parts of its size, so that only the
// plane is moved and dots and words keep their size.

const most = 8, step = 1.5, far = 0.12;

export function open(stage, language) {
  // Whoever leaves at once has taken it along before this was asked.
  if (!stage) {
    return;
  }

  const plane = stage.querySelector(".map__plane");
  const tip = stage.querySelector(".map__tip");
  const output = stage.querySelector(".map__zoom");
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  const fingers = new Map();
  let zoom = 1, x = 0.5, y = 0.5, moved = 0;

  const clamp = (value, least, largest) => Math.min(Math.max(value, least), largest);

  function apply() {
    // No edge of the plane comes into the picture.
    x = clamp(x, 0.5 / zoom, 1 - 0.5 / zoom);
    y = clamp(y, 0.5 / zoom, 1 - 0.5 / zoom);
    plane.setAttribute("x", `${50 - 100 * zoom * x}%`);
    plane.setAttribute("y", `${50 - 100 * zoom * y}%`);
    plane.setAttribute("width", `${100 * zoom}%`);
    plane.setAttribute("height", `${100 * zoom}%`);
    stage.toggleAttribute("data-zoomed", zoom > 1);
    const words = percent.format(zoom);
    if (output.textContent !== words) {
      output.textContent = words;
    }

    hideTip();
    place();
  }

  // What lies under the point stays under it; the point in parts of the stage.
  function zoomTo(next, px = 0.5, py = 0.5) {
    next = clamp(next, 1, most);
    x += (px - 0.5) * (1 / zoom - 1 / next);
    y += (py - 0.5) * (1 / zoom - 1 / next);
    zoom = next;
    apply();
  }

  function move(dx, dy) {
    x += dx / zoom;
    y += dy / zoom;
    apply();
  }

  function whole() {
    [zoom, x, y] = [1, 0.5, 0.5];
    apply();
  }

  // Each name goes to that side of its disc where it covers least; one that would cover another is left to pointing and to zooming in.
  function place() {
    const box = stage.getBoundingClientRect();
    const discs = [...plane.querySelectorAll("[data-disc]")].map(disc => ({ box: disc.getBoundingClientRect(), radius: disc.r.baseVal.value }));
    const liked = [...plane.querySelectorAll(".map__liked")].map(dot => dot.getBoundingClientRect());
    const taken = [];
    for (const label of plane.querySelectorAll("[data-label]")) {
      const own = Number(label.dataset.label);
      const disc = discs[own];
      const cx = disc.box.x + disc.box.width / 2, cy = disc.box.y + disc.box.height / 2;
      const width = label.getComputedTextLength(), height = 18, gap = disc.radius + 6;
      const sides = [
        { anchor: "middle", dx: 0, dy: gap + 12 }, { anchor: "middle", dx: 0, dy: -gap }, { anchor: "start", dx: gap, dy: 5 }, { anchor: "end", dx: -gap, dy: 5 },
        { anchor: "start", dx: gap, dy: 25 }, { anchor: "end", dx: -gap, dy: 25 }, { anchor: "start", dx: gap, dy: -15 }, { anchor: "end", dx: -gap, dy: -15 },
      ];
      let best = null;
      for (const side of sides) {
        const left = cx + side.dx - (side.anchor === "middle" ? width / 2 : side.anchor === "end" ? width : 0);
        const area = { left, top: cy + side.dy - 14, right: left + width, bottom: cy + side.dy + height - 14 };
        const outside = (width * height) - overlap(area, box);
        const covered = taken.reduce((sum, other) => sum + overlap(area, other), 0);
        const onDiscs = discs.reduce((sum, other, i) => sum + (i === own ? 0 : overlap(area, other.box)), 0);
        const onLiked = liked.reduce((sum, other) => sum + overlap(area, other), 0);
        const cost = 3 * covered + 2 * outside + 0.5 * onDiscs + onLiked;
        if (best === null || cost < best.cost) {
          best = { ...side, area, cost, covered };
        }
      }

      label.setAttribute("dx", best.dx);
      label.setAttribute("dy", best.dy);
      label.setAttribute("text-anchor", best.anchor);
      const away = cx < box.left || cx > box.right || cy < box.top || cy > box.bottom;
      const hidden = away || best.covered > 0.1 * width * height;
      label.toggleAttribute("data-hidden", hidden);
      if (!hidden) {
        taken.push(best.area);
      }
    }
  }

  function overlap(a, b) {
    return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  }

  function showTip(link) {
    const box = stage.getBoundingClientRect();
    const target = link.getBoundingClientRect();
    tip.textContent = link.dataset.title;
    tip.hidden = false;
    const left = clamp(target.x - box.x + target.width / 2 - tip.offsetWidth / 2, 8, Math.max(8, box.width - tip.offsetWidth - 8));
    const above = target.y - box.y - tip.offsetHeight - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above >= 8 ? above : target.bottom - box.y + 8}px`;
  }

  function hideTip() {
    tip.hidden = true;
  }

  const part = event => {
    const box = stage.getBoundingClientRect();
    return [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height];
  };

  stage.addEventListener("wheel", event => {
    // Of the whole map there is no less: the page scrolls on.
    if (zoom === 1 && event.deltaY > 0) {
      return;
    }

    event.preventDefault();
    zoomTo(zoom * Math.exp(-event.deltaY / 400), ...part(event));
  }, { passive: false });

  stage.addEventListener("pointerdown", event => {
    if (event.target.closest(".map__tools") || (event.pointerType === "mouse" && event.button !== 0)) {
      return;
    }

    fingers.set(event.pointerId, part(event));
    moved = 0;
  });

  stage.addEventListener("pointermove", event => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      return;
    }

    const now = part(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    moved += Math.hypot((now[0] - before[0]) * stage.clientWidth, (now[1] - before[1]) * stage.clientHeight);
    if (moved < 4) {
      return;
    }

    // Only now: a click that is no drag belongs to what was clicked.
    if (!stage.hasPointerCapture(event.pointerId)) {
      stage.setPointerCapture(event.pointerId);
      stage.toggleAttribute("data-moving", true);
    }

    if (other) {
      const spread = ([a, b]) => Math.hypot((a[0] - b[0]) * stage.clientWidth, (a[1] - b[1]) * stage.clientHeight);
      zoomTo(zoom * spread([now, other]) / Math.max(1, spread([before, other])), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      move((before[0] - now[0]) / 2, (before[1] - now[1]) / 2);
    } else {
      move(before[0] - now[0], before[1] - now[1]);
    }
  });

  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, event => {
      fingers.delete(event.pointerId);
      stage.toggleAttribute("data-moving", fingers.size > 0 && moved >= 4);
    });
  }

  // The click that ends a drag opens nothing.
  stage.addEventListener("click", event => {
    if (moved >= 4 && event.detail > 0 && !event.target.closest(".map__tools")) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, { capture: true });
  stage.addEventListener("dragstart", event => event.preventDefault());

  const deeds = { in: () => zoomTo(zoom * step), out: () => zoomTo(zoom / step), whole };
  stage.addEventListener("click", event => deeds[event.target.closest("[data-map]")?.dataset.map]?.());

  stage.addEventListener("keydown", event => {
    const keys = {
      "+": deeds.in, "=": deeds.in, "-": deeds.out, "_": deeds.out, "0": whole,
      ArrowLeft: () => move(-far, 0), ArrowRight: () => move(far, 0), ArrowUp: () => move(0, -far), ArrowDown: () => move(0, far),
    };
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  for (const [show, hide] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    stage.addEventListener(show, event => {
      const link = event.target.closest("[data-title]");
      if (!link) {
        return;
      }

      if (show === "focusin" && event.target.matches(":focus-visible")) {
        reveal(link);
      }

      showTip(link);
    });
    stage.addEventListener(hide, hideTip);
  }

  // What the keyboard reaches comes into the picture.
  function reveal(link) {
    const box = stage.getBoundingClientRect(), target = link.getBoundingClientRect();
    const dx = (target.x + target.width / 2 - box.x) / box.width, dy = (target.y + target.height / 2 - box.y) / box.height;
    if (dx < 0 || dx > 1 || dy < 0 || dy > 1) {
      move(dx - 0.5, dy - 0.5);
    }
  }

  new ResizeObserver(place).observe(stage);
  apply();

  // Only now do they do something.
  stage.querySelector(".map__tools").hidden = false;
}
