using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.People;
using Portal.Shared;

namespace Portal.Interests;

/// <summary>One interest of the page. It does what its controls say, tells how to undo it, and tells the page that the list has changed.</summary>
public sealed partial class InterestCard
{
    private const int ItemsShown = 6;

    private static readonly double[] Steps = [0, 0.5, 1, 1.5, 2];

    private ElementReference _nameBox, _card;
    private string? _name;
    private bool _naming, _focusName, _all, _merging;
    private InterestView? _mergeWith;
    private (double Before, double After)? _change;

    [Parameter, EditorRequired]
    public InterestView Interest { get; set; } = default!;

    /// <summary>All interests, with which this one may be merged.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<InterestView> Others { get; set; } = [];

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The card was asked for: it comes into view with the focus on it.</summary>
    [Parameter]
    public bool TakeFocus { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required InterestEditor Editor { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<InterestsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Names { get; init; }

    [Inject]
    public required ILogger<InterestCard> Log { get; init; }

    private string Name => NameOf(Interest);

    private bool Counts => Interest is { OverruledBy: null, Weight: > 0 };

    private string NameId => $"name-{Interest.AnchorRowId}";

    private string WeightId => $"weight-{Interest.AnchorRowId}";

    private string MergeId => $"merge-{Interest.AnchorRowId}";

    private string FillStyle => string.Create(CultureInfo.InvariantCulture, $"width: {100 * Interest.Share:0.#}%");

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && TakeFocus)
        {
            await _card.FocusIfThereAsync();
        }

        if (_focusName)
        {
            _focusName = false;
            await _nameBox.FocusIfThereAsync();
        }
    }

    private static string NameOf(InterestView interest) => interest.GivenName ?? interest.LearnedName;

    private string StepName(double step) => Text[step switch { 0 => "Weight0", 0.5 => "Weight05", 1 => "Weight1", 1.5 => "Weight15", _ => "Weight2" }];

    private void BeginNaming() => (_name, _naming, _focusName) = (Interest.GivenName ?? "", true, true);

    private void OnNameKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            _naming = false;
        }
    }

    private void BeginMerge() => (_merging, _mergeWith) = (true, null);

    private Task RenameAsync()
    {
        _naming = false;
        return ChangeAsync(
            userId => Editor.RenameAsync(userId, Interest, _name, CancellationToken.None),
            string.IsNullOrWhiteSpace(_name) ? Text["DoneNameBack", Interest.LearnedName] : Text["DoneNamed", _name.Trim()]);
    }

    private Task WeighAsync(double weight)
    {
        _change = (Interest.Weight, weight);
        return ChangeAsync(userId => Editor.WeighAsync(userId, Interest, weight, CancellationToken.None), Text["DoneWeighed", Name, StepName(weight)]);
    }

    private Task MergeAsync()
    {
        var other = _mergeWith!;
        _merging = false;
        return ChangeAsync(userId => Editor.MergeAsync(userId, Interest, other, CancellationToken.None), Text["DoneMerged", NameOf(other), Name]);
    }

    private Task SeparateAsync() => ChangeAsync(userId => Editor.SeparateAsync(userId, Interest, CancellationToken.None), Text["DoneSeparated"]);

    private Task LeaveOutAsync() => DoAsync(async userId =>
    {
        var ids = await Editor.LeaveOutAsync(userId, Zone, Interest, CancellationToken.None);
        Toasts.Show(Text["DoneLeftOut", Name, ids.Count], Text["Undo"], () => DoAsync(async again =>
        {
            await Editor.UseAgainAsync(again, ids, CancellationToken.None);
            Toasts.Show(Text["DoneUsedAgain"]);
        }));
    });

    private Task ChangeAsync(Func<string, Task<IReadOnlyList<FormerEdit>>> change, string done) => DoAsync(async userId =>
    {
        var former = await change(userId);
        Toasts.Show(done, Text["Undo"], () => DoAsync(async again =>
        {
            await Editor.UndoAsync(again, former, CancellationToken.None);
            _change = null;
            Toasts.Show(Text["DoneUndone"]);
        }));
    });

    // The card may be gone when something is undone; the page is told all the same.
    private async Task DoAsync(Func<string, Task> deed)
    {
        try
        {
            await deed((await User.GetAsync()).Id);
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["ChangeFailed"]);
        }

        await OnChanged.InvokeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An interest could not be changed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
