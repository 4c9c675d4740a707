namespace Portal.Data.Entities;

/// <summary>What is brought in by an import.</summary>
public enum ImportSubject
{
    Items,
    People,
    Interactions,

    /// <summary>A folder that holds several of these.</summary>
    Dataset,
}

/// <summary>One import of a file or folder, and how far it is. The counts are those of the rows that are committed.</summary>
public sealed class ImportRunEntity : IRevised
{
    public Guid Id { get; set; }

    /// <summary>Key of the format, e.g. <c>csv</c> or <c>movielens</c>.</summary>
    public required string Format { get; set; }

    public ImportSubject Subject { get; set; }

    /// <summary>Path of the file or folder.</summary>
    public required string Path { get; set; }

    /// <summary>The name the person gave it: that of the uploaded file, or of the folder.</summary>
    public required string Name { get; set; }

    /// <summary>Tells whether the file is still the same: lengths and SHA-256 of the beginnings.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>Column mapping and other choices as JSON.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Where the next run goes on, as JSON; written with the rows it speaks of.</summary>
    public string Checkpoint { get; set; } = "{}";

    public JobRunState State { get; set; }

    /// <summary>Bytes to read, over all files; 0 until known.</summary>
    public long Bytes { get; set; }

    /// <summary>Bytes read so far.</summary>
    public long BytesDone { get; set; }

    public long Rows { get; set; }

    public long Added { get; set; }

    public long Changed { get; set; }

    /// <summary>Rows that were there already, just so.</summary>
    public long Unchanged { get; set; }

    public long Rejected { get; set; }

    public DateTime StartedUtc { get; set; }

    public DateTime? EndedUtc { get; set; }

    public string? Error { get; set; }

    /// <summary>Name of the person who started it, or the command line.</summary>
    public required string Author { get; set; }

    public int Revision { get; set; }
}

/// <summary>Another word for a tag or genre. What is imported, typed or said under it counts as the label.</summary>
public sealed class LabelAliasEntity
{
    /// <summary>The other word; is no label itself.</summary>
    public required string Alias { get; set; }

    /// <summary>The label it stands for; never an alias.</summary>
    public required string Label { get; set; }

    public DateTime CreatedUtc { get; set; }
}
