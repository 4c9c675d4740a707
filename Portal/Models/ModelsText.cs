namespace Portal.Models;

/// <summary>Names the texts of the page about models (ModelsText.resx).</summary>
public sealed class ModelsText;
