// The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back.

export function open(dialog, receiver) {
  // Whoever leaves at once has taken it along before this was asked.
  if (!dialog) {
    return;
  }

  if (!dialog.wired) {
    dialog.wired = true;

    // Said at once, and once: the event "close" comes so late that the key that opens the dialog again can overtake it.
    dialog.sayClosed = () => {
      if (dialog.shown) {
        dialog.shown = false;
        receiver.invokeMethodAsync("OnClosedAsync").catch(() => { });
      }
    };
    dialog.addEventListener("click", event => { if (event.target === dialog) { close(dialog); } });
    dialog.addEventListener("cancel", event => { if (event.target === dialog) { dialog.sayClosed(); } });
    dialog.addEventListener("close", () => { if (!dialog.open) { dialog.sayClosed(); } });
  }

  if (!dialog.open) {
    dialog.showModal();
    dialog.shown = true;
  }
}

export function close(dialog) {
  dialog?.close();
  dialog?.sayClosed?.();
}
