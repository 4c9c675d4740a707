using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking;

/// <summary>What a signal knows of a person, by time.</summary>
public enum Horizon
{
    /// <summary>Neither of both below.</summary>
    Any,

    /// <summary>What they did in this session.</summary>
    Session,

    /// <summary>Their lasting taste.</summary>
    Lasting,
}

/// <summary>
/// One kind of evidence for or against an item. To add a signal: a class, its line in <see cref="RankingSignals"/>, and the
/// words for it in the portal's texts.
/// </summary>
/// <remarks>Stateless and safe for concurrent use. An item's value depends on the request and that item alone, never on the other candidates.</remarks>
public interface ISignal
{
    /// <summary>Stable lower-case name: the key of its weight, its texts and its contributions.</summary>
    string Key { get; }

    /// <summary>Weight where a profile does not say otherwise, 0..10.</summary>
    double DefaultWeight { get; }

    /// <summary>Whether it rests on this session or on what the person has shown before; neither unless a signal says so.</summary>
    Horizon Horizon => Horizon.Any;

    /// <summary>Writes the value of each candidate, −1..1; NaN when nothing is known, which then counts as nothing.</summary>
    void Score(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> values);

    /// <summary>Writes how far the evidence lets the signal count for each candidate, 0..1; 1 for all unless a signal says otherwise.</summary>
    void Gate(RankingContext context, ReadOnlySpan<ItemIndex> candidates, Span<float> gates) => gates.Fill(1);

    /// <summary>What is behind an item's value; null when the value says nothing.</summary>
    Evidence? Explain(RankingContext context, ItemIndex item);
}
