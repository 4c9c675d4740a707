namespace Portal.Shared;

/// <summary>A single key that does something on the page.</summary>
/// <param name="Key">As the browser's KeyboardEvent.key names it: "j", "?", "Enter".</param>
/// <param name="Label">What it does, for the help.</param>
/// <param name="Run">Does it; called on the renderer's thread.</param>
public sealed record Shortcut(string Key, string Label, Func<Task> Run);
