using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Diagnostics;
using Portal.Shared;

namespace Portal.Catalogue;

/// <summary>The words of the catalogue: how many items carry each, what else they are called, and how they are renamed, merged and deleted.</summary>
public sealed partial class VocabularyPage : IAsyncDisposable
{
    private const string Path = CatalogueView.Path + "/vocabulary";
    private const int PageSize = 100;

    private readonly CancellationSeries _loads = new(), _runs = new();
    private IReadOnlyList<LabelInfo>? _labels;
    private LabelInfo? _renaming;
    private WorkProgress? _run;
    private Actor? _actor;
    private bool _asked, _failed;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Query { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [Inject]
    public required LabelService Labels { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<CatalogueText> Text { get; init; }

    [Inject]
    public required ILogger<VocabularyPage> Log { get; init; }

    private IReadOnlyList<LabelInfo> Found { get; set; } = [];

    private IEnumerable<LabelInfo> Unfinished => (_labels ?? []).Where(label => label is { MeantBy: not null, Items: > 0 });

    private int At => Math.Clamp(Page ?? 1, 1, Math.Max(1, (Found.Count + PageSize - 1) / PageSize));

    private IEnumerable<LabelInfo> Shown => Found.Skip((At - 1) * PageSize).Take(PageSize);

    private Progress<WorkProgress> Told => new(progress =>
    {
        if (_run is not null)
        {
            _run = progress;
            StateHasChanged();
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _loads.DisposeAsync();
        await _runs.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_asked)
        {
            _asked = true;
            await LoadAsync();
        }

        Narrow();
    }

    private static string UrlOf(string? query, string? sort, int page)
    {
        string[] parts =
        [
            .. string.IsNullOrWhiteSpace(query) ? Array.Empty<string>() : [$"q={Uri.EscapeDataString(query.Trim())}"],
            .. sort == "name" ? ["sort=name"] : Array.Empty<string>(),
            .. page > 1 ? [string.Create(CultureInfo.InvariantCulture, $"page={page}")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? Path : $"{Path}?{string.Join('&', parts)}";
    }

    private void Go(string? query, string? sort, int page) => Navigation.NavigateTo(UrlOf(query, sort, page), replace: true);

    private void Narrow()
    {
        var found = (_labels ?? []).Where(label => label.MeantBy is null).Where(label => string.IsNullOrWhiteSpace(Query)
            || label.Aliases.Prepend(label.Name).Any(name => name.Contains(Query.Trim(), StringComparison.OrdinalIgnoreCase)));
        Found = Sort == "name" ? [.. found] : [.. found.OrderByDescending(label => label.Items).ThenBy(label => label.Name, StringComparer.Ordinal)];
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        _failed = false;
        try
        {
            _actor = Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);
            var labels = await Labels.ListAsync(token);
            if (!token.IsCancellationRequested)
            {
                _labels = labels;
                Narrow();
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

    private async Task<string?> AddAliasAsync(LabelInfo label, string word)
    {
        var result = await Labels.AddAliasAsync(_actor!, word, label.Name, CancellationToken.None);
        if (result.Problem is { } problem)
        {
            return Text[problem.TextKey, problem.Args];
        }

        Toasts.Show(Text["AliasAdded", ItemRules.Label(word), label.Name]);
        await LoadAndShowAsync();
        return null;
    }

    private async Task RemoveAliasAsync((LabelInfo Label, string Alias) gone)
    {
        await Labels.RemoveAliasAsync(_actor!, gone.Alias, CancellationToken.None);
        Toasts.Show(Text["AliasRemoved", gone.Alias], Text["Undo"], async () =>
        {
            await Labels.AddAliasAsync(_actor!, gone.Alias, gone.Label.Name, CancellationToken.None);
            await InvokeAsync(LoadAndShowAsync);
        });
        await LoadAsync();
    }

    private void BeginRename(LabelInfo label) => _renaming = label;

    private void EndRename() => _renaming = null;

    private Task RenameAsync(string into)
    {
        var from = _renaming!.Name;
        _renaming = null;
        return RunAsync(token => Labels.MergeAsync(_actor!, from, into, Told, token), from);
    }

    private async Task AskDeleteAsync(LabelInfo label)
    {
        var items = await Labels.CountAsync(label.Name, CancellationToken.None);
        if (await Confirm.AskAsync(new ConfirmQuestion(Text["DeleteLabelAsk", label.Name], Text["DeleteLabelText", items, label.Aliases.Count], Text["DeleteLabel"], Danger: true)))
        {
            await RunAsync(token => Labels.DeleteAsync(_actor!, label.Name, Told, token), label.Name);
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task<LabelResult>> work, string label)
    {
        var token = await _runs.StartAsync();
        _run = new WorkProgress(0, 0);
        StateHasChanged();
        try
        {
            var result = await work(token);
            Toasts.Show(result.Problem is { } problem ? Text[problem.TextKey, problem.Args] : Text["LabelDone", label, result.Items]);
        }
        finally
        {
            _run = null;
        }

        await LoadAndShowAsync();
    }

    private async Task LoadAndShowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The labels could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
