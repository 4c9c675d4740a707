namespace Portal.Domain.Ranking.Derived;

/// <summary>Keeps what was made of a snapshot and a model, for the model that was asked for last: models change more often than snapshots do.</summary>
internal sealed class OfModel<T>
    where T : class
{
    private volatile Entry? _kept;

    /// <summary>What is made of the model; two who ask at once may both make it, and get equal ones.</summary>
    public T Get(object model, Func<T> make)
    {
        var kept = _kept;
        if (kept is null || !ReferenceEquals(kept.Model, model))
        {
            _kept = kept = new Entry(model, make());
        }

        return kept.Value;
    }

    private sealed record Entry(object Model, T Value);
}
