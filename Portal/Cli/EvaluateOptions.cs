using System.CommandLine;
using System.Globalization;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;

namespace Portal.Cli;

/// <summary>What every protocol can be asked.</summary>
internal sealed class EvaluateOptions
{
    private const int LongestList = 10_000;

    private readonly Option<string?> _cutoffs = new("--k") { Description = "Lengths of list to judge, e.g. 10 or 10,20; the first one decides. Default: the protocol's." };
    private readonly Option<string?> _models = new("--models") { Description = $"Models, separated by commas: {string.Join(", ", RankingModels.All.Select(model => model.Name))}. A model may be given parameters: ease:lambda=458;dropout=0.3. Default: all." };
    private readonly Option<string?> _rerank = new("--rerank") { Description = "Evaluate each model's lists re-ranked as well, ways separated by commas: mmr=0.8, steck=0.3, tail=0.2, or variety=0.16;balance=2;imaginary=2." };
    private readonly Option<string?> _items = new("--items") { Description = "Texts of items, so that content models work: JSON lines of id, title, text, tags." };

    public Option<int> Seed { get; } = new("--seed") { Description = "The seed of everything random; the same seed gives the same metrics.", DefaultValueFactory = _ => 1 };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON and nothing else; progress goes to the standard error." };

    public IEnumerable<Option> All => [_cutoffs, _models, _rerank, Seed, Json, _items];

    public LoadOptions Read(ParseResult parse) => new()
    {
        Items = parse.GetValue(_items),
        Seed = parse.GetValue(Seed),
        Cutoffs = parse.GetValue(_cutoffs) is { } cutoffs ? Numbers("--k", cutoffs, 1, LongestList) : null,
    };

    public string[] ModelNames(ParseResult parse) => List(parse, _models);

    public IReadOnlyList<ListReranking> Rerankings(ParseResult parse) => [.. List(parse, _rerank).Select(ListReranking.Parse)];

    private static string[] List(ParseResult parse, Option<string?> option) => (parse.GetValue(option) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whole numbers separated by commas, each once.</summary>
    public static int[] Numbers(string option, string text, int least, int most)
    {
        List<int> numbers = [];
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            {
                throw new VerbException(string.Create(CultureInfo.InvariantCulture, $"{option} is '{text}'; allowed are numbers from {least} to {most}, separated by commas."), ExitCode.BadArguments);
            }

            numbers.Add(number);
        }

        return [.. numbers.Distinct()];
    }
}
