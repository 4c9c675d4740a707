namespace Portal.Domain.Embedding;

/// <summary>
/// Frees a native resource only when its last user has left. A session freed during a run would take the process down,
/// and encoders are replaced while jobs still use them.
/// </summary>
internal sealed class SharedLifetime(IDisposable resource) : IDisposable
{
    private readonly Lock _gate = new();
    private int _users;
    private bool _closed;

    /// <summary>Enters; leave by disposing of the result.</summary>
    /// <exception cref="ObjectDisposedException">The owner has disposed of the resource.</exception>
    public Use Enter()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, resource);
            _users++;
            return new Use(this);
        }
    }

    /// <summary>Lets nobody in any more, and frees the resource now or when the last user leaves.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            if (_users > 0)
            {
                return;
            }
        }

        resource.Dispose();
    }

    private void Leave()
    {
        lock (_gate)
        {
            _users--;
            if (!_closed || _users > 0)
            {
                return;
            }
        }

        resource.Dispose();
    }

    /// <summary>One user's stay.</summary>
    public readonly struct Use(SharedLifetime owner) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => owner.Leave();
    }
}
