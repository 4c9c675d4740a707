using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Shared;

namespace Portal.Catalogue;

/// <summary>The catalogue as a grid. The address says what is shown; filters, order and pages are the database's work.</summary>
public sealed partial class CataloguePage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private readonly HashSet<int> _selected = [];
    private IDisposable? _subscription;
    private CatalogueChoices? _choices;
    private CataloguePageOfItems? _items;
    private CatalogueView? _asked;
    private WorkProgress? _embedding;
    private bool _allMatching, _busy, _failed;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery]
    private string? Label { get; set; }

    [SupplyParameterFromQuery]
    private string? Active { get; set; }

    [SupplyParameterFromQuery]
    private string? Vector { get; set; }

    [SupplyParameterFromQuery]
    private string? Source { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private bool Desc { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [Inject]
    public required CatalogueGrid Grid { get; init; }

    [Inject]
    public required EngineService Engine { get; init; }

    [Inject]
    public required IEmbeddingProgress Embedding { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IStringLocalizer<CatalogueText> Text { get; init; }

    [Inject]
    public required ILogger<CataloguePage> Log { get; init; }

    private CatalogueView View => _asked ?? new CatalogueView(new CatalogueFilter());

    private string CountWords => _items!.Total == 1 ? Text["CountOne"] : Text["Count", _items.Total];

    private bool IsPageSelected => _allMatching || (_items!.Entries.Count > 0 && _items.Entries.All(entry => _selected.Contains(entry.RowId)));

    public async ValueTask DisposeAsync()
    {
        Engine.Refreshed -= OnRefreshed;
        _subscription?.Dispose();
        await _loads.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        if (_subscription is null)
        {
            _subscription = Embedding.Subscribe(() => _ = InvokeAsync(FollowEmbedding));
            Engine.Refreshed += OnRefreshed;
        }

        CatalogueView view = new(
            new CatalogueFilter((Query ?? "").Trim(), Given(Kind), Given(Label), Active switch { "yes" => true, "no" => false, _ => null }, Parsed<EmbeddingState>(Vector), Given(Source)),
            Parsed<CatalogueSort>(Sort) ?? CatalogueSort.Title, Desc, Math.Max(1, Page ?? 1));
        if (view != _asked)
        {
            if (view.Filter != _asked?.Filter)
            {
                ClearSelection();
            }

            _asked = view;
            await LoadAsync();
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static T? Parsed<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;

    // What was changed has come into force, and with it vectors may have come.
    private void OnRefreshed() => _ = InvokeAsync(ReloadAsync);

    private void FollowEmbedding()
    {
        _embedding = Embedding.Current is { Total: > 0 } run ? run : null;
        StateHasChanged();
    }

    private Task FilterAsync(CatalogueFilter filter)
    {
        Navigation.NavigateTo((View with { Filter = filter, Page = 1 }).Url, replace: true);
        return Task.CompletedTask;
    }

    private async Task ReloadAsync()
    {
        if (_asked is not null)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        (_busy, _failed) = (true, false);
        try
        {
            var choices = await Grid.ChoicesAsync(token);
            var items = await Grid.ReadAsync(View, token);
            if (!token.IsCancellationRequested)
            {
                (_choices, _items, _busy) = (choices, items, false);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load has taken over, or the page is gone.
        }
#pragma warning disable CA1031 // Whatever went wrong is shown with a way to try again.
        catch (Exception error) when (!token.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(Log, error);
            (_failed, _busy) = (true, false);
        }
    }

    private async Task ReplaceAsync(int rowId)
    {
        if (await Grid.FindAsync(rowId, CancellationToken.None) is { } now && _items is not null)
        {
            _items = _items with { Entries = [.. _items.Entries.Select(entry => entry.RowId == rowId ? now : entry)] };
        }
        else
        {
            await LoadAsync();
        }
    }

    private void Select(int rowId, bool on)
    {
        if (_allMatching)
        {
            // One less than all: what is left are the others of this page, for more cannot be seen.
            _allMatching = false;
            _selected.UnionWith(_items!.Entries.Select(entry => entry.RowId));
        }

        _ = on ? _selected.Add(rowId) : _selected.Remove(rowId);
    }

    private void SelectPage(bool on)
    {
        _allMatching = false;
        foreach (var entry in _items!.Entries)
        {
            _ = on ? _selected.Add(entry.RowId) : _selected.Remove(entry.RowId);
        }
    }

    private void ClearSelection()
    {
        _selected.Clear();
        _allMatching = false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalogue could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
