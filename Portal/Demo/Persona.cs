namespace Portal.Demo;

/// <summary>A made-up person that the demo can be entered as.</summary>
public sealed record Persona
{
    /// <summary>User name, lower case.</summary>
    public string User { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>One line for the sign-in page.</summary>
    public string About { get; init; } = "";

    public IReadOnlyList<PersonaStatement> Statements { get; init; } = [];

    /// <summary>Ids of the catalogue.</summary>
    public IReadOnlyList<string> Likes { get; init; } = [];

    /// <summary>Ids of the catalogue.</summary>
    public IReadOnlyList<string> Dislikes { get; init; } = [];
}

/// <summary>A sentence of a persona, and how many days ago it was said.</summary>
public sealed record PersonaStatement(string Text, int DaysAgo);
