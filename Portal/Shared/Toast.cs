namespace Portal.Shared;

/// <summary>One message of the toast host.</summary>
/// <param name="Id">Rising within a circuit.</param>
/// <param name="Message">What happened, one sentence.</param>
/// <param name="UndoLabel">Text of the button that takes it back; null without one.</param>
/// <param name="Undo">Takes it back.</param>
public sealed record Toast(int Id, string Message, string? UndoLabel, Func<Task>? Undo);
