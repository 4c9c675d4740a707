using System.Text;

namespace Portal.Domain.Embedding.Tokenization;

/// <summary>BERT's WordPiece: <c>[CLS]</c>, the greedy longest pieces of every word, <c>[SEP]</c>.</summary>
/// <remarks>Special tokens typed by a user ("[MASK]") are plain text. When a text is cut, <c>[SEP]</c> stays.</remarks>
public sealed class WordPieceTokenizer : ITokenizer
{
    private const string Continuation = "##";
    private const int LongestWord = 100; // code points; a longer word is unknown

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    private readonly BertNormaliser _normaliser;
    private readonly int _begin;
    private readonly int _end;
    private readonly int _unknown;
    private readonly int _maxTokens;

    /// <param name="vocabulary">Pieces and their ids, compared ordinally; it must hold [CLS], [SEP], [UNK] and [PAD].</param>
    /// <param name="maxTokens">Number of ids after which a text is cut, special tokens included; 3 or more.</param>
    /// <param name="normaliser">How texts are cleaned.</param>
    /// <param name="source">Where the vocabulary came from, for messages.</param>
    /// <exception cref="TextEncoderException">A special token is missing.</exception>
    internal WordPieceTokenizer(Dictionary<string, int> vocabulary, int maxTokens, BertNormaliser normaliser, string source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 3);
        _pieces = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        (_maxTokens, _normaliser) = (maxTokens, normaliser);
        (_begin, _end, _unknown, PadId) = (Special("[CLS]"), Special("[SEP]"), Special("[UNK]"), Special("[PAD]"));
        HighestId = vocabulary.Values.Max();

        int Special(string token) => vocabulary.TryGetValue(token, out var id)
            ? id
            : throw new TextEncoderException($"The vocabulary '{source}' has no {token}; only vocabularies of BERT-type models can be used.");
    }

    /// <inheritdoc/>
    public int PadId { get; }

    /// <inheritdoc/>
    public int HighestId { get; }

    /// <summary>Reads <c>vocab.txt</c>: one piece a line, its id is its line number from 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxTokens">Number of ids after which a text is cut, special tokens included; 3 or more.</param>
    /// <param name="lowercase">Whether texts are made lower case and lose their accents: the file does not say.</param>
    /// <exception cref="TextEncoderException">The file cannot be read or lacks a special token.</exception>
    public static WordPieceTokenizer FromVocabulary(string path, int maxTokens, bool lowercase)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            foreach (var (id, piece) in File.ReadLines(path).Index())
            {
                vocabulary[piece] = id;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TextEncoderException($"The vocabulary '{path}' cannot be read: {e.Message}", e);
        }

        return new WordPieceTokenizer(vocabulary, maxTokens, new BertNormaliser(lowercase, lowercase, SplitIdeographs: true), path);
    }

    /// <summary>Reads a Hugging Face <c>tokenizer.json</c> with its own settings; its truncation and padding are ignored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxTokens">Number of ids after which a text is cut, special tokens included; 3 or more.</param>
    /// <exception cref="TextEncoderException">The file cannot be read or is not a BERT WordPiece tokenizer.</exception>
    public static WordPieceTokenizer FromTokenizerJson(string path, int maxTokens)
    {
        var (vocabulary, normaliser) = TokenizerJson.Read(path);
        return new WordPieceTokenizer(vocabulary, maxTokens, normaliser, path);
    }

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>((text.Length / 3) + 8) { _begin };
        var word = new StringBuilder();
        foreach (var rune in _normaliser.Clean(text).EnumerateRunes())
        {
            if (ids.Count >= _maxTokens)
            {
                break;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                EndWord(word, ids);
            }
            else if (BertNormaliser.IsPunctuation(rune))
            {
                EndWord(word, ids);
                EndWord(word.Append(rune), ids);
            }
            else
            {
                word.Append(rune);
            }
        }

        EndWord(word, ids);
        if (ids.Count >= _maxTokens)
        {
            ids.RemoveRange(_maxTokens - 1, ids.Count - (_maxTokens - 1));
        }

        ids.Add(_end);
        return [.. ids];
    }

    /// <inheritdoc/>
    public bool HasContent(ReadOnlySpan<int> ids)
    {
        foreach (var id in ids)
        {
            if (id != _begin && id != _end && id != _unknown && id != PadId)
            {
                return true;
            }
        }

        return false;
    }

    private void EndWord(StringBuilder word, List<int> ids)
    {
        if (word.Length > 0)
        {
            AddWord(word.ToString(), ids);
            word.Clear();
        }
    }

    /// <summary>Greedy longest match from the left; a word with an unmatched rest is one unknown.</summary>
    private void AddWord(string word, List<int> ids)
    {
        var wordStart = ids.Count;
        if (word.Length > LongestWord && word.EnumerateRunes().Count() > LongestWord)
        {
            ids.Add(_unknown);
            return;
        }

        Span<char> buffer = stackalloc char[Continuation.Length + (2 * LongestWord)];
        Continuation.CopyTo(buffer);
        for (var start = 0; start < word.Length;)
        {
            var length = LongestPiece(word.AsSpan(start), inner: start > 0, buffer, out var id);
            if (length == 0)
            {
                ids.RemoveRange(wordStart, ids.Count - wordStart);
                ids.Add(_unknown);
                return;
            }

            ids.Add(id);
            start += length;
        }
    }

    /// <summary>The length of the longest piece that begins <paramref name="rest"/>; 0 where none does.</summary>
    private int LongestPiece(ReadOnlySpan<char> rest, bool inner, Span<char> buffer, out int id)
    {
        rest.CopyTo(buffer[Continuation.Length..]);
        for (var length = rest.Length; length > 0; length--)
        {
            var splitsPair = length < rest.Length && char.IsLowSurrogate(rest[length]);
            var key = inner ? buffer[..(Continuation.Length + length)] : rest[..length];
            if (!splitsPair && _pieces.TryGetValue(key, out id))
            {
                return length;
            }
        }

        id = -1;
        return 0;
    }
}
