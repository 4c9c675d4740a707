using Portal.Domain.Language.Grammar;
using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Classification;

/// <summary>A labelled clause.</summary>
/// <param name="Family">The family of phrasings it belongs to; the two parts share none.</param>
/// <param name="IsTest">Whether it is kept from training.</param>
/// <param name="Polarity">What it says of its subject; null where it is no wish.</param>
/// <param name="Features">The features of its words, the subject masked.</param>
internal sealed record ClauseExample(string Family, bool IsTest, Polarity? Polarity, string[] Features)
{
    /// <summary>The clauses of <c>clauses.tsv</c>.</summary>
    public static IEnumerable<ClauseExample> All => WordList.Lines("clauses.tsv").Select(Of);

    private static ClauseExample Of(string line)
    {
        var fields = line.Split('\t');
        var (open, close) = (fields[3].IndexOf('[', StringComparison.Ordinal), fields[3].IndexOf(']', StringComparison.Ordinal));
        var (before, after) = (Tokenizer.Of(fields[3][..open]), Tokenizer.Of(fields[3][(close + 1)..]));
        return new ClauseExample(
            fields[0],
            fields[1] == "test",
            fields[2] == "none" ? null : Enum.Parse<Polarity>(fields[2], ignoreCase: true),
            [.. ClauseFeatures.Of([.. before.Select(token => token.Text)], [.. after.Select(token => token.Text)])]);
    }
}
