namespace Portal.Domain.Experiments.Analysis;

/// <summary>The cells of all arms and metrics in one part of the experiment, with the number of its units.</summary>
internal sealed class CellTable(int arms, int metrics)
{
    private readonly MetricCell[] _cells = new MetricCell[arms * metrics];

    /// <summary>Units of each arm.</summary>
    public long[] Units { get; } = new long[arms];

    public ref MetricCell this[int arm, int metric] => ref _cells[(arm * metrics) + metric];

    /// <summary>Adds the units of another part.</summary>
    public void Add(CellTable other)
    {
        for (var arm = 0; arm < Units.Length; arm++)
        {
            Units[arm] += other.Units[arm];
        }

        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell].Add(other._cells[cell]);
        }
    }
}
