// Back to where the reader came from, so that its scroll position comes back too; elsewhere if they came from outside.

export function back(fallback) {
  const inside = window.navigation ? window.navigation.canGoBack : (history.state?._index ?? 0) > 0;
  if (inside) {
    history.back();
  } else {
    Blazor.navigateTo(fallback);
  }
}
