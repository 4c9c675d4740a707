namespace Portal.Data;

/// <summary>Puts into a new database what a feature cannot do without. Run at every start, so it must change nothing the second time.</summary>
public interface ISeeder
{
    /// <summary>Lower runs first.</summary>
    int Order { get; }

    /// <summary>For progress and errors, e.g. <c>demo people</c>.</summary>
    string Name { get; }

    Task SeedAsync(CancellationToken cancellationToken);
}
