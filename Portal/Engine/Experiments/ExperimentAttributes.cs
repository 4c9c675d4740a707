namespace Portal.Engine.Experiments;

/// <summary>What a condition may ask of a unit. To add one: its name here, and its value where people are assigned.</summary>
public static class ExperimentAttributes
{
    /// <summary>Its id: of the person, the browser or the window.</summary>
    public const string Id = "id";

    /// <summary>What it is looked at on: phone, tablet, desktop.</summary>
    public const string Device = "device";

    /// <summary>The person's roles, a list: admin, analyst.</summary>
    public const string Roles = "roles";

    /// <summary>Whether the person was made up for the demo.</summary>
    public const string Simulated = "simulated";

    /// <summary>Full days since the person signed up.</summary>
    public const string Days = "days";

    /// <summary>The language of the page, e.g. <c>en</c>.</summary>
    public const string Language = "language";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [Id, Device, Roles, Simulated, Days, Language];
}
