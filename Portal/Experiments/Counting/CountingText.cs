namespace Portal.Experiments.Counting;

/// <summary>Names the texts of what is found out while counting (CountingText.resx).</summary>
public sealed class CountingText;
