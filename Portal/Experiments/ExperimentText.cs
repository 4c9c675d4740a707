namespace Portal.Experiments;

/// <summary>Names the texts of the experiments' pages (ExperimentText.resx).</summary>
public sealed class ExperimentText;
