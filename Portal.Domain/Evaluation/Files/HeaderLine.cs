using System.Globalization;

namespace Portal.Domain.Evaluation.Files;

/// <summary>Tells a header from a first line of data.</summary>
internal static class HeaderLine
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "user", "userid", "uid", "u", "person", "reviewerid", "session", "sessionid", "item", "itemid", "iid", "movie", "movieid", "book", "bookid", "artist", "artistid",
    };

    /// <summary>True where the first field is not a number and is a usual name of a column, or the next line's first field is a number.</summary>
    /// <remarks>Ids that are words are data: without either sign the line is kept.</remarks>
    public static bool Is(string first, string? second) =>
        !StartsWithNumber(first) && (Names.Contains(Plain(First(first))) || (second is not null && StartsWithNumber(second)));

    private static bool StartsWithNumber(string line) => double.TryParse(First(line), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string First(string line)
    {
        FieldReader fields = new(line);
        return fields.MoveNext(out var field) ? field.ToString() : "";
    }

    // RecBole writes "user_id:token".
    private static string Plain(string name) => name.Split(':')[0].Replace("_", "", StringComparison.Ordinal);

    /// <summary>The lines without their header.</summary>
    public static IEnumerable<TextLine> Skip(IEnumerable<TextLine> lines)
    {
        TextLine? first = null;
        var begun = false;
        foreach (var line in lines)
        {
            if (begun)
            {
                yield return line;
            }
            else if (first is null)
            {
                first = line;
            }
            else
            {
                begun = true;
                if (!Is(first.Value.Text, line.Text))
                {
                    yield return first.Value;
                }

                yield return line;
            }
        }

        if (!begun && first is { } only && !Is(only.Text, second: null))
        {
            yield return only;
        }
    }
}
