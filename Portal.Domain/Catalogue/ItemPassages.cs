namespace Portal.Domain.Catalogue;

/// <summary>
/// What an item's text alone cannot hold: the description of a long item in windows of whole sentences, each to be encoded by itself. A
/// query that one sentence answers is then found by that sentence, as passage retrieval does (Callan 1994).
/// </summary>
public static class ItemPassages
{
    /// <summary>Most passages of an item.</summary>
    public const int Most = 4;

    /// <summary>Longest passage, in characters: two or three sentences.</summary>
    public const int MaxLength = 320;

    /// <summary>The passages of an item in order; none where its text is whole.</summary>
    public static IReadOnlyList<string> Of(Item item)
    {
        if (!ItemText.IsCut(item))
        {
            return [];
        }

        var windows = Windows(item.Description);
        if (windows.Count <= Most)
        {
            return windows;
        }

        // The beginning is in the item's text already; from the rest, some at equal distances up to the last.
        return [.. Enumerable.Range(1, Most).Select(i => windows[(int)((long)i * (windows.Count - 1) / Most)])];
    }

    /// <summary>Windows of about equal length, of whole sentences as far as these fit; together they are the text.</summary>
    public static IReadOnlyList<string> Windows(string text)
    {
        var least = text.Length / ((text.Length / MaxLength) + 1);
        List<string> windows = [];
        var (start, end) = (0, 0);
        foreach (var next in Ends(text))
        {
            if (next - start > MaxLength)
            {
                Close();
            }

            end = next;
            if (end - start >= least)
            {
                Close();
            }
        }

        Close();
        return windows;

        void Close()
        {
            if (text[start..end].Trim() is { Length: > 0 } window)
            {
                windows.Add(window);
            }

            start = end;
        }
    }

    // Where sentences end; one that is too long also ends between words, or anywhere if it has none.
    private static IEnumerable<int> Ends(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (EndsSentence(text, i))
            {
                yield return start = i + 1;
            }
            else if (i + 1 - start == MaxLength)
            {
                var space = text.LastIndexOf(' ', i, MaxLength / 2);
                start = space >= 0 ? space + 1 : char.IsHighSurrogate(text[i]) ? i : i + 1;
                yield return start;
            }
        }

        if (start < text.Length)
        {
            yield return text.Length;
        }
    }

    private static bool EndsSentence(string text, int at)
    {
        if (text[at] == '\n')
        {
            return true;
        }

        // A closing quotation mark or bracket belongs to the sentence before it.
        var mark = at;
        while (mark > 0 && IsClosing(text[mark]))
        {
            mark--;
        }

        var closed = at + 1 == text.Length || !IsClosing(text[at + 1]);
        return closed && (IsWideStop(text[mark]) || (IsStop(text[mark]) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))));
    }

    // Only white space tells a sentence's end from an abbreviation or a decimal point here.
    private static bool IsStop(char c) => c is '.' or '!' or '?' or '…' or '؟' or '۔' or '।';

    // Chinese and Japanese put no space behind these.
    private static bool IsWideStop(char c) => c is '。' or '！' or '？' or '｡' or '．';

    private static bool IsClosing(char c) => c is '"' or '\'' or ')' or ']' or '”' or '’' or '»' or '」' or '』' or '）' or '】' or '》';
}
