using System.Text.Json;
using Portal.Domain.Evaluation;

namespace Portal.OfflineEvaluation;

/// <summary>What is to be evaluated.</summary>
public sealed record OfflineRequest
{
    /// <summary>The comparison that is run where nobody asks for another: by behaviour alone, by content alone, and both fused, beside popularity.</summary>
    public static readonly IReadOnlyList<string> UsualModels = ["popular", "ease", "content", "fused"];

    public string Protocol { get; init; } = OfflineProtocol.Temporal;

    /// <summary>Names of the models.</summary>
    public IReadOnlyList<string> Models { get; init; } = UsualModels;

    public int Seed { get; init; } = 1;

    /// <summary>Folder of the uploaded files below the data folder; null for the portal's own data.</summary>
    public string? Folder { get; init; }

    /// <summary>By role, what the person's files were called.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Who asked.</summary>
    public string By { get; init; } = "";

    /// <summary>Whether the portal's own data are evaluated.</summary>
    public bool OnPortal => Folder is null;

    /// <summary>What is wrong, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Models.Count == 0)
        {
            yield return "No model is chosen.";
        }

        foreach (var model in Models.Where(model => RankingModels.All.All(known => known.Name != model)))
        {
            yield return $"There is no model '{model}'; there are {string.Join(", ", RankingModels.All.Select(known => known.Name))}.";
        }

        if (OfflineProtocol.All.FirstOrDefault(known => known.Key == Protocol) is not { } protocol)
        {
            yield return $"There is no protocol '{Protocol}'; there are {string.Join(", ", OfflineProtocol.All.Select(known => known.Key))}.";
        }
        else if (OnPortal && Protocol != OfflineProtocol.Temporal)
        {
            yield return $"The protocol '{Protocol}' needs files; the portal's own data are split by time.";
        }
        else if (!OnPortal && protocol.Files.FirstOrDefault(file => file.Required && !Files.ContainsKey(file.Role)) is { } missing)
        {
            yield return $"The protocol '{Protocol}' needs the file '{missing.Role}'.";
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static OfflineRequest? FromJson(string json) => JsonSerializer.Deserialize<OfflineRequest>(json, JsonSerializerOptions.Web);
}
