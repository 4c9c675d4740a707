using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Domain.Profiles;
using Portal.Data.Entities;
using Portal.People;
using Portal.Shared;

namespace Portal.Onboarding;

/// <summary>The first visit: say a sentence, judge a few items, see the feed. Each step can be skipped.</summary>
public sealed partial class WelcomePage : IAsyncDisposable
{
    // The third is the feed itself.
    private const int Steps = 3, Examples = 6;

    private static readonly FeedbackOrigin Origin = new("onboarding");
    private static readonly IReadOnlyList<InteractionKind> Judgements = [InteractionKind.Like, InteractionKind.Dislike];

    private readonly CancellationSeries _loads = new();
    private readonly List<string> _said = [];
    private readonly Dictionary<string, ItemOpinion> _opinions = new(StringComparer.Ordinal);
    private IReadOnlyList<ItemCard>? _items;
    private SignedInUser? _user;
    private string? _sentence;
    private bool _busy;
    private bool _failed;

    /// <summary>1 to say a sentence, 2 to judge.</summary>
    [SupplyParameterFromQuery]
    public int? Step { get; set; }

    [Inject]
    public required OnboardingService Onboarding { get; init; }

    [Inject]
    public required IStatementWriter Statements { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<OnboardingText> Text { get; init; }

    [Inject]
    public required ILogger<WelcomePage> Log { get; init; }

    private int Current => Step == 2 ? 2 : 1;

    private int Judged => _opinions.Values.Count(opinion => opinion.Liked || opinion.Disliked);

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnInitializedAsync() => _user = await User.FindAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && Current == 2 && _items is null && !_failed)
        {
            await LoadItemsAsync();
        }
    }

    private async Task SayAsync()
    {
        _busy = true;
        try
        {
            var user = await User.GetAsync();
            var sentence = _sentence!.Trim();
            if (await Statements.AddAsync(user.Id, sentence, StatementSource.Written, CancellationToken.None) is not null)
            {
                _said.Add(sentence);

                // What was chosen for the sentences before may not fit this one.
                (_sentence, _items) = (null, null);
                GoTo(2);
                return;
            }
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
        }
        finally
        {
            _busy = false;
        }

        Toasts.Show(Text["SaveFailed"]);
    }

    private async Task LoadItemsAsync()
    {
        _failed = false;
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            _items = await Onboarding.ItemsAsync(user.Id, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Gone on.
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            _failed = true;
        }
    }

    private void OnJudged(FeedbackChange change) => _opinions[change.ItemId] = change.Opinion;

    private void GoTo(int step) => Navigation.NavigateTo($"/welcome?step={step}");

    private async Task FinishAsync()
    {
        _busy = true;
        try
        {
            var user = await User.GetAsync();
            await Onboarding.FinishAsync(user.Id, CancellationToken.None);
            Navigation.NavigateTo("/");
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["FinishFailed"]);
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of the first visit failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
