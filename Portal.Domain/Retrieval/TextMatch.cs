using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>How well every item fits one text.</summary>
/// <param name="Scores">One place per item, 0..1: 1 for an item that is first in every way of matching, 0 for one that none finds.</param>
/// <param name="Terms">The text's own terms, for saying which words an item shares with it.</param>
/// <param name="Labels">The labels that the text mentions.</param>
/// <param name="Literal">One place per item: whether a title, label or word of the text was found in it, not its meaning alone.</param>
public sealed record TextMatch(float[] Scores, IReadOnlyList<Term> Terms, IReadOnlyList<string> Labels, bool[] Literal)
{
    private ItemIndex[]? _found;

    /// <summary>The items that score above 0, in the order of the catalogue: some hundreds at most, however large it is.</summary>
    public IReadOnlyList<ItemIndex> Found => _found ??= [.. Enumerable.Range(0, Scores.Length).Where(i => Scores[i] > 0).Select(i => new ItemIndex(i))];

    /// <summary>The score of an item.</summary>
    public float this[ItemIndex item] => Scores[item.Value];
}
