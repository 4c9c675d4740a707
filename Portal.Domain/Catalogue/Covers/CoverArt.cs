namespace Portal.Domain.Catalogue.Covers;

/// <summary>Covers for items that have no picture: drawn from what is known of the item, the same every time.</summary>
public static class CoverArt
{
    /// <summary>Width of a cover in its own units.</summary>
    public const int Width = 300;

    /// <summary>Height of a cover in its own units, for every kind, so that grids align.</summary>
    public const int Height = 450;

    /// <summary>
    /// Draws the cover: colours after the genres and tones, a picture after the genres and themes, both with a choice
    /// that hangs on the item's id.
    /// </summary>
    /// <returns>A whole SVG document without scripts, filters, ids or references; at most about 6 KB.</returns>
    public static string Render(Item item)
    {
        var palette = ChoosePalette(item);
        var composition = ChooseComposition(item);
        return CoverSheet.Compose(item, palette, composition, new CoverDice($"picture/{item.Id}"));
    }

    /// <summary>The palette of an item.</summary>
    internal static CoverPalette ChoosePalette(Item item) => Choose(
        CoverPalettes.All,
        palette => Fit(palette.Labels, item),
        new CoverDice($"palette/{item.Id}"));

    /// <summary>The composition of an item.</summary>
    internal static CoverComposition ChooseComposition(Item item) => Choose(
        CoverComposition.All,
        composition => Fit(composition.Labels, item) + (item.Kind == "game" && IsForGames(composition) ? 2 : 0) - (item.Kind != "game" && IsForGames(composition) ? 3 : 0),
        new CoverDice($"composition/{item.Id}"));

    private static bool IsForGames(CoverComposition composition) => composition.Draw.Method.DeclaringType == typeof(GameArt);

    // The main genre counts most; a tag counts as much as a further genre.
    private static int Fit(IReadOnlySet<string> labels, Item item)
    {
        var score = 0;
        for (var i = 0; i < item.Genres.Count; i++)
        {
            score += labels.Contains(item.Genres[i]) ? i == 0 ? 4 : 2 : 0;
        }

        return score + (2 * item.Tags.Count(labels.Contains));
    }

    // Among those that fit nearly as well as the best, the dice decide: neighbours of one genre should not look alike.
    private static T Choose<T>(IReadOnlyList<T> all, Func<T, int> score, CoverDice dice)
    {
        const int Tolerance = 2;
        var scored = all.Select(choice => (Choice: choice, Score: score(choice))).ToList();
        var best = scored.Max(entry => entry.Score);
        return dice.Pick(scored.Where(entry => entry.Score >= best - Tolerance).Select(entry => entry.Choice).ToList());
    }
}
