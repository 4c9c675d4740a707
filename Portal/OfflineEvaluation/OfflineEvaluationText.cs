namespace Portal.OfflineEvaluation;

/// <summary>Names the texts of the evaluation page (OfflineEvaluationText.resx).</summary>
public sealed class OfflineEvaluationText;
