namespace Portal.Catalogue;

/// <summary>How an item stands with the encoder in force.</summary>
public enum EmbeddingState
{
    /// <summary>It has the vector of its present text.</summary>
    Current,

    /// <summary>It was changed since its vector was made.</summary>
    Stale,

    /// <summary>Its text can have none.</summary>
    None,

    /// <summary>The encoder has not come to it.</summary>
    Missing,
}

/// <summary>Which items are meant.</summary>
/// <param name="Text">Words that all stand in title, id or a creator's name; empty for no matter.</param>
/// <param name="Kind">Their kind; null for no matter, as with all that follow.</param>
/// <param name="Label">A genre or tag they carry.</param>
/// <param name="Active">Whether they can be recommended.</param>
/// <param name="Vector">How they stand with the encoder.</param>
/// <param name="Source">Where they came from.</param>
public sealed record CatalogueFilter(string Text = "", string? Kind = null, string? Label = null, bool? Active = null, EmbeddingState? Vector = null, string? Source = null)
{
    public bool IsEmpty => this == new CatalogueFilter();
}

/// <summary>By what the items are put in order; ties by id.</summary>
public enum CatalogueSort
{
    Title,
    Year,
    Kind,
    Updated,
}

/// <summary>What the page shows, as its address says it.</summary>
/// <param name="Page">From 1.</param>
public sealed record CatalogueView(CatalogueFilter Filter, CatalogueSort Sort = CatalogueSort.Title, bool Descending = false, int Page = 1)
{
    public const string Path = "/admin/catalogue";

    /// <summary>The address that shows this.</summary>
    public string Url
    {
        get
        {
            List<string> parts = [];
            Add("q", Filter.Text);
            Add("kind", Filter.Kind);
            Add("label", Filter.Label);
            Add("active", Filter.Active is { } active ? active ? "yes" : "no" : null);
            Add("vector", Filter.Vector?.ToString().ToLowerInvariant());
            Add("source", Filter.Source);
            Add("sort", Sort == CatalogueSort.Title ? null : Sort.ToString().ToLowerInvariant());
            Add("desc", Descending ? "true" : null);
            Add("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
            return parts.Count == 0 ? Path : $"{Path}?{string.Join('&', parts)}";

            void Add(string name, string? value)
            {
                if (!string.IsNullOrEmpty(value))
                {
                    parts.Add($"{name}={Uri.EscapeDataString(value)}");
                }
            }
        }
    }
}
