using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Loading;

namespace Portal.OfflineEvaluation;

/// <summary>A file that a protocol reads.</summary>
/// <param name="Role">Its key, e.g. <c>train</c>; texts: <c>File.{Role}</c> and <c>FileHint.{Role}</c>.</param>
/// <param name="Required">Whether there is no evaluation without it.</param>
public sealed record OfflineFile(string Role, bool Required = true);

/// <summary>A way of evaluating on uploaded files, in the formats that the verb <c>evaluate</c> reads.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Files">What it reads.</param>
/// <param name="Load">Makes the task from the paths by role.</param>
public sealed record OfflineProtocol(string Key, IReadOnlyList<OfflineFile> Files, Func<IReadOnlyDictionary<string, string>, LoadOptions, EvaluationTask> Load)
{
    /// <summary>A split by time: of the portal's own data, too.</summary>
    public const string Temporal = "temporal";

    private const string Ratings = "ratings", Items = "items", Train = "train", Test = "test", Sequences = "sequences", People = "people";

    public static IReadOnlyList<OfflineProtocol> All { get; } =
    [
        new(Temporal, [new(Ratings), new(Items, Required: false)], (files, options) => TemporalSplit.Load(files[Ratings], options)),
        new("holdout", [new(Train), new(Test), new(Items, Required: false)], (files, options) => HoldoutLoader.Load(files[Train], files[Test], options)),
        new("next", [new(Sequences), new(Items, Required: false)], (files, options) => NextItemLoader.Load(files[Sequences], options)),
        new("fold-in", [new(Ratings), new(People), new(Items, Required: false)], (files, options) => HeldOutPeople.LoadFoldIn(files[Ratings], files[People], options)),
        new("cold-items", [new(Ratings), new(Items)], (files, options) => ColdItemsLoader.Load(files[Ratings], null, options)),
    ];

    /// <exception cref="ArgumentException">There is no such protocol.</exception>
    public static OfflineProtocol Find(string key) =>
        All.FirstOrDefault(protocol => protocol.Key == key) ?? throw new ArgumentException($"There is no protocol '{key}'; there are {string.Join(", ", All.Select(protocol => protocol.Key))}.", nameof(key));

    /// <summary>The task of these files.</summary>
    public EvaluationTask TaskOf(IReadOnlyDictionary<string, string> paths, int seed) =>
        Load(paths, new LoadOptions { Items = paths.GetValueOrDefault(Items), Seed = seed });
}
