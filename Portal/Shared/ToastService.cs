namespace Portal.Shared;

/// <summary>
/// Short messages at the foot of the page, each for eight seconds, with an undo where there is something to take back.
/// One per circuit. <see cref="Changed"/> is raised on whatever thread made the change: the host goes through InvokeAsync.
/// </summary>
public sealed class ToastService(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);

    private const int MostAtOnce = 3;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private int _lastId;
    private bool _held;

    /// <summary>A toast came or went.</summary>
    public event Action? Changed;

    /// <summary>The toasts to be seen now, oldest first.</summary>
    public IReadOnlyList<Toast> Visible
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries.Select(entry => entry.Toast)];
            }
        }
    }

    /// <summary>Shows <paramref name="message"/>; a fourth toast pushes the oldest out.</summary>
    public void Show(string message, string? undoLabel = null, Func<Task>? undo = null)
    {
        lock (_lock)
        {
            while (_entries.Count >= MostAtOnce)
            {
                RemoveAt(0);
            }

            var toast = new Toast(++_lastId, message, undo is null ? null : undoLabel, undo);
            var timer = time.CreateTimer(_ => Dismiss(toast.Id), null, _held ? Timeout.InfiniteTimeSpan : Lifetime, Timeout.InfiniteTimeSpan);
            _entries.Add(new Entry(toast, timer));
        }

        Changed?.Invoke();
    }

    public void Dismiss(int id)
    {
        lock (_lock)
        {
            var index = _entries.FindIndex(entry => entry.Toast.Id == id);
            if (index < 0)
            {
                return;
            }

            RemoveAt(index);
        }

        Changed?.Invoke();
    }

    /// <summary>Stops the clock of all toasts: someone points at one, or has the focus in it.</summary>
    public void Hold() => SetHeld(held: true);

    /// <summary>Gives all toasts their whole time again.</summary>
    public void Release() => SetHeld(held: false);

    /// <summary>Removes the toast, then takes back what it told of. A toast is undone once.</summary>
    public async Task UndoAsync(Toast toast)
    {
        lock (_lock)
        {
            if (!_entries.Exists(entry => entry.Toast.Id == toast.Id))
            {
                return;
            }
        }

        Dismiss(toast.Id);
        if (toast.Undo is not null)
        {
            await toast.Undo();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _entries.ForEach(entry => entry.Timer.Dispose());
            _entries.Clear();
        }
    }

    private void SetHeld(bool held)
    {
        lock (_lock)
        {
            _held = held;
            _entries.ForEach(entry => entry.Timer.Change(held ? Timeout.InfiniteTimeSpan : Lifetime, Timeout.InfiniteTimeSpan));
        }
    }

    private void RemoveAt(int index)
    {
        _entries[index].Timer.Dispose();
        _entries.RemoveAt(index);
    }

    private sealed record Entry(Toast Toast, ITimer Timer);
}
