using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.People;
using Portal.Shared;

namespace Portal.Weights;

/// <summary>Every version of the weights: what ranks, what ranked, what may rank; compared, named, put live, taken back.</summary>
public sealed partial class WeightsPage : IAsyncDisposable
{
    private const int Page = 20, Most = 1000, Events = 30;

    private readonly CancellationSeries _loads = new();
    private WeightList? _list;
    private IReadOnlyList<WeightEvent> _history = [];
    private WeightVersion? _from, _to, _publishing, _scheduling;
    private Naming? _naming;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private (int? From, int? To, int? Show)? _shown;
    private bool _error, _importing;

    /// <summary>The first of the two versions that are compared; the live one without it.</summary>
    [SupplyParameterFromQuery]
    public int? From { get; set; }

    /// <summary>The second; the newest draft without it, or else the newest.</summary>
    [SupplyParameterFromQuery]
    public int? To { get; set; }

    /// <summary>How many versions are listed.</summary>
    [SupplyParameterFromQuery]
    public int? Show { get; set; }

    [Inject]
    public required WeightProfiles Profiles { get; init; }

    [Inject]
    public required WeightReleases Releases { get; init; }

    [Inject]
    public required WeightDeeds Deeds { get; init; }

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
    public required ILogger<WeightsPage> Log { get; init; }

    private string NamingTitle => _naming is null ? "" : Text[_naming.Draft ? "DraftTitle" : "RenameTitle", _naming.Of.Subject];

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _shown != (From, To, Show))
        {
            _shown = (From, To, Show);
            await LoadAsync();
        }
    }

    private static int? Number(ChangeEventArgs change) => int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string AddressOf(int? from, int? to, int? show)
    {
        (string Key, int? Value)[] parts = [("from", from), ("to", to), ("show", show)];
        var query = string.Join('&', parts.Where(part => part.Value is not null).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key}={part.Value}")));
        return query.Length == 0 ? "/admin/weights" : $"/admin/weights?{query}";
    }

    private async Task LoadAsync()
    {
        _error = false;
        var token = await _loads.StartAsync();
        try
        {
            _zone = (await Browser.SurroundingsAsync(token)).Zone ?? Time.LocalTimeZone;
            var list = await Profiles.ListAsync(Math.Clamp(Show ?? Page, Page, Most), token);
            var from = From is { } first ? await FindAsync(list, first, token) : list.Live;
            var newest = list.Versions.FirstOrDefault(version => version.State == Data.Entities.WeightProfileState.Draft) ?? (list.Versions is [var latest, ..] ? latest : null);
            var to = To is { } second ? await FindAsync(list, second, token) : newest;
            var history = await Profiles.HistoryAsync(Events, token);
            (_list, _from, _to, _history) = (list, from, to, history);
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

    private async Task<WeightVersion?> FindAsync(WeightList list, int version, CancellationToken cancellationToken) =>
        list.Versions.FirstOrDefault(other => other.Version == version) ?? await Profiles.FindAsync(version, cancellationToken);

    private void Draft(WeightVersion version) => _naming = new Naming(version, Draft: true, Open: true, Text["DraftName", version.Name].Value is { Length: <= WeightProfiles.LongestName } name ? name : version.Name, "");

    private void Rename(WeightVersion version) => _naming = new Naming(version, Draft: false, Open: true, version.Name, version.Note);

    private async Task NamedAsync((string Name, string Note) words)
    {
        var (of, draft) = (_naming!.Of, _naming.Draft);
        var result = await Deeds.TryAsync(async actor => draft
            ? new WeightResult(WeightOutcome.Done, await Profiles.DraftAsync(actor, of.Weights, words.Name, words.Note, of.Version, CancellationToken.None))
            : await Profiles.RenameAsync(actor, of.Version, words.Name, words.Note, of.Revision, CancellationToken.None));
        if (result is null)
        {
            // What was written stays in the dialog.
            return;
        }

        _naming = _naming with { Open = false };
        if (draft && result.Stored is { } stored)
        {
            Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/admin/weights/{stored.Version}"));
            return;
        }

        await LoadAsync();
    }

    private async Task UnscheduleAsync(WeightVersion version)
    {
        if ((await Deeds.TryAsync(actor => Releases.ScheduleAsync(actor, version.Version, version.Revision, null, CancellationToken.None)))?.Ok == true)
        {
            Toasts.Show(Text["Unscheduled", version.Subject]);
        }

        await LoadAsync();
    }

    private async Task DeleteAsync(WeightVersion version)
    {
        if (!await Confirm.AskAsync(new ConfirmQuestion(Text["DeleteTitle", version.Subject], Text["DeleteText"], Text["Delete"], Danger: true)))
        {
            return;
        }

        if ((await Deeds.TryAsync(actor => Profiles.DeleteAsync(actor, version.Version, version.Revision, CancellationToken.None)))?.Ok == true)
        {
            Toasts.Show(Text["Deleted", version.Subject]);
        }

        await LoadAsync();
    }

    private void ImportedAsync((WeightVersion Draft, int Missing) imported)
    {
        Toasts.Show(imported.Missing == 0 ? Text["Imported", imported.Draft.Subject] : Text["ImportedPartly", imported.Draft.Subject, imported.Missing]);
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/admin/weights/{imported.Draft.Version}"));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The versions of the weights could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed record Naming(WeightVersion Of, bool Draft, bool Open, string Name, string Note);
}
