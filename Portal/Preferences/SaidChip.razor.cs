using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Data.Entities;
using Portal.Domain.Language;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>One clause of what a person said. What it does to their list is computed when it is opened.</summary>
public sealed partial class SaidChip : IAsyncDisposable
{
    private static readonly (string Key, double? Strength)[] Strengths = [("Bit", 0.4), ("Plain", Clause.PlainStrength), ("Much", 1)];

    private static int _count;

    private readonly string _id = $"said-{Interlocked.Increment(ref _count)}";
    private readonly CancellationSeries _loads = new();
    private (SaidClause, ListTrial)? _asked;
    private ListEffect? _effect;
    private bool _effectFailed;

    [Parameter, EditorRequired]
    public SaidClause Said { get; set; } = default!;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [CascadingParameter]
    public TrialState Try { get; set; } = TrialState.Waiting;

    /// <summary>Whether it shows more than its name; bind it.</summary>
    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>The clause was taken away, and the focus with it.</summary>
    [Parameter]
    public EventCallback OnRemoved { get; set; }

    [Inject]
    public required ClauseService Clauses { get; init; }

    [Inject]
    public required Deeds Deeds { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> People { get; init; }

    [Inject]
    public required ILogger<SaidChip> Log { get; init; }

    private Clause Clause => Said.Clause;

    private string Name => People.Subject(Clause.Subject, Clause.Phrase);

    private bool Counts => Said.CountsAt(Time.GetUtcNow());

    // Why it does not count, where that is not its own pause.
    private string? Status =>
        Said.Statement.State == StatementState.Paused ? Text["StatusPaused"].Value
        : Said.EndsUtc <= Time.GetUtcNow().UtcDateTime ? Text["StatusOver"].Value
        : Said.IsLifted ? Text["LiftedTitle"].Value
        : null;

    private List<string> Details
    {
        get
        {
            List<string> details = [Text["FromWords", Clause.Said(Said.Statement.Parsed.Text)], .. Text.Facts(People, Clause)];
            if (People.Covered(Clause) is { Length: > 0 } covers)
            {
                details.Add(Text["Covers", covers]);
            }

            return details;
        }
    }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (!Open || Try.Trial is not { } trial || _asked == (Said, trial))
        {
            return;
        }

        _asked = (Said, trial);
        var token = await _loads.StartAsync();
        try
        {
            var effect = await trial.OfClauseAsync(Said.Statement.Id, Said.Statement.Parsed, Clause.Key, token);
            if (!token.IsCancellationRequested)
            {
                (_effect, _effectFailed) = (effect, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _effectFailed = true;
                LogFailed(Log, e);
            }
        }
    }

    private static string DegreeOf(Clause clause) => SummaryWriter.DegreeOf(clause) is { Length: > 0 } degree ? degree : "Plain";

    private Task SetStrengthAsync(double? strength) =>
        Deeds.DoAsync(userId => Clauses.SetStrengthAsync(userId, Said.Statement.Id, Clause.Key, strength, CancellationToken.None), Text["DoneStrength", Name], ToldAsync);

    private Task SetPausedAsync(bool paused) =>
        Deeds.DoAsync(
            userId => Clauses.SetPausedAsync(userId, Said.Statement.Id, Clause.Key, paused, CancellationToken.None), Text[paused ? "DonePaused" : "DoneResumed"], ToldAsync);

    private Task SetUntilAsync(DateTime? untilUtc) =>
        Deeds.DoAsync(
            userId => Clauses.SetUntilAsync(userId, Said.Statement.Id, Clause.Key, untilUtc, CancellationToken.None),
            Expiry.Done(Text, untilUtc, Time.GetUtcNow(), Zone), ToldAsync);

    private Task RemoveAsync() =>
        Deeds.DoAsync(
            userId => Clauses.RemoveAsync(userId, Said.Statement.Id, Clause.Key, CancellationToken.None), Text["DoneRemoved", People.Clause(Clause)], OnRemoved.InvokeAsync);

    private Task ToldAsync() => OnChanged.InvokeAsync();

    [LoggerMessage(Level = LogLevel.Error, Message = "The effect of a clause could not be computed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
