namespace Portal.Domain.Evaluation.Control;

/// <summary>Gathers the cases of one control's measure into a row.</summary>
internal sealed class ControlTally(string control, string measure, string target)
{
    private readonly List<(double Before, double After, bool Reached, double Tau)> _cases = [];

    public void Add(double before, double after, bool reached, double tau = double.NaN) => _cases.Add((before, after, reached, tau));

    public ControlRow Row()
    {
        var taus = _cases.Select(one => one.Tau).Where(tau => !double.IsNaN(tau)).ToList();
        return new ControlRow(
            control,
            measure,
            _cases.Count,
            Mean(_cases.Select(one => one.Before)),
            Mean(_cases.Select(one => one.After)),
            target,
            Mean(_cases.Select(one => one.Reached ? 1.0 : 0)),
            Mean(taus));
    }

    private static double Mean(IEnumerable<double> values) => values.Select(value => (double?)value).Average() ?? double.NaN;
}
