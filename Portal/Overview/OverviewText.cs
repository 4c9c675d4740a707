namespace Portal.Overview;

/// <summary>Names the texts of this folder: OverviewText.resx and its translations.</summary>
public sealed class OverviewText;
