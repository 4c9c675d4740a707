namespace Portal.Experiments.Planning;

public enum LaunchState
{
    Ok,

    /// <summary>It can be started; whoever does should know.</summary>
    Warning,

    /// <summary>Without it, it is not started.</summary>
    Missing,
}

/// <summary>One point of the checklist before a start.</summary>
/// <param name="Key">What is looked at: its text <c>Check{Key}</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="Finding">What was found, its text <c>Check{Key}.{Finding}</c> with the fix; null when it is ok.</param>
/// <param name="Values">What the text tells.</param>
public sealed record LaunchCheck(string Key, LaunchState State, string? Finding = null, params IReadOnlyList<object> Values)
{
    internal static LaunchCheck Ok(string key, params IReadOnlyList<object> values) => new(key, LaunchState.Ok, null, values);

    internal static LaunchCheck Warn(string key, string finding, params IReadOnlyList<object> values) => new(key, LaunchState.Warning, finding, values);

    internal static LaunchCheck Miss(string key, string finding, params IReadOnlyList<object> values) => new(key, LaunchState.Missing, finding, values);
}
