using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Ranking;
using Portal.Engine;
using Portal.People;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>A version of the weights under sliders, with what they would do to the lists of a panel. Of what is no draft, edits become a new one.</summary>
public sealed partial class TunerPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private WeightVersion? _version, _live, _publishing, _scheduling, _theirs;
    private IReadOnlyList<MergeRow> _merge = [];
    private EditTrail? _trail;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private int _shown;
    private bool _error, _missing, _saving, _naming, _orphaned;

    /// <summary>Which.</summary>
    [Parameter]
    public int Version { get; set; }

    /// <summary>Somebody the administrator wants to see on the panel.</summary>
    [SupplyParameterFromQuery]
    public string? Person { get; set; }

    [Inject]
    public required WeightProfiles Profiles { get; init; }

    [Inject]
    public required WeightDeeds Deeds { get; init; }

    [Inject]
    public required IEnumerable<IDraftTarget> Targets { get; init; }

    [Inject]
    public required BrowserTime Browser { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<WeightText> Text { get; init; }

    [Inject]
    public required ILogger<TunerPage> Log { get; init; }

    private bool Dirty => _version is { } version && _trail is { } trail && WeightDifference.Between(version.Weights, trail.Current).Count > 0;

    private RankingWeights LiveWeights => _live?.Weights ?? RankingWeights.Default;

    private int DifferingFromLive => _trail is null ? 0 : WeightDifference.Between(LiveWeights, _trail.Current).Count;

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _shown != Version)
        {
            _shown = Version;
            await LoadAsync();
        }
    }

    private Task LoadAsync()
    {
        (_version, _trail, _theirs, _orphaned) = (null, null, null, false);
        return ReloadAsync();
    }

    // Edits stay: only what is stored is read anew.
    private async Task ReloadAsync()
    {
        (_error, _missing) = (false, false);
        var token = await _loads.StartAsync();
        try
        {
            _zone = (await Browser.SurroundingsAsync(token)).Zone ?? Time.LocalTimeZone;
            var list = await Profiles.ListAsync(1, token);
            var version = await Profiles.FindAsync(Version, token);
            (_live, _missing) = (list.Live, version is null && _trail is null);
            (_version, _trail) = (version ?? _version, _trail ?? (version is null ? null : new EditTrail(version.Weights)));
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

    private void Set((TunableWeight Weight, double Value) change) => _trail!.Set(change.Weight.With(_trail.Current, change.Value), change.Weight.Path);

    private void Normalise()
    {
        var scaled = WeightScale.Normalise(_trail!.Current);
        if (scaled.Weights is { } weights)
        {
            _trail.Set(weights);
            return;
        }

        Toasts.Show(scaled.Obstacle is { } obstacle
            ? Text["NormaliseObstacle", Text.Name(obstacle), WeightNames.Shown(scaled.Value), WeightNames.Shown(obstacle.Bounds.Most)]
            : Text["NormaliseNothing"]);
    }

    private async Task SaveAsync()
    {
        var (version, mine) = (_version!, _trail!.Current);
        _saving = true;
        var result = await Deeds.TryAsync(
            actor => Profiles.SaveAsync(actor, version.Version, mine, version.Revision, CancellationToken.None), WeightOutcome.Changed, WeightOutcome.NotFound, WeightOutcome.NotDraft, WeightOutcome.InUse);
        _saving = false;
        switch (result)
        {
            case { Ok: true, Stored: { } stored }:
                (_version, _theirs) = (stored, null);
                Toasts.Show(Text["Saved", stored.Subject]);
                break;
            case { Outcome: WeightOutcome.Changed, Stored: { } theirs }:
                (_theirs, _merge) = (theirs, WeightMerge.Rows(version.Weights, mine, theirs.Weights));
                break;
            case { Outcome: WeightOutcome.NotFound or WeightOutcome.NotDraft or WeightOutcome.InUse }:
                // It was deleted, went live or is compared meanwhile: what was set can still become a draft of its own.
                _orphaned = true;
                break;
        }
    }

    private async Task MergedAsync(IReadOnlyList<(MergeRow Row, MergeChoice Choice)> choices)
    {
        var theirs = _theirs!;
        _trail!.Set(WeightMerge.Apply(theirs.Weights, choices));
        (_version, _theirs) = (theirs, null);
        if (Dirty)
        {
            await SaveAsync();
        }
        else
        {
            Toasts.Show(Text["Saved", theirs.Subject]);
        }
    }

    private async Task SaveAsDraftAsync((string Name, string Note) words)
    {
        var (version, weights) = (_version!, _trail!.Current);
        var result = await Deeds.TryAsync(async actor =>
            new WeightResult(WeightOutcome.Done, await Profiles.DraftAsync(actor, weights, words.Name, words.Note, version.Version, CancellationToken.None)));
        if (result?.Stored is { } stored)
        {
            _naming = false;

            // Saved elsewhere: there is nothing to lose here any more.
            _trail = new EditTrail(version.Weights);
            Navigation.NavigateTo(AddressOf(stored.Version, Person));
        }
    }

    private void ShowPerson(string? person) => Navigation.NavigateTo(AddressOf(Version, person));

    private static string AddressOf(int version, string? person) =>
        string.Create(CultureInfo.InvariantCulture, $"/admin/weights/{version}{(person is null ? "" : $"?person={Uri.EscapeDataString(person)}")}");

    // Another person on the panel is the same page with the same edits.
    private async Task ConfirmLeaveAsync(LocationChangingContext context)
    {
        var stays = Navigation.ToAbsoluteUri(context.TargetLocation).AbsolutePath == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath;
        if (Dirty && !stays && !await Confirm.AskAsync(new ConfirmQuestion(Text["LeaveTitle"], Text["LeaveText"], Text["LeaveAgree"])))
        {
            context.PreventNavigation();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A version of the weights could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
