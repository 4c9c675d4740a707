namespace Portal.Shared;

/// <summary>Asks before something that cannot be undone. One question at a time; one service per circuit.</summary>
public sealed class ConfirmService
{
    private TaskCompletionSource<bool>? _answer;

    /// <summary>A question was put, or answered.</summary>
    public event Action? Changed;

    /// <summary>The question that waits for an answer.</summary>
    public ConfirmQuestion? Pending { get; private set; }

    /// <summary>True when the reader agreed; false when not, or when a newer question took this one's place.</summary>
    public Task<bool> AskAsync(ConfirmQuestion question)
    {
        Answer(agreed: false);
        _answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Pending = question;
        Changed?.Invoke();
        return _answer.Task;
    }

    /// <summary>Answers the question that waits; without one it does nothing.</summary>
    public void Answer(bool agreed)
    {
        var answer = _answer;
        (_answer, Pending) = (null, null);
        if (answer?.TrySetResult(agreed) == true)
        {
            Changed?.Invoke();
        }
    }
}
