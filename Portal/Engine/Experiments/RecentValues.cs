using System.Collections.Concurrent;

namespace Portal.Engine.Experiments;

/// <summary>Remembers what was read for some minutes. When it holds too much it forgets all: what it holds is quickly read again.</summary>
/// <param name="most">How many values it holds.</param>
/// <param name="lifetime">How long a value counts.</param>
/// <param name="time">The clock.</param>
internal sealed class RecentValues<TKey, TValue>(int most, TimeSpan lifetime, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, DateTimeOffset Until)> _values = new();

    public async ValueTask<TValue> GetAsync(TKey key, Func<TKey, CancellationToken, Task<TValue>> read, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_values.TryGetValue(key, out var known) && known.Until > now)
        {
            return known.Value;
        }

        var value = await read(key, cancellationToken);
        if (_values.Count >= most)
        {
            _values.Clear();
        }

        _values[key] = (value, now + lifetime);
        return value;
    }
}
