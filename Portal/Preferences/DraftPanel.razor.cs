using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Language;
using Portal.People;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>
/// Follows a text as it is typed: waits for a pause, and gives up what newer words replace. What was understood comes first, then what it does
/// to the list, piece by piece.
/// </summary>
public sealed partial class DraftPanel : IAsyncDisposable
{
    /// <summary>How long nothing must be typed before the text is read.</summary>
    public static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    private readonly CancellationSeries _loads = new();
    private readonly Dictionary<string, Subject> _answers = new(StringComparer.Ordinal);
    private (string Words, ListTrial? Trial)? _asked;
    private Draft? _draft;
    private IReadOnlyList<Clause> _clauses = [];
    private Dictionary<string, ListEffect> _effects = [];
    private ListEffect? _effect;
    private bool _reading, _failed, _effectFailed;

    /// <summary>The text; empty for none.</summary>
    [Parameter, EditorRequired]
    public string Words { get; set; } = "";

    /// <summary>There is a text, but it is longer than a statement may be.</summary>
    [Parameter]
    public bool TooLong { get; set; }

    /// <summary>The statement that the text is to replace; null for a new one.</summary>
    [Parameter]
    public StatementView? Former { get; set; }

    [CascadingParameter]
    public TrialState Try { get; set; } = TrialState.Waiting;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> People { get; init; }

    [Inject]
    public required ILogger<DraftPanel> Log { get; init; }

    /// <summary>What the person chose where words may mean several things; to be saved with the text. Null for nothing.</summary>
    public IReadOnlyDictionary<string, Subject>? Answers => _answers.Count == 0 && Former is null ? null : Merged();

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override Task OnParametersSetAsync()
    {
        if (_asked == (Words, Try.Trial))
        {
            return Task.CompletedTask;
        }

        // What is there already when the panel appears, or when a list comes to try it on, was not typed just now.
        var wait = _asked is null || _asked.Value.Words == Words ? TimeSpan.Zero : Debounce;
        _asked = (Words, Try.Trial);
        return FollowAsync(wait);
    }

    private Task AnswerAsync((Question Question, Subject Answer) given)
    {
        _answers[Draft.AnswerKey(given.Question)] = given.Answer;
        return FollowAsync(TimeSpan.Zero);
    }

    private async Task FollowAsync(TimeSpan wait)
    {
        var token = await _loads.StartAsync();
        _reading = !string.IsNullOrWhiteSpace(Words);
        if (!_reading)
        {
            (_draft, _clauses, _effect, _failed) = (null, [], null, false);
            return;
        }

        try
        {
            await Task.Delay(wait, Time, token);
            var draft = await Statements.ReadAsync(Words, Answers, Former?.Parsed, Zone, token);
            if (token.IsCancellationRequested)
            {
                return;
            }

            (_draft, _reading, _failed, _effectFailed, _effect, _effects) = (draft, false, false, false, null, []);
            _clauses = [.. draft.Parsed.Clauses.Where(clause => clause.Setting is not { Removed: true }).DistinctBy(clause => clause.Key)];
            StateHasChanged();
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                (_draft, _reading, _failed) = (null, false, true);
                LogFailed(Log, e);
            }

            return;
        }

        await TryOutAsync(_draft.Parsed, token);
    }

    private async Task TryOutAsync(ParsedStatement parsed, CancellationToken cancellationToken)
    {
        if (Try.Trial is not { } trial)
        {
            return;
        }

        try
        {
            var effect = await trial.OfAsync(ProfileChange.Of(Former?.Id, parsed), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            _effect = effect;
            StateHasChanged();
            foreach (var clause in _clauses)
            {
                var own = await trial.OfClauseAsync(Former?.Id, parsed, clause.Key, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                _effects[clause.Key] = own;
                StateHasChanged();
            }
        }
        catch (Exception e)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                _effectFailed = true;
                LogFailed(Log, e);
            }
        }
    }

    private Dictionary<string, Subject> Merged()
    {
        Dictionary<string, Subject> merged = new(Former?.Parsed.Answers ?? new Dictionary<string, Subject>(), StringComparer.Ordinal);
        foreach (var (words, subject) in _answers)
        {
            merged[words] = subject;
        }

        return merged;
    }

    // Read out when it changes: the region has to be there before.
    private string Spoken => _draft is null ? ""
        : _clauses.Count == 0 ? Text[_draft.Parsed.Questions.Count > 0 ? "DraftAsks" : "DraftWish"].Value
        : string.Join(People["Comma"], _clauses.Select(clause => People.Clause(clause)));

    [LoggerMessage(Level = LogLevel.Error, Message = "A text could not be followed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
