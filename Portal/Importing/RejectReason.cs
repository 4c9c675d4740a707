namespace Portal.Importing;

/// <summary>Why a row is not imported.</summary>
public enum RejectReason
{
    /// <summary>The row, or a value of it, is longer than fits.</summary>
    TooLong,

    /// <summary>A quote is opened and never closed.</summary>
    OpenQuote,

    /// <summary>Bytes that are no UTF-8, or half of a surrogate pair.</summary>
    NotText,

    /// <summary>The line is no JSON object.</summary>
    NotJson,

    /// <summary>A value that is needed is not there.</summary>
    Missing,

    BadNumber,

    BadTime,

    /// <summary>A number or time that is none of those allowed.</summary>
    OutOfRange,

    /// <summary>A value that is none of those allowed.</summary>
    BadValue,

    /// <summary>A control character, such as NUL, where none belongs.</summary>
    ControlCharacter,

    /// <summary>An earlier row of the file has the id.</summary>
    DuplicateId,

    /// <summary>The catalogue has no such item.</summary>
    UnknownItem,
}

/// <summary>A row that is not imported.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Detail">The same as a sentence with the value.</param>
/// <param name="Text">The row as it stands in the file, cut to a few hundred characters.</param>
public sealed record RejectedRow(string File, long Line, RejectReason Reason, string Detail, string Text);
