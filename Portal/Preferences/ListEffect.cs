using Portal.People;

namespace Portal.Preferences;

/// <summary>What a change does to the first places of a person's list.</summary>
/// <param name="In">Items that come in, in the order of the new list.</param>
/// <param name="Out">Items that go out, in the order of the old one.</param>
/// <param name="Left">How many items the new list has.</param>
public sealed record ListEffect(IReadOnlyList<ItemCard> In, IReadOnlyList<ItemCard> Out, int Left)
{
    /// <summary>How many items of the whole catalogue a rule keeps away by itself; null for a wish.</summary>
    public int? KeptAway { get; init; }

    /// <summary>Whether the list stays what it is.</summary>
    public bool IsNone => In.Count + Out.Count == 0;
}

/// <summary>A change to what a person said or set, to be tried out.</summary>
public sealed record ProfileChange
{
    /// <summary>Statements to stand in place of others, or to come to them where the id is null; null takes one away.</summary>
    public IReadOnlyList<(Guid? Id, Domain.Language.ParsedStatement? Statement)> Statements { get; init; } = [];

    /// <summary>Settings in place of the person's; null leaves them.</summary>
    public Domain.Profiles.PersonSettings? Settings { get; init; }

    /// <summary>A statement that stands in place of another, or comes to the others.</summary>
    public static ProfileChange Of(Guid? id, Domain.Language.ParsedStatement statement) => new() { Statements = [(id, statement)] };
}
