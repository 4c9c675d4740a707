namespace Portal.Domain.Language.Grammar;

/// <summary>Words that stand for something, before it is known what is said of it.</summary>
internal sealed class Mention
{
    /// <summary>First token.</summary>
    public required int First { get; init; }

    /// <summary>Last token, exclusive.</summary>
    public required int Last { get; set; }

    /// <summary>What they stand for; null while it is only words.</summary>
    public Subject? Subject { get; set; }

    /// <summary>How sure that is.</summary>
    public Link Link { get; set; }

    /// <summary>What they may stand for where that is not clear; empty where it is.</summary>
    public IReadOnlyList<Subject> Choices { get; set; } = [];

    /// <summary>Whether a number is a limit rather than a flavour.</summary>
    public bool IsBound { get; init; }

    /// <summary>Whether it stands for nothing that the catalogue has a word for.</summary>
    public bool IsConcept => Subject is null or ConceptSubject;
}
