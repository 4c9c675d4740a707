using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Catalogue;

public sealed partial class EntryRow
{
    private ElementReference _first;
    private ItemDraft? _draft, _theirs;
    private IReadOnlyList<ItemProblem> _problems = [];
    private int _revision;
    private bool _focus;

    [Parameter, EditorRequired]
    public CatalogueEntry Entry { get; set; } = null!;

    [Parameter]
    public bool Selected { get; set; }

    [Parameter]
    public EventCallback<bool> OnSelected { get; set; }

    /// <summary>The row's item was changed, or is no longer what is shown.</summary>
    [Parameter]
    public EventCallback<int> OnChanged { get; set; }

    [Inject]
    public required ItemEditor Editor { get; init; }

    [Inject]
    public required CatalogueBulk Bulk { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _first.FocusIfThereAsync();
        }
    }

    private static BadgeKind KindOf(EmbeddingState state) => state switch
    {
        EmbeddingState.Current => BadgeKind.Success,
        EmbeddingState.Stale => BadgeKind.Warning,
        EmbeddingState.None => BadgeKind.Neutral,
        _ => BadgeKind.Info,
    };

    private async Task EditAsync()
    {
        if (await Editor.FindAsync(Entry.Id, CancellationToken.None) is { } item)
        {
            // What is shown is what is edited: if it is no longer so, saving tells.
            (_draft, _theirs, _problems, _revision, _focus) = (item.Draft, null, [], Entry.Revision, true);
            _draft.Title = Entry.Title;
            _draft.Year = Entry.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
            _draft.Tags = string.Join(", ", Entry.Tags);
        }
        else
        {
            await OnChanged.InvokeAsync(Entry.RowId);
        }
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key switch
    {
        "Enter" => SaveAsync(),
        "Escape" => CancelAsync(),
        _ => Task.CompletedTask,
    };

    private async Task SaveAsync()
    {
        var saved = await Editor.SaveAsync(await ActorAsync(), _draft!, _revision, CancellationToken.None);
        switch (saved.Result)
        {
            case ItemSave.Refused:
                _problems = saved.Problems;
                break;
            case ItemSave.Conflict:
                // The other fields become theirs; of the three that are edited here one chooses.
                _theirs = saved.Stored!.Draft;
                _draft = _theirs with { Title = _draft!.Title, Year = _draft.Year, Tags = _draft.Tags };
                (_revision, _problems) = (saved.Stored.Revision, []);
                break;
            default:
                Toasts.Show(Text[saved.Result == ItemSave.Saved ? "Saved" : "Gone", Entry.Title]);
                await CancelAsync();
                break;
        }
    }

    private async Task CancelAsync()
    {
        (_draft, _theirs, _problems) = (null, null, []);
        await OnChanged.InvokeAsync(Entry.RowId);
    }

    private async Task ToggleAsync()
    {
        BulkAction action = new(Entry.Active ? BulkKind.Deactivate : BulkKind.Activate);
        var (scope, title, row) = (BulkScope.Of([Entry.RowId]), Entry.Title, Entry.RowId);
        var actor = await ActorAsync();
        await Bulk.RunAsync(actor, scope, action, null, CancellationToken.None);
        Toasts.Show(Text[action.Kind == BulkKind.Activate ? "IsActive" : "IsInactive", title], Text["Undo"], async () =>
        {
            await Bulk.RunAsync(actor, scope, action.Inverse, null, CancellationToken.None);
            await InvokeAsync(() => OnChanged.InvokeAsync(row));
        });
        await OnChanged.InvokeAsync(row);
    }

    private async Task<Actor> ActorAsync() => Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);
}
