using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Experiments.Planning;
using Portal.Shared;

namespace Portal.Experiments;

/// <summary>The buttons that change an experiment, with their questions. Stands in the list, the editor and on the experiment's own page.</summary>
public sealed partial class ExperimentActions
{
    private IReadOnlyList<LaunchCheck> _checks = [];
    private bool _starting, _extending, _deciding;

    [Parameter, EditorRequired]
    public required ExperimentView Experiment { get; set; }

    /// <summary>Something was done, or turned out to have been changed by others: the experiment as it is now, a new one that was made of it, or null when it is gone.</summary>
    [Parameter]
    public EventCallback<ExperimentView?> OnDone { get; set; }

    /// <summary>Whether it stands where the draft is edited anyway.</summary>
    [Parameter]
    public bool InEditor { get; set; }

    [Inject]
    public required ExperimentDrafts Drafts { get; init; }

    [Inject]
    public required ExperimentRuns Runs { get; init; }

    [Inject]
    public required ExperimentDecisions Decisions { get; init; }

    [Inject]
    public required LaunchChecks Launch { get; init; }

    [Inject]
    public required ExperimentDeeds Deeds { get; init; }

    [Inject]
    public required ConfirmService Confirm { get; init; }

    [Inject]
    public required ToastService Toasts { get; init; }

    [Inject]
    public required IStringLocalizer<ExperimentText> Text { get; init; }

    private bool Begun => Experiment.State is ExperimentState.Running or ExperimentState.Paused;

    private async Task AskStartAsync()
    {
        // Null where they could not be read, and that was said.
        var read = await Deeds.TryAsync(async _ =>
        {
            _checks = await Launch.OfAsync(Experiment.Draft, Experiment.Id, CancellationToken.None);
            return new ExperimentChange(ExperimentOutcome.Done, Experiment);
        });
        _starting = read is not null;
    }

    private async Task StartAsync()
    {
        _starting = false;
        await DoAsync(actor => Runs.StartAsync(actor, Experiment.Id, Experiment.Revision, CancellationToken.None), "Started");
    }

    private Task PauseAsync() => AskedAsync("Pause", danger: false, actor => Runs.PauseAsync(actor, Experiment.Id, Experiment.Revision, CancellationToken.None), "Paused");

    private Task ResumeAsync() => DoAsync(actor => Runs.ResumeAsync(actor, Experiment.Id, Experiment.Revision, CancellationToken.None), "Resumed");

    private Task StopAsync() => AskedAsync("Stop", danger: true, actor => Runs.StopAsync(actor, Experiment.Id, Experiment.Revision, CancellationToken.None), "Stopped");

    private Task DeleteAsync() => AskedAsync("Delete", danger: true, actor => Drafts.DeleteAsync(actor, Experiment.Id, Experiment.Revision, CancellationToken.None), "Deleted");

    private async Task ExtendAsync(ExperimentExtension extension)
    {
        _extending = false;
        await DoAsync(actor => Runs.ExtendAsync(actor, Experiment.Id, Experiment.Revision, extension, CancellationToken.None), "Extended");
    }

    private async Task DecideAsync(ExperimentVerdict verdict)
    {
        _deciding = false;
        await DoAsync(actor => Decisions.DecideAsync(actor, Experiment.Id, Experiment.Revision, verdict.Decision, verdict.Variant, verdict.Note, CancellationToken.None), "Decided" + verdict.Decision);
    }

    private Task DuplicateAsync()
    {
        var name = Text["CopyOf", Experiment.Name].Value;
        return DoAsync(
            async actor => new ExperimentChange(ExperimentOutcome.Done, await Drafts.DuplicateAsync(actor, Experiment, name.Length <= ExperimentDraft.LongestName ? name : Experiment.Name, CancellationToken.None)), "Duplicated");
    }

    private async Task AskedAsync(string key, bool danger, Func<Actor, Task<ExperimentChange>> deed, string said)
    {
        if (await Confirm.AskAsync(new ConfirmQuestion(Text[key + "Title", Experiment.Name], Text[key + "Text"], Text[key], danger)))
        {
            await DoAsync(deed, said);
        }
    }

    // Also what was not done is shown anew: somebody else changed it.
    private async Task DoAsync(Func<Actor, Task<ExperimentChange>> deed, string said)
    {
        if (await Deeds.TryAsync(deed) is not { } change)
        {
            return;
        }

        if (change.Ok)
        {
            Toasts.Show(Text[said, Experiment.Name]);
        }

        await OnDone.InvokeAsync(change.Ok && said == "Deleted" ? null : change.Stored);
    }
}
