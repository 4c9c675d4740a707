using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Diagnostics;
using Portal.Domain.Embedding;
using Portal.Engine;
using Portal.Shared;

namespace Portal.Models;

/// <summary>The text encoder and the learned models: what is in force, how good it is, and what could take its place.</summary>
public sealed partial class ModelsPage : IAsyncDisposable
{
    private readonly CancellationSeries _loads = new();
    private IDisposable? _subscription;
    private ModelsView? _view;
    private IReadOnlyList<FoundPack> _packs = [];
    private ComparisonReport? _report;
    private WorkProgress? _embedding, _comparing;
    private bool _failed;

    [Inject]
    public required ModelOverview Overview { get; init; }

    [Inject]
    public required EncoderPacks Packs { get; init; }

    [Inject]
    public required EncoderComparison Comparison { get; init; }

    [Inject]
    public required ComparisonProgress Comparing { get; init; }

    [Inject]
    public required IComparisonRunner Runner { get; init; }

    [Inject]
    public required EncoderHost Encoder { get; init; }

    [Inject]
    public required EngineService Engine { get; init; }

    [Inject]
    public required IEmbeddingProgress Embedding { get; init; }

    [Inject]
    public required ICatalogueChanges Changes { get; init; }

    [Inject]
    public required IOptions<EncoderOptions> Options { get; init; }

    [Inject]
    public required AuthenticationStateProvider Authentication { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<ModelsText> Text { get; init; }

    [Inject]
    public required ILogger<ModelsPage> Log { get; init; }

    private string ConfiguredName => Options.Value.Kind switch
    {
        EncoderKind.Pack => Options.Value.PackId,
        EncoderKind.OpenAi => Options.Value.Model,
        EncoderKind.None => Text["None"].Value,
        _ => new EncoderChoice(EncoderKind.UseLite, Options.Value.Precision).Name,
    };

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        Comparing.Changed -= OnComparing;
        Encoder.Switched -= OnNews;
        Engine.Refreshed -= OnNews;
        await _loads.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Embedding.Subscribe(() => _ = InvokeAsync(FollowEmbedding));
            Comparing.Changed += OnComparing;
            Encoder.Switched += OnNews;
            Engine.Refreshed += OnNews;
            (_embedding, _comparing) = (Embedding.Current, Comparing.Current);
            await LoadAsync();
        }
    }

    private void OnNews() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    private void OnComparing() => _ = InvokeAsync(async () =>
    {
        var ended = _comparing is not null && Comparing.Current is null;
        _comparing = Comparing.Current;
        if (ended)
        {
            await LoadAsync();
        }

        StateHasChanged();
    });

    private void FollowEmbedding()
    {
        _embedding = Embedding.Current;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        _failed = false;
        try
        {
            var view = await Overview.ReadAsync(token);
            var report = await Comparison.LastAsync(token);
            var packs = await Task.Run(Packs.List, token);
            if (!token.IsCancellationRequested)
            {
                (_view, _report, _packs) = (view, report, packs);
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
            _failed = true;
        }
    }

    private async Task SwitchAsync(EncoderChoice? choice)
    {
        var name = choice?.Name ?? ConfiguredName;
        if (!await Confirm.AskAsync(new ConfirmQuestion(Text["SwitchAsk", name], Text["SwitchText", _view!.Share.Items], Text["Switch"])))
        {
            return;
        }

        var actor = await ActorAsync();
        if (await Encoder.SwitchAsync(actor, choice, CancellationToken.None) is { } problem)
        {
            Toasts.Show(Text["SwitchFailed", problem]);
            return;
        }

        // Has the vectors made; the encoder takes over when they are complete.
        Changes.Announce(actor.Name);
        Toasts.Show(Text[Encoder.Next is null ? "SwitchDone" : "SwitchBegun", name]);
        await LoadAsync();
    }

    private async Task CancelAsync()
    {
        var actor = await ActorAsync();
        if (await Encoder.CancelSwitchAsync(actor, CancellationToken.None))
        {
            // Drops the vectors that were made so far.
            Changes.Announce(actor.Name);
            Toasts.Show(Text["SwitchCancelled"]);
        }

        await LoadAsync();
    }

    private async Task CompareAsync(EncoderChoice? candidate)
    {
        var actor = await ActorAsync();
        await Comparison.AskAsync(actor, candidate, CancellationToken.None);
        Toasts.Show(Text[await Runner.StartAsync(actor.Name, CancellationToken.None) ? "CompareStarted" : "CompareRuns"]);
    }

    private async Task StopAsync()
    {
        await Runner.StopAsync(CancellationToken.None);
        Toasts.Show(Text["CompareStopped"]);
    }

    private async Task<Actor> ActorAsync() => Actor.Admin((await Authentication.GetAuthenticationStateAsync()).User);

    [LoggerMessage(Level = LogLevel.Error, Message = "The models could not be read")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
