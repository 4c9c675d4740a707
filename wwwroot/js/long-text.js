// A text of megabytes must not travel at every key, nor end the connection: beyond a limit only its length is told.

export function watch(box, most, receiver) {
  // Whoever leaves at once has taken it along before this was asked.
  box?.addEventListener("input", event => {
    if (box.value.length > most) {
      event.stopPropagation();
      receiver.invokeMethodAsync("OnLengthAsync", box.value.length).catch(() => { });
    }
  });
}
