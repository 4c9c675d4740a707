namespace Portal.Data;

/// <summary>Section <c>Portal</c>: where the portal keeps its files, and whether it shows the demo.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Folder for the database, the converted model and keys; a relative path starts at the content root.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Seed the demo catalogue and its simulated people, and offer the one-click sign-in.</summary>
    public bool Demo { get; set; } = true;
}
