namespace Portal.Library;

/// <summary>Names the texts of the saved list and the history (LibraryText.resx).</summary>
public sealed class LibraryText;
