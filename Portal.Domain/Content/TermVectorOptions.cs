namespace Portal.Domain.Content;

/// <summary>How a text falls into terms.</summary>
public enum TermRule
{
    /// <summary>Runs of two and more of a–z and 0–9 in the lower-cased text: what published TF-IDF values use.</summary>
    AsciiWords,

    /// <summary>The analyser of the search by words: stems without stop words, and single characters and pairs where a script has no spaces.</summary>
    Analysed,
}

/// <summary>How <see cref="TermVectors"/> are made.</summary>
public sealed record TermVectorOptions
{
    /// <summary>How texts fall into terms.</summary>
    public TermRule Rule { get; init; } = TermRule.AsciiWords;

    /// <summary>A term of fewer texts is left out: it can connect nothing. At least 1.</summary>
    public int MinDocuments { get; init; } = 2;

    /// <summary>A term of this share of the texts and more is left out: it says nothing. Above 0; more than 1 keeps all.</summary>
    public double MaxShare { get; init; } = 0.3;
}
