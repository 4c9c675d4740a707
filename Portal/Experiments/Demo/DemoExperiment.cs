using System.Collections.Immutable;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Demo;

/// <summary>A simulated experiment: what it claims to be, and what is true in it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hypothesis">What was expected.</param>
/// <param name="Variant">Name of the variant that is compared with the control.</param>
/// <param name="Settings">What the variant changes.</param>
internal sealed record DemoExperiment(string Key, string Name, string Hypothesis, string Variant, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>Of what is drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many times as likely an item that is looked at is liked in the variant.</summary>
    public double Liking { get; init; } = 1;

    /// <summary>Share of the variant's units on telephones that were never counted.</summary>
    public double Lost { get; init; }

    public ExperimentDecision Decision { get; init; }

    public string Note { get; init; } = "";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DemoExperiment> All { get; } =
    [
        new("demo-fresher-feed", "A fresher feed (simulated)", "People like more of what they see if newer items count for more.", "Fresher", Set(ExperimentSettings.NumberPrefix + "signals.freshness", "0.4"))
        {
            Seed = 1,
            Liking = 1.18,
            Decision = ExperimentDecision.Shipped,
            Note = "More likes and saves at every look since the second week, and no guardrail got worse.",
        },
        new("demo-same-twice", "The same feed twice (simulated)", "Nothing differs: whoever finds a difference has found a fault of the counting.", "The same again", ImmutableSortedDictionary<string, string>.Empty)
        {
            Seed = 2,
            Decision = ExperimentDecision.Inconclusive,
            Note = "No difference, as it should be.",
        },
        new("demo-more-cards", "More cards on a page (simulated)", "People find more to like if a page holds more cards.", "36 cards", Set(ExperimentSettings.Cards, "36"))
        {
            Seed = 3,
            Lost = 0.35,
            Note = "Stopped: many lists on telephones were never counted in the variant, so that its people cannot be compared with the others.",
        },
    ];

    private static ImmutableSortedDictionary<string, string> Set(string key, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(key, value);
}
