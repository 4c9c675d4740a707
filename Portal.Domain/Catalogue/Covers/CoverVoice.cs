namespace Portal.Domain.Catalogue.Covers;

/// <summary>A way to set the title.</summary>
/// <param name="Family">Value of <c>font-family</c>; only fonts that systems bring along.</param>
/// <param name="IsSerif">Which widths to reckon with.</param>
/// <param name="IsUpper">Set in capitals.</param>
/// <param name="Tracking">Letter spacing in em.</param>
/// <param name="Breadth">Width of the widest usual font of the family, relative to the tables.</param>
internal sealed record CoverVoice(string Family, bool IsSerif, bool IsUpper, double Tracking, double Breadth)
{
    public static readonly CoverVoice Serif = new("Georgia,'Times New Roman','Noto Serif CJK SC','Songti SC',serif", true, false, 0, 1.1);

    public static readonly CoverVoice Sans = new("'Helvetica Neue',Helvetica,Arial,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif", false, false, -0.01, 1.04);

    public static readonly CoverVoice Capitals = Sans with { IsUpper = true, Tracking = 0.03 };

    /// <summary>For the small lines, which are not bold.</summary>
    public static readonly CoverVoice Small = Sans with { Tracking = 0.01 };

    private static readonly string[] Literary =
    [
        "literary fiction", "classic", "history", "romance", "fantasy", "poetry", "memoir", "magical realism", "philosophy",
        "western", "biography", "mystery", "essays", "short stories", "drama", "travel", "trick-taking", "campaign",
    ];

    private static readonly string[] Loud =
    [
        "science fiction", "thriller", "crime", "spy", "action", "war", "martial arts", "noir", "horror", "wargame", "area control", "adventure",
    ];

    /// <summary>The voice for a main genre; some genres have two.</summary>
    public static CoverVoice For(string genre, CoverDice dice) =>
        Array.IndexOf(Literary, genre) >= 0 ? dice.Chance(0.8) ? Serif : Sans
        : Array.IndexOf(Loud, genre) >= 0 ? dice.Chance(0.65) ? Capitals : Sans
        : dice.Chance(0.8) ? Sans : Serif;
}
