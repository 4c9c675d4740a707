using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.People;

/// <summary>Tells why a rule keeps an item away, and lets it through; the toast takes that back even when the notice is gone by then.</summary>
public sealed partial class HiddenBecause
{
    private bool _busy;

    [Parameter, EditorRequired]
    public string ItemId { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<HiddenReason> Reasons { get; set; } = [];

    /// <summary>The item was let through, or that was taken back.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required RuleExemptionService Exemptions { get; init; }

    [Inject]
    public required CurrentUser User { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<PeopleText> Text { get; init; }

    [Inject]
    public required ILogger<HiddenBecause> Log { get; init; }

    private async Task LetThroughAsync()
    {
        // The parameters are another item's by the time somebody takes this back.
        var (item, title, changed) = (ItemId, Title, OnChanged);
        _busy = true;
        try
        {
            var user = await User.GetAsync();
            var ids = await Exemptions.AddAsync(user.Id, item, [.. Reasons.Select(reason => reason.Breach.Rule.Clause.Subject.Key)], CancellationToken.None);
            Toasts.Show(Text["FineDone", title], Text["Undo"], async () =>
            {
                await Exemptions.RemoveAsync(user.Id, ids, CancellationToken.None);
                await changed.InvokeAsync();
            });
            await changed.InvokeAsync();
        }
        catch (Exception e)
        {
            LogFailed(Log, item, e);
            Toasts.Show(Text["FeedbackFailed"]);
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Item {ItemId} could not be let through the person's rules")]
    private static partial void LogFailed(ILogger logger, string itemId, Exception error);
}
