namespace Portal.Experiments;

/// <summary>What experiments found, as pages read it. Safe to use from several threads.</summary>
public interface IExperimentResults
{
    /// <summary>Calls back with the id of an experiment when something new was counted of it, from the thread that counted.</summary>
    IDisposable Subscribe(Action<int> changed);

    /// <summary>The newest result; null before the first.</summary>
    Task<StoredResult?> NewestAsync(int experimentId, CancellationToken cancellationToken);
}
