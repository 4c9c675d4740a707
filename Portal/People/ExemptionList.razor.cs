using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Shared;

namespace Portal.People;

/// <summary>Loads and takes back what a person has let through their rules.</summary>
public sealed partial class ExemptionList
{
    private readonly CancellationSeries _loads = new();
    private IReadOnlyList<ExemptionView>? _exemptions;
    private bool _started, _failed;

    /// <summary>One was taken back, or that was undone.</summary>
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
    public required ILogger<ExemptionList> Log { get; init; }

    public ValueTask DisposeAsync() => _loads.DisposeAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && !_started)
        {
            _started = true;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var token = await _loads.StartAsync();
        try
        {
            var user = await User.GetAsync();
            var exemptions = await Exemptions.ListAsync(user.Id, token);
            if (!token.IsCancellationRequested)
            {
                (_exemptions, _failed) = (exemptions, false);
            }
        }
        catch (Exception e)
        {
            if (!token.IsCancellationRequested)
            {
                _failed = true;
                LogFailed(Log, e);
            }
        }
    }

    private async Task TakeBackAsync(ExemptionView exemption)
    {
        try
        {
            var user = await User.GetAsync();
            await Exemptions.RemoveAsync(user.Id, [exemption.Id], CancellationToken.None);
            Toasts.Show(Text["ExemptionBackDone", exemption.Item.Title], Text["Undo"], async () =>
            {
                await Exemptions.AddAsync(user.Id, exemption.Item.Id, [exemption.SubjectKey], CancellationToken.None);
                await ChangedAsync();
            });
            await ChangedAsync();
        }
        catch (Exception e)
        {
            LogFailed(Log, e);
            Toasts.Show(Text["FeedbackFailed"]);
        }
    }

    private async Task ChangedAsync()
    {
        await LoadAsync();
        StateHasChanged();
        await OnChanged.InvokeAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The exemptions of a person could not be read or changed")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
