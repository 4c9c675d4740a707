using System.Text.Json;

namespace Portal.Domain.Embedding.Tokenization;

/// <summary>
/// The tokenizer of Universal Sentence Encoder Lite: SentencePiece unigram pieces with the published package's own Viterbi
/// search, its quirks included, because the weights were never shown anything else.
/// </summary>
/// <remarks>NFKC; then a separator before the text and for every U+0020. No trimming and no folding of case or of double spaces.</remarks>
public sealed class UseLiteTokenizer : ITokenizer
{
    private const char Separator = '\u2581';
    private const int UnknownId = 0;
    private const int ReservedPieces = 6; // unknown, <s>, </s> and three extra tokens never match text
    private const int LongestText = 4096; // no piece has more than 16 characters, so 128 ids lie well within

    private readonly PieceTrie _trie = new();
    private readonly double[] _scores;
    private readonly int[] _lengths;
    private readonly int _separatorId;
    private readonly int _maxTokens;

    private UseLiteTokenizer((string Text, double Score)[] pieces, int maxTokens)
    {
        _scores = [.. pieces.Select(p => p.Score)];
        _lengths = [.. pieces.Select(p => p.Text.EnumerateRunes().Count())];
        _separatorId = Array.FindIndex(pieces, p => p.Text == "\u2581");
        _maxTokens = maxTokens;
        for (var id = ReservedPieces; id < pieces.Length; id++)
        {
            _trie.Add(pieces[id].Text, id);
        }
    }

    /// <inheritdoc/>
    public int PadId => UnknownId; // the mask alone tells padding from the unknown token

    /// <inheritdoc/>
    public int HighestId => _scores.Length - 1;

    /// <summary>Reads <c>vocab.json</c>: a list of [piece, score], where a piece's place is its id and a score of null counts as 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxTokens">Number of ids after which a text is cut, 1 or more.</param>
    /// <exception cref="TextEncoderException">The file cannot be read or is not such a list.</exception>
    public static UseLiteTokenizer FromFile(string path, int maxTokens)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            (string, double)[] pieces = [.. json.RootElement.EnumerateArray().Select(p => (
                p[0].GetString() ?? throw new InvalidOperationException("a piece is null"),
                p[1].ValueKind == JsonValueKind.Null ? 0.0 : p[1].GetDouble()))];
            return pieces.Length > ReservedPieces
                ? new UseLiteTokenizer(pieces, maxTokens)
                : throw new TextEncoderException($"The vocabulary '{path}' has only {pieces.Length} pieces; use the vocab.json that came with the model.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IndexOutOfRangeException or IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The vocabulary '{path}' cannot be read as a list of [piece, score] ({e.Message}); use the vocab.json that came with the model.", e);
        }
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalised = UnicodeText.ToCompatibilityForm(UnicodeText.Cut(text, LongestText));
        if (normalised.Length == 0)
        {
            return [];
        }

        var symbols = new int[normalised.Length + 1];
        var count = 0;
        symbols[count++] = Separator;
        foreach (var rune in normalised.EnumerateRunes())
        {
            symbols[count++] = rune.Value == ' ' ? Separator : rune.Value;
        }

        var ids = ReadBack(BestPieces(symbols.AsSpan(0, count)));
        return ids.Length > _maxTokens ? ids[.._maxTokens] : ids;
    }

    /// <inheritdoc/>
    public bool HasContent(ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            if (id != UnknownId && id != _separatorId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The last piece of the best way to each position. As in the reference: a best score of 0 means "not reached yet", ties
    /// go to the later candidate, an unknown symbol scores 0, and positions that were never reached take part.
    /// </summary>
    private int[] BestPieces(ReadOnlySpan<int> symbols)
    {
        var best = new double[symbols.Length + 1];
        var pieces = new int[symbols.Length + 1];
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = 0;
            var known = false;
            for (var end = start; end < symbols.Length && _trie.TryStep(ref node, symbols[end]); end++)
            {
                var id = _trie.PieceAt(node);
                if (id >= 0)
                {
                    known = true;
                    Offer(best, pieces, end + 1, best[start] + _scores[id], id);
                }
            }

            if (!known)
            {
                Offer(best, pieces, start + 1, best[start], UnknownId);
            }
        }

        return pieces;
    }

    private static void Offer(double[] best, int[] pieces, int end, double score, int id)
    {
        if (best[end] == 0 || score >= best[end])
        {
            best[end] = score;
            pieces[end] = id;
        }
    }

    /// <summary>Walks from the end to the start; a run of unknowns becomes one token.</summary>
    private int[] ReadBack(int[] pieces)
    {
        var ids = new List<int>((pieces.Length / 3) + 4);
        for (var end = pieces.Length - 1; end > 0;)
        {
            var id = pieces[end];
            if (id != UnknownId || ids.Count == 0 || ids[^1] != UnknownId)
            {
                ids.Add(id);
            }

            end -= id == UnknownId ? 1 : _lengths[id];
        }

        ids.Reverse();
        return [.. ids];
    }
}
