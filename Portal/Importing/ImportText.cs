namespace Portal.Importing;

/// <summary>Names the texts of the import page (ImportText.resx).</summary>
public sealed class ImportText;
