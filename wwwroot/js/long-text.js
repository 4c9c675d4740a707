// A text of megabytes must not travel at every key, nor end the connection: beyond a limit only its length is told.

export function watch(box, most, receiver) {
  box.addEventListener("input", event => {
    if (box.value.length > most) {
      event.stopPropagation();
      receiver.invokeMethodAsync("OnLengthAsync", box.value.length).catch(() => { });
    }
  });
}
