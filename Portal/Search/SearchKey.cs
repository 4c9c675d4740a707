namespace Portal.Search;

/// <summary>What the address of the search page asks for.</summary>
/// <param name="Query">Trimmed; empty for nothing yet.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="All">Also what the person's own rules keep away.</param>
public sealed record SearchKey(string Query, string? Kind, bool All)
{
    /// <summary>The address.</summary>
    public string Url
    {
        get
        {
            List<string> parts = [];
            if (Query.Length > 0)
            {
                parts.Add($"q={Uri.EscapeDataString(Query)}");
            }

            if (Kind is not null)
            {
                parts.Add($"kind={Uri.EscapeDataString(Kind)}");
            }

            if (All)
            {
                parts.Add("all=true");
            }

            return parts.Count == 0 ? "/search" : $"/search?{string.Join('&', parts)}";
        }
    }
}
