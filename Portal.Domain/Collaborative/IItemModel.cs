using Portal.Domain.Catalogue;

namespace Portal.Domain.Collaborative;

/// <summary>
/// What goes with what, learned from everybody's actions. A person is described by their history alone (fold-in), so that
/// new people need no new model. Immutable and safe for concurrent use.
/// </summary>
public interface IItemModel
{
    /// <summary>Stable lower-case name of the method, e.g. <c>ease</c>.</summary>
    string Key { get; }

    /// <summary>SHA-256 of the trainer's whole configuration and of the training data, lower-case hexadecimal.</summary>
    string Fingerprint { get; }

    /// <summary>Number of items; the length of every score vector.</summary>
    int ItemCount { get; }

    /// <summary>Scores every item for a person; higher is better, only differences within one call mean something.</summary>
    /// <param name="history">Distinct items; those the model has never seen, and items outside, say nothing.</param>
    /// <param name="scores">
    /// One place per item; overwritten. NaN for an item without training data, and everywhere when nothing of the history is
    /// known to the model (a model that needs no history, like popularity, still answers): a fallback decides.
    /// </param>
    void Score(ReadOnlySpan<ItemWeight> history, Span<float> scores);

    /// <summary>What each item of the history adds to the score of <paramref name="target"/>: the parts sum to the score (up to rounding), 0 for unknown ones.</summary>
    void Explain(ReadOnlySpan<ItemWeight> history, ItemIndex target, Span<float> parts);
}
