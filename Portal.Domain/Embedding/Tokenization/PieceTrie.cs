namespace Portal.Domain.Embedding.Tokenization;

/// <summary>A prefix tree of pieces over code points. Node 0 is the root.</summary>
internal sealed class PieceTrie
{
    private const int CodePointBits = 21;

    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _pieceAt = [-1];

    /// <summary>Adds a piece; of two equal ones the last is kept.</summary>
    public void Add(string piece, int id)
    {
        var node = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            var key = Key(node, rune.Value);
            if (!_children.TryGetValue(key, out var child))
            {
                child = _pieceAt.Count;
                _pieceAt.Add(-1);
                _children[key] = child;
            }

            node = child;
        }

        if (node != 0)
        {
            _pieceAt[node] = id;
        }
    }

    /// <summary>Goes from <paramref name="node"/> to its child for a code point; false where there is none.</summary>
    public bool TryStep(ref int node, int codePoint) => _children.TryGetValue(Key(node, codePoint), out node);

    /// <summary>The id of the piece that ends at a node; -1 where none does.</summary>
    public int PieceAt(int node) => _pieceAt[node];

    private static long Key(int node, int codePoint) => ((long)node << CodePointBits) | (uint)codePoint;
}
