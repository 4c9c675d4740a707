namespace Portal.Quality;

/// <summary>Names the texts of the quality page (QualityText.resx).</summary>
public sealed class QualityText;
