// What the server cannot know: the clock by which the reader lives.

export function zone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
}
