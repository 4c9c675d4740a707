namespace Portal.Importing.Files;

/// <summary>A row of a file: the values of the chosen columns, or what is wrong with it.</summary>
/// <param name="Line">Its first line in the file, from 1.</param>
/// <param name="Values">One for each chosen column, trimmed; null where there is none.</param>
/// <param name="Raw">The row as it stands in the file, as UTF-8; valid until the next rows are read.</param>
internal sealed record Row(long Line, string?[] Values, ReadOnlyMemory<byte> Raw)
{
    /// <summary>After each element of a JSON list that has become one value.</summary>
    public const char ListSeparator = '\u001f';

    /// <summary>Why it cannot be read; null where it can.</summary>
    public RejectReason? Broken { get; init; }

    /// <summary>The same as a sentence.</summary>
    public string Detail { get; init; } = "";
}
