using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.Preferences;

/// <summary>Does what a button of the page says, tells how it went, and offers to take it back.</summary>
public sealed partial class Deeds(StatementService statements, CurrentUser user, ToastService toasts, IStringLocalizer<PreferencesText> text, ILogger<Deeds> log)
{
    /// <summary>Changes a statement.</summary>
    /// <param name="change">The change, for the person's id.</param>
    /// <param name="done">What to say when it is done.</param>
    /// <param name="changed">Called afterwards, whatever became of it, and after it was taken back: the page may be out of date either way.</param>
    public Task DoAsync(Func<string, Task<StatementResult>> change, string done, Func<Task> changed) =>
        TryAsync(
            async userId =>
            {
                var result = await change(userId);
                if (result.Ok)
                {
                    toasts.Show(done, text["Undo"], () => RestoreAsync(result.ChangeId, changed));
                }
                else
                {
                    toasts.Show(text[result.Problem == StatementProblem.NotFound ? "ProblemGone" : $"Problem{result.Problem}", StatementService.MostStatements]);
                }
            },
            changed);

    /// <summary>Brings a statement back as it was before a change.</summary>
    public Task RestoreAsync(long changeId, Func<Task> changed) =>
        TryAsync(async userId => toasts.Show(text[(await statements.RestoreAsync(userId, changeId, CancellationToken.None)).Ok ? "DoneRestored" : "ProblemGone"]), changed);

    /// <summary>Does something else, and says so where it cannot be done.</summary>
    public async Task TryAsync(Func<string, Task> deed, Func<Task> changed)
    {
        try
        {
            await deed((await user.GetAsync()).Id);
        }
        catch (Exception e)
        {
            LogFailed(log, e);
            toasts.Show(text["ChangeFailed"]);
        }

        await changed();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A change of the preferences failed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
