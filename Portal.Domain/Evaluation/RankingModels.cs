using Portal.Domain.Collaborative;
using Portal.Domain.Embedding;
using Portal.Domain.Evaluation.Models;
using Portal.Domain.ShortTerm;

namespace Portal.Domain.Evaluation;

/// <summary>What a model cannot do without, or can use.</summary>
[Flags]
public enum ModelNeeds
{
    /// <summary>Nothing beside the histories.</summary>
    None = 0,

    /// <summary>Histories in order of time; without, the model is left out and the report says so.</summary>
    Order = 1,

    /// <summary>Texts of items; without, the model is left out and the report says so.</summary>
    Text = 2,

    /// <summary>Uses the text encoder where there is one.</summary>
    Encoder = 4,
}

/// <summary>What models are given beside the data.</summary>
/// <param name="Encoder">The text encoder; null where there is none.</param>
public sealed record ModelResources(ITextEncoder? Encoder)
{
    /// <summary>The parameters that are not to be the defaults.</summary>
    public ModelSettings Settings { get; init; } = ModelSettings.None;
}

/// <summary>A model that can be evaluated.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="Create">Makes one that is not fitted yet.</param>
public sealed record RankingModelEntry(string Name, ModelNeeds Needs, Func<ModelResources, IRankingModel> Create)
{
    /// <summary>Parameters that were asked for with the name; null for none.</summary>
    public ModelSettings? Settings { get; init; }

    /// <summary>Makes one for a task: with the parameters asked for, else with those known to be good for the task, else with the defaults.</summary>
    /// <exception cref="ArgumentException">The model has no such parameter.</exception>
    public IRankingModel CreateFor(EvaluationTask task, ModelResources resources) =>
        Create(resources with { Settings = Settings ?? task.KnownGood.GetValueOrDefault(Name, ModelSettings.None) });
}

/// <summary>The models by name.</summary>
public static class RankingModels
{
    /// <summary>All models, in the order in which they are run and reported. To add a model: one line.</summary>
    public static IReadOnlyList<RankingModelEntry> All { get; } =
    [
        new("random", ModelNeeds.None, _ => new RandomModel()),
        new("popular", ModelNeeds.None, _ => new PopularModel()),
        new("itemknn", ModelNeeds.None, with => new LearnedModel(with.Settings.ApplyTo(new ItemKnnTrainer()))),
        new("ease", ModelNeeds.None, with => new LearnedModel(with.Settings.ApplyTo(new EaseTrainer()))),
        new("ials", ModelNeeds.None, with => new LearnedModel(with.Settings.ApplyTo(new IalsTrainer()))),
        new("transitions", ModelNeeds.Order, with => new TransitionsModel(with.Settings.ApplyTo(new TransitionTrainer()))),
        new("content", ModelNeeds.Text, _ => new ContentModel()),
        new("graph", ModelNeeds.Text, _ => new GraphModel()),
        new("fused", ModelNeeds.None, _ => new FusedModel()),
    ];

    /// <summary>The models of these names, in the order given; all where none is given. A name may carry parameters: <c>ease:lambda=458;dropout=0.3</c>.</summary>
    /// <exception cref="ArgumentException">A name is unknown; the message lists those that are known.</exception>
    public static IReadOnlyList<RankingModelEntry> Find(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count == 0 ? All : [.. names.Distinct().Select(Find)];
    }

    /// <summary>The models among these that can work on a task, and a note for each that cannot.</summary>
    public static (IReadOnlyList<RankingModelEntry> Able, IReadOnlyList<string> Notes) For(TrainingData data, IReadOnlyList<RankingModelEntry> models)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(models);
        var missing = (data.Ordered ? ModelNeeds.None : ModelNeeds.Order) | (data.Items is null ? ModelNeeds.Text : ModelNeeds.None);
        return (
            [.. models.Where(model => (model.Needs & missing) == 0)],
            [.. models.Where(model => (model.Needs & missing) != 0).Select(model => $"{model.Name} is left out: it needs {Describe(model.Needs & missing)}.")]);
    }

    private static RankingModelEntry Find(string wanted)
    {
        var parts = wanted.Split(':', 2);
        var entry = All.FirstOrDefault(model => model.Name == parts[0])
            ?? throw new ArgumentException($"There is no model '{parts[0]}'; known are {string.Join(", ", All.Select(model => model.Name))}.");
        return parts.Length == 1 ? entry : entry with { Settings = ModelSettings.Parse(parts[1]) };
    }

    private static string Describe(ModelNeeds missing) => missing.HasFlag(ModelNeeds.Order)
        ? "histories in order of time"
        : "texts of items (--items)";
}
