namespace Portal.Data;

/// <summary>Puts rows into a database that lacks them. Runs at every start, so a second run changes nothing.</summary>
internal interface ISeeder
{
    /// <summary>Lower runs first; roles are 0.</summary>
    int Order { get; }

    /// <summary>What it puts there, for the log.</summary>
    string Name { get; }

    Task SeedAsync(CancellationToken ct);
}
