namespace Portal.Diagnostics;

/// <summary>Names the texts of this folder: DiagnosticsText.resx and its translations.</summary>
public sealed class DiagnosticsText;
