using Portal.Shared;
using Portal.Tests.Support;

namespace Portal.Tests.Features.Shared;

public sealed class ToastServiceTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly ToastService _toasts;

    public ToastServiceTests() => _toasts = new ToastService(_clock);

    private string[] Messages => [.. _toasts.Visible.Select(toast => toast.Message)];

    public void Dispose() => _toasts.Dispose();

    [Fact]
    public void A_toast_goes_after_eight_seconds_and_not_before()
    {
        _toasts.Show("Saved.");

        _clock.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Equal(["Saved."], Messages);

        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Empty(Messages);
    }

    [Fact]
    public void While_held_nothing_goes_and_afterwards_the_whole_time_counts_again()
    {
        _toasts.Show("First.");
        _clock.Advance(TimeSpan.FromSeconds(5));

        _toasts.Hold();
        _toasts.Show("Second, shown while held.");
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(["First.", "Second, shown while held."], Messages);

        _toasts.Release();
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(2, Messages.Length);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Messages);
    }

    [Fact]
    public void A_fourth_toast_pushes_the_oldest_out()
    {
        foreach (var message in new[] { "one", "two", "three", "four" })
        {
            _toasts.Show(message);
        }

        Assert.Equal(["two", "three", "four"], Messages);
    }

    [Fact]
    public async Task Undo_takes_back_once_and_removes_the_toast()
    {
        var undone = 0;
        _toasts.Show("Hidden.", "Undo", () => Task.FromResult(undone++));
        var toast = _toasts.Visible[0];

        await _toasts.UndoAsync(toast);
        await _toasts.UndoAsync(toast);

        Assert.Equal(1, undone);
        Assert.Empty(Messages);
    }

    [Fact]
    public async Task What_has_gone_can_no_longer_be_undone()
    {
        var undone = 0;
        _toasts.Show("Hidden.", "Undo", () => Task.FromResult(undone++));
        var toast = _toasts.Visible[0];
        _clock.Advance(ToastService.Lifetime);

        await _toasts.UndoAsync(toast);

        Assert.Equal(0, undone);
    }

    [Fact]
    public void A_label_without_an_undo_shows_no_button()
    {
        _toasts.Show("Saved.", "Undo");

        Assert.Null(_toasts.Visible[0].UndoLabel);
    }

    [Fact]
    public void Every_coming_and_going_is_told_of()
    {
        var changes = 0;
        _toasts.Changed += () => changes++;

        _toasts.Show("one");
        _toasts.Dismiss(_toasts.Visible[0].Id);
        _toasts.Dismiss(99);

        Assert.Equal(2, changes);
    }
}
