using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>Writes a new statement, or changes one. Whatever happens, the words stay in the box until they are saved or given up.</summary>
public sealed partial class StatementEditor : IAsyncDisposable
{
    private const int Examples = 6, CounterBelow = 200, LongestSent = 5000;

    private static int _count;

    private readonly string _boxId = $"statement-box-{Interlocked.Increment(ref _count)}";
    private readonly string _hintId = $"statement-hint-{_count}";

    private ElementReference _box;
    private DraftPanel? _draft;
    private IJSObjectReference? _module;
    private DotNetObjectReference<StatementEditor>? _self;
    private string _text = "";
    private string _saved = "";
    private int _revision;
    private int? _unsentLength;
    private DateTime? _expiresUtc;
    private StatementView? _theirs;
    private string? _message;
    private bool _saving, _gone, _left;

    /// <summary>The statement to change; null for a new one. Read once.</summary>
    [Parameter]
    public StatementView? Statement { get; set; }

    /// <summary>Whether the box has the focus when it appears.</summary>
    [Parameter]
    public bool TakeFocus { get; set; } = true;

    [Parameter, EditorRequired]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Whether an empty box offers sentences to begin with.</summary>
    [Parameter]
    public bool OfferExamples { get; set; }

    /// <summary>It is saved.</summary>
    [Parameter]
    public EventCallback<StatementResult> OnSaved { get; set; }

    /// <summary>The reader gave it up.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    [Inject]
    public required StatementService Statements { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required IStringLocalizer<PreferencesText> Text { get; init; }

    [Inject]
    public required ILogger<StatementEditor> Log { get; init; }

    private bool IsNew => Statement is null || _gone;

    // A text too long to be sent stays in the browser; only its length is known here.
    private int Length => _unsentLength ?? _text.Trim().Length;

    private bool TooLong => Length > StatementService.LongestText;

    private bool NearLimit => StatementService.LongestText - Length <= CounterBelow;

    private bool Dirty => _unsentLength is not null || _text.Trim() != _saved;

    private bool CanSave => Length > 0 && !TooLong && !_saving && _theirs is null;

    /// <summary>Called by the script while the text is too long to be sent.</summary>
    [JSInvokable]
    public Task OnLengthAsync(int length) => InvokeAsync(() =>
    {
        (_unsentLength, _message) = (length, null);
        StateHasChanged();
    });

    public async ValueTask DisposeAsync()
    {
        _left = true;
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its objects with it.
        }

        _self?.Dispose();
    }

    protected override void OnInitialized()
    {
        if (Statement is not null)
        {
            (_text, _saved, _revision) = (Statement.Text, Statement.Text, Statement.Revision);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // At once: a focus that waits for the script would be taken from whatever the reader turned to meanwhile.
            if (TakeFocus)
            {
                await _box.FocusIfThereAsync();
            }

            await WatchLengthAsync();
        }
    }

    private async Task WatchLengthAsync()
    {
        try
        {
            var module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/long-text.js");
            if (_left)
            {
                await module.DisposeAsync();
                return;
            }

            (_module, _self) = (module, DotNetObjectReference.Create(this));
            await module.InvokeVoidAsync("watch", _box, LongestSent, _self);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // Left before it was there.
        }
    }

    private void OnTyped() => (_unsentLength, _message) = (null, null);

    private void Use(int example) => _text = Text[$"Example{example}"];

    private async Task ClearAsync()
    {
        (_text, _unsentLength, _message) = ("", null, null);
        await _box.FocusIfThereAsync();
    }

    private async Task SaveAsync()
    {
        if (!CanSave)
        {
            return;
        }

        (_saving, _message) = (true, null);
        try
        {
            var user = await User.GetAsync();
            Circumstances said = new(Zone, _draft?.Answers);
            var result = IsNew || Statement is not { } edited
                ? await Statements.AddAsync(user.Id, _text, _expiresUtc, CancellationToken.None, said: said)
                : await Statements.EditAsync(user.Id, edited.Id, _text, _revision, CancellationToken.None, said);
            await OnResultAsync(result, user.Id);
        }
        catch (Exception e)
        {
            _message = Text["Failed"];
            LogSaveFailed(Log, e);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task OnResultAsync(StatementResult result, string userId)
    {
        if (result.Ok)
        {
            _saved = _text.Trim();
            await OnSaved.InvokeAsync(result);
        }
        else if (result.Problem == StatementProblem.ChangedElsewhere && await FindAsync(userId) is { } theirs)
        {
            _theirs = theirs;
        }
        else if (result.Problem is StatementProblem.ChangedElsewhere or StatementProblem.NotFound)
        {
            (_gone, _message) = (true, Text["ProblemNotFound"]);
        }
        else
        {
            _message = Text[$"Problem{result.Problem}", result.Problem == StatementProblem.TooMany ? StatementService.MostStatements : StatementService.LongestText];
        }
    }

    private async Task<StatementView?> FindAsync(string userId) =>
        (await Statements.ListAsync(userId, CancellationToken.None)).FirstOrDefault(statement => statement.Id == Statement!.Id);

    private Task KeepMineAsync()
    {
        (_revision, _theirs) = (_theirs!.Revision, null);
        return SaveAsync();
    }

    private Task KeepBothAsync()
    {
        (_gone, _theirs) = (true, null);
        return SaveAsync();
    }

    private async Task ConfirmLeaveAsync(LocationChangingContext context)
    {
        if (Dirty && !await Confirm.AskAsync(new ConfirmQuestion(Text["LeaveTitle"], Text["LeaveText"], Text["LeaveAgree"])))
        {
            context.PreventNavigation();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A statement could not be saved")]
    private static partial void LogSaveFailed(ILogger logger, Exception error);
}
