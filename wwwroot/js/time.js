// What the server cannot know: the clock by which the reader lives, and what they look at the page on.

export function surroundings() {
  return { zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null, device: device() };
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
