using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Engine;

namespace Portal.Experiments;

/// <summary>Begins an experiment with a draft of the weights.</summary>
internal sealed class ExperimentTarget(IStringLocalizer<ExperimentText> text) : IDraftTarget
{
    public string Label => text["StartExperiment"];

    public string Icon => "split";

    public string AddressOf(int version) => string.Create(CultureInfo.InvariantCulture, $"/admin/experiments/new?version={version}");
}
