using Portal.Diagnostics;

namespace Portal.Engine;

/// <summary>How far the catalogue's embedding is, for pages. Thread-safe.</summary>
public interface IEmbeddingProgress
{
    /// <summary>The run that goes on; null when none does.</summary>
    WorkProgress? Current { get; }

    /// <summary>Calls back after each change, on the thread that made it, until what is returned is disposed of.</summary>
    IDisposable Subscribe(Action changed);
}
