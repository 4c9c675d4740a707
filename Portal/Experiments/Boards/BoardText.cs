namespace Portal.Experiments.Boards;

/// <summary>Names the texts of an experiment's dashboard (BoardText.resx).</summary>
public sealed class BoardText;
