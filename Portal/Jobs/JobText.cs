namespace Portal.Jobs;

/// <summary>Names the texts of this folder: JobText.resx and its translations.</summary>
public sealed class JobText;
