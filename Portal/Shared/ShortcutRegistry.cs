namespace Portal.Shared;

/// <summary>The shortcuts that count now: those of the frame and those of the page. Where both name a key, the later one counts.</summary>
public sealed class ShortcutRegistry
{
    private readonly List<IReadOnlyList<Shortcut>> _groups = [];

    /// <summary>A group came or went.</summary>
    public event Action? Changed;

    /// <summary>The shortcuts that count, one a key, the page's before the frame's.</summary>
    public IReadOnlyList<Shortcut> Active => [.. _groups.AsEnumerable().Reverse().SelectMany(group => group).DistinctBy(shortcut => shortcut.Key)];

    /// <summary>Adds a group until what is returned is disposed of.</summary>
    public IDisposable Add(IReadOnlyList<Shortcut> shortcuts)
    {
        _groups.Add(shortcuts);
        Changed?.Invoke();
        return new Registration(this, shortcuts);
    }

    private void Remove(IReadOnlyList<Shortcut> shortcuts)
    {
        if (_groups.RemoveAll(group => ReferenceEquals(group, shortcuts)) > 0)
        {
            Changed?.Invoke();
        }
    }

    private sealed class Registration(ShortcutRegistry registry, IReadOnlyList<Shortcut> shortcuts) : IDisposable
    {
        public void Dispose() => registry.Remove(shortcuts);
    }
}
