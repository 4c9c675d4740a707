namespace Portal.Importing.Files;

/// <summary>
/// The apostrophe that exports put before what a spreadsheet would run as a formula (CsvHelper's injection option), and that imports
/// take away again. A text that has it by itself gets a second one, so that every text comes back as it was.
/// </summary>
internal static class FormulaMark
{
    private const string Dangerous = "=@+-\t\r";

    /// <summary>The text with its own apostrophes before a formula doubled; the writer marks the rest.</summary>
    public static string Protect(string text) => IsMarked(text) ? "'" + text : text;

    /// <summary>The text as it was before it was written.</summary>
    public static string Remove(string text) => IsMarked(text) ? text[1..] : text;

    private static bool IsMarked(string text)
    {
        if (text.Length < 2 || text[0] != '\'')
        {
            return false;
        }

        var first = text.AsSpan().IndexOfAnyExcept('\'');
        return first > 0 && Dangerous.Contains(text[first], StringComparison.Ordinal);
    }
}
