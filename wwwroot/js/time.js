// What the server cannot know: the clock by which the reader lives, what they look at the page on, and which browser and window it is.

export function surroundings() {
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null, device: device(), visitor: idIn("localStorage"), session: idIn("sessionStorage") };
}

// Says nothing but "the same as before": drawn by chance, kept here only. Null where the browser keeps nothing.
function idIn(storage) {
  try {
    const kept = window[storage].getItem("portal-id");
    if (kept) {
      return kept;
    }

    const id = randomId();
    window[storage].setItem("portal-id", id);
    return id;
  } catch {
    return null;
  }
}

// crypto.randomUUID is missing on a portal without HTTPS.
function randomId() {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function device() {
  const agent = navigator.userAgent;
  if (/\b(SMART-?TV|AppleTV|GoogleTV|HbbTV|BRAVIA|NetCast|Web0S)\b|Tizen.+\bTV\b|Android TV/i.test(agent)) {
    return "television";
  }

  // An iPad calls itself a Macintosh, but no Macintosh has a touch screen.
  if (/iPad|Tablet|Silk\//i.test(agent) || (/Android/i.test(agent) && !/Mobile/i.test(agent)) || (/Macintosh/i.test(agent) && navigator.maxTouchPoints > 1)) {
    return "tablet";
  }

  return navigator.userAgentData?.mobile || /iPhone|iPod|Mobile/i.test(agent) ? "phone" : "desktop";
}
