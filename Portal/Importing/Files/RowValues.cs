using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Portal.Importing.Files;

/// <summary>A value is not what it should be.</summary>
internal sealed class RejectedException(RejectReason reason, string message) : Exception(message)
{
    public RejectReason Reason { get; } = reason;
}

/// <summary>Reads values out of the text of fields.</summary>
internal static class RowValues
{
    /// <summary>Most characters of a free text.</summary>
    public const int MostText = 100_000;

    private const int MostListed = 200, MostLabel = 100;

    private static readonly DateTime Earliest = new(1, 1, 2, 0, 0, 0, DateTimeKind.Utc), Latest = new(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>An id, or another text on one line in which no control character may stand.</summary>
    /// <exception cref="RejectedException">It is absent, too long, or holds one.</exception>
    public static string Needed(string? text, string field, int most) => OneLine(text, field, most) ?? throw new RejectedException(RejectReason.Missing, $"There is no {field}.");

    public static string? OneLine(string? text, string field, int most)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > most)
        {
            throw new RejectedException(RejectReason.TooLong, $"The {field} has {text.Length} characters; at most {most} fit.");
        }

        return !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal)
            ? text
            : throw new RejectedException(RejectReason.ControlCharacter, $"The {field} holds a control character.");
    }

    /// <summary>A text of several lines, without the control characters that are no line breaks.</summary>
    public static string? Text(string? text, string field)
    {
        if (text is null || text.Length > MostText)
        {
            return text is null ? null : throw new RejectedException(RejectReason.TooLong, $"The {field} has {text.Length} characters; at most {MostText} fit.");
        }

        return text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
            ? string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')).Trim()
            : text;
    }

    /// <summary>The elements of a JSON list, or of one text that has | or ; or, without these, commas between them: see <see cref="JoinList"/>.</summary>
    public static IReadOnlyList<string>? List(string? text, string field, bool lowerCase)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith("[\"", StringComparison.Ordinal))
        {
            text = FromJson(text) ?? text;
        }

        var separator = text.Contains(Row.ListSeparator, StringComparison.Ordinal) ? Row.ListSeparator
            : text.Contains('|', StringComparison.Ordinal) ? '|'
            : text.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var parts = text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > MostListed)
        {
            throw new RejectedException(RejectReason.TooLong, $"There are {parts.Length} {field}; at most {MostListed} fit.");
        }

        return [.. parts.Select(part => Needed(lowerCase ? part.ToLowerInvariant() : part, field, MostLabel)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A list as one text that <see cref="List"/> reads back.</summary>
    public static string JoinList(IReadOnlyList<string> list) =>
        list.Any(element => element.Contains('|', StringComparison.Ordinal) || element.StartsWith('[')) ? JsonSerializer.Serialize(list)
        : list.Count == 1 && list[0].AsSpan().ContainsAny(',', ';') ? list[0] + "|"
        : string.Join('|', list);

    public static double? Number(string? text, string field, double least, double most)
    {
        if (text is null)
        {
            return null;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw new RejectedException(RejectReason.BadNumber, $"The {field} '{Short(text)}' is no number.");
        }

        return number >= least && number <= most
            ? number
            : throw new RejectedException(RejectReason.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"The {field} is {number}; allowed is {least} to {most}."));
    }

    public static bool? Truth(string? text, string field) => text?.ToUpperInvariant() switch
    {
        null => null,
        "1" or "TRUE" or "YES" or "Y" => true,
        "0" or "FALSE" or "NO" or "N" => false,
        _ => throw new RejectedException(RejectReason.BadValue, $"The {field} '{Short(text)}' is neither true nor false."),
    };

    /// <summary>A time: ISO 8601 (UTC where it tells no zone), or seconds, milliseconds or microseconds since 1970.</summary>
    public static DateTime? Time(string? text, string field)
    {
        if (text is null)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && (text.Length > 8 || text[0] == '-'))
        {
            var seconds = Math.Abs(count) switch { < 1e11 => count, < 1e14 => count / 1e3, _ => count / 1e6 };
            return Math.Abs(seconds) < 6e10
                ? Within(DateTime.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond), field)
                : throw new RejectedException(RejectReason.OutOfRange, $"The {field} {Short(text)} is no time of this world.");
        }

        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? Within(time, field)
            : throw new RejectedException(RejectReason.BadTime, $"The {field} '{Short(text)}' is no time; write 2026-03-01T12:00:00Z, or seconds since 1970.");
    }

    public static string? Address(string? text, string field, int most) => OneLine(text, field, most) switch
    {
        null => null,
        var address when Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" => address,
        var address => throw new RejectedException(RejectReason.BadValue, $"The {field} '{Short(address)}' is no address that begins with https:// or http://."),
    };

    /// <summary>A JSON object of texts and numbers.</summary>
    public static SortedDictionary<string, string>? Facts(string? text, string field)
    {
        if (text is null)
        {
            return null;
        }

        SortedDictionary<string, string> facts = new(StringComparer.Ordinal);
        try
        {
            foreach (var property in JsonElement.Parse(text).EnumerateObject())
            {
                facts[Needed(property.Name, field, MostLabel)] = Text(property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : property.Value.GetRawText(), field) ?? "";
            }

            return facts;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new RejectedException(RejectReason.BadValue, $"The {field} '{Short(text)}' are no JSON object.");
        }
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public static string Short(string text) => Clean(text.Length <= 60 ? text : text[..60] + "…");

    private static string Clean(string text)
    {
        StringBuilder clean = new(text);
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = char.IsControl(clean[i]) ? ' ' : clean[i];
        }

        return clean.ToString();
    }

    private static string? FromJson(string text)
    {
        try
        {
            var list = JsonSerializer.Deserialize<List<string>>(text);
            return list is null ? null : string.Join(Row.ListSeparator, list) + Row.ListSeparator;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTime Within(DateTime time, string field) => time >= Earliest && time <= Latest
        ? time
        : throw new RejectedException(RejectReason.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"The {field} {time:O} is none that can be stored."));
}
