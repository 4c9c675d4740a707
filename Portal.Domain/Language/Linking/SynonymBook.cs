namespace Portal.Domain.Language.Linking;

/// <summary>English words that mean the same, from <c>synonyms.txt</c>, in the form in which phrases are compared.</summary>
internal static class SynonymBook
{
    private static readonly Lazy<Entry[]> Entries = new(() => [.. WordList.Lines("synonyms.txt").Select(Entry.Of)]);

    private static readonly Lazy<HashSet<string>> Written = new(() => [.. WordList.Lines("synonyms.txt").SelectMany(line => Words.Of(line)).Select(word => word.Text.ToLowerInvariant())]);

    /// <summary>Whether a word stands in the list just so, not only in another inflection.</summary>
    public static bool Writes(string word) => Written.Value.Contains(word);

    /// <summary>For every phrase the keys of what it may stand for, whether only kinds are meant, and whether it does so although the catalogue has the phrase itself.</summary>
    public static IEnumerable<(string Phrase, string[] Meant, bool OfKinds, bool Widens)> All => Entries.Value.SelectMany(entry => entry.Left.Select(phrase => (phrase, entry.Right, entry.OfKinds, entry.Widens)));

    private sealed record Entry(string[] Left, string[] Right, bool OfKinds, bool Widens)
    {
        public static Entry Of(string line)
        {
            const string Kind = "kind:", WidensBy = "+>", StandsFor = "=>";
            var ofKinds = line.StartsWith(Kind, StringComparison.Ordinal);
            var sides = (ofKinds ? line[Kind.Length..] : line).Split([WidensBy, StandsFor], StringSplitOptions.None);
            string[] left = Keys(sides[0]);
            return new Entry(left, sides.Length > 1 ? Keys(sides[1]) : left, ofKinds, line.Contains(WidensBy, StringComparison.Ordinal));
        }

        private static string[] Keys(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(PhraseKey.Of).Where(key => key.Length > 0).Distinct()];
    }
}
