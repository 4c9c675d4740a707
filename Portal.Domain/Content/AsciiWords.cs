namespace Portal.Domain.Content;

/// <summary>Walks over the runs of two and more of a–z and 0–9 of a lower-cased text, without allocating.</summary>
internal ref struct AsciiWords(ReadOnlySpan<char> lower)
{
    private ReadOnlySpan<char> _rest = lower;

    /// <summary>The present word.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly AsciiWords GetEnumerator() => this;

    /// <summary>Goes on to the next word.</summary>
    public bool MoveNext()
    {
        while (true)
        {
            var start = _rest.IndexOfAny(Letters);
            if (start < 0)
            {
                return false;
            }

            var length = _rest[start..].IndexOfAnyExcept(Letters);
            length = length < 0 ? _rest.Length - start : length;
            Current = _rest.Slice(start, length);
            _rest = _rest[(start + length)..];
            if (length >= 2)
            {
                return true;
            }
        }
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
