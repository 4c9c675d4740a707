namespace Portal.Domain.Language.Grammar;

/// <summary>A clause in the making.</summary>
internal sealed class Draft
{
    public required Mention Mention { get; init; }

    public required CueSense Sense { get; set; }

    public double Strength { get; set; } = Clause.PlainStrength;

    /// <summary>Whether words said which way, or it is a mere mention.</summary>
    public bool IsExplicit { get; set; }

    /// <summary>Whether the words that say so stand in the same breath, and are more than "something": words behind it do not change it.</summary>
    public bool IsFirm { get; init; }

    /// <summary>Drafts under the same words that turn them.</summary>
    public int Group { get; init; }

    /// <summary>Drafts between two turns or ends of sentence.</summary>
    public int Segment { get; init; }

    /// <summary>Drafts between two commas.</summary>
    public int Part { get; init; }

    /// <summary>Drafts of one noun phrase: "horror movies".</summary>
    public int Phrase { get; init; }

    /// <summary>Where it begins with the words that turn it, in UTF-16 units.</summary>
    public int Start { get; set; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; set; }

    public Scope? Scope { get; set; }

    public List<Mention> Except { get; } = [];

    public bool IsKind => Mention.Subject is KindSubject;
}
