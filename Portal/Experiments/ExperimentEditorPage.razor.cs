using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Experiments.Planning;
using Portal.Shared;

namespace Portal.Experiments;

/// <summary>Plans an experiment: what is compared, on whom, and how it will be read, with how long it takes and what still stands in the way beside it.</summary>
public sealed partial class ExperimentEditorPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new(), _looks = new();
    private ExperimentView? _stored, _theirs;
    private ExperimentDraft? _draft, _read;
    private LaunchFacts? _facts;
    private PowerForecast _forecast = new();
    private IReadOnlyList<LaunchCheck> _checks = [];
    private IReadOnlyList<DraftConflict>? _conflicts;
    private (string? Key, int? Version)? _shown;
    private bool _error, _missing, _saving;

    /// <summary>The draft that is edited; null for a new one.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>The version of the weights that a new one compares with what is live.</summary>
    [SupplyParameterFromQuery]
    public int? Version { get; set; }

    [Inject]
    public required ExperimentStore Store { get; init; }

    [Inject]
    public required ExperimentDrafts Drafts { get; init; }

    [Inject]
    public required LaunchChecks Launch { get; init; }

    [Inject]
    public required ExperimentDeeds Deeds { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<ExperimentText> Text { get; init; }

    [Inject]
    public required ILogger<ExperimentEditorPage> Log { get; init; }

    private bool Dirty => _draft is { } draft && (_read is null || DraftFields.Between(_read, draft).Count > 0);

    private int Missing => _checks.Count(check => check.State == LaunchState.Missing);

    private int Warnings => _checks.Count(check => check.State == LaunchState.Warning);

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _looks.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _shown != (Key, Version))
        {
            _shown = (Key, Version);
            if (_stored?.Key != Key || Key is null)
            {
                await LoadAsync();
            }
        }
    }

    private async Task LoadAsync()
    {
        (_error, _missing, _stored, _draft, _read, _facts, _conflicts) = (false, false, null, null, null, null, null);
        var token = await _loads.StartAsync();
        try
        {
            var stored = Key is null ? null : await Store.FindAsync(Key, token);
            if (Key is not null && stored is null)
            {
                _missing = true;
                return;
            }

            var draft = stored?.Draft ?? await NewAsync(token);
            var facts = await Launch.FactsAsync(draft, stored?.Id, token);
            (_stored, _draft, _read) = (stored, draft, stored?.Draft);
            Judge(facts);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _error = true;
        }
    }

    private async Task<ExperimentDraft> NewAsync(CancellationToken cancellationToken)
    {
        var draft = ExperimentDefaults.Draft(Text["ControlName"], Text["VariantName", 'B']);
        var choice = Version is { } version ? (await Store.WeightsAsync(0, [version], cancellationToken)).FirstOrDefault(choice => choice.Version == version) : null;
        return choice is null ? draft : draft.With(choice, Text["NameOfVersion", choice.Name]);
    }

    // What is known is read beside the editing: nobody waits for it.
    private async Task ChangeAsync(ExperimentDraft draft)
    {
        _draft = draft;
        Judge(_facts!);
        var token = await _looks.StartAsync();
        try
        {
            var facts = await Launch.FactsAsync(draft, _stored?.Id, token);
            if (!token.IsCancellationRequested)
            {
                Judge(facts);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // It was changed again meanwhile.
        }
        catch (Exception e)
        {
            // What was known before stays; a start looks for itself.
            LogFailed(Log, e);
        }
    }

    private void Judge(LaunchFacts facts)
    {
        (_facts, _forecast) = (facts, PowerForecast.Of(_draft!, facts));
        _checks = LaunchChecklist.Of(_draft!, facts, _forecast);
    }

    private async Task SaveAsync()
    {
        if (string.IsNullOrWhiteSpace(_draft!.Name))
        {
            Toasts.Show(Text["NameFirst"]);
            return;
        }

        _saving = true;
        var (stored, draft) = (_stored, _draft);
        var change = await Deeds.TryAsync(
            async actor => stored is null ? new ExperimentChange(ExperimentOutcome.Done, await Drafts.CreateAsync(actor, draft, CancellationToken.None)) : await Drafts.SaveAsync(actor, stored.Id, draft, stored.Revision, CancellationToken.None),
            ExperimentOutcome.Changed);
        _saving = false;
        switch (change)
        {
            case { Ok: true, Stored: { } saved }:
                (_stored, _read, _draft, _conflicts) = (saved, saved.Draft, saved.Draft, null);
                Toasts.Show(Text["Saved", saved.Name]);
                if (Key is null)
                {
                    Navigation.NavigateTo($"/admin/experiments/{saved.Key}/edit", replace: true);
                }

                break;
            case { Outcome: ExperimentOutcome.Changed, Stored: { } theirs }:
                (_theirs, _conflicts) = (theirs, DraftMerge.Find(_read!, draft, theirs.Draft));
                break;
        }
    }

    private async Task MergedAsync(IReadOnlySet<DraftField> taken)
    {
        var theirs = _theirs!;
        (_stored, _read, _conflicts) = (theirs, theirs.Draft, null);
        await ChangeAsync(DraftMerge.Apply(_draft!, theirs.Draft, taken));
        if (Dirty)
        {
            await SaveAsync();
        }
        else
        {
            Toasts.Show(Text["Saved", theirs.Name]);
        }
    }

    // A start leads to where it can be watched, a deletion back to the list.
    private async Task DoneAsync(ExperimentView? after)
    {
        if (after is { State: ExperimentState.Draft } && after.Key == Key)
        {
            await LoadAsync();
            return;
        }

        Navigation.NavigateTo(after switch { null => "/admin/experiments", { State: ExperimentState.Draft } => $"/admin/experiments/{after.Key}/edit", _ => $"/admin/experiments/{after.Key}" });
    }

    private async Task ConfirmLeaveAsync(LocationChangingContext context)
    {
        if (Dirty && !await Confirm.AskAsync(new ConfirmQuestion(Text["LeaveTitle"], Text["LeaveText"], Text["LeaveAgree"])))
        {
            context.PreventNavigation();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An experiment could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
