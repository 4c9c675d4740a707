// Single-key shortcuts of a page. The server says which keys count now; only those travel over the circuit.

const typing = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=slider], [role=spinbutton]";

export function listen(receiver) {
  let keys = new Set();

  const onKeyDown = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || event.defaultPrevented) {
      return;
    }

    const element = event.target instanceof Element ? event.target : null;
    if (!keys.has(event.key) || element?.closest(typing) || document.querySelector("dialog[open], .rz-dialog, :popover-open")) {
      return;
    }

    event.preventDefault();
    receiver.invokeMethodAsync("OnKeyAsync", event.key).catch(() => { });
  };

  document.addEventListener("keydown", onKeyDown);
  return {
    setKeys: next => { keys = new Set(next); },
    stop: () => document.removeEventListener("keydown", onKeyDown),
  };
}

export function focus(selector) {
  const found = [...document.querySelectorAll(selector)].find(element => element.offsetParent !== null);
  found?.focus();
  found?.select?.();
}
