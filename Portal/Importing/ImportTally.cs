namespace Portal.Importing;

/// <summary>What became of rows. All are one of the four.</summary>
public readonly record struct ImportTally(long Added, long Changed, long Unchanged, long Rejected)
{
    public long Rows => Added + Changed + Unchanged + Rejected;

    public static ImportTally operator +(ImportTally a, ImportTally b) => Add(a, b);

    public static ImportTally Add(ImportTally a, ImportTally b) => new(a.Added + b.Added, a.Changed + b.Changed, a.Unchanged + b.Unchanged, a.Rejected + b.Rejected);
}

/// <summary>How far an import is.</summary>
/// <param name="File">The file it reads.</param>
/// <param name="BytesDone">Of all files.</param>
/// <param name="Bytes">Of all files.</param>
public sealed record ImportProgress(string File, long BytesDone, long Bytes, ImportTally Tally);

/// <summary>What came of an import, or of a trial of one.</summary>
/// <param name="Reasons">Why rows were rejected.</param>
/// <param name="Warnings">What whoever imports should know.</param>
public sealed record ImportResult(ImportTally Tally, IReadOnlyDictionary<RejectReason, long> Reasons, IReadOnlyList<string> Warnings);
