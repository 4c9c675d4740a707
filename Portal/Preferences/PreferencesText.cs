namespace Portal.Preferences;

/// <summary>Names the texts of the preferences page (PreferencesText.resx).</summary>
public sealed class PreferencesText;
