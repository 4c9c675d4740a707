namespace Portal.Preferences;

/// <summary>The person's list for the parts of the page to try changes out on: not there yet, there, or not to be had.</summary>
/// <param name="Trial">The list; null while it is not there.</param>
/// <param name="Failed">There will be none.</param>
public sealed record TrialState(ListTrial? Trial, bool Failed)
{
    /// <summary>Not there yet.</summary>
    public static readonly TrialState Waiting = new(null, Failed: false);
}
