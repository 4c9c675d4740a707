using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Accounts;
using Portal.Diagnostics;
using Portal.Shared;

namespace Portal.Catalogue;

public sealed partial class BulkBar : IAsyncDisposable
{
    private readonly CancellationSeries _runs = new();
    private WorkProgress? _run;
    private string _tag = "";
    private string? _problem;

    /// <summary>Rows of the chosen items.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<int> Selected { get; set; } = [];

    /// <summary>Whether all that match are meant, on other pages too.</summary>
    [Parameter]
    public bool AllMatching { get; set; }

    /// <summary>How many match.</summary>
    [Parameter, EditorRequired]
    public int Total { get; set; }

    [Parameter, EditorRequired]
    public CatalogueFilter Filter { get; set; } = new();

    [Parameter, EditorRequired]
    public Func<string, int, CancellationToken, Task<IReadOnlyList<string>>> LabelsLike { get; set; } = null!;

    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    [Parameter]
    public EventCallback OnClear { get; set; }

    /// <summary>Items were changed.</summary>
    [Parameter]
    public EventCallback OnDone { get; set; }

    [Inject]
    public required CatalogueBulk Bulk { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    private int Count => AllMatching ? Total : Selected.Count;

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    private async Task AskAsync(BulkAction action)
    {
        _problem = null;
        if (action.Tag.Length > 0 && ItemRules.CheckLabel("", action.Tag) is { } wrong)
        {
            _problem = Text[wrong.TextKey, wrong.Args];
            return;
        }

        var scope = AllMatching ? BulkScope.Of(Filter) : BulkScope.Of(Selected);
        var change = await Bulk.CountAsync(scope, action, CancellationToken.None);
        if (change == 0)
        {
            Toasts.Show(Text["BulkNothing"]);
            return;
        }

        var rest = Count - change;
        if (await Confirm.AskAsync(new ConfirmQuestion(
            Text[$"Ask{action.Kind}", change, action.Tag], rest > 0 ? Text["AskRest", rest] : Text["AskAll"], Text[action.Kind.ToString()])))
        {
            await RunAsync(scope, action);
        }
    }

    private async Task RunAsync(BulkScope scope, BulkAction action)
    {
        var actor = Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);
        var token = await _runs.StartAsync();
        _run = new WorkProgress(0, Count);
        try
        {
            var changed = await Bulk.RunAsync(actor, scope, action, new Progress<WorkProgress>(Show), token);
            Toasts.Show(Text[$"Did{action.Kind}", changed.Count, action.Tag], Text["Undo"], async () =>
            {
                await Bulk.RunAsync(actor, BulkScope.Of(changed), action.Inverse, null, CancellationToken.None);
                await InvokeAsync(() => OnDone.InvokeAsync());
            });
        }
        finally
        {
            _run = null;
        }

        await OnDone.InvokeAsync();
    }

    private void Show(WorkProgress progress)
    {
        if (_run is not null)
        {
            _run = progress;
            StateHasChanged();
        }
    }
}
