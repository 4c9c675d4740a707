namespace Portal.Interests;

/// <summary>Names the texts of what was learned of a person (InterestsText.resx).</summary>
public sealed class InterestsText;
