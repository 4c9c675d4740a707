namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>Versions as texts that sort as the versions do (Semantic Versioning 2.0.0, precedence), by the rules of the GrowthBook specification.</summary>
internal static class VersionText
{
    private const int PartWidth = 5;

    /// <summary>Without a leading v and the build; numbers padded; a release sorts after its pre-releases. What is no version is <c>0</c>.</summary>
    public static string Pad(PlainValue value)
    {
        var text = value.Kind is PlainValueKind.Text or PlainValueKind.Number && value.ToText() is { Length: > 0 } given ? given : "0";
        text = text.StartsWith('v') ? text[1..] : text;
        text = text.IndexOf('+', StringComparison.Ordinal) is var build and >= 0 ? text[..build] : text;
        List<string> parts = [.. text.Split('-', '.')];
        if (parts.Count == 3)
        {
            parts.Add("~");
        }

        return string.Join('-', parts.Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? part.PadLeft(PartWidth) : part));
    }
}
