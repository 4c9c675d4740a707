using Portal.Domain.Catalogue;

namespace Portal.Items;

/// <summary>An item's tags by what they say. Tags that the catalogue's rules do not know are themes.</summary>
public sealed record ItemTags(IReadOnlyList<string> Tones, IReadOnlyList<string> Pace, IReadOnlyList<string> Themes, IReadOnlyList<string> Warnings)
{
    public static ItemTags Of(IReadOnlyList<string> tags) => new(
        [.. tags.Where(TagFacets.Tones.Contains)],
        [.. tags.Where(tag => TagFacets.Paces.Contains(tag) || TagFacets.Lengths.Contains(tag))],
        [.. tags.Where(TagFacets.IsTheme)],
        [.. tags.Where(TagFacets.Warnings.Contains)]);
}
