using Portal.Domain.Embedding;

namespace Portal.Tests.Domain.Embedding;

public sealed class BatchPlanTests
{
    [Fact]
    public void Make_CpuLimits_HoldAndEveryTextIsInOneBatch()
    {
        int[] lengths = [.. Enumerable.Range(0, 500).Select(i => i * 37 % 129)];

        var batches = BatchPlan.Make(lengths, BatchLimits.Cpu, maxTokens: 128).ToArray();

        Assert.Equal(Enumerable.Range(0, 500), batches.SelectMany(b => b.Rows).Order());
        Assert.All(batches, b =>
        {
            Assert.InRange(b.Rows.Length, 1, 64);
            Assert.InRange(b.Rows.Length * b.Length, 1, 2048);
            Assert.Equal(Math.Max(1, b.Rows.Max(r => lengths[r])), b.Length);
        });
    }

    [Fact]
    public void Make_LikeLengths_GoTogetherFromShortToLong()
    {
        var batches = BatchPlan.Make([90, 3, 100, 4, 5], new BatchLimits(MaxRows: 3, MaxPaddedTokens: 200), maxTokens: 128).ToArray();

        Assert.Equal([1, 3, 4], batches[0].Rows);
        Assert.Equal([0, 2], batches[1].Rows);
        Assert.Equal([5, 100], batches.Select(b => b.Length));
    }

    [Fact]
    public void Make_TextBeyondTheBudget_RunsAlone()
    {
        var batches = BatchPlan.Make([300, 2, 300], new BatchLimits(MaxRows: 64, MaxPaddedTokens: 256), maxTokens: 512).ToArray();

        Assert.Equal([[1], [0], [2]], batches.Select(b => b.Rows));
    }

    [Theory]
    [InlineData(1, 128, 16)]
    [InlineData(17, 128, 32)]
    [InlineData(65, 128, 128)]
    [InlineData(65, 100, 100)]
    [InlineData(128, 128, 128)]
    public void Make_GpuLimits_PadToFewLengths(int length, int maxTokens, int padded) =>
        Assert.Equal(padded, Assert.Single(BatchPlan.Make([length], BatchLimits.Gpu, maxTokens)).Length);
}
