namespace Portal.Domain.Evaluation;

/// <summary>A model as the harness sees it: fitted once, then asked for scores.</summary>
public interface IRankingModel
{
    /// <summary>Name on the command line and in reports, e.g. <c>ease</c>.</summary>
    string Name { get; }

    /// <summary>What was chosen, for the report; complete after <see cref="Fit"/>.</summary>
    IReadOnlyDictionary<string, object> Parameters { get; }

    /// <summary>Learns from the training data alone.</summary>
    void Fit(FitContext context, CancellationToken cancellationToken);

    /// <summary>Scores every item for a case; higher is better, NaN and −∞ come last. Safe for concurrent use.</summary>
    void Score(EvaluationCase one, Span<float> scores);
}

/// <summary>What a model is fitted with.</summary>
/// <param name="Data">The training data.</param>
/// <param name="Protocol">How it will be asked, and how a part of the training data is put aside to tune on.</param>
/// <param name="Seed">The seed of everything random.</param>
public sealed record FitContext(TrainingData Data, IProtocol Protocol, int Seed);

/// <summary>A way of asking: what is known of a person, what is held back, what is ranked.</summary>
public interface IProtocol
{
    /// <summary>Its name, e.g. <c>holdout</c>.</summary>
    string Name { get; }

    /// <summary>The metric that decides, e.g. <c>ndcg@10</c>.</summary>
    string Target { get; }

    /// <summary>Whether people are known by what they say (<see cref="EvaluationCase.Query"/>) instead of by what they used.</summary>
    bool Asks => false;

    /// <summary>How many validation parts of different seeds differ enough to be worth their time, at least 1.</summary>
    int Folds => 3;

    /// <summary>
    /// Puts a part of training data aside in the manner of this protocol, for tuning: what a model may then learn from, and the cases to be
    /// judged on. Deterministic for a seed. No cases when the data are too few to tune on.
    /// </summary>
    (TrainingData Train, IReadOnlyList<EvaluationCase> Cases) Validation(TrainingData data, int seed);
}
