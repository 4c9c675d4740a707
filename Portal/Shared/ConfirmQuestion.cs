namespace Portal.Shared;

/// <param name="Title">The question.</param>
/// <param name="Text">What will happen.</param>
/// <param name="AgreeLabel">The deed as a verb: "Delete account", not "OK".</param>
/// <param name="Danger">Whether the deed destroys something.</param>
public sealed record ConfirmQuestion(string Title, string Text, string AgreeLabel, bool Danger = false);
