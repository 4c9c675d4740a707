namespace Portal.Domain.Language.Linking;

/// <summary>English words that mean the same, from <c>synonyms.txt</c>, in the form in which phrases are compared.</summary>
internal static class SynonymBook
{
    private static readonly Lazy<Entry[]> Entries = new(() => [.. WordList.Lines("synonyms.txt").Select(Entry.Of)]);

    /// <summary>For every phrase the keys of what it may stand for.</summary>
    public static IEnumerable<(string Phrase, string[] Meant)> All => Entries.Value.SelectMany(entry => entry.Left.Select(phrase => (phrase, entry.Right)));

    private sealed record Entry(string[] Left, string[] Right)
    {
        public static Entry Of(string line)
        {
            var sides = line.Split("=>");
            string[] left = Keys(sides[0]);
            return new Entry(left, sides.Length > 1 ? Keys(sides[1]) : left);
        }

        private static string[] Keys(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PhraseKey.Of).Where(key => key.Length > 0).Distinct()];
    }
}
