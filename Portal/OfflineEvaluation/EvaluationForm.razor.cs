using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Portal.Domain.Evaluation;

namespace Portal.OfflineEvaluation;

/// <summary>Asks what to evaluate. What is wrong is told before anything is stored.</summary>
public sealed partial class EvaluationForm
{
    private readonly HashSet<string> _models = [.. OfflineRequest.UsualModels];
    private readonly Dictionary<string, IBrowserFile> _chosen = [];
    private bool _files, _busy;
    private string _protocol = OfflineProtocol.Temporal;
    private string? _problem;

    /// <summary>Stores and starts; throws <see cref="ArgumentException"/> or <see cref="IOException"/> with what is wrong.</summary>
    [Parameter, EditorRequired]
    public required Func<OfflineRequest, IReadOnlyList<ChosenFile>, Task> Start { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    public required IStringLocalizer<OfflineEvaluationText> Text { get; init; }

    private void UseFiles(bool use) => (_files, _problem) = (use, null);

    private void Choose(ChangeEventArgs change)
    {
        (_protocol, _problem) = (change.Value as string ?? OfflineProtocol.Temporal, null);
        _chosen.Clear();
    }

    private void Take(string role, InputFileChangeEventArgs change) => _chosen[role] = change.File;

    private void Toggle(string model)
    {
        if (!_models.Remove(model))
        {
            _models.Add(model);
        }
    }

    private async Task SubmitAsync()
    {
        _problem = Problem();
        if (_problem is not null || _busy)
        {
            return;
        }

        _busy = true;
        try
        {
            OfflineRequest request = new() { Protocol = _files ? _protocol : OfflineProtocol.Temporal, Models = [.. RankingModels.All.Select(model => model.Name).Where(_models.Contains)] };
            await Start(request, _files ? [.. _chosen.Select(file => new ChosenFile(file.Key, file.Value.Name, () => file.Value.OpenReadStream(OfflineRequests.MostBytes)))] : []);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            _problem = e.Message;
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Problem()
    {
        if (_models.Count == 0)
        {
            return Text["NoModel"];
        }

        if (!_files)
        {
            return null;
        }

        if (_chosen.Values.FirstOrDefault(file => file.Size > OfflineRequests.MostBytes) is { } large)
        {
            return Text["TooLarge", large.Name, OfflineRequests.MostBytes / (1024 * 1024)];
        }

        return OfflineProtocol.Find(_protocol).Files.FirstOrDefault(file => file.Required && !_chosen.ContainsKey(file.Role)) is { } missing ? Text["NoFile", Text[$"File.{missing.Role}"].Value].Value : null;
    }
}
