namespace Portal.Weights;

/// <summary>Names the texts of the estimate from the log (EstimateText.resx).</summary>
public sealed class EstimateText;
