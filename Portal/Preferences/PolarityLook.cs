using Portal.Domain.Language;

namespace Portal.Preferences;

/// <summary>How the four ways in which a clause can point are told apart: by heading, sign and colour, never by colour alone.</summary>
internal static class PolarityLook
{
    /// <summary>The order in which they stand on the page.</summary>
    public static readonly IReadOnlyList<Polarity> Order = [Polarity.More, Polarity.Less, Polarity.Never, Polarity.Only];

    public static string Icon(Polarity polarity) => polarity switch
    {
        Polarity.More => "plus",
        Polarity.Less => "minus",
        Polarity.Never => "eye-off",
        _ => "filter",
    };

    /// <summary>The end of a class name: <c>more</c>, <c>less</c>, <c>never</c>, <c>only</c>.</summary>
    public static string Modifier(Polarity polarity) => polarity.ToString().ToLowerInvariant();
}
