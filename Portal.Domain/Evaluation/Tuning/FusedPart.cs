namespace Portal.Domain.Evaluation.Tuning;

/// <summary>One of the models that are fused, with the configurations to try.</summary>
internal abstract class FusedPart
{
    /// <summary>Name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Weight from which tuning starts.</summary>
    public double StartWeight { get; init; }

    /// <summary>Weight where there is nothing to tune on: when all that is known of a person is what they say.</summary>
    public double UntunedWeight { get; init; }

    /// <summary>The ways in which its weight may depend on how much is known; the first is the default.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [Gate.Open];

    /// <summary>The model in its default configuration.</summary>
    public abstract IRankingModel Default();

    /// <summary>Tries the configurations, one parameter after the other, and returns how to make the best.</summary>
    /// <param name="judge">Fits a model on the inner training part and returns how good it is alone, higher is better.</param>
    public abstract Func<IRankingModel> Choose(Func<IRankingModel, double> judge);
}

/// <summary>A part whose configuration is a record.</summary>
/// <param name="start">The default configuration.</param>
/// <param name="create">Makes the model of a configuration.</param>
/// <param name="stages">For each parameter the other values to try, given the best configuration so far.</param>
internal sealed class FusedPart<T>(T start, Func<T, IRankingModel> create, params Func<T, T>[][] stages) : FusedPart
    where T : notnull
{
    public override IRankingModel Default() => create(start);

    public override Func<IRankingModel> Choose(Func<IRankingModel, double> judge)
    {
        var best = start;
        var value = judge(create(best));
        foreach (var stage in stages)
        {
            var from = best;
            foreach (var candidate in stage.Select(change => change(from)).Where(candidate => !candidate.Equals(from)))
            {
                var tried = judge(create(candidate));
                if (tried > value)
                {
                    (best, value) = (candidate, tried);
                }
            }
        }

        return () => create(best);
    }
}
