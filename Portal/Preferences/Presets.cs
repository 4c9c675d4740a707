using Portal.Domain.Profiles;

namespace Portal.Preferences;

/// <summary>A named bundle of wishes and settings to begin with.</summary>
/// <param name="Key">The end of the keys of its texts.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Statement">What it says, in the parser's language; null for nothing.</param>
/// <param name="Adventure">Where it puts the slider; null leaves it.</param>
public sealed record Preset(string Key, string Icon, string? Statement, double? Adventure = null)
{
    /// <summary>All of them, in the order of the page.</summary>
    public static readonly IReadOnlyList<Preset> All =
    [
        new("ShortEvenings", "clock", "At most 100 minutes."),
        new("Thoughtful", "book", "More slow-burn and thoughtful stories."),
        new("Family", "users", "More family-friendly and funny stories. No gore, no horror, no sexual content, no strong language."),
        new("Comfort", "heart", "More cosy, warm and hopeful stories. Nothing bleak."),
        new("Edge", "sparkle", "More tense mysteries and thrillers."),
        new("Surprise", "flask", null, 1),
    ];

    /// <summary>The settings with it.</summary>
    public PersonSettings With(PersonSettings settings) => Adventure is { } adventure ? settings with { Adventure = adventure } : settings;

    /// <summary>Whether it is in force already.</summary>
    public bool IsIn(IEnumerable<StatementView> statements, PersonSettings settings) =>
        (Statement is null || statements.Any(view => view.State == Data.Entities.StatementState.Active && !view.Expired && view.Text == Statement)) && With(settings) == settings;
}
