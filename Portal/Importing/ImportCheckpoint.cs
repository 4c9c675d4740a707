using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Importing;

/// <summary>Where an import goes on: written in one transaction with the rows that it speaks of.</summary>
internal sealed record ImportCheckpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Which of the files, from 0.</summary>
    public int Step { get; init; }

    /// <summary>Rows of it that are done.</summary>
    public long Rows { get; init; }

    /// <summary>Bytes of it that are done; null before its first row.</summary>
    public long? Offset { get; init; }

    /// <summary>Line at <see cref="Offset"/>.</summary>
    public long Line { get; init; } = 1;

    /// <summary>Length of the file of rejected rows.</summary>
    public long RejectedBytes { get; init; }

    /// <summary>Rows in it.</summary>
    public long RejectedRows { get; init; }

    public SortedDictionary<RejectReason, long> Reasons { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static ImportCheckpoint FromJson(string json) => JsonSerializer.Deserialize<ImportCheckpoint>(json, Json) ?? new ImportCheckpoint();

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
