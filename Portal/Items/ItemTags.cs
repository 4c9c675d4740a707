using Portal.Demo;

namespace Portal.Items;

/// <summary>An item's tags by what they say. Tags that the catalogue's rules do not know are themes.</summary>
public sealed record ItemTags(IReadOnlyList<string> Tones, IReadOnlyList<string> Pace, IReadOnlyList<string> Themes, IReadOnlyList<string> Warnings)
{
    public static ItemTags Of(IReadOnlyList<string> tags) => new(
        [.. tags.Where(CatalogueRules.Tones.Contains)],
        [.. tags.Where(tag => CatalogueRules.Paces.Contains(tag) || CatalogueRules.Lengths.Contains(tag))],
        [.. tags.Where(CatalogueRules.IsTheme)],
        [.. tags.Where(CatalogueRules.Warnings.Contains)]);
}
