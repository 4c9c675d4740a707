namespace Portal.Domain.Catalogue.Covers;

/// <summary>How a picture meets the title.</summary>
internal enum CoverSetting
{
    /// <summary>Grows out of the ground: title above, on the same ground.</summary>
    Open,

    /// <summary>A picture of its own: above or below the title.</summary>
    Picture,

    /// <summary>A pattern: above or below the title, or all over with the title on a label.</summary>
    Pattern,
}

/// <summary>One way to draw a picture.</summary>
/// <param name="Name">For people who look at the code.</param>
/// <param name="Setting">How it meets the title.</param>
/// <param name="Labels">Genres, tags and kinds that it suits.</param>
/// <param name="Draw">Draws over the whole canvas; what sticks out is cut off.</param>
internal sealed record CoverComposition(string Name, CoverSetting Setting, IReadOnlySet<string> Labels, Action<CoverCanvas> Draw)
{
    /// <summary>All compositions, in a fixed order.</summary>
    public static IReadOnlyList<CoverComposition> All { get; } =
    [
        Make("mountains", CoverSetting.Open, LandscapeArt.Mountains, "fantasy, adventure, western, travel, history, campaign, legacy, nature, mountains, journey, quest, road trip, epic, exploration"),
        Make("waves", CoverSetting.Open, LandscapeArt.Waves, "romance, literary fiction, poetry, travel, memoir, coming-of-age, sea, melancholy, loneliness, dreamlike"),
        Make("ridges", CoverSetting.Picture, LandscapeArt.Ridges, "documentary, psychology, philosophy, musical, essays, biography, music, memory, thoughtful, auction"),
        Make("rays", CoverSetting.Open, LandscapeArt.Rays, "action, martial arts, war, western, history, wargame, area control, sports, revolution, inspiring, road trip"),
        Make("orbits", CoverSetting.Picture, SkyArt.Orbits, "science fiction, popular science, space travel, aliens, exploration, first contact"),
        Make("constellation", CoverSetting.Picture, SkyArt.Constellation, "science fiction, popular science, philosophy, fantasy, mystery, astronomy, mythology, time travel, first contact, artificial intelligence"),
        Make("eclipse", CoverSetting.Picture, SkyArt.Eclipse, "drama, romance, literary fiction, science fiction, psychology, magical realism, identity, marriage, love lost, forbidden love, memory, dystopia"),
        Make("city", CoverSetting.Open, PlaceArt.City, "crime, noir, thriller, spy, economic, comedy, reality, big city, city life, city building, detective, heist, class, dystopia, gritty"),
        Make("leaves", CoverSetting.Open, PlaceArt.Leaves, "nature, family, coming-of-age, children, memoir, romance, magical realism, worker placement, animals, food, village life, small town, cosy, warm, childhood"),
        Make("doorway", CoverSetting.Picture, PlaceArt.Doorway, "horror, mystery, thriller, magical realism, philosophy, short stories, drama, spy, haunted house, ghosts, eerie, unsettling, conspiracy, isolation, dreamlike"),
        Make("shapes", CoverSetting.Pattern, PatternArt.Shapes, "drama, comedy, animation, children, essays, nonfiction, abstract, party, art, school, workplace, absurd, playful, whimsical, word game"),
        Make("dots", CoverSetting.Picture, PatternArt.Dots, "comedy, satire, animation, musical, mystery, deduction, graphic novel, anthology, artificial intelligence, funny, absurd, satirical, robots"),
        Make("bands", CoverSetting.Picture, PatternArt.Bands, "action, thriller, war, spy, science fiction, documentary, comedy, martial arts, fast-paced, revenge, sports, cold war, road trip"),
        Make("folds", CoverSetting.Pattern, PatternArt.Folds, "drama, literary fiction, philosophy, psychology, classic, crime, abstract, history, family saga, grief, political intrigue"),
        Make("scales", CoverSetting.Pattern, PatternArt.Scales, "history, classic, family, fantasy, romance, martial arts, anime, folklore, mythology, royal court, warm"),
        Make("hexagons", CoverSetting.Pattern, GameArt.Hexagons, "strategy, euro, engine building, area control, tile placement, science fiction, worker placement, economic, trading, conquest"),
        Make("tiles", CoverSetting.Pattern, GameArt.Tiles, "tile placement, abstract, family, puzzle, co-operative, roll and write, word game, negotiation, party"),
        Make("cards", CoverSetting.Picture, GameArt.Cards, "card game, deck-building, trick-taking, hidden roles, negotiation, auction, legacy, bluffing, drafting, party"),
        Make("dice", CoverSetting.Picture, GameArt.Dice, "dice game, party, push your luck, dexterity, roll and write, campaign, quick filler"),
        Make("pawns", CoverSetting.Open, GameArt.Pawns, "co-operative, hidden roles, deduction, wargame, family, worker placement, horror, economic, gateway game, teamwork"),
    ];

    private static CoverComposition Make(string name, CoverSetting setting, Action<CoverCanvas> draw, string labels) =>
        new(name, setting, labels.Split(", ").ToHashSet(StringComparer.Ordinal), draw);
}
