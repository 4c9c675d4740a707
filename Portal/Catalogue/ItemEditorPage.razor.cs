using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Catalogue;

/// <summary>All fields of one item. What is typed stays until it is saved or given up, also when it is wrong or somebody else was faster.</summary>
public sealed partial class ItemEditorPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private EditedItem? _stored, _theirs;
    private ItemDraft? _draft, _base;
    private CatalogueEntry? _entry;
    private IReadOnlyList<ItemProblem> _problems = [];
    private ElementReference _problemPanel;
    private string? _asked;
    private bool _gone, _failed, _saving, _leaving, _toProblems;

    [Parameter]
    public string? Id { get; set; }

    [Inject]
    public required ItemEditor Editor { get; init; }

    [Inject]
    public required CatalogueGrid Grid { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<CatalogueText> Text { get; init; }

    [Inject]
    public required ILogger<ItemEditorPage> Log { get; init; }

    private bool IsNew => string.IsNullOrEmpty(Id);

    private bool IsChanged => !_leaving && _draft is not null && _base is not null && (ItemField.Between(_base, _draft).Count > 0 || (IsNew && _draft.Id.Length > 0));

    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    /// <summary>The address where an item is edited.</summary>
    public static string UrlOf(string id) => $"{CatalogueView.Path}/{Uri.EscapeDataString(id)}";

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    // The button stands at the foot of a long form, what is wrong at its head.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toProblems && _problems.Count > 0)
        {
            _toProblems = false;
            await _problemPanel.FocusIfThereAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _asked != (Id ?? ""))
        {
            _asked = Id ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        (_stored, _theirs, _draft, _entry, _problems, _failed, _gone, _leaving) = (null, null, null, null, [], false, false, false);
        if (IsNew)
        {
            (_base, _draft) = (Fresh(), Fresh());
            return;
        }

        try
        {
            var item = await Editor.FindAsync(Id!, token);
            var entry = item is null ? null : await Grid.FindAsync(item.RowId, token);
            if (!token.IsCancellationRequested)
            {
                Show(item, entry);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The page is gone.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception error) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(Log, error);
            _failed = true;
        }
    }

    private ItemDraft Fresh() => new() { Published = Time.GetUtcNow().ToString(ItemDraft.DateFormat, System.Globalization.CultureInfo.InvariantCulture) };

    private void Show(EditedItem? item, CatalogueEntry? entry)
    {
        (_stored, _entry, _gone, _theirs, _problems) = (item, entry, item is null, null, []);
        (_base, _draft) = (item?.Draft, item is null ? null : item.Draft with { });
    }

    private void Reset() => (_draft, _problems) = (_base! with { }, []);

    private async Task SaveAsync()
    {
        if (_saving || _theirs is not null)
        {
            return;
        }

        _saving = true;
        try
        {
            var actor = await ActorAsync();
            var saved = IsNew
                ? await Editor.AddAsync(actor, _draft!, CancellationToken.None)
                : await Editor.SaveAsync(actor, _draft!, _stored!.Revision, CancellationToken.None);
            await TellAsync(saved);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task TellAsync(ItemSaved saved)
    {
        (_problems, _toProblems) = (saved.Problems, saved.Problems.Count > 0);
        switch (saved.Result)
        {
            case ItemSave.Saved:
                Toasts.Show(Text["Saved", saved.Stored!.Draft.Title]);
                if (IsNew)
                {
                    _leaving = true;
                    Navigation.NavigateTo(UrlOf(saved.Stored.Draft.Id));
                    return;
                }

                Show(saved.Stored, await Grid.FindAsync(saved.Stored.RowId, CancellationToken.None));
                break;
            case ItemSave.Conflict:
                _theirs = saved.Stored;
                break;
            case ItemSave.Gone:
                Toasts.Show(Text["Gone", _draft!.Title]);
                _gone = true;
                break;
        }
    }

    // What was chosen is not saved yet: one looks at it first.
    private async Task ResolveAsync(ItemDraft chosen)
    {
        var entry = await Grid.FindAsync(_theirs!.RowId, CancellationToken.None);
        var stored = _theirs;
        Show(stored, entry);
        _draft = chosen;
    }

    private async Task AskDeleteAsync()
    {
        var along = await Editor.DependentsAsync(_stored!.RowId, CancellationToken.None);
        var question = new ConfirmQuestion(
            Text["DeleteAsk", _stored.Draft.Title],
            along.Total == 0 ? Text["DeleteAlone"] : Text["DeleteAlong", along.Actions, along.Places, along.Reviews, along.Others],
            Text["DeleteItem"], Danger: true);
        if (await Confirm.AskAsync(question))
        {
            await Editor.DeleteAsync(await ActorAsync(), _stored.Draft.Id, CancellationToken.None);
            Toasts.Show(Text["Deleted", _stored.Draft.Title]);
            _leaving = true;
            Navigation.NavigateTo(CatalogueView.Path);
        }
    }

    private async Task AskToLeaveAsync(LocationChangingContext context)
    {
        var target = Navigation.ToAbsoluteUri(context.TargetLocation);
        if (IsChanged && target.AbsolutePath != Here
            && !await Confirm.AskAsync(new ConfirmQuestion(Text["LeaveAsk"], Text["LeaveText"], Text["Leave"], Danger: true)))
        {
            context.PreventNavigation();
        }
    }

    private async Task<Actor> ActorAsync() => Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);

    [LoggerMessage(Level = LogLevel.Error, Message = "An item could not be read for editing")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
