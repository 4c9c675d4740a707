namespace Portal.Search;

/// <summary>Names the texts of the search page (SearchText.resx).</summary>
public sealed class SearchText;
