// What the frame of every page does without the server: it must also work before the circuit stands and while it is lost.

const year = 365 * 24 * 60 * 60;

function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document.cookie = `portal-theme=${theme}; path=/; max-age=${year}; samesite=lax`;
  markTheme();
}

function markTheme() {
  for (const option of document.querySelectorAll("[data-theme-choice]")) {
    option.setAttribute("aria-pressed", String(option.dataset.themeChoice === document.documentElement.dataset.theme));
  }
}

function openPopovers() {
  return document.querySelectorAll(":popover-open");
}

document.addEventListener("click", event => {
  const target = event.target instanceof Element ? event.target : null;
  const theme = target?.closest("[data-theme-choice]");
  if (theme) {
    chooseTheme(theme.dataset.themeChoice);
  }

  // A choice made in a menu closes it; the page under it may be another one by then.
  const made = target?.closest("[popover] a, [popover] [data-theme-choice]");
  made?.closest("[popover]").hidePopover();

  if (target?.closest("[data-reload]")) {
    location.reload();
  }

  if (target?.closest("[data-reconnect]")) {
    reconnect();
  }
});

// Captured: the event does not bubble.
document.addEventListener("toggle", markTheme, true);

// Blazor answers false where the server no longer knows this page, and throws where there is no server.
async function reconnect() {
  const overlay = document.getElementById("components-reconnect-modal");
  overlay.className = "reconnect components-reconnect-show";
  try {
    if (!await Blazor.reconnect()) {
      overlay.className = "reconnect components-reconnect-rejected";
    }
  } catch {
    overlay.className = "reconnect components-reconnect-failed";
  }
}

// A laptop that wakes, a tab that comes back: try again without being asked.
document.addEventListener("visibilitychange", () => {
  const overlay = document.getElementById("components-reconnect-modal");
  if (document.visibilityState === "visible" && overlay?.classList.contains("components-reconnect-failed")) {
    reconnect();
  }
});

addEventListener("resize", () => openPopovers().forEach(popover => popover.hidePopover()));
