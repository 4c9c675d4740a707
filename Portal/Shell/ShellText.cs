namespace Portal.Shell;

/// <summary>Names the texts of the frame (ShellText.resx).</summary>
public sealed class ShellText;
