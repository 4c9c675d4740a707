using System.Collections.ObjectModel;
using System.Globalization;

namespace Portal.Engine.Experiments;

/// <summary>A variant that somebody is served under.</summary>
/// <param name="ExperimentId">Of which experiment.</param>
/// <param name="Experiment">Its name.</param>
/// <param name="Variant">Index of the variant, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Forced">Whether it was asked for, not drawn: such lists are not counted.</param>
public sealed record AssignedVariant(int ExperimentId, string Experiment, int Variant, string Name, bool Forced);

/// <summary>How somebody is served: what is live, with what the variants they were assigned change of it.</summary>
/// <param name="State">Ranks their lists.</param>
/// <param name="Variants">What they take part in; empty for nothing.</param>
/// <param name="Settings">Values of the settings besides the weights, by their keys.</param>
/// <param name="Interleaved">What takes turns with <paramref name="State"/> in filling the list; null where nothing does.</param>
public sealed record Treatment(EngineState State, IReadOnlyList<AssignedVariant> Variants, IReadOnlyDictionary<string, string> Settings, InterleavedRanking? Interleaved)
{
    /// <summary>How many cards a part of a feed has; null where no variant says.</summary>
    public int? Cards => Settings.TryGetValue(ExperimentSettings.Cards, out var cards) ? int.Parse(cards, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether cards tell their reason.</summary>
    public bool ShowsReasons => !Settings.TryGetValue(ExperimentSettings.Reasons, out var reasons) || bool.Parse(reasons);

    /// <summary>What is live.</summary>
    public static Treatment Live(EngineState state) => new(state, [], ReadOnlyDictionary<string, string>.Empty, null);
}

/// <summary>The second of two rankings that fill a list in turns.</summary>
/// <param name="ExperimentId">The experiment that compares them.</param>
/// <param name="State">Ranks like the first, under the other variant.</param>
/// <param name="FirstVariant">Index of the variant of <see cref="Treatment.State"/>.</param>
/// <param name="SecondVariant">Index of the variant of this.</param>
public sealed record InterleavedRanking(int ExperimentId, EngineState State, int FirstVariant, int SecondVariant);
