namespace Portal.Shared;

/// <summary>Names the texts of the shared parts (SharedText.resx).</summary>
public sealed class SharedText;
