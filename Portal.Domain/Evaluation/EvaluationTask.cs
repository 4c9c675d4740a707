namespace Portal.Domain.Evaluation;

/// <summary>Everything that one evaluation needs, ready to be run: made by a loader or by hand.</summary>
public sealed record EvaluationTask
{
    /// <summary>How it is asked.</summary>
    public required RankingProtocol Protocol { get; init; }

    /// <summary>What models learn from.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>What they are judged on; a result is reported for each group.</summary>
    public required IReadOnlyList<CaseGroup> Groups { get; init; }

    /// <summary>The lengths of list to judge, the one that decides first.</summary>
    public required IReadOnlyList<int> Cutoffs { get; init; }

    /// <summary>The measures to show where there is no room for all, e.g. in a terminal.</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    /// <summary>Sizes of the data, for the report.</summary>
    public required DataSummary Summary { get; init; }

    /// <summary>People left out because they have nothing to be judged on.</summary>
    public int SkippedUsers { get; init; }

    /// <summary>Models that the protocol always wants beside the others, because its numbers say nothing without them; not run where one of that name is run anyway.</summary>
    public IReadOnlyList<Func<IRankingModel>> References { get; init; } = [];

    /// <summary>What a reader of the numbers should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Parameters of models that are known to suit these data, by the model's name.</summary>
    public IReadOnlyDictionary<string, ModelSettings> KnownGood { get; init; } = new Dictionary<string, ModelSettings>();

    /// <summary>SHA-256 of the files, lower-case hexadecimal; null where there are none.</summary>
    public string? DataHash { get; init; }
}

/// <summary>Cases that are averaged together.</summary>
/// <param name="N">How many likes the person is known by, where a protocol varies that (P6); else null.</param>
/// <param name="Cases">The cases.</param>
public sealed record CaseGroup(int? N, IReadOnlyList<EvaluationCase> Cases);

/// <summary>Sizes of the data.</summary>
/// <param name="Users">People in the training or the test part.</param>
/// <param name="Items">Rankable items.</param>
/// <param name="Train">Training interactions.</param>
/// <param name="Test">Test interactions.</param>
public sealed record DataSummary(int Users, int Items, long Train, long Test);
