// The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back.

export function open(dialog, receiver) {
  if (!dialog.wired) {
    dialog.wired = true;
    dialog.addEventListener("click", event => { if (event.target === dialog) { dialog.close(); } });
    dialog.addEventListener("close", () => receiver.invokeMethodAsync("OnClosedAsync").catch(() => { }));
  }

  if (!dialog.open) {
    dialog.showModal();
  }
}

export function close(dialog) {
  dialog?.close();
}
