namespace Portal.Weights;

/// <summary>Names the texts of the weights' pages (WeightText.resx).</summary>
public sealed class WeightText;
