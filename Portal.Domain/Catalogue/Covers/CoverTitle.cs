using System.Text;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>A title broken into lines that fit.</summary>
/// <param name="Size">Font size in units of the cover.</param>
/// <param name="Lines">One to five lines; not yet escaped.</param>
internal sealed record CoverTitle(double Size, IReadOnlyList<string> Lines)
{
    /// <summary>Distance of two baselines, in em.</summary>
    public const double Leading = 1.12;

    private const int MaxLines = 5;

    private const string NoLineStart = "，。、；：！？）】》」』〉〕…—·,.;:!?)]}";

    private const string NoLineEnd = "（【《「『〈〔([{";

    private static readonly double[] Sizes = [62, 56, 50, 46, 42, 38, 35, 32, 29, 26, 24, 22, 20, 18];

    /// <summary>Height of the lines from the top of the first to the foot of the last.</summary>
    public double Height => Size * Leading * Lines.Count;

    /// <summary>
    /// Sets a title as large as it goes into a box without breaking a word; a compound breaks at its hyphen where that
    /// makes the title much larger. A word that is too wide for the smallest size is broken, and what does not fit on
    /// five lines ends in an ellipsis.
    /// </summary>
    public static CoverTitle Fit(string title, CoverVoice voice, double width, double height)
    {
        var text = voice.IsUpper ? title.ToUpperInvariant() : title;
        var whole = Largest(Pieces(text, breakCompounds: false), voice, width, height);
        var broken = Largest(Pieces(text, breakCompounds: true), voice, width, height);
        return broken is not null && (whole is null || broken.Size > whole.Size * 1.25) ? broken
            : whole ?? new CoverTitle(Sizes[^1], Cut(Pieces(text, breakCompounds: true), voice, width / Sizes[^1]));
    }

    /// <summary>As much of a line as fits, with an ellipsis where something is missing.</summary>
    public static string Shorten(string line, CoverVoice voice, double em)
    {
        if (GlyphWidths.Of(line, voice) <= em)
        {
            return line;
        }

        var runes = line.EnumerateRunes().ToList();
        while (runes.Count > 0 && GlyphWidths.Of(Join(runes) + "…", voice) > em)
        {
            runes.RemoveAt(runes.Count - 1);
        }

        return Join(runes).TrimEnd() + "…";
    }

    // Null when it does not fit in the smallest size.
    private static CoverTitle? Largest(List<string> pieces, CoverVoice voice, double width, double height)
    {
        foreach (var size in Sizes)
        {
            // Four lines in a large size crowd the cover.
            var most = size > 50 ? 2 : size > 35 ? 3 : size > 26 ? 4 : MaxLines;
            if (Wrap(pieces, voice, width / size) is { } lines && lines.Count <= most && lines.Count * size * Leading <= height)
            {
                return new CoverTitle(size, Balance(pieces, lines, voice, width / size));
            }
        }

        return null;
    }

    // What may not be broken, each with the blank that goes before it unless it starts a line.
    private static List<string> Pieces(string title, bool breakCompounds)
    {
        List<string> pieces = [];
        StringBuilder piece = new();
        Rune? last = null;
        foreach (var rune in title.EnumerateRunes())
        {
            if (last is { } before && MayBreak(before, rune, breakCompounds))
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(rune);
            last = rune;
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static bool MayBreak(Rune before, Rune after, bool breakCompounds)
    {
        if (NoLineStart.Contains(after.ToString(), StringComparison.Ordinal) || NoLineEnd.Contains(before.ToString(), StringComparison.Ordinal))
        {
            return false;
        }

        return (Rune.IsWhiteSpace(after) && !Rune.IsWhiteSpace(before))
            || (breakCompounds && before.Value is ('-' or '–' or '/'))
            || GlyphWidths.IsIdeographic(before)
            || GlyphWidths.IsIdeographic(after);
    }

    /// <returns>Null when a piece alone is too wide.</returns>
    private static List<string>? Wrap(List<string> pieces, CoverVoice voice, double em)
    {
        List<string> lines = [];
        var line = "";
        foreach (var piece in pieces)
        {
            if (GlyphWidths.Of(piece.Trim(), voice) > em)
            {
                return null;
            }

            if (line.Length > 0 && GlyphWidths.Of(line + piece, voice) > em)
            {
                lines.Add(line.Trim());
                line = "";
            }

            line += piece;
        }

        lines.Add(line.Trim());
        return lines;
    }

    // The narrowest column that needs no more lines: the lines come out about equally long.
    private static List<string> Balance(List<string> pieces, List<string> lines, CoverVoice voice, double em)
    {
        var best = lines;
        for (var narrower = em * 0.96; narrower > em * 0.4; narrower *= 0.96)
        {
            if (Wrap(pieces, voice, narrower) is not { } tried || tried.Count > lines.Count)
            {
                break;
            }

            best = tried;
        }

        return best;
    }

    private static List<string> Cut(List<string> pieces, CoverVoice voice, double em)
    {
        var broken = pieces.SelectMany(piece => GlyphWidths.Of(piece.Trim(), voice) > em ? piece.EnumerateRunes().Select(rune => rune.ToString()) : [piece]).ToList();
        var lines = Wrap(broken, voice, em) ?? [""];
        return lines.Count <= MaxLines
            ? lines
            : [.. lines.Take(MaxLines - 1), Shorten(string.Join(' ', lines.Skip(MaxLines - 1)), voice, em)];
    }

    private static string Join(IEnumerable<Rune> runes) => string.Concat(runes.Select(rune => rune.ToString()));
}
