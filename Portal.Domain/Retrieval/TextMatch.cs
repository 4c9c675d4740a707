using Portal.Domain.Catalogue;

namespace Portal.Domain.Retrieval;

/// <summary>How well every item fits one text.</summary>
/// <param name="Scores">One place per item, 0..1: 1 for an item that is first by words and by meaning, 0 for one that is found by neither.</param>
/// <param name="Terms">The text's terms, for saying which words an item shares with it.</param>
public sealed record TextMatch(float[] Scores, IReadOnlyList<string> Terms)
{
    /// <summary>A match that fits nothing, for a text without any query in it.</summary>
    public static TextMatch Nothing(int items) => new(new float[items], []);

    /// <summary>The score of an item.</summary>
    public float this[ItemIndex item] => Scores[item.Value];
}
