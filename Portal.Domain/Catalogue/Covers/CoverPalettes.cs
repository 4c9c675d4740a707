namespace Portal.Domain.Catalogue.Covers;

/// <summary>The palettes. Each reads: ground, ink, quiet, middle, strong, accent; then the genres and tones it suits.</summary>
internal static class CoverPalettes
{
    /// <summary>All palettes, in a fixed order: adding one changes the covers it wins, not the others.</summary>
    public static IReadOnlyList<CoverPalette> All { get; } =
    [
        new("orbit", "#10183a #f3ecdc #22305f #4a5da8 #a9b8e0 #f2a35e", "science fiction, popular science, fantasy, thoughtful, epic, hopeful, melancholy"),
        new("red planet", "#f4e3cc #431a14 #ebb184 #d4683f #8c2f28 #2d5563", "science fiction, adventure, western, travel, epic, tense, wargame, legacy"),
        new("signal", "#dfe8e6 #10292f #aecaca #548f99 #1e4b59 #ee6b4a", "science fiction, thriller, spy, psychology, economics, deduction, tense, thoughtful, unsettling"),
        new("ultraviolet", "#1d1440 #f4eaf6 #3a2670 #7b3fa3 #dd6fb0 #58d0c6", "science fiction, fantasy, action, musical, dreamlike, satirical, playful, deck-building"),
        new("ice", "#eef3f5 #17324a #c7dbe4 #7fa9c2 #2b5876 #e2574c", "science fiction, adventure, nature, documentary, mystery, melancholy, bleak, abstract, strategy"),
        new("meadow", "#f2ecd6 #21382a #c4cf9e #7aa06c #2f5f47 #d97b34", "nature, family, coming-of-age, children, memoir, comedy, warm, cosy, hopeful, worker placement, tile placement"),
        new("deep forest", "#12302a #f4ecd2 #1f4a40 #3f8068 #a5c48a #e2b04e", "fantasy, adventure, mystery, magical realism, campaign, epic, eerie, whimsical, engine building"),
        new("rose", "#f9e5dd #5b1731 #f0bcb0 #dd7d86 #9c3656 #4a5a8c", "romance, drama, memoir, poetry, musical, romantic, warm, melancholy"),
        new("dusk", "#2b2346 #f8e8dc #4a3b6e #91597f #e58c78 #f7cd93", "romance, drama, coming-of-age, magical realism, literary fiction, melancholy, dreamlike, romantic"),
        new("noir", "#16171b #f1ece1 #2c3038 #565c69 #a3a59f #e7b53a", "noir, crime, spy, mystery, thriller, hidden roles, gritty, dark, tense"),
        new("ember", "#1d0f12 #f5e6d8 #46161b #8d1f25 #d9432f #f0c58c", "horror, thriller, war, action, dark, gritty, tense, bleak, unsettling"),
        new("bone", "#e6e4d8 #23271f #c3c6b1 #8a9580 #3d4a44 #a32c24", "horror, mystery, crime, classic, short stories, war, eerie, bleak, unsettling, absurd"),
        new("mustard", "#f5ca4c #2e2114 #f2a93a #e2572c #8c2b2f #2b6c70", "comedy, satire, party, essays, economics, auction, negotiation, funny, playful, satirical, absurd"),
        new("carnival", "#fdf2e1 #23304f #ffc561 #ee5a55 #2f6d94 #2f9e77", "animation, comedy, family, party, children, dexterity, musical, word game, playful, funny, whimsical"),
        new("summer sky", "#d3eaf4 #16324f #9dcfe9 #4b93c5 #1f4e7a #f0674f", "animation, family, children, adventure, travel, sports, documentary, whimsical, warm, inspiring, feel-good"),
        new("sepia", "#f0e3c8 #3c2a19 #dac093 #b0834f #6b4427 #8b2f24", "history, classic, western, biography, memoir, literary fiction, war, warm, epic, trick-taking"),
        new("olive", "#dbd5b8 #2a2c1b #b5b083 #7f7f52 #454a2d #b8472c", "war, history, wargame, area control, biography, spy, gritty, bleak, epic"),
        new("paper", "#f6f2e9 #1e1f24 #ded7c8 #9a948a #33384a #cb5238", "literary fiction, drama, philosophy, poetry, essays, nonfiction, biography, anthology, thoughtful, abstract"),
        new("marine", "#0d3847 #eff5ec #145467 #2b8a93 #93ccb8 #f4c673", "adventure, documentary, nature, travel, thriller, literary fiction, euro, epic, thoughtful, melancholy"),
        new("plum", "#3a1e40 #f8ead8 #5c2f60 #9d4b78 #e79d55 #f2d8a6", "magical realism, mystery, fantasy, literary fiction, drama, dreamlike, eerie, whimsical, roll and write"),
        new("terracotta", "#f3dcc0 #4a2016 #e8b78c #c96f49 #8a3d2a #2a6f6b", "magical realism, literary fiction, drama, history, travel, martial arts, euro, warm, romantic, economic"),
        new("felt", "#1b5643 #f7f1dd #2b6f57 #46967a #9fcfa8 #eabf57", "card game, dice game, trick-taking, strategy, euro, engine building, thoughtful, playful"),
        new("tomato", "#c23823 #fff4e2 #a82c1c #7a1d17 #f3b39b #ffd27a", "martial arts, action, satire, co-operative, card game, dice game, reality, fast-paced, funny, tense"),
        new("mint", "#d8ecdc #17382f #a8d3b6 #5ba587 #24624f #e8734a", "co-operative, family, comedy, coming-of-age, psychology, nature, card game, cosy, hopeful, feel-good, inspiring"),
    ];
}
